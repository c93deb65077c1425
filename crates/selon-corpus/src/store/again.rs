//! Documents out of the database: given back as they were read, read again by another model, taken out for good.

use super::readings::{self, Place};
use super::record::{Details, Prepared};
use super::sentences::Pending;
use super::texts::Folding;
use super::{Store, connect, speakers};
use crate::error::StoreError;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use selon_reading::Reading;
use selon_text::Document;
use std::collections::BTreeSet;

/// Documents read again in one transaction.
const BATCH: i64 = 64;

/// A document as the database has it.
struct Kept {
    place: Place,
    document: Document,
}

impl Store {
    /// The current version of the document with that id, address or file; the one added last where several have it.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn document(&self, name: &str) -> Result<Option<Document>, StoreError> {
        let Some(id) = self.documents_named(name)?.pop() else { return Ok(None) };
        self.document_numbered(id)
    }

    /// The current version of the document of that number.
    pub(crate) fn document_numbered(&self, document: i64) -> Result<Option<Document>, StoreError> {
        Ok(self.kept("d.id = ?1", document, 1)?.pop().map(|kept| kept.document))
    }

    /// Numbers of the documents with that id, address or file, whether or not a page of the file tells its own address.
    pub(crate) fn documents_named(&self, name: &str) -> Result<Vec<i64>, StoreError> {
        let key = format!("url:{}", super::identity::plain_address(name));
        let path = std::path::absolute(name).map_or_else(|_| name.to_owned(), |path| path.display().to_string());
        let ids = |sql: &str, values: &[&str]| -> Result<Vec<i64>, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let by_key = "SELECT id FROM documents WHERE doc = ?1 OR key = ?2 OR key = ?3 ORDER BY id";
        let found = ids(by_key, &[name, &key, &format!("file:{path}")])?;
        // Files have no index: words are not looked for among them.
        let may_be_file = name.contains(std::path::MAIN_SEPARATOR) || std::path::Path::new(name).extension().is_some();
        if !found.is_empty() || !may_be_file {
            return Ok(found);
        }
        ids("SELECT id FROM documents WHERE file IN (?1, ?2) ORDER BY id", &[name, &path])
    }

    /// The documents that are all called `name`, each by its address, else its file with its id; two outlets may number theirs alike.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn namesakes_of(&self, name: &str) -> Result<Vec<String>, StoreError> {
        let mut place =
            self.connection.prepare_cached("SELECT url, file, doc FROM documents WHERE id = ?1 AND doc = ?2")?;
        let mut found = Vec::new();
        for id in self.documents_named(name)? {
            let row = |row: &Row| -> rusqlite::Result<(Option<String>, Option<String>, String)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            };
            let Some((url, file, doc)) = place.query_row(params![id, name], row).optional()? else { continue };
            found.push(url.or_else(|| Some(format!("{doc} of {}", file?))).unwrap_or(doc));
        }
        Ok(found)
    }

    /// Takes out the documents with that id, address or file, with all their versions; gives how many there were.
    ///
    /// # Errors
    /// Where the database can't be written; then none is taken out.
    pub fn remove(&mut self, name: &str) -> Result<usize, StoreError> {
        let ids = self.documents_named(name)?;
        let transaction = self.writing()?;
        let (mut pending, mut heard) = (Pending::default(), BTreeSet::new());
        for id in &ids {
            heard.extend(speakers::of_document(&transaction, *id)?);
            readings::forget_current(&transaction, *id, &mut pending)?;
            transaction.execute("DELETE FROM documents WHERE id = ?1", [id])?;
        }
        connect::settle(&transaction, pending)?;
        speakers::forget_unheard_of(&transaction, &heard)?;
        transaction.commit()?;
        Ok(ids.len())
    }

    /// Reads the current texts again, and makes what is read now current; a reading of another model is kept beside it. `tell` hears after each
    /// batch how many were read and how many there are.
    ///
    /// # Errors
    /// Where the database can't be written; batches told of before are kept.
    pub fn reread(
        &mut self,
        read: &dyn Fn(&Document) -> Reading,
        now: Timestamp,
        mut tell: impl FnMut(usize, usize),
    ) -> Result<usize, StoreError> {
        let total: i64 = self.connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?;
        let (mut last, mut seen, mut count) = (0, 0, 0);
        loop {
            let batch = self.kept("d.id > ?1", last, BATCH)?;
            let Some(end) = batch.last() else { return Ok(count) };
            last = end.place.document;
            seen += batch.len();
            count += self.reread_batch(batch, read, now)?;
            tell(seen, usize::try_from(total).unwrap_or(0));
        }
    }

    fn reread_batch(
        &mut self,
        batch: Vec<Kept>,
        read: &dyn Fn(&Document) -> Reading,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let folding = Folding::new();
        let prepared: Vec<(Place, Prepared)> =
            batch.into_iter().map(|kept| (kept.place, prepare(kept.document, read))).collect();
        let transaction = self.writing()?;
        let (mut pending, mut heard) = (Pending::default(), BTreeSet::new());
        for (place, prepared) in &prepared {
            heard.extend(speakers::of_document(&transaction, place.document)?);
            readings::write(&transaction, place, prepared, &folding, now, &mut pending)?;
        }
        connect::settle(&transaction, pending)?;
        speakers::forget_unheard_of(&transaction, &heard)?;
        transaction.commit()?;
        Ok(prepared.len())
    }

    fn kept(&self, which: &str, value: i64, most: i64) -> Result<Vec<Kept>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT d.id, v.id, d.outlet, v.seconds, d.doc, d.url, d.file, o.name, v.title, v.authors, v.published, v.modified,
             v.fetched, v.language, v.genre, v.translated_from, v.text, v.details, v.sha256
             FROM documents d JOIN versions v ON v.id = d.version LEFT JOIN outlets o ON o.id = d.outlet
             WHERE {which} ORDER BY d.id LIMIT ?2"
        ))?;
        let rows = statement.query_map(params![value, most], kept)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn prepare(document: Document, read: &dyn Fn(&Document) -> Reading) -> Prepared {
    let reading = read(&document);
    Prepared::new(document, reading)
}

fn kept(row: &Row) -> rusqlite::Result<Kept> {
    let details: Details = serde_json::from_str(&row.get::<_, String>(17)?).unwrap_or_default();
    let document = Document {
        id: row.get(4)?,
        // Only of what comes in it is asked whether it is known.
        is_row: false,
        url: row.get(5)?,
        file: row.get(6)?,
        outlet: row.get(7)?,
        title: row.get(8)?,
        authors: serde_json::from_str(&row.get::<_, String>(9)?).unwrap_or_default(),
        published: row.get(10)?,
        modified: row.get(11)?,
        fetched: row.get(12)?,
        language: row.get(13)?,
        genre: row.get(14)?,
        translated_from: row.get(15)?,
        text: row.get(16)?,
        canonical: details.canonical,
        links: details.links,
        blocks: details.blocks,
        frame: details.frame,
        title_apart: details.title_apart,
        notes: details.notes,
        sha256: row.get(18)?,
    };
    let place = Place { document: row.get(0)?, version: row.get(1)?, outlet: row.get(2)?, seconds: row.get(3)? };
    Ok(Kept { place, document })
}
