//! Statements in the scorer's form: a document with its statements, spans in code points.

use crate::{Place, Reading, Statement};
use selon_text::{ByteRange, Document, Offsets};
use serde::Serialize;

/// One document with statements, by people or by a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// The document's name.
    pub doc: String,
    /// Two-letter code of its language.
    pub lang: Option<String>,
    /// Its text; only the gold side needs it.
    pub text: String,
    /// Its statements.
    pub statements: Vec<Marked>,
}

/// One statement in the scorer's form. Spans are code points, end exclusive. A label that is not marked is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// Its name within the document.
    pub id: Option<String>,
    /// How it is told.
    pub kind: Option<String>,
    /// The words naming who speaks.
    pub source: Vec<(usize, usize)>,
    /// What says that it is said.
    pub cue: Vec<(usize, usize)>,
    /// What is said.
    pub content: Vec<(usize, usize)>,
    /// The statement that relays it.
    pub parent: Option<String>,
    /// What is done by saying it.
    pub act: Option<String>,
    /// The name of who speaks.
    pub speaker: Option<String>,
    /// Of what kind they are.
    pub speaker_type: Option<String>,
    /// Whether the text withholds their name.
    pub anonymous: Option<bool>,
    /// How surely they are said to put it.
    pub certainty: Option<String>,
    /// When it was said: an ISO date, or a range.
    pub when: Option<String>,
}

impl Sheet {
    /// What was read in the text of a document.
    ///
    /// ```
    /// use selon_reading::{Options, read, score::Sheet};
    /// use selon_text::Document;
    /// let document = Document::from_text("a", "Le maire a déclaré : « Nous partons demain. »");
    /// let reading = read(&document, &Options { language: Some("fr".into()), ..Options::default() });
    /// let sheet = Sheet::of(&document, &reading);
    /// assert_eq!(sheet.statements[0].speaker.as_deref(), Some("le maire"));
    /// ```
    #[must_use]
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let offsets = Offsets::new(&document.text);
        let in_text = reading.statements.iter().filter(|statement| statement.place == Place::Text);
        Self {
            doc: document.id.clone(),
            lang: Some(reading.language.clone()),
            text: document.text.clone(),
            statements: in_text.map(|statement| Marked::of(statement, reading, &offsets)).collect(),
        }
    }
}

impl Marked {
    fn of(statement: &Statement, reading: &Reading, offsets: &Offsets) -> Self {
        let spans = |ranges: &[ByteRange]| {
            ranges.iter().map(|range| offsets.codepoints(*range)).map(|range| (range.start, range.end)).collect()
        };
        let id = statement.speaker.as_deref();
        let speaker = reading.speakers.iter().find(|speaker| Some(speaker.id.as_str()) == id);
        Self {
            id: Some(statement.id.clone()),
            kind: Some(statement.kind.name().to_owned()),
            source: spans(&statement.source),
            cue: spans(&statement.cue),
            content: spans(&statement.content),
            parent: statement.parent.clone(),
            act: Some(statement.act.name().to_owned()),
            speaker: speaker.map(|speaker| speaker.name.clone()),
            speaker_type: name(&speaker.map(|speaker| speaker.kind).unwrap_or_default()),
            anonymous: Some(statement.anonymous),
            certainty: name(&statement.certainty),
            when: statement.when.as_ref().map(|when| when.value.clone()),
        }
    }
}

/// A label's name in the schema.
fn name(label: &impl Serialize) -> Option<String> {
    serde_json::to_value(label).ok()?.as_str().map(str::to_owned)
}
