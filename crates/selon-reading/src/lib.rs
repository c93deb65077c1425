//! Who says what? Builds a reading from a document: the words are tagged, then linked, nested and labelled.

mod build;
mod certainty;
mod check;
mod conclusions;
mod conflicts;
mod holders;
mod lexical;
mod link;
mod notes;
mod passage;
mod quantities;
mod quotation;
pub mod score;
mod sourcing;
mod speakers;
mod statement;
mod tag;
mod times;
mod trained;
mod voices;
mod whole;

pub use check::{Check, Comparison, Manner, Share, SharedStatement, SourceClass, check, compare};
pub use lexical::Lexical;
pub use passage::{Lexeme, Passage};
pub use quotation::Quotation;
pub use statement::{Act, Kind, Note, Place, Polarity, Reading, Reason, Statement};
pub use tag::{Bearer, Draft, NameTag, Tagged, Tagger};
pub use trained::{Trained, given};
pub use whole::{
    Anonymity, AnonymityLevel, Certainty, Conclusion, Conflict, How, Quantity, Relay, Sourcing, Speaker, SpeakerKind,
    Stance, Translation, Voice, When,
};

use build::Told;
use selon_language::Language;
use selon_text::{BlockKind, ByteRange, Document};
use std::sync::OnceLock;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Two-letter code of the language to read in; by default the document's own, else the one its words are in.
    pub language: Option<String>,
    /// Names that the user knows to be one speaker's.
    pub aliases: Vec<Alias>,
}

/// One row of the user's alias table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alias {
    /// The name to show.
    pub name: String,
    /// Another name or spelling of it.
    pub alias: String,
    /// An identifier, such as a Wikidata item.
    pub reference: Option<String>,
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
    let title =
        document.title.as_deref().filter(|_| document.title_apart).map(|title| Passage::new(title, language, &[], &[]));
    let blocks: Vec<ByteRange> =
        document.blocks.iter().filter(|block| block.kind == BlockKind::Quotation).map(|block| block.span).collect();
    let text = Passage::new(&document.text, language, &document.frame, &blocks);
    let reading = Reading { language: code, model: tagger.id().to_owned(), ..Reading::default() };
    whole(tagger, document, options, title.as_ref(), &text, reading)
}

/// Tags, links and labels the passages of one document, each step knowing what the ones before found.
fn whole(
    tagger: &dyn Tagger,
    document: &Document,
    options: &Options,
    title: Option<&Passage>,
    text: &Passage,
    mut reading: Reading,
) -> Reading {
    let published = document.published.as_deref();
    let (mut headline, in_headline) = title.map(|title| statements(tagger, title, Place::Title)).unwrap_or_default();
    let (mut told, in_text) = statements(tagger, text, Place::Text);
    reading.voices = voices::find(document, text, &mut told);
    if let Some(title) = title {
        certainty::label(title, &mut headline);
        times::label(published, title, &mut headline);
    }
    certainty::label(text, &mut told);
    let times = times::label(published, text, &mut told);
    reading.dates = times.dates;
    let in_title = headline.len();
    headline.append(&mut told);
    reading.speakers = speakers::resolve(
        &options.aliases,
        title.map(|title| (title, in_headline.as_slice())),
        (text, &in_text),
        &mut headline,
    );
    let told = headline.split_off(in_title);
    reading.quantities = quantities::find(text, &told, &times.stretches);
    reading.conclusions = conclusions::find(text, &told, &reading.speakers, &reading.quantities);
    reading.conflicts = conflicts::find(text, &told, &reading.quantities);
    reading.statements = headline.into_iter().chain(told).map(|told| told.statement).collect();
    reading.sourcing = sourcing::count(&reading);
    reading.notes = notes::of(document, text);
    reading
}

fn statements(tagger: &dyn Tagger, passage: &Passage, place: Place) -> (Vec<Told>, Vec<NameTag>) {
    let tagged = tagger.tagged(passage);
    (build::build(passage, tagged.drafts, place), tagged.names)
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
