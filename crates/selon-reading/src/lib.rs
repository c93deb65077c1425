//! Who says what? Builds a reading from a document: the words are tagged, then linked, nested and labelled.

mod statement;

pub use statement::{Act, Kind, Note, Place, Polarity, Reading, Reason, Statement};

use selon_text::Document;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Two-letter code of the language to read in; by default the document's own, else the one its words are in.
    pub language: Option<String>,
}

/// Reads one document. Never fails: what is odd becomes a note.
#[must_use]
pub fn read(_document: &Document, _options: &Options) -> Reading {
    Reading::default()
}
