//! What the template of the page is filled with: one document, its paragraphs cut at the marks, its statements as rows.

use crate::entry::{Entry, entries};
use crate::facts::{facts, name, place};
use crate::marks::{Event, Marker, Role, lines};
use crate::record::language;
use crate::summary::{Section, sections};
use crate::visible::{visible, visible_line};
use crate::why::{Step, steps};
use selon_reading::{Certainty, Place, Reading};
use selon_text::{BlockKind, ByteRange, Document};
use std::collections::HashSet;

/// One document on the page.
pub(crate) struct DocumentView {
    /// Number on the page, from 1.
    pub(crate) number: usize,
    /// Its title, else its name.
    pub(crate) name: String,
    /// The title with its marks; empty where there is no title.
    pub(crate) title: Vec<Piece>,
    /// Outlet, authors and dates.
    pub(crate) facts: Vec<String>,
    /// Where it came from, in words.
    pub(crate) place: String,
    /// The same as a link, where it is one that is safe to follow.
    pub(crate) link: Option<String>,
    pub(crate) language: String,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) rows: Vec<Row>,
    pub(crate) sections: Vec<Section>,
    pub(crate) notes: Vec<String>,
    pub(crate) model: String,
}

/// One line of the text.
pub(crate) struct Paragraph {
    pub(crate) line: usize,
    /// What the page says that it is, as a class of the style sheet.
    pub(crate) class: &'static str,
    pub(crate) pieces: Vec<Piece>,
    /// The statements that begin in it.
    pub(crate) notes: Vec<Note>,
}

/// A note in the margin.
pub(crate) struct Note {
    pub(crate) number: usize,
    pub(crate) who: String,
    pub(crate) act: String,
}

/// A step through a paragraph.
pub(crate) enum Piece {
    Text(String),
    Open(Opening),
    /// A mark ends here, for good or (`false`) until later.
    Close(bool),
}

/// A mark that begins.
pub(crate) struct Opening {
    pub(crate) role: &'static str,
    /// `1`, or `1,2` where statements share it.
    pub(crate) label: String,
    /// Number of the first statement that it belongs to.
    pub(crate) number: usize,
    pub(crate) resumed: bool,
    pub(crate) later_piece: bool,
    /// Whether a link to the table of statements follows: at the first content of a number.
    pub(crate) is_anchor: bool,
    /// What is shown when pointing at it.
    pub(crate) hint: String,
}

/// One statement in the table.
pub(crate) struct Row {
    pub(crate) number: usize,
    pub(crate) who: String,
    /// Whether the text withholds the name.
    pub(crate) unnamed: bool,
    pub(crate) act: String,
    /// Empty where it is put as certain.
    pub(crate) certainty: &'static str,
    /// Date of the saying, where the text tells it.
    pub(crate) when: String,
    pub(crate) how: &'static str,
    pub(crate) cue: String,
    pub(crate) what: String,
    pub(crate) place: String,
    pub(crate) score: String,
    pub(crate) rule: String,
    pub(crate) steps: Vec<Step>,
}

impl DocumentView {
    pub(crate) fn new(number: usize, document: &Document, reading: &Reading, why: bool) -> Self {
        let entries = entries(document, reading);
        let place = place(document).unwrap_or("");
        let mut cutter = Cutter { entries: &entries, anchored: HashSet::new() };
        Self {
            number,
            name: name(document),
            title: title_pieces(document, reading, &mut cutter),
            facts: facts(document),
            place: visible_line(place),
            link: (place.starts_with("http://") || place.starts_with("https://")).then(|| place.to_owned()),
            language: language(document, reading).unwrap_or("").to_owned(),
            paragraphs: paragraphs(document, reading, &mut cutter),
            rows: entries.iter().map(|entry| Row::new(document, entry, why)).collect(),
            sections: sections(document, reading),
            notes: document
                .notes
                .iter()
                .chain(reading.notes.iter().map(|note| &note.text))
                .map(|note| visible_line(note))
                .collect(),
            model: reading.model.clone(),
        }
    }
}

