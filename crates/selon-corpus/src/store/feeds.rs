//! What is known of feeds and of the articles that they name, so that following them goes on where it was. Who follows them decides when.

use super::Store;
use super::identity::plain_address;
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A feed that is followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// What it calls itself.
    pub title: Option<String>,
    /// The server's mark of what was fetched last.
    pub etag: Option<String>,
    /// When that last changed, as the server puts it.
    pub last_modified: Option<String>,
    /// When it was last asked for, ISO.
    pub checked: Option<String>,
    /// How often in a row it could not be had.
    pub failures: u32,
    /// Seconds since 1970 before which it is not asked for.
    pub wait_until: i64,
}

/// An article that a feed names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryState {
    /// Its address, as the feed gives it.
    pub address: String,
    /// When it was published, ISO, as the feed tells it.
    pub published: Option<String>,
    /// When it last changed, as the feed tells it.
    pub stamp: Option<String>,
    /// The server's mark of what was fetched last.
    pub etag: Option<String>,
    /// When that last changed, as the server puts it.
    pub last_modified: Option<String>,
    /// Seconds since 1970 of the last time that it was fetched.
    pub fetched: Option<i64>,
    /// Seconds since 1970 from which it is to be fetched; `None` where it is not.
    pub due: Option<i64>,
    /// How often in a row that brought nothing new.
    pub tries: u32,
}

const ENTRY: &str = "address, published, stamp, etag, last_modified, fetched, due, tries";

impl Store {
    /// What is known of the feed at this address; nothing, for one that was never asked for.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn feed(&self, address: &str) -> Result<FeedState, StoreError> {
        let sql = "SELECT title, etag, last_modified, checked, failures, wait_until FROM feeds WHERE address = ?1";
        let known = self.connection.prepare_cached(sql)?.query_row([address], |row| {
            Ok(FeedState {
                title: row.get(0)?,
                etag: row.get(1)?,
                last_modified: row.get(2)?,
                checked: row.get(3)?,
                failures: row.get(4)?,
                wait_until: row.get(5)?,
            })
        });
        Ok(known.optional()?.unwrap_or_default())
    }

    /// Keeps what is known of a feed and of articles that it names, all or nothing.
    ///
    /// ```
    /// use selon_corpus::{EntryState, FeedState, Store, StoreOptions};
    /// let folder = tempfile::tempdir().unwrap();
    /// let mut store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).unwrap();
    /// let entry = EntryState { address: "https://gazette.example/1".into(), due: Some(7), ..EntryState::default() };
    /// store.keep_feed("https://gazette.example/feed", &FeedState::default(), &[entry.clone()]).unwrap();
    /// assert_eq!(store.due("https://gazette.example/feed", 7, 10).unwrap(), [entry]);
    /// ```
    ///
    /// # Errors
    /// Where the database can't be written; then nothing is kept.
    pub fn keep_feed(&mut self, address: &str, feed: &FeedState, entries: &[EntryState]) -> Result<(), StoreError> {
        let transaction = self.writing()?;
        transaction
            .prepare_cached(
                "INSERT INTO feeds (address, title, etag, last_modified, checked, failures, wait_until)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (address) DO UPDATE SET title = coalesce(?2, title), etag = ?3, last_modified = ?4,
                 checked = ?5, failures = ?6, wait_until = ?7",
            )?
            .execute(params![
                address,
                feed.title,
                feed.etag,
                feed.last_modified,
                feed.checked,
                feed.failures,
                feed.wait_until
            ])?;
        for entry in entries {
            keep_entry(&transaction, address, entry)?;
        }
        Ok(transaction.commit()?)
    }

    /// What is known of an article by its address, whichever feed names it.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn entry(&self, address: &str) -> Result<Option<EntryState>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {ENTRY} FROM entries WHERE key = ?1"))?;
        Ok(statement.query_row([plain_address(address)], of_row).optional()?)
    }

    /// Articles of a feed that are to be fetched by `now`, the last published first, at most so many.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn due(&self, feed: &str, now: i64, most: usize) -> Result<Vec<EntryState>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ENTRY} FROM entries WHERE feed = ?1 AND due <= ?2 ORDER BY published DESC, key LIMIT ?3"
        ))?;
        let rows = statement.query_map(params![feed, now, most as i64], of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps what became of an article that this feed names.
    ///
    /// # Errors
    /// Where the database can't be written.
    pub fn keep_entry(&mut self, feed: &str, entry: &EntryState) -> Result<(), StoreError> {
        keep_entry(&self.connection, feed, entry)
    }
}

fn of_row(row: &Row) -> rusqlite::Result<EntryState> {
    Ok(EntryState {
        address: row.get(0)?,
        published: row.get(1)?,
        stamp: row.get(2)?,
        etag: row.get(3)?,
        last_modified: row.get(4)?,
        fetched: row.get(5)?,
        due: row.get(6)?,
        tries: row.get(7)?,
    })
}

fn keep_entry(db: &Connection, feed: &str, entry: &EntryState) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO entries (key, feed, address, published, stamp, etag, last_modified, fetched, due, tries)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (key) DO UPDATE SET feed = ?2, published = ?4, stamp = ?5, etag = ?6, last_modified = ?7, fetched = ?8,
         due = ?9, tries = ?10",
    )?
    .execute(params![
        plain_address(&entry.address),
        feed,
        entry.address,
        entry.published,
        entry.stamp,
        entry.etag,
        entry.last_modified,
        entry.fetched,
        entry.due,
        entry.tries
    ])?;
    Ok(())
}
