//! A statement as a row for people: number, who, act, how, what, where; shared by every table.

use crate::visible::visible_line;
use selon_reading::{Act, Place, Polarity, Reading, Statement};
use selon_text::{ByteRange, Document};
use std::collections::HashMap;

/// What stands between the pieces of a content that something cuts.
const BETWEEN_PIECES: &str = " … ";

/// One row, in words safe to show.
pub(crate) struct Entry<'a> {
    pub(crate) number: usize,
    pub(crate) statement: &'a Statement,
    /// Who speaks: the words at this place, in parentheses what is taken from elsewhere, a dash where nobody is named.
    pub(crate) who: String,
    pub(crate) cue: String,
    pub(crate) what: String,
    /// `assert`, or `not assert` where the saying is told as not having happened.
    pub(crate) act: String,
    /// Line of the text, from 1; `None` in the title.
    pub(crate) line: Option<usize>,
}

impl Entry<'_> {
    /// `12`, or `title`.
    pub(crate) fn place(&self) -> String {
        self.line.map_or_else(|| "title".to_owned(), |line| line.to_string())
    }
}

/// The rows of one document, numbered from 1 in order of place.
pub(crate) fn entries<'a>(document: &'a Document, reading: &'a Reading) -> Vec<Entry<'a>> {
    let speakers: HashMap<&str, &str> =
        reading.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker.name.as_str())).collect();
    let by_id: HashMap<&str, &Statement> =
        reading.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    let lines = Lines::new(&document.text);
    let entry = |(index, statement): (usize, &'a Statement)| {
        let text = text_of(document, statement);
        let name = statement.speaker.as_deref().and_then(|id| speakers.get(id).copied());
        Entry {
            number: index + 1,
            statement,
            who: who(document, statement, name, &by_id),
            cue: visible_line(&pieces(text, &statement.cue)),
            what: visible_line(&pieces(text, &statement.content)),
            act: did(statement).to_owned(),
            line: (statement.place == Place::Text).then(|| lines.of(first_byte(statement))),
        }
    };
    reading.statements.iter().enumerate().map(entry).collect()
}

/// What the source did by saying it, as people say it: «said», «denied», «did not promise».
fn did(statement: &Statement) -> &'static str {
    let negative = statement.polarity == Polarity::Negative;
    match (statement.act, negative) {
        (Act::Assert, false) => "said",
        (Act::Assert, true) => "did not say",
        (Act::Confirm, false) => "confirmed",
        (Act::Confirm, true) => "did not confirm",
        (Act::Deny, false) => "denied",
        (Act::Deny, true) => "did not deny",
        (Act::Decline, _) => "declined",
        (Act::Ask, false) => "asked",
        (Act::Ask, true) => "did not ask",
        (Act::Urge, false) => "urged",
        (Act::Urge, true) => "did not urge",
        (Act::Commit, false) => "promised",
        (Act::Commit, true) => "did not promise",
        (Act::Warn, false) => "warned",
        (Act::Warn, true) => "did not warn",
        (Act::Accuse, false) => "accused",
        (Act::Accuse, true) => "did not accuse",
        (Act::Praise, false) => "praised",
        (Act::Praise, true) => "did not praise",
    }
}

/// The text that the statement's spans are ranges of.
pub(crate) fn text_of<'a>(document: &'a Document, statement: &Statement) -> &'a str {
    match statement.place {
        Place::Text => &document.text,
        Place::Title => document.title.as_deref().unwrap_or(""),
    }
}

/// The words of a span, its pieces joined.
pub(crate) fn pieces(text: &str, ranges: &[ByteRange]) -> String {
    ranges.iter().map(|range| range.of(text)).collect::<Vec<_>>().join(BETWEEN_PIECES)
}

fn who(document: &Document, statement: &Statement, name: Option<&str>, by_id: &HashMap<&str, &Statement>) -> String {
    let words = source(document, statement);
    let name = name.map(visible_line).or_else(|| continued(document, statement, by_id));
    match (words.as_str(), name) {
        ("", None) => "–".to_owned(),
        ("", Some(name)) => format!("({name})"),
        (words, Some(name)) if !words.to_lowercase().contains(&name.to_lowercase()) => format!("{words} ({name})"),
        (words, _) => words.to_owned(),
    }
}

fn source(document: &Document, statement: &Statement) -> String {
    visible_line(&pieces(text_of(document, statement), &statement.source))
}

/// The source of the statement that this one continues, through as many as it takes.
fn continued(document: &Document, statement: &Statement, by_id: &HashMap<&str, &Statement>) -> Option<String> {
    let mut speaking = statement;
    for _ in 0..by_id.len() {
        speaking = by_id.get(speaking.continues.as_deref()?)?;
        if !speaking.source.is_empty() {
            return Some(source(document, speaking));
        }
    }
    None
}

fn first_byte(statement: &Statement) -> usize {
    let first = statement.content.first().or(statement.cue.first()).or(statement.source.first());
    first.map_or(0, |range| range.start)
}

/// Where the lines of a text begin.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line, from 1, in which the byte at `at` stands.
    pub(crate) fn of(&self, at: usize) -> usize {
        self.0.partition_point(|&start| start <= at)
    }
}