impl Row {
    fn new(document: &Document, entry: &Entry<'_>, why: bool) -> Self {
        Self {
            number: entry.number,
            who: entry.who.clone(),
            unnamed: entry.statement.anonymous,
            act: entry.act.clone(),
            certainty: certainty(entry.statement.certainty),
            when: entry.statement.when.as_ref().map(|when| visible_line(&when.value)).unwrap_or_default(),
            how: entry.statement.kind.name(),
            cue: entry.cue.clone(),
            what: entry.what.clone(),
            place: entry.place(),
            score: format!("{:.2}", entry.statement.score),
            rule: visible_line(&entry.statement.rule),
            steps: if why { steps(document, entry) } else { Vec::new() },
        }
    }
}

/// Cuts lines at the marks and sees that each statement is anchored once.
struct Cutter<'e, 'd> {
    entries: &'e [Entry<'d>],
    anchored: HashSet<usize>,
}

impl Cutter<'_, '_> {
    fn line(&mut self, text: &str, marker: &mut Marker, line: ByteRange, until: usize) -> Vec<Piece> {
        marker.line(line, until).into_iter().map(|event| self.piece(text, marker, &event)).collect()
    }

    fn piece(&mut self, text: &str, marker: &Marker, event: &Event) -> Piece {
        match *event {
            Event::Text(range) => Piece::Text(visible(range.of(text)).into_owned()),
            Event::Close { suspended, .. } => Piece::Close(!suspended),
            Event::Open { mark, resumed } => {
                let mark = marker.mark(mark);
                let number = mark.numbers[0];
                Piece::Open(Opening {
                    role: mark.role.name(),
                    label: mark.label(),
                    number,
                    resumed,
                    later_piece: mark.later_piece,
                    is_anchor: mark.role == Role::Content && self.anchored.insert(number),
                    hint: self.hint(&mark.numbers),
                })
            }
        }
    }

    fn hint(&self, numbers: &[usize]) -> String {
        let told = |number: &usize| {
            self.entries
                .get(number - 1)
                .map(|entry| format!("{number}: {}, {}, {}", entry.who, entry.act, entry.statement.kind))
        };
        numbers.iter().filter_map(told).collect::<Vec<_>>().join("; ")
    }
}

fn title_pieces(document: &Document, reading: &Reading, cutter: &mut Cutter<'_, '_>) -> Vec<Piece> {
    let Some(title) = document.title.as_deref().filter(|title| !title.trim().is_empty()) else { return Vec::new() };
    let mut marker = Marker::new(title, Place::Title, reading);
    cutter.line(title, &mut marker, ByteRange::new(0, title.len()), title.len())
}

fn paragraphs(document: &Document, reading: &Reading, cutter: &mut Cutter<'_, '_>) -> Vec<Paragraph> {
    let mut marker = Marker::new(&document.text, Place::Text, reading);
    let mut paragraphs = Vec::new();
    for (index, (line, until)) in lines(&document.text).enumerate() {
        let pieces = cutter.line(&document.text, &mut marker, line, until);
        if line.of(&document.text).trim().is_empty() {
            continue;
        }
        let number = index + 1;
        let notes = cutter.entries.iter().filter(|entry| entry.line == Some(number)).map(Note::new).collect();
        paragraphs.push(Paragraph { line: number, class: class(document, line), pieces, notes });
    }
    paragraphs
}

impl Note {
    fn new(entry: &Entry<'_>) -> Self {
        Self { number: entry.number, who: entry.who.clone(), act: entry.act.clone() }
    }
}

/// Its name, but for the usual case.
const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
        Certainty::Unlikely => "unlikely",
        Certainty::Unknown => "open",
    }
}

fn class(document: &Document, line: ByteRange) -> &'static str {
    let has = |kind| document.blocks.iter().any(|block| block.kind == kind && block.span.overlaps(line));
    if document.frame.iter().any(|frame| frame.overlaps(line)) {
        "frame"
    } else if has(BlockKind::Heading) {
        "heading"
    } else if has(BlockKind::Quotation) {
        "quotation"
    } else if has(BlockKind::ListItem) {
        "item"
    } else if has(BlockKind::Caption) {
        "caption"
    } else {
        "plain"
    }
}
