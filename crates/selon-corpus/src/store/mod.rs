//! The database: one SQLite file with a versioned schema. Opens it, brings an older one up to date, refuses what it can't keep safe.

mod again;
mod bytes;
mod connect;
mod dates;
mod decisions;
mod documents;
mod facts;
mod feeds;
mod identity;
mod keys;
mod labels;
mod links;
mod meanings;
mod members;
mod pack;
mod pieces;
mod readings;
mod record;
mod schema;
mod sentences;
mod shelf;
mod speakers;
mod texts;
mod upgrade;
mod wholes;
mod written;

pub(crate) use identity::plain_name;
pub(crate) use labels::Names as LabelNames;
pub(crate) use shelf::Kept;
pub(crate) use texts::Folding;

pub use dates::seconds;
pub use decisions::Decision;
pub use documents::Outcome;
pub use facts::{Counts, Facts, Share};
pub use feeds::{EntryState, FeedState};
pub use identity::same_name;
pub use record::Prepared;
pub use schema::VERSION;
pub use wholes::ReadDocument;

use crate::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// How the database is opened.
#[derive(Clone, Copy, Debug)]
pub struct StoreOptions {
    /// How long to wait for another program that is writing.
    pub patience: Duration,
    /// Most pages of 4096 bytes that the file may grow to; `None` for no limit but the disk's.
    pub most_pages: Option<u32>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { patience: Duration::from_secs(10), most_pages: None }
    }
}

/// An open database.
///
/// ```
/// use selon_corpus::{Store, StoreOptions};
/// let folder = tempfile::tempdir().unwrap();
/// let store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).unwrap();
/// assert_eq!(store.facts().unwrap().documents, 0);
/// ```
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens the database at `file`, and makes it where there is none; an older one is brought up to date.
    ///
    /// # Errors
    /// Where the file can't be opened or made, is damaged, of something else, or of a newer version of this program.
    pub fn create(file: &Path, options: StoreOptions) -> Result<Self, StoreError> {
        Self::open_with(file, options, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens the database at `file`, which is there.
    ///
    /// # Errors
    /// As [`Store::create`], and where there is no such file.
    pub fn open(file: &Path, options: StoreOptions) -> Result<Self, StoreError> {
        Self::open_with(file, options, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn open_with(file: &Path, options: StoreOptions, flags: OpenFlags) -> Result<Self, StoreError> {
        let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(options.patience)?;
        connection.set_prepared_statement_cache_capacity(128);
        schema::refuse_unknown(&connection)?;
        settle(&connection, options)?;
        let mut store = Self { connection };
        schema::migrate(&mut store)?;
        Ok(store)
    }

    /// Begins to write; nobody else writes until the transaction ends.
    pub(crate) fn writing(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Looks through the whole file for damage; gives what was found, in SQLite's words.
    ///
    /// # Errors
    /// Where the file can't be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Gives room that is no longer used back to the disk.
    ///
    /// # Errors
    /// Where another program uses the database, or there is no room for a copy of it.
    pub fn vacuum(&self) -> Result<(), StoreError> {
        self.connection
            .execute_batch("INSERT INTO words (words) VALUES ('optimize'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(())
    }
}

/// Turns the log on. SQLite does not wait for this by itself where two programs begin one file at once.
fn keep_log(connection: &Connection, patience: Duration) -> Result<(), StoreError> {
    let mut left = patience;
    loop {
        let turned = connection.pragma_update(None, "journal_mode", "wal");
        let busy = turned.as_ref().is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy));
        if !busy || left.is_zero() {
            return Ok(turned?);
        }
        std::thread::sleep(PAUSE);
        left = left.saturating_sub(PAUSE);
    }
}

/// How long to wait before a busy file is asked again.
const PAUSE: Duration = Duration::from_millis(10);

/// A log beside the file, so that readers and a writer do not wait for each other and a killed program leaves it whole.
fn settle(connection: &Connection, options: StoreOptions) -> Result<(), StoreError> {
    keep_log(connection, options.patience)?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // Else what hangs on a value that is bound is planned anew for every value: a sixth of the time that an article took.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if let Some(pages) = options.most_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    Ok(())
}
