//! From bytes to documents: the format is told by the content, then its reader takes over.

use crate::{Hints, InputError, Options};
use selon_text::Document;
use std::io::Read;

/// Documents of one input, one at a time.
///
/// Rows of JSON Lines and CSV are read as they are asked for: memory does not grow with their number.
pub struct Documents {
    inner: Box<dyn Iterator<Item = Result<Document, InputError>> + Send>,
}

impl Documents {
    pub(crate) fn new(inner: impl Iterator<Item = Result<Document, InputError>> + Send + 'static) -> Self {
        Self { inner: Box::new(inner) }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next()
    }
}

/// Reads bytes that are at hand, in any format that is known.
pub fn read_bytes(bytes: Vec<u8>, hints: &Hints, options: &Options) -> Documents {
    read_stream(std::io::Cursor::new(bytes), hints, options)
}

/// Reads a stream, in any format that is known; tables and JSON Lines are not held in memory.
pub fn read_stream(reader: impl Read + Send + 'static, hints: &Hints, options: &Options) -> Documents {
    let _ = (reader, options);
    Documents::new(std::iter::once(Err(InputError::new(hints.name(), "not written yet"))))
}

/// Reads one page of HTML, in whatever encoding it declares or betrays.
///
/// # Errors
/// Where the page holds no text at all.
pub fn page_from_html(html: &[u8], hints: &Hints, options: &Options) -> Result<Document, InputError> {
    let decoded = crate::decode::decode_page(html.to_vec(), hints.content_type.as_deref());
    let (dom, whole) = crate::html::parse::parse(&decoded.text);
    let meta = crate::meta::read(&dom, hints.url.as_deref());
    let r = crate::html::main_text(&dom, meta.base.as_ref());
    let dateline = crate::meta::dateline(&r.text);
    let _ = (options, whole);
    Ok(Document { file: hints.file.clone(), text: r.text, links: r.links, blocks: r.blocks, title: meta.title, authors: meta.authors, published: meta.published.or(dateline).or(meta.guessed), outlet: meta.outlet, modified: meta.modified, language: meta.language, genre: meta.genre, canonical: meta.canonical, ..Document::default() })
}
