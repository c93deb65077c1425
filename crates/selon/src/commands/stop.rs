//! Ctrl-C while documents are stored: what has been read is stored, then the command ends; a second one ends it at once.

use crate::failure::{INTERRUPTED, report};
use indicatif::ProgressBar;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the command was asked to stop.
#[derive(Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on.
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever asks twice does not want to wait; a batch is stored whole or not at all"
    )]
    pub(super) fn heed(bar: Option<&ProgressBar>) -> Self {
        let (stop, bar) = (Self::default(), bar.cloned());
        let heard = stop.clone();
        // Where the system gives no way to hear of it, Ctrl-C ends the command as it ends any other.
        let _ = ctrlc::try_set_handler(move || {
            if heard.0.swap(true, Ordering::Relaxed) {
                process::exit(INTERRUPTED);
            }
            let tell = || report("stopping: what has been read is stored", Some("Ctrl-C again stops at once"));
            bar.as_ref().map_or_else(tell, |bar| bar.suspend(tell));
        });
        stop
    }

    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Ends the command as Ctrl-C ends others, where it was asked to.
    #[expect(clippy::disallowed_methods, reason = "all that was read is stored")]
    pub(super) fn end(&self) {
        if self.is_asked() {
            report("stopped; what is stored is kept", Some("the same command goes on there"));
            process::exit(INTERRUPTED);
        }
    }
}
