//! What went wrong, as a page or an object: a status, a sentence in the person's language, and what to do.

use crate::words::Words;
use selon_corpus::{StoreError, Trouble as Kind};
use std::io;

/// Why a page can't be shown.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) status: u16,
    /// Key of the message, `trouble.…`; its advice is under the same key with `_help`.
    key: &'static str,
    /// What exactly, in words of the part that failed.
    detail: Option<String>,
}

impl Trouble {
    pub(crate) const fn new(status: u16, key: &'static str) -> Self {
        Self { status, key, detail: None }
    }

    /// Nothing is under this address.
    pub(crate) const fn not_found() -> Self {
        Self::new(404, "trouble.not_found")
    }

    /// The page needs a database, and the server was started without one.
    pub(crate) const fn no_database() -> Self {
        Self::new(404, "trouble.no_database")
    }

    /// What was given can't be used.
    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(400, "trouble.bad").because(detail)
    }

    pub(crate) fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn sentence(&self, words: Words) -> String {
        words.say(self.key).to_owned()
    }

    pub(crate) fn help(&self, words: Words) -> String {
        words.say(&format!("{}_help", self.key)).to_owned()
    }

    pub(crate) fn detail(&self) -> &str {
        self.detail.as_deref().unwrap_or("")
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::new(500, "trouble.page").because(error.to_string())
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        let (status, key) = match error.trouble {
            Kind::Busy => (503, "trouble.busy_database"),
            Kind::Slow => (503, "trouble.slow"),
            Kind::ReadOnly => (403, "trouble.read_only"),
            _ => (500, "trouble.database"),
        };
        Self::new(status, key).because(match error.hint {
            Some(hint) => format!("{}; {hint}", error.reason),
            None => error.reason,
        })
    }
}
