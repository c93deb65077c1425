//! Statements in the scorer's form: one JSON object a document, spans in code points.

use crate::{Place, Reading, Statement};
use selon_text::{ByteRange, Document, Offsets};
use serde::{Deserialize, Deserializer, Serialize};

/// One document with statements, by people or by a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The document's name.
    pub doc: String,
    /// Two-letter code of its language.
    #[serde(default)]
    pub lang: Option<String>,
    /// Its text; only the gold side needs it.
    #[serde(default)]
    pub text: String,
    /// Its statements.
    pub statements: Vec<Marked>,
}

/// One statement in the scorer's form. Spans are code points, end exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// Its name within the document.
    #[serde(default)]
    pub id: Option<String>,
    /// How it is told.
    #[serde(default)]
    pub kind: Option<String>,
    /// Who speaks.
    #[serde(default, deserialize_with = "or_none")]
    pub source: Vec<(usize, usize)>,
    /// What says that it is said.
    #[serde(default, deserialize_with = "or_none")]
    pub cue: Vec<(usize, usize)>,
    /// What is said.
    #[serde(default, deserialize_with = "or_none")]
    pub content: Vec<(usize, usize)>,
    /// The statement that relays it.
    #[serde(default)]
    pub parent: Option<String>,
    /// What is done by saying it.
    #[serde(default)]
    pub act: Option<String>,
}

impl Sheet {
    /// What was read in the text of a document.
    ///
    /// ```
    /// use selon_reading::{Options, read, score::Sheet};
    /// use selon_text::Document;
    /// let document = Document::from_text("a", "Le maire a déclaré : « Nous partons demain. »");
    /// let reading = read(&document, &Options { language: Some("fr".into()), ..Options::default() });
    /// assert_eq!(Sheet::of(&document, &reading).statements.len(), reading.statements.len());
    /// ```
    #[must_use]
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let offsets = Offsets::new(&document.text);
        let in_text = reading.statements.iter().filter(|statement| statement.place == Place::Text);
        Self {
            doc: document.id.clone(),
            lang: Some(reading.language.clone()),
            text: document.text.clone(),
            statements: in_text.map(|statement| Marked::of(statement, &offsets)).collect(),
        }
    }
}

impl Marked {
    fn of(statement: &Statement, offsets: &Offsets) -> Self {
        let spans = |ranges: &[ByteRange]| {
            ranges.iter().map(|range| offsets.codepoints(*range)).map(|range| (range.start, range.end)).collect()
        };
        Self {
            id: Some(statement.id.clone()),
            kind: Some(statement.kind.name().to_owned()),
            source: spans(&statement.source),
            cue: spans(&statement.cue),
            content: spans(&statement.content),
            parent: statement.parent.clone(),
            act: Some(statement.act.name().to_owned()),
        }
    }
}

/// A list, or none where it is null.
fn or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(usize, usize)>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}
