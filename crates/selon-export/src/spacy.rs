//! `spacy`: JSON as spaCy 3's `Doc.from_json` takes it, one line a document: tokens, and the spans of statements in three groups.
//!
//! `spans["selon/content"]`, `["selon/source"]` and `["selon/cue"]` hold a span for each piece: its label is the kind of the statement, its `kb_id` the
//! statement's id, the one identifier that `from_json` keeps. `selon`, which `from_json` passes over, tells the labels and the speaker of each id. Positions are
//! code points. Tokens are runs of letters and digits, and single other signs, cut wherever a span begins or ends: so spans stand on tokens.

use crate::index::Index;
use crate::labels::labels;
use crate::positions::Positions;
use crate::record::language;
use crate::{Exporter, Unit};
use selon_reading::{Place, Reading, Speaker, Statement};
use selon_text::{ByteRange, Document};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

pub(crate) struct Spacy<'w> {
    out: Box<dyn Write + 'w>,
}

#[derive(Serialize)]
struct Doc<'a> {
    text: &'a str,
    ents: [(); 0],
    tokens: Vec<Token>,
    spans: Spans<'a>,
    selon: More<'a>,
}

#[derive(Serialize)]
struct Token {
    id: usize,
    start: usize,
    end: usize,
}

#[derive(Default, Serialize)]
struct Spans<'a> {
    #[serde(rename = "selon/content")]
    content: Vec<Span<'a>>,
    #[serde(rename = "selon/source")]
    source: Vec<Span<'a>>,
    #[serde(rename = "selon/cue")]
    cue: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Span<'a> {
    start: usize,
    end: usize,
    label: &'static str,
    kb_id: &'a str,
}

/// What a `Doc` has no place for.
#[derive(Serialize)]
struct More<'a> {
    doc: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    language: Option<&'a str>,
    model: &'a str,
    statements: BTreeMap<&'a str, Told<'a>>,
}

/// What spans can't tell of a statement.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    labels: BTreeMap<&'static str, String>,
    speaker: Option<&'a str>,
    reference: Option<&'a str>,
    parent: Option<&'a str>,
}

impl<'w> Spacy<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { out }
    }
}

impl Exporter for Spacy<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let positions = Positions::new(&document.text, Unit::Codepoint);
        let index = Index::new(reading);
        let (mut spans, mut bounds, mut told) = (Spans::default(), BTreeSet::new(), BTreeMap::new());
        for statement in reading.statements.iter().filter(|statement| statement.place == Place::Text) {
            told.insert(statement.id.as_str(), Told::of(statement, index.speaker(&statement.speaker)));
            let mut put = |pieces: &[ByteRange]| {
                let pieces: Vec<ByteRange> =
                    pieces.iter().filter_map(|piece| trimmed(&document.text, *piece)).collect();
                bounds.extend(pieces.iter().flat_map(|piece| [piece.start, piece.end]));
                pieces.into_iter().map(|piece| span(statement, positions.pair(piece))).collect::<Vec<_>>()
            };
            spans.content.extend(put(&statement.content));
            spans.source.extend(put(&statement.source));
            spans.cue.extend(put(&statement.cue));
        }
        let selon = More {
            doc: &document.id,
            url: document.canonical.as_deref().or(document.url.as_deref()),
            title: document.title.as_deref(),
            published: document.published.as_deref(),
            language: language(document, reading),
            model: &reading.model,
            statements: told,
        };
        let tokens = tokens(&document.text, &bounds, &positions);
        serde_json::to_writer(&mut self.out, &Doc { text: &document.text, ents: [], tokens, spans, selon })?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn span(statement: &Statement, [start, end]: [usize; 2]) -> Span<'_> {
    Span { start, end, label: statement.kind.name(), kb_id: &statement.id }
}

impl<'a> Told<'a> {
    fn of(statement: &'a Statement, who: Option<&'a Speaker>) -> Self {
        Self {
            labels: labels(statement).into_iter().collect(),
            speaker: who.map(|who| who.name.as_str()),
            reference: who.and_then(|who| who.reference.as_deref()),
            parent: statement.parent.as_deref(),
        }
    }
}

/// The piece without the white space around it, on which no token of spaCy's ends.
fn trimmed(text: &str, piece: ByteRange) -> Option<ByteRange> {
    let words = piece.of(text);
    let start = piece.start + (words.len() - words.trim_start_matches(is_space).len());
    let end = piece.start + words.trim_end_matches(is_space).len();
    (start < end).then(|| ByteRange::new(start, end))
}

/// What Python calls white space.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1c}'..='\u{1f}')
}

/// The tokens, as spaCy puts them together again: a space behind a word belongs to the word, all further white space is a token.
fn tokens(text: &str, bounds: &BTreeSet<usize>, positions: &Positions<'_>) -> Vec<Token> {
    let mut cut = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let end = at + if is_space(letter) { space(&text[at..]) } else { word(&text[at..], at, bounds, letter) };
        cut.push(ByteRange::new(at, end));
        let gap = !is_space(letter) && text[end..].starts_with(' ');
        at = end + usize::from(gap);
    }
    let token = |(id, range): (usize, ByteRange)| {
        let [start, end] = positions.pair(range);
        Token { id, start, end }
    };
    cut.into_iter().enumerate().map(token).collect()
}

fn space(text: &str) -> usize {
    text.find(|letter| !is_space(letter)).unwrap_or(text.len())
}

/// Bytes of the word that begins the text: letters and digits up to a bound, or one other sign.
fn word(text: &str, at: usize, bounds: &BTreeSet<usize>, first: char) -> usize {
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    bounds.range(at + 1..).next().map_or(end, |bound| end.min(bound - at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_spans_begin() {
        let text = "l'élève  a dit\n« non »";
        let positions = Positions::new(text, Unit::Codepoint);
        let bounds = BTreeSet::from([4, 23]);
        let cut: Vec<(usize, usize)> =
            tokens(text, &bounds, &positions).iter().map(|token| (token.start, token.end)).collect();
        // «l», «'», «é», «lève», a second space, «a», «dit», the line end, «, non, ».
        assert_eq!(
            cut,
            [(0, 1), (1, 2), (2, 3), (3, 7), (8, 9), (9, 10), (11, 14), (14, 15), (15, 16), (17, 20), (21, 22)]
        );
    }
}
