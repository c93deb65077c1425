//! From bytes to documents: the format is told by the content, then its reader takes over.

use crate::rows::{JsonLines, ParquetTable, Table, documents_of_json};
use crate::sniff::{Format, LOOKED_AT, sniff};
use crate::unread::Shared;
use crate::{
    Documents, Hints, InputError, Options, Unread, decode, feed, gzip, inputs, markdown, page, plain, wacz, warc,
};
use bytes::Bytes;
use selon_text::Document;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};

/// Reads bytes that are at hand, in any format that is known.
///
/// ```
/// use selon_page::{Hints, Options, read_bytes};
/// let pdf = read_bytes(b"%PDF-1.7".to_vec(), &Hints::default(), &Options::default()).next().unwrap();
/// assert_eq!(pdf.unwrap_err().reason, "looks like a binary file (PDF)");
/// ```
pub fn read_bytes(bytes: Vec<u8>, hints: &Hints, options: &Options) -> Documents {
    read_stream(Cursor::new(bytes), hints, options)
}

/// Reads a stream, in any format that is known; tables and JSON Lines are not held in memory.
///
/// ```
/// use selon_page::{Hints, Options, read_stream};
/// let table: &'static [u8] = b"id,date,text\n7,2031-02-17,The mayor said no.\n";
/// let document = read_stream(table, &Hints::default(), &Options::default()).next().unwrap().unwrap();
/// assert_eq!((document.id.as_str(), document.published.as_deref()), ("7", Some("2031-02-17")));
/// ```
pub fn read_stream(reader: impl Read + Send + 'static, hints: &Hints, options: &Options) -> Documents {
    start(reader, hints, options).unwrap_or_else(Documents::failed)
}

/// Reads one page of HTML, in whatever encoding it declares or betrays.
///
/// # Errors
/// Where the page holds no text at all.
///
/// ```
/// use selon_page::{Hints, Options, page_from_html};
/// let page = b"<html lang=fr><h1>Pont ferm\xe9</h1><p>Le maire d'Orvane l'a dit.</p>";
/// let document = page_from_html(page, &Hints::default(), &Options::default()).unwrap();
/// assert_eq!((document.title.as_deref(), document.language.as_deref()), (Some("Pont fermé"), Some("fr")));
/// ```
pub fn page_from_html(html: &[u8], hints: &Hints, options: &Options) -> Result<Document, InputError> {
    let decoded = decode::decode_page(html.to_vec(), hints.content_type.as_deref());
    let document = page::document(decoded, hints, options)?;
    Ok(with_hash(document, page::sha256(html)))
}

fn with_hash(mut document: Document, sha256: String) -> Document {
    document.id = page::id_of(&sha256);
    document.sha256 = sha256;
    document
}

fn start<R: Read + Send + 'static>(mut reader: R, hints: &Hints, options: &Options) -> Result<Documents, InputError> {
    let head = look(&mut reader, hints)?;
    let reader = Cursor::new(head.clone()).chain(reader);
    if head.starts_with(&gzip::MAGIC) {
        return packed(reader, hints, options);
    }
    of_stream(&head, reader, hints, options)
}

/// The first bytes, by which the format is told.
fn look(reader: &mut impl Read, hints: &Hints) -> Result<Vec<u8>, InputError> {
    let mut head = Vec::new();
    let looked = reader.take(LOOKED_AT as u64).read_to_end(&mut head);
    // What came before an error is read all the same; the error comes again with the next bytes.
    if let (Err(error), true) = (looked, head.is_empty()) {
        return Err(InputError::new(hints.name(), inputs::sentence(&error)));
    }
    Ok(head)
}

/// What gzip packs: a web archive, whose records are packed one by one, or any other format.
fn packed<R: Read + Send + 'static>(mut reader: R, hints: &Hints, options: &Options) -> Result<Documents, InputError> {
    let head = look(&mut reader, hints)?;
    let whole = Cursor::new(head.clone()).chain(reader);
    if warc::is_archive(&gzip::beginning(&head)) {
        return Ok(warc::packed(whole, Shared::new(hints, options)));
    }
    let mut inside = gzip::Unpacked::new(whole);
    let head = look(&mut inside, hints)?;
    of_stream(&head, Cursor::new(head.clone()).chain(inside), hints, options)
}

