//! Readings whole, with how each statement was arrived at, as packed bytes beside their rows: what rows leave out, a page shows.

use super::Store;
use crate::error::StoreError;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, OptionalExtension, params};
use selon_reading::{Place, Reading, Statement};
use selon_text::{ByteRange, Document};
use std::io::{Read, Write};

/// Most bytes that are unpacked: many times what the longest articles take.
const MOST: u64 = 64 << 20;

const CURRENT: &str =
    "SELECT r.model, w.body FROM documents d JOIN versions v ON v.id = d.version JOIN readings r ON r.id = v.reading
    LEFT JOIN wholes w ON w.reading = r.id WHERE d.id = ?1";

/// A document with its current reading.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// Its current version.
    pub document: Document,
    /// The id of the model that read it; empty where it has not been read.
    pub model: String,
    /// The reading as it was made; nothing where an older version of the program stored it, or what is stored does not fit the text.
    pub reading: Option<Reading>,
}

impl Store {
    /// The document with that id, address or file, and what was read in it; the one added last where several have it.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn read_document(&self, name: &str) -> Result<Option<ReadDocument>, StoreError> {
        let Some(id) = self.documents_named(name)?.pop() else { return Ok(None) };
        let Some(document) = self.document_numbered(id)? else { return Ok(None) };
        let (model, reading) = self.whole(id, &document)?;
        Ok(Some(ReadDocument { document, model, reading }))
    }

    /// What read the document of that number, and its current reading as it was made, where it is kept and fits the text.
    pub(crate) fn whole(&self, id: i64, document: &Document) -> Result<(String, Option<Reading>), StoreError> {
        let mut query = self.connection.prepare_cached(CURRENT)?;
        let row = query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (model, body): (String, Option<Vec<u8>>) = row.unwrap_or_default();
        let reading = body.and_then(|body| unpack(&body)).filter(|reading| fits(reading, document));
        Ok((model, reading))
    }
}

/// Keeps the bytes of a reading that has just been written under that number.
pub(super) fn keep(db: &Connection, reading: i64, packed: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO wholes (reading, body) VALUES (?1, ?2)")?.execute(params![reading, packed])?;
    Ok(())
}

/// A reading as bytes. What its statements mean is left out: that has a table of its own.
pub(super) fn pack(reading: &Reading) -> Vec<u8> {
    let bare = |told: &Statement| Statement { meaning: Vec::new(), ..told.clone() };
    let bare = Reading { statements: reading.statements.iter().map(bare).collect(), ..reading.clone() };
    let body = serde_json::to_vec(&bare).unwrap_or_default();
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    // Nothing fails where memory is written to.
    let _ = packer.write_all(&body);
    packer.finish().unwrap_or_default()
}

/// The reading of these bytes, where they are whole.
fn unpack(packed: &[u8]) -> Option<Reading> {
    let mut body = Vec::new();
    ZlibDecoder::new(packed).take(MOST).read_to_end(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// Whether all that a reading points at is in its words: the file may come from anywhere.
fn fits(reading: &Reading, document: &Document) -> bool {
    let (text, title) = (document.text.as_str(), document.title.as_deref().unwrap_or(""));
    let is_in = |text: &str, span: ByteRange| text.get(span.start..span.end).is_some();
    let is_anywhere = |span: ByteRange| is_in(text, span) || is_in(title, span);
    let told = |told: &Statement| {
        let own = if told.place == Place::Title { title } else { text };
        let parts = [&told.source, &told.cue, &told.content, &told.addressee, &told.medium];
        parts.into_iter().flatten().all(|&span| is_in(own, span))
    };
    let why = reading.statements.iter().flat_map(|told| &told.why);
    let why = why.chain(reading.conclusions.iter().flat_map(|told| &told.why));
    let when = reading.statements.iter().filter_map(|told| told.when.as_ref()).chain(&reading.dates);
    let mut others = (why.filter_map(|why| why.span))
        .chain(when.filter_map(|when| when.span))
        .chain(reading.voices.iter().flat_map(|voice| voice.spans.iter().copied()))
        .chain(reading.speakers.iter().flat_map(|speaker| speaker.mentions.iter().copied()))
        .chain(reading.quantities.iter().flat_map(|number| [Some(number.span), number.compared]).flatten())
        .chain(reading.conclusions.iter().flat_map(|told| told.markers.iter().copied().chain([told.span])))
        .chain(reading.conflicts.iter().flat_map(|conflict| conflict.spans.iter().copied()))
        .chain(reading.notes.iter().filter_map(|note| note.span));
    reading.statements.iter().all(told) && others.all(is_anywhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read() -> (Document, Reading) {
        let text = "« La digue tient », a déclaré mardi la préfète Odile Varron. Il faudra sans doute tout reprendre.";
        let document = Document { title: Some("Odile Varron rassure".into()), ..Document::from_text("note", text) };
        let reading = selon_reading::read(&document, &selon_reading::Options::default());
        (document, reading)
    }

    #[test]
    fn a_reading_comes_back_whole_but_for_what_it_means() {
        let (_, mut reading) = read();
        assert!(!reading.statements[0].why.is_empty());
        let packed = pack(&reading);
        assert!(unpack(&packed) == Some(reading.clone()));
        reading.statements[0].meaning = vec![1, 2, 3];
        assert_eq!(pack(&reading), packed);
    }

    #[test]
    fn damaged_bytes_are_told_not_believed() {
        let (_, reading) = read();
        let packed = pack(&reading);
        assert_eq!(unpack(&packed[..packed.len() / 2]), None);
        for at in 0..packed.len() {
            let mut changed = packed.clone();
            changed[at] ^= 0xff;
            assert!(unpack(&changed).is_none_or(|told| told == reading), "byte {at}");
        }
    }

    #[test]
    fn a_reading_of_another_text_is_not_taken() {
        let (document, reading) = read();
        assert!(fits(&reading, &document));
        let shorter = Document { text: document.text[..40].to_owned(), ..document.clone() };
        assert!(!fits(&reading, &shorter));
        let other = Document { text: "é".repeat(document.text.len()), ..document.clone() };
        assert!(!fits(&reading, &other));
        let (mut title, bare) = (reading, Document { title: None, ..document });
        title.statements[0].place = Place::Title;
        assert!(!fits(&title, &bare));
    }
}
