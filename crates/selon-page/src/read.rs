//! From bytes to documents: the format is told by the content, then its reader takes over.

use crate::rows::{JsonLines, Table, documents_of_json};
use crate::sniff::{Format, LOOKED_AT, sniff};
use crate::{Hints, InputError, Options, decode, feed, inputs, markdown, page, plain};
use selon_text::Document;
use std::io::{BufReader, Chain, Cursor, Read};

/// Documents of one input, one at a time.
///
/// Rows of JSON Lines and CSV are read as they are asked for: memory does not grow with their number.
///
/// ```
/// use selon_page::{Hints, Options, read_bytes};
/// let rows = b"{\"id\": \"a\", \"text\": \"One.\"}\nno json\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
/// let read: Vec<_> = read_bytes(rows.to_vec(), &Hints::default(), &Options::default()).collect();
/// assert_eq!(read[0].as_ref().unwrap().id, "a");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("-: line 2: not valid JSON"));
/// assert_eq!(read[2].as_ref().unwrap().text, "Two.");
/// ```
pub struct Documents {
    inner: Box<dyn Iterator<Item = Result<Document, InputError>> + Send>,
}

impl Documents {
    pub(crate) fn new(inner: impl Iterator<Item = Result<Document, InputError>> + Send + 'static) -> Self {
        Self { inner: Box::new(inner) }
    }

    pub(crate) fn failed(error: InputError) -> Self {
        Self::new(std::iter::once(Err(error)))
    }
}

impl Iterator for Documents {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next()
    }
}

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

/// What has been looked at, and the rest behind it.
type Rejoined<R> = Chain<Cursor<Vec<u8>>, R>;

fn start<R: Read + Send + 'static>(mut reader: R, hints: &Hints, options: &Options) -> Result<Documents, InputError> {
    let mut head = Vec::new();
    let looked = (&mut reader).take(LOOKED_AT as u64).read_to_end(&mut head);
    looked.map_err(|error| InputError::new(hints.name(), inputs::sentence(&error)))?;
    if head.trim_ascii().is_empty() {
        return Err(InputError::new(
            hints.name(),
            if head.is_empty() { "the file is empty" } else { "there is no text in it" },
        ));
    }
    let format = sniff(&head, hints).map_err(|kind| refused(&kind, hints))?;
    let (utf8, utf16) = (is_utf8(&head), decode::is_utf16(&head));
    let reader = Cursor::new(head).chain(reader);
    match format {
        Format::JsonLines if !utf16 => {
            Ok(Documents::new(JsonLines::new(BufReader::new(reader), hints.clone(), options.clone())))
        }
        Format::Table(separator) if utf8 => {
            Ok(Documents::new(Table::new(reader, separator, hints.clone(), options.clone())))
        }
        _ => whole(format, reader, hints, options),
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

/// Reads formats that are held in memory as a whole, up to the limit.
fn whole<R: Read>(
    format: Format,
    reader: Rejoined<R>,
    hints: &Hints,
    options: &Options,
) -> Result<Documents, InputError> {
    let bytes = up_to_limit(reader, hints, options)?;
    let (hints, options) = (hints.clone(), options.clone());
    let sha256 = page::sha256(&bytes);
    let declared = hints.content_type.clone();
    let one = |read: Result<Document, InputError>| {
        Ok(Documents::new(std::iter::once(read.map(|document| with_hash(document, sha256)))))
    };
    match format {
        Format::Html => one(page::document(decode::decode_page(bytes, declared.as_deref()), &hints, &options)),
        Format::Plain => one(plain::document(decode::decode_text(bytes, declared.as_deref()), &hints, &options)),
        Format::Markdown => one(markdown::document(decode::decode_text(bytes, declared.as_deref()), &hints, &options)),
        Format::Feed => {
            feed::documents(&bytes, &hints, &options).map(|documents| Documents::new(documents.into_iter()))
        }
        Format::Json => {
            let decoded = decode::decode_text(bytes, declared.as_deref());
            Ok(Documents::new(documents_of_json(&decoded.text, &hints, &options).into_iter()))
        }
        Format::JsonLines => {
            let text = decode::decode_text(bytes, declared.as_deref()).text;
            Ok(Documents::new(JsonLines::new(Cursor::new(text.into_bytes()), hints, options)))
        }
        Format::Table(separator) => {
            let text = decode::decode_text(bytes, declared.as_deref()).text;
            Ok(Documents::new(Table::new(Cursor::new(text.into_bytes()), separator, hints, options)))
        }
    }
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
