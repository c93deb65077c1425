//! A page of HTML as a document: its metadata, its text, and what was odd about it.

use crate::decode::Decoded;
use crate::html::{self, Rendered, dom::Dom};
use crate::meta::{self, Meta};
use crate::{Hints, InputError, Options};
use selon_text::{Block, BlockKind, ByteRange, Document};
use sha2::{Digest, Sha256};

/// Text shorter than this, in bytes, makes one ask whether the page says more elsewhere.
const LITTLE: usize = 500;

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        hex
    })
}

/// The name of a document that was given none: the first sixteen digits of its hash.
pub(crate) fn id_of(sha256: &str) -> String {
    sha256.chars().take(16).collect()
}

/// Puts in what the caller decides, over and under what the document tells.
pub(crate) fn finish(document: &mut Document, options: &Options) {
    if let Some(language) = &options.language {
        document.language = Some(language.clone());
    }
    if document.published.is_none() {
        document.published.clone_from(&options.date);
    }
}

/// Reads a decoded page. Hash and id are left to the caller, who has the bytes.
///
/// # Errors
/// Where there is no text in it.
pub(crate) fn document(decoded: Decoded, hints: &Hints, options: &Options) -> Result<Document, InputError> {
    let (dom, whole) = html::parse::parse(&decoded.text);
    let meta = meta::read(&dom, hints.url.as_deref());
    let (text, source) = text(&dom, &meta);
    if text.text.trim().is_empty() {
        return Err(InputError::new(hints.name(), "no text was found in the page")
            .with_hint("the page may show its text only by its scripts: save it from a browser as a whole page"));
    }
    let mut notes: Vec<String> = decoded.note.into_iter().collect();
    notes.extend(source);
    notes.extend((!whole).then(|| "the page is too tangled to be read to its end".to_owned()));
    let mut document = Document {
        file: hints.file.clone(),
        url: hints.url.clone(),
        fetched: hints.fetched.clone(),
        title_apart: meta.title.as_deref().is_some_and(|title| !stands_in(title, &text.text)),
        published: meta.published.or_else(|| meta::dateline(&text.text)).or(meta.guessed),
        text: text.text,
        links: text.links,
        blocks: text.blocks,
        canonical: meta.canonical,
        title: meta.title,
        outlet: meta.outlet,
        authors: meta.authors,
        modified: meta.modified,
        language: meta.language,
        genre: meta.genre,
        translated_from: meta.translated_from,
        notes,
        ..Document::default()
    };
    finish(&mut document, options);
    Ok(document)
}

/// The article: as the page shows it; else by gentler rules; else as its JSON-LD repeats it.
fn text(dom: &Dom, meta: &Meta) -> (Rendered, Option<String>) {
    let text = html::main_text(dom, meta.base.as_ref());
    if text.text.len() >= LITTLE {
        return (text, None);
    }
    if let Some(body) = meta.body.as_deref().filter(|body| body.len() > 2 * text.text.len()) {
        return (
            of_paragraphs(body),
            Some("the text was taken from the page's JSON-LD, since the page shows little".to_owned()),
        );
    }
    let gentle = html::gentle_text(dom, meta.base.as_ref());
    if gentle.text.len() > 3 * text.text.len() { (gentle, None) } else { (text, None) }
}

/// Lines of a plain text as paragraphs.
fn of_paragraphs(body: &str) -> Rendered {
    let mut out = Rendered::default();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.text.is_empty() {
            out.text.push_str("\n\n");
        }
        let start = out.text.len();
        out.text.push_str(line);
        out.blocks.push(Block { span: ByteRange::new(start, out.text.len()), kind: BlockKind::Paragraph });
    }
    out
}

/// Whether the title is one of the text's paragraphs.
pub(crate) fn stands_in(title: &str, text: &str) -> bool {
    text.split("\n\n").take(20).any(|paragraph| paragraph.trim() == title)
}
