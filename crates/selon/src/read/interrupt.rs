//! Ctrl-C in the middle of many documents: says what is written and how to go on, and ends the command.

use crate::failure::{INTERRUPTED, report};
use crate::output::Output;
use crate::progress::{Line, grouped};
use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How far a run is, shared with the thread that waits for Ctrl-C. `None` once there is nothing more to stop.
#[derive(Clone)]
pub(super) struct Interrupt(Arc<Mutex<Option<Standing>>>);

struct Standing {
    /// Documents read; with a manifest those alone that are safe, of earlier runs too.
    read: usize,
    goes_on: bool,
    name: String,
    /// What is written of an output that is put in its place at the end.
    unfinished: Option<PathBuf>,
}

impl Interrupt {
    /// Ends the command on Ctrl-C from now on. `goes_on` where a manifest tells how far the run is, so far `read` documents.
    ///
    /// A command that was started to be deaf to Ctrl-C, as shells start what runs in the background, stays so.
    #[expect(
        clippy::disallowed_methods,
        reason = "the main thread may wait for input for ever; what is not flushed is what is told to be lost"
    )]
    pub(super) fn heed(output: &Output, goes_on: bool, read: usize, line: Line) -> Self {
        let unfinished = output.unfinished().filter(|_| !goes_on).map(PathBuf::from);
        let standing = Standing { read, goes_on, name: output.name(), unfinished };
        let interrupt = Self(Arc::new(Mutex::new(Some(standing))));
        let heard = interrupt.clone();
        // Where the system gives no way to hear of it, Ctrl-C ends the command as it ends any other.
        let _ = ctrlc::try_set_handler(move || {
            // Held until the end: nothing is counted or put in its place any more.
            if let Some(standing) = &*heard.standing() {
                line.clear();
                standing.tell();
                process::exit(INTERRUPTED);
            }
        });
        interrupt
    }

    /// So many documents are read, and safe where a manifest tells so.
    pub(super) fn so_far(&self, read: usize) {
        if let Some(standing) = &mut *self.standing() {
            standing.read = read;
        }
    }

    /// The run has come to its end.
    pub(super) fn over(&self) {
        *self.standing() = None;
    }

    fn standing(&self) -> MutexGuard<'_, Option<Standing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Standing {
    fn tell(&self) {
        let (name, read) = (&self.name, grouped(self.read));
        if self.goes_on {
            let kept = format!("stopped; {read} documents are read, and what they gave is in {name}");
            return report(&kept, Some("the same command goes on there"));
        }
        let lost = self.unfinished.as_ref().map_or_else(String::new, |unfinished| {
            // It is of no use to anybody; where it can't be removed nothing more can be done.
            let _ = fs::remove_file(unfinished);
            format!("; {name} is as it was before")
        });
        let hint = "with -o and --manifest the same command goes on where it was stopped";
        report(&format!("stopped after {read} documents{lost}"), Some(hint));
    }
}
