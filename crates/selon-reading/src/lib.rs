//! Who says what? Builds a reading from a document: the words are tagged, then linked, nested and labelled.

mod build;
mod lexical;
mod link;
mod notes;
mod passage;
mod quotation;
mod statement;
mod tag;

pub use lexical::Lexical;
pub use passage::{Lexeme, Passage};
pub use quotation::Quotation;
pub use statement::{Act, Kind, Note, Place, Polarity, Reading, Reason, Statement};
pub use tag::{CueTag, SpanTag, Stands, Tagger, Tags};

use selon_language::Language;
use selon_text::{BlockKind, ByteRange, Document};
use std::sync::OnceLock;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Two-letter code of the language to read in; by default the document's own, else the one its words are in.
    pub language: Option<String>,
}

/// Reads one document with the lexical tagger. Never fails: what is odd becomes a note.
#[must_use]
pub fn read(document: &Document, options: &Options) -> Reading {
    read_with(&Lexical, document, options)
}

/// Reads one document with any tagger.
#[must_use]
pub fn read_with(tagger: &dyn Tagger, document: &Document, options: &Options) -> Reading {
    let code = language_of(document, options);
    let language = selon_language::language(&code).unwrap_or_else(|| no_language());
    let mut reading = Reading { language: code, model: tagger.id().to_owned(), ..Reading::default() };
    if let Some(title) = document.title.as_deref().filter(|_| document.title_apart) {
        let passage = Passage::new(title, language, &[], &[]);
        reading.statements.extend(statements(tagger, &passage, Place::Title));
    }
    let blocks: Vec<ByteRange> =
        document.blocks.iter().filter(|block| block.kind == BlockKind::Quotation).map(|block| block.span).collect();
    let passage = Passage::new(&document.text, language, &document.frame, &blocks);
    reading.statements.extend(statements(tagger, &passage, Place::Text));
    reading.notes = notes::of(document, &passage);
    reading
}

fn statements(tagger: &dyn Tagger, passage: &Passage, place: Place) -> Vec<Statement> {
    let tags = tagger.tag(passage);
    build::build(passage, link::link(passage, &tags), place)
}

/// The language to read in: asked for, declared, or told from the words.
fn language_of(document: &Document, options: &Options) -> String {
    let given = options.language.as_deref().or(document.language.as_deref());
    let told = || selon_text::identify_language(&document.text).map(|(code, _)| code);
    given.or_else(told).unwrap_or_default().to_owned()
}

/// A language of which nothing is known: quotations are still found by their marks.
fn no_language() -> &'static Language {
    static NONE: OnceLock<Language> = OnceLock::new();
    NONE.get_or_init(Language::default)
}
