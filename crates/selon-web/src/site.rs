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

/// How the server is to be.
pub struct Settings {
    /// The database to show; without one, only texts are read.
    pub database: Option<PathBuf>,
    /// What reads the texts that are given.
    pub reader: Arc<dyn Tagger + Send + Sync>,
    /// Whether addresses of private networks and of this machine may be fetched.
    pub allow_private: bool,
}

impl Settings {
    /// No database, and nothing fetched from private networks.
    #[must_use]
    pub fn new(reader: Arc<dyn Tagger + Send + Sync>) -> Self {
        Self { database: None, reader, allow_private: false }
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
    pub(crate) fn read(&self, document: &Document) -> Result<Reading, Trouble> {
        let _place = self.reading.try_acquire().map_err(|_| Trouble::new(503, "trouble.busy"))?;
        Ok(selon_reading::read_with(self.settings.reader.as_ref(), document, &selon_reading::Options::default()))
    }
}
