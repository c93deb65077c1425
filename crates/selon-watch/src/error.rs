//! What ends a round as a whole; a feed or an article that can't be had ends nothing.

use selon_corpus::StoreError;
use std::fmt;

/// Why following can't go on.
#[derive(Debug)]
pub enum WatchError {
    /// A list of feeds could not be read: what it is called, what happened, what to do.
    List {
        /// The list's name.
        name: String,
        /// What happened, as a plain sentence in lower case.
        reason: String,
        /// What to do about it.
        hint: Option<&'static str>,
    },
    /// The database could not be read or written.
    Store(StoreError),
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { name, reason, .. } => write!(f, "{name}: {reason}"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WatchError {}

impl From<StoreError> for WatchError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
