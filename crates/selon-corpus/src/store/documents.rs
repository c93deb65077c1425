//! Writes documents: a new one, a new version of a known one, or nothing where nothing changed.

use super::dates::{Ordered, order};
use super::identity::{address, country, key, plain_name};
use super::readings::{self, Place};
use super::record::{Details, Prepared};
use super::sentences::Pending;
use super::texts::Folding;
use super::{Store, connect};
use crate::error::StoreError;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use selon_text::Document;

/// What became of a document that was to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It was known, and says something else now; the old version is kept.
    Changed,
    /// It is known as it is.
    Known,
}

/// What is stored of a document under its key.
struct Stored {
    document: i64,
    version: i64,
    number: i64,
    sha256: String,
}

impl Store {
    /// Whether these bytes are stored already, so that they need not be read again.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn knows(&self, document: &Document) -> Result<bool, StoreError> {
        let stored = stored(&self.connection, document)?;
        Ok(stored.is_some_and(|stored| stored.sha256 == document.sha256))
    }

    /// Stores documents with their readings, all or none of them; `now` is when.
    ///
    /// # Errors
    /// Where the database can't be written; then none of them is stored.
    pub fn add(&mut self, batch: &[Prepared], now: Timestamp) -> Result<Vec<Outcome>, StoreError> {
        let folding = Folding::new();
        let transaction = self.writing()?;
        let (mut outcomes, mut pending) = (Vec::new(), Pending::default());
        for prepared in batch {
            outcomes.push(add(&transaction, prepared, &folding, now, &mut pending)?);
        }
        // Only when all are there, so that it does not matter which of them came first.
        connect::settle(&transaction, pending)?;
        transaction.commit()?;
        Ok(outcomes)
    }
}

fn add(
    db: &Connection,
    prepared: &Prepared,
    folding: &Folding,
    now: Timestamp,
    pending: &mut Pending,
) -> Result<Outcome, StoreError> {
    let document = &prepared.document;
    let stored = stored(db, document)?;
    let number = match &stored {
        Some(stored) if stored.sha256 == document.sha256 || same_words(db, stored.version, document)? => {
            return Ok(Outcome::Known);
        }
        Some(stored) => stored.number + 1,
        None => 1,
    };
    let outlet = outlet(db, document)?;
    let id = match &stored {
        Some(stored) => {
            // While its old text is still the current one.
            readings::forget_current(db, stored.document, pending)?;
            stored.document
        }
        None => insert_document(db, document, outlet)?,
    };
    let ordered = order(document, now);
    let version = insert_version(db, id, number, document, &ordered, now)?;
    db.prepare_cached("UPDATE documents SET version = ?2, outlet = coalesce(?3, outlet) WHERE id = ?1")?
        .execute(params![id, version, outlet])?;
    let place = Place { document: id, version, outlet, seconds: ordered.seconds };
    readings::write(db, &place, prepared, folding, now, pending)?;
    Ok(if stored.is_some() { Outcome::Changed } else { Outcome::Added })
}

/// The document under the same key; for one without an address, also under the same bytes, wherever the file lies now.
fn stored(db: &Connection, document: &Document) -> Result<Option<Stored>, StoreError> {
    let row = |row: &rusqlite::Row| {
        Ok(Stored { document: row.get(0)?, version: row.get(1)?, number: row.get(2)?, sha256: row.get(3)? })
    };
    let by_key = db
        .prepare_cached(
            "SELECT d.id, v.id, v.number, v.sha256 FROM documents d JOIN versions v ON v.id = d.version WHERE d.key = ?1",
        )?
        .query_row([key(document)], row)
        .optional()?;
    if by_key.is_some() || address(document).is_some() {
        return Ok(by_key);
    }
    let by_bytes = db
        .prepare_cached(
            "SELECT d.id, v.id, v.number, v.sha256 FROM versions v JOIN documents d ON d.version = v.id
         WHERE v.sha256 = ?1 AND d.url IS NULL AND d.doc = ?2 LIMIT 1",
        )?
        .query_row(params![document.sha256, document.id], row)
        .optional()?;
    Ok(by_bytes)
}

/// Whether other bytes say the same: a page whose furniture alone changed is no new version.
fn same_words(db: &Connection, version: i64, document: &Document) -> Result<bool, StoreError> {
    let (title, authors, text, details): (Option<String>, String, String, String) = db
        .prepare_cached("SELECT title, authors, text, details FROM versions WHERE id = ?1")?
        .query_row([version], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let known: Details = serde_json::from_str(&details)?;
    let mut now = Details::of(document);
    now.notes.clone_from(&known.notes);
    Ok(title == document.title
        && text == document.text
        && authors == serde_json::to_string(&document.authors)?
        && known == now)
}

fn insert_document(db: &Connection, document: &Document, outlet: Option<i64>) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT INTO documents (key, doc, url, file, outlet) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![key(document), document.id, address(document), document.file, outlet])?;
    Ok(db.last_insert_rowid())
}

fn insert_version(
    db: &Connection,
    id: i64,
    number: i64,
    document: &Document,
    ordered: &Ordered,
    now: Timestamp,
) -> Result<i64, StoreError> {
    db.prepare_cached(
        "INSERT INTO versions (document, number, sha256, title, authors, published, modified, fetched, added, seconds, dated,
         language, genre, translated_from, text, details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        id,
        number,
        document.sha256,
        document.title,
        serde_json::to_string(&document.authors)?,
        document.published,
        document.modified,
        document.fetched,
        now.to_string(),
        ordered.seconds,
        ordered.from,
        document.language,
        document.genre,
        document.translated_from,
        document.text,
        serde_json::to_string(&Details::of(document))?,
    ])?;
    Ok(db.last_insert_rowid())
}

/// The outlet that the document names, else the one whose address it has; it is listed where it is new.
fn outlet(db: &Connection, document: &Document) -> Result<Option<i64>, StoreError> {
    let host = || {
        let plain = super::identity::plain_address(address(document)?);
        plain.split(['/', '?', ':']).next().map(str::to_owned)
    };
    let Some(name) = document.outlet.clone().or_else(host) else { return Ok(None) };
    let key = plain_name(&name);
    if key.is_empty() {
        return Ok(None);
    }
    let country = address(document).and_then(country);
    let id = db
        .prepare_cached(
            "INSERT INTO outlets (key, name, country) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET country = coalesce(country, excluded.country) RETURNING id",
        )?
        .query_row(params![key, name, country], |row| row.get(0))?;
    Ok(Some(id))
}
