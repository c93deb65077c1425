//! Many documents into the database: one thread takes them in, one reads them on all cores, one writes, batch by batch.
//!
//! Batches are written in the order in which documents came, each whole or not at all. What was killed goes on where it stopped: known
//! documents are not read again.

use crate::error::StoreError;
use crate::store::{Outcome, Prepared, Store};
use jiff::Timestamp;
use selon_reading::Reading;
use selon_text::Document;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Documents written at once: enough that a transaction costs little, few enough that little is lost when the program is killed.
const BATCH: usize = 512;
/// Bytes of text written at once, so that memory stays bounded where documents are long.
const BATCH_BYTES: usize = 2 << 20;
/// A batch waits no longer than this for its next document, once one comes: pages come slowly.
const PATIENCE: Duration = Duration::from_secs(2);

/// What became of one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<E> {
    /// It was a document.
    Document(Outcome),
    /// It was none.
    Failed(E),
}

/// How documents are read; `None` once no more are to be.
type Read<'r> = dyn Fn(&Document) -> Option<Reading> + Sync + 'r;

/// What goes through the threads: a document, with its reading once it has one, or why there is none.
enum Item<E> {
    Document(Box<Document>),
    Read(Box<Prepared>),
    Known,
    Failed(E),
}

/// Takes in, reads and stores documents; `tell` hears of each once it is stored. `reads` is a second handle on the same database, `now` the
/// time at which it happens. What `read` gives no reading for, since the run is to stop, is left out as if it had not come.
///
/// # Errors
/// Where the database can't be read or written. What was told of before is stored.
pub fn add_all<E: Send>(
    store: &mut Store,
    reads: Store,
    inputs: impl Iterator<Item = Result<Document, E>> + Send,
    read: &Read,
    now: Timestamp,
    mut tell: impl FnMut(Event<E>),
) -> Result<(), StoreError> {
    thread::scope(|scope| {
        let (to_reading, taken) = sync_channel(1);
        // A batch that has been read takes many times its text: none waits beside the one that is written and the one that is read.
        let (to_writing, prepared) = sync_channel(0);
        scope.spawn(move || take_in(inputs, &to_reading));
        let reading = scope.spawn(move || read_batches(&reads, &taken, read, &to_writing));
        let written = prepared.iter().try_for_each(|batch| write(store, batch, now, &mut tell));
        // The other threads end once nobody listens any more.
        drop(prepared);
        let read = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        written.and(read)
    })
}

/// Gathers inputs into batches; ends early where nobody takes them.
#[expect(clippy::disallowed_methods, reason = "a batch must not wait for slow pages")]
fn take_in<E>(inputs: impl Iterator<Item = Result<Document, E>>, to: &SyncSender<Vec<Item<E>>>) {
    let (mut batch, mut bytes, mut began) = (Vec::new(), 0, Instant::now());
    for input in inputs {
        let item = match input {
            Ok(document) => {
                bytes += document.text.len();
                Item::Document(Box::new(document))
            }
            Err(error) => Item::Failed(error),
        };
        batch.push(item);
        if batch.len() >= BATCH || bytes >= BATCH_BYTES || began.elapsed() >= PATIENCE {
            if to.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
            (bytes, began) = (0, Instant::now());
        }
    }
    // Where nobody listens any more, the writer has an error to tell.
    let _ = to.send(batch);
}

fn read_batches<E: Send>(
    store: &Store,
    taken: &Receiver<Vec<Item<E>>>,
    read: &Read,
    to: &SyncSender<Vec<Item<E>>>,
) -> Result<(), StoreError> {
    for mut batch in taken {
        for item in &mut batch {
            if let Item::Document(document) = item
                && store.knows(document)?
            {
                *item = Item::Known;
            }
        }
        read_on_all_cores(&mut batch, read);
        if to.send(batch).is_err() {
            break;
        }
    }
    Ok(())
}

fn read_on_all_cores<E: Send>(batch: &mut [Item<E>], read: &Read) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        for items in batch.chunks_mut(share) {
            scope.spawn(move || items.iter_mut().for_each(|item| read_item(item, read)));
        }
    });
}

fn read_item<E>(item: &mut Item<E>, read: &Read) {
    if let Item::Document(document) = item {
        let Some(reading) = read(document) else { return };
        let document = std::mem::take(document.as_mut());
        *item = Item::Read(Box::new(Prepared::new(document, reading)));
    }
}

fn write<E>(
    store: &mut Store,
    batch: Vec<Item<E>>,
    now: Timestamp,
    tell: &mut impl FnMut(Event<E>),
) -> Result<(), StoreError> {
    let (mut documents, mut others) = (Vec::new(), Vec::new());
    for item in batch {
        match item {
            Item::Read(prepared) => documents.push(*prepared),
            Item::Known => others.push(Event::Document(Outcome::Known)),
            Item::Failed(error) => others.push(Event::Failed(error)),
            Item::Document(_) => {}
        }
    }
    if !documents.is_empty() {
        store.add(&documents, now)?.into_iter().for_each(|outcome| tell(Event::Document(outcome)));
    }
    others.into_iter().for_each(tell);
    Ok(())
}
