//! Work on several cores whose results come in order, with a bound on how much is under way.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Results that may wait for those before them, for each lane.
const WAITING: usize = 2;

/// Works on `items` in `lanes` threads, and hands the results to `take` in the order of the items. One lane is this thread itself.
///
/// # Errors
/// The first that `take` gives; nothing is taken after it.
pub(crate) fn in_order<I: Send, O: Send, E>(
    lanes: usize,
    items: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    if lanes <= 1 {
        return items.map(work).try_for_each(take);
    }
    let (to_queue, queue) = sync_channel(lanes * WAITING);
    let (to_lanes, tasks) = sync_channel(lanes);
    let tasks = Mutex::new(tasks);
    thread::scope(|scope| {
        scope.spawn(move || feed(items, &to_lanes, &to_queue));
        for _ in 0..lanes {
            scope.spawn(|| run(&tasks, &work));
        }
        // Where a lane has panicked its result never comes: the others end, and the panic goes on from here.
        let taken = queue.iter().map_while(|result: Receiver<O>| result.recv().ok()).try_for_each(&mut take);
        // The feeder ends once nobody waits for results, and the lanes once nothing feeds them.
        drop(queue);
        taken
    })
}

/// One item, and where its result is waited for.
type Task<I, O> = (I, SyncSender<O>);

fn feed<I, O>(items: impl Iterator<Item = I>, to_lanes: &SyncSender<Task<I, O>>, to_queue: &SyncSender<Receiver<O>>) {
    for item in items {
        let (to_result, result) = sync_channel(1);
        if to_queue.send(result).is_err() || to_lanes.send((item, to_result)).is_err() {
            return;
        }
    }
}

fn run<I, O>(tasks: &Mutex<Receiver<Task<I, O>>>, work: &(impl Fn(I) -> O + Sync)) {
    loop {
        let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((item, to_result)) = next else { return };
        // Nobody may wait any more, where something could not be written.
        let _ = to_result.send(work(item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_whatever_the_lanes() {
        for lanes in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |number: u64| {
                thread::sleep(std::time::Duration::from_millis(number % 3));
                number
            };
            in_order(lanes, 0..100, work, |number| {
                taken.push(number);
                Ok::<_, ()>(())
            })
            .unwrap();
            assert_eq!(taken, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_under_way_than_may_wait() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let items = (0..200).inspect(|_| {
            begun.fetch_add(1, Ordering::SeqCst);
        });
        in_order(
            2,
            items,
            |item| item,
            |_| {
                thread::sleep(std::time::Duration::from_micros(200));
                taken += 1;
                most.fetch_max(begun.load(Ordering::SeqCst) - taken, Ordering::SeqCst);
                Ok::<_, ()>(())
            },
        )
        .unwrap();
        assert!(most.load(Ordering::SeqCst) <= 2 * (WAITING + 3), "{most:?} at once");
    }

    #[test]
    fn it_ends_where_a_result_is_refused() {
        let mut taken = 0;
        let refused = in_order(
            3,
            0..,
            |item| item,
            |item: u32| {
                taken += 1;
                if item == 5 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((refused, taken), (Err("enough"), 6));
    }
}