fn of_stream(
    head: &[u8],
    reader: impl Read + Send + 'static,
    hints: &Hints,
    options: &Options,
) -> Result<Documents, InputError> {
    if head.trim_ascii().is_empty() {
        return Err(InputError::new(
            hints.name(),
            if head.is_empty() { "the file is empty" } else { "there is no text in it" },
        ));
    }
    let format = sniff(head, hints).map_err(|kind| refused(&kind, hints))?;
    let (utf8, utf16) = (is_utf8(head), decode::is_utf16(head));
    let shared = Shared::new(hints, options);
    match format {
        Format::JsonLines if !utf16 => Ok(Documents::new(JsonLines::new(BufReader::new(reader), shared))),
        Format::Table(separator) if utf8 => Ok(Documents::new(Table::new(reader, separator, shared))),
        Format::Warc => Ok(warc::plain(reader, shared)),
        Format::Parquet => Ok(ParquetTable::documents(Bytes::from(up_to_limit(reader, hints, options)?), shared)),
        Format::Wacz => wacz::documents(Cursor::new(Bytes::from(up_to_limit(reader, hints, options)?)), shared),
        _ => Ok(whole(format, up_to_limit(reader, hints, options)?, shared)),
    }
}

/// Reads a file; formats that are read from their end are not held in memory.
///
/// # Errors
/// Where it can't be read, or is of no known format.
pub(crate) fn read_file(mut file: File, hints: &Hints, options: &Options) -> Result<Documents, InputError> {
    let head = look(&mut file, hints)?;
    let back = file.rewind();
    match sniff(&head, hints) {
        Ok(Format::Parquet) if back.is_ok() => Ok(ParquetTable::documents(file, Shared::new(hints, options))),
        Ok(Format::Wacz) if back.is_ok() => wacz::documents(file, Shared::new(hints, options)),
        _ if back.is_ok() => start(file, hints, options),
        // A pipe that has a name.
        _ => start(Cursor::new(head).chain(file), hints, options),
    }
}

fn refused(kind: &str, hints: &Hints) -> InputError {
    InputError::new(hints.name(), format!("looks like a binary file ({kind})"))
        .with_hint("give its text: save or convert it as HTML or plain text first")
}

/// Whether the bytes are UTF-8 so far; a character cut at their end is no fault, nor are a few broken ones.
fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) if error.error_len().is_none() => true,
        Err(_) => !decode::is_utf16(head) && decode::mostly_utf8(head),
    }
}

/// Reads formats that are held in memory as a whole.
fn whole(format: Format, bytes: Vec<u8>, shared: Shared) -> Documents {
    let size = bytes.len();
    match format {
        Format::Html | Format::Plain | Format::Markdown => {
            let read = move || text(format, bytes, shared.hints(), shared.options());
            Documents::one(Unread::new(size, read))
        }
        Format::Feed => match feed::documents(&bytes, shared.hints(), shared.options()) {
            Ok(entries) => Documents::new(entries.into_iter().map(Unread::known)),
            Err(error) => Documents::failed(error),
        },
        Format::JsonLines => Documents::new(JsonLines::new(Cursor::new(decoded(bytes, &shared).into_bytes()), shared)),
        Format::Table(separator) => {
            Documents::new(Table::new(Cursor::new(decoded(bytes, &shared).into_bytes()), separator, shared))
        }
        _ => {
            let documents = documents_of_json(&decoded(bytes, &shared), shared.hints(), shared.options());
            Documents::new(documents.into_iter().map(Unread::known))
        }
    }
}

/// The text of a file in whatever encoding.
fn decoded(bytes: Vec<u8>, shared: &Shared) -> String {
    decode::decode_text(bytes, shared.hints().content_type.as_deref()).text
}

/// Reads the bytes of one page, or of one text.
///
/// # Errors
/// Where there is no text in it.
pub(crate) fn text(format: Format, bytes: Vec<u8>, hints: &Hints, options: &Options) -> Result<Document, InputError> {
    let (sha256, declared) = (page::sha256(&bytes), hints.content_type.as_deref());
    let document = match format {
        Format::Html => page::document(decode::decode_page(bytes, declared), hints, options),
        Format::Markdown => markdown::document(decode::decode_text(bytes, declared), hints, options),
        _ => plain::document(decode::decode_text(bytes, declared), hints, options),
    };
    Ok(with_hash(document?, sha256))
}

fn up_to_limit(reader: impl Read, hints: &Hints, options: &Options) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    let read = reader.take(options.max_bytes as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| InputError::new(hints.name(), inputs::sentence(&error)))?;
    if bytes.len() > options.max_bytes {
        return Err(inputs::too_large(hints.name(), options));
    }
    Ok(bytes)
}
