//! A document and its reading as rows: what each column holds, in the units that outsiders count in.

use super::wholes;
use crate::claims::{Article, Sentence, gather};
use selon_reading::{Place, Reading, Statement};
use selon_text::{Block, ByteRange, Document, Link, Offsets};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A document with its reading and with what tracing compares of it, ready to be stored.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    pub(crate) document: Document,
    pub(crate) reading: Reading,
    pub(crate) article: Article,
    pub(crate) sentences: Vec<Sentence>,
    /// The reading as bytes.
    pub(crate) whole: Vec<u8>,
}

impl Prepared {
    /// Makes ready what can be made ready without the database.
    #[must_use]
    pub fn new(document: Document, reading: Reading) -> Self {
        let (article, sentences) = gather(&document, &reading, None);
        let whole = wholes::pack(&reading);
        Self { document, reading, article, sentences, whole }
    }
}

/// What else is needed to read a document again.
#[derive(Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Details {
    pub(super) canonical: Option<String>,
    pub(super) links: Vec<Link>,
    pub(super) blocks: Vec<Block>,
    pub(super) frame: Vec<ByteRange>,
    pub(super) title_apart: bool,
    pub(super) notes: Vec<String>,
}

impl Details {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            canonical: document.canonical.clone(),
            links: document.links.clone(),
            blocks: document.blocks.clone(),
            frame: document.frame.clone(),
            title_apart: document.title_apart,
            notes: document.notes.clone(),
        }
    }
}

/// Where the parts of a statement stand, in code points of the text or title: pairs as JSON without its outer brackets.
pub(super) struct Spans {
    pub(super) source: Option<String>,
    pub(super) cue: Option<String>,
    pub(super) content: Option<String>,
    pub(super) addressee: Option<String>,
    pub(super) medium: Option<String>,
}

/// The words of one document, and how its statements are turned into rows.
pub(super) struct Sheet<'d> {
    text: Offsets<'d>,
    title: Offsets<'d>,
    document: &'d Document,
    voices: HashMap<&'d str, &'d str>,
}

impl<'d> Sheet<'d> {
    pub(super) fn new(document: &'d Document, reading: &'d Reading) -> Self {
        let name = |voice: &'d selon_reading::Voice| Some((voice.id.as_str(), voice.name.as_deref()?));
        Self {
            text: Offsets::new(&document.text),
            title: Offsets::new(document.title.as_deref().unwrap_or("")),
            document,
            voices: reading.voices.iter().filter_map(name).collect(),
        }
    }

    pub(super) fn spans(&self, statement: &Statement) -> Spans {
        let offsets = if statement.place == Place::Title { &self.title } else { &self.text };
        let pairs = |ranges: &[ByteRange]| {
            let pairs = ranges.iter().map(|&range| offsets.codepoints(range));
            let pairs: Vec<String> = pairs.map(|range| format!("[{},{}]", range.start, range.end)).collect();
            (!pairs.is_empty()).then(|| pairs.join(","))
        };
        Spans {
            source: pairs(&statement.source),
            cue: pairs(&statement.cue),
            content: pairs(&statement.content),
            addressee: pairs(&statement.addressee),
            medium: pairs(&statement.medium),
        }
    }

    /// The first code point of a sentence in its text or title.
    pub(super) fn start(&self, sentence: &Sentence) -> i64 {
        let offsets = if sentence.place == Place::Title { &self.title } else { &self.text };
        offsets.codepoints(sentence.span).start as i64
    }

    /// The words of a span, its pieces joined, on one line.
    pub(super) fn words(&self, statement: &Statement, ranges: &[ByteRange]) -> String {
        let text = match statement.place {
            Place::Title => self.document.title.as_deref().unwrap_or(""),
            Place::Text => &self.document.text,
        };
        let pieces: Vec<String> = ranges.iter().map(|range| on_one_line(range.of(text))).collect();
        pieces.join(" … ")
    }

    /// The steps from the page to the first mouth, as a JSON list: the voices' names, and how each passed it on.
    pub(super) fn relays(&self, statement: &Statement) -> String {
        let step = |relay: &selon_reading::Relay| {
            serde_json::json!({
                "voice": self.voices.get(relay.voice.as_str()).unwrap_or(&relay.voice.as_str()),
                "how": relay.how,
                "link": relay.link,
            })
        };
        let steps: serde_json::Value = statement.relays.iter().map(step).collect();
        steps.to_string()
    }
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name under which serde writes a label.
pub(super) fn label(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
