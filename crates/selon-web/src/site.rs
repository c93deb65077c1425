//! What every page can ask for: the database, the reader, the texts read so far.

use crate::shelf::Shelf;
use crate::stores::{Handle, Stores};
use crate::trouble::Trouble;
use selon_reading::{Reading, Tagger};
use selon_text::Document;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Texts read at once: reading takes all of a core.
const READING: usize = 4;

/// Bytes of text that the reader asked for reads for one request; what comes after them is read by the quick one. The trained readers take
/// some five seconds for them.
const MOST_SLOW: usize = 200 << 10;
/// Bytes of text that are read for one request at all.
const MOST_TEXT: usize = 1 << 20;

/// What reads a text; shared by all requests.
pub type Reader = Arc<dyn Tagger + Send + Sync>;

/// How the server is to be.
pub struct Settings {
    /// The database to show; without one, only texts are read.
    pub database: Option<PathBuf>,
    /// What reads the texts that are given.
    pub reader: Reader,
    /// What reads them where they are so long that somebody would wait.
    pub quick: Reader,
    /// The reader that a database names by the id of its model ([`Tagger::id`]), so that its articles are shown as they were read; `None` where
    /// the program does not carry it.
    pub named: fn(&str) -> Option<Reader>,
    /// Whether addresses of private networks and of this machine may be fetched.
    pub allow_private: bool,
}

impl Settings {
    /// No database, one reader for everything, and nothing fetched from private networks.
    #[must_use]
    pub fn new(reader: Reader) -> Self {
        Self { database: None, quick: Arc::clone(&reader), named: |_| None, reader, allow_private: false }
    }
}

/// The state that all pages share.
pub(crate) struct Site {
    pub(crate) settings: Settings,
    pub(crate) shelf: Shelf,
    /// What forms must bring back: nobody who can't read our pages knows it.
    pub(crate) token: String,
    stores: Option<Stores>,
    reading: Semaphore,
}

impl Site {
    /// # Errors
    /// Where the system gives no random numbers.
    pub(crate) fn new(settings: Settings) -> io::Result<Self> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let stores = settings.database.clone().map(Stores::new);
        let token = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { settings, shelf: Shelf::default(), token, stores, reading: Semaphore::new(READING) })
    }

    /// Whether there is a database at all.
    pub(crate) const fn has_database(&self) -> bool {
        self.stores.is_some()
    }

    /// A handle on the database, to read or (mutably) to write.
    pub(crate) fn store(&self) -> Result<Handle<'_>, Trouble> {
        Ok(self.stores.as_ref().ok_or_else(Trouble::no_database)?.take()?)
    }

    /// Reads a text, unless too many are being read already.
    pub(crate) fn read(&self, reader: &Reader, document: &Document) -> Result<Reading, Trouble> {
        let _place = self.reading.try_acquire().map_err(|_| Trouble::new(503, "trouble.busy"))?;
        Ok(selon_reading::read_with(reader.as_ref(), document, &selon_reading::Options::default()))
    }
}

/// How much more is read for one request: reading can't be broken off, so that its length is bounded instead.
#[derive(Default)]
pub(crate) struct Allowance {
    read: usize,
}

/// Who is to read a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// The reader asked for.
    Asked,
    /// The quick one: it is long, by itself or with those before.
    Quick,
    /// Nobody.
    Nobody,
}

impl Allowance {
    /// Counts a text of that many bytes in.
    pub(crate) const fn take(&mut self, bytes: usize) -> Allowed {
        self.read = self.read.saturating_add(bytes);
        if self.read <= MOST_SLOW {
            Allowed::Asked
        } else if self.read <= MOST_TEXT {
            Allowed::Quick
        } else {
            Allowed::Nobody
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_count_together() {
        let mut allowance = Allowance::default();
        assert_eq!(allowance.take(MOST_SLOW - 1), Allowed::Asked);
        assert_eq!(allowance.take(2), Allowed::Quick);
        assert_eq!(allowance.take(MOST_TEXT - MOST_SLOW - 1), Allowed::Quick);
        assert_eq!(allowance.take(1), Allowed::Nobody);
        assert_eq!(Allowance::default().take(usize::MAX), Allowed::Nobody);
    }
}
