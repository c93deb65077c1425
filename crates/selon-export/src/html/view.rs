//! What a page of one document is filled with, whoever makes the page: its paragraphs cut at the marks, its statements as rows. All words are
//! safe to show once they are escaped.

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

/// Which marks a page shows, and how much it tells.
///
/// ```
/// assert!(!selon_export::view::Shown::default().why);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Whether to say how each statement was arrived at.
    pub why: bool,
    /// Whether the author's own conclusions are marked too.
    pub conclusions: bool,
}

/// One document on the page.
///
/// ```
/// use selon_export::view::{DocumentView, Shown};
/// use selon_reading::{Options, read};
/// use selon_text::Document;
/// let document = Document::from_text("note-1", "Le maire a dit que le pont fermerait.");
/// let reading = read(&document, &Options { language: Some("fr".to_owned()), ..Options::default() });
/// let view = DocumentView::new(1, &document, &reading, Shown::default());
/// assert_eq!((view.paragraphs.len(), view.rows[0].who.as_str()), (1, "Le maire"));
/// ```
pub struct DocumentView {
    /// Number on the page, from 1.
    pub number: usize,
    /// Its title, else its name.
    pub name: String,
    /// The title with its marks; empty where there is no title.
    pub title: Vec<Piece>,
    /// Outlet, authors and dates.
    pub facts: Vec<String>,
    /// Where it came from, in words.
    pub place: String,
    /// The same as a link, where it is one that is safe to follow.
    pub link: Option<String>,
    /// Code of the language it was read in, else of the one its page declares; empty where neither is known.
    pub language: String,
    /// The lines of the text that are not blank.
    pub paragraphs: Vec<Paragraph>,
    /// Its statements.
    pub rows: Vec<Row>,
    pub(crate) sections: Vec<Section>,
    /// What was odd about the page and the text.
    pub notes: Vec<String>,
    /// What read it.
    pub model: String,
}

/// One line of the text.
pub struct Paragraph {
    /// Its number, from 1.
    pub line: usize,
    /// Its bytes in the text.
    pub range: ByteRange,
    /// What the page says that it is, as a class of the style sheet.
    pub class: &'static str,
    /// The text and its marks.
    pub pieces: Vec<Piece>,
    /// The statements that begin in it.
    pub notes: Vec<Note>,
}

/// A note in the margin.
pub struct Note {
    /// Number of the statement.
    pub number: usize,
    /// Who speaks.
    pub who: String,
    /// What is done by it, in English.
    pub act: String,
}

/// A step through a paragraph.
pub enum Piece {
    /// Words.
    Text(String),
    /// A mark begins here.
    Open(Opening),
    /// A mark ends here, for good or (`false`) until later.
    Close(bool),
}

/// A mark that begins.
pub struct Opening {
    /// `content`, `source`, `cue` or `conclusion`.
    pub role: &'static str,
    /// `1`, or `1,2` where statements share it.
    pub label: String,
    /// Number of the first statement that it belongs to.
    pub number: usize,
    /// The numbers of all statements that it belongs to; of conclusions, counted apart.
    pub numbers: Vec<usize>,
    /// Whether it only goes on after another line or mark cut it.
    pub resumed: bool,
    /// Whether an earlier piece of the same words stands before it.
    pub later_piece: bool,
    /// Whether a link to the table of statements follows: at the first content of a number.
    pub is_anchor: bool,
    /// What is shown when pointing at it.
    pub hint: String,
}

/// One statement in the table.
pub struct Row {
    /// From 1, in order of place.
    pub number: usize,
    /// Who speaks: the words here, in parentheses what is taken from elsewhere, a dash where nobody is named.
    pub who: String,
    /// Whether the text withholds the name.
    pub unnamed: bool,
    /// What is done by saying it, in English.
    pub act: String,
    /// Empty where it is put as certain.
    pub certainty: &'static str,
    /// Date of the saying, where the text tells it.
    pub when: String,
    /// How it is told, as the schema names it.
    pub how: &'static str,
    /// The words that say it is said.
    pub cue: String,
    /// What is said.
    pub what: String,
    /// Its line, or `title`.
    pub place: String,
    /// How sure the reading is, from 0 to 1.
    pub score: String,
    /// What found it.
    pub rule: String,
    /// How it was arrived at, where that is asked for.
    pub steps: Vec<Step>,
}

impl DocumentView {
    /// The view of one document, the `number`th of its page.
    #[must_use]
    pub fn new(number: usize, document: &Document, reading: &Reading, shown: Shown) -> Self {
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
            paragraphs: paragraphs(document, reading, &mut cutter, shown.conclusions),
            rows: entries.iter().map(|entry| Row::new(document, entry, shown.why)).collect(),
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
                    numbers: mark.numbers.clone(),
                    resumed,
                    later_piece: mark.later_piece,
                    is_anchor: mark.role == Role::Content && self.anchored.insert(number),
                    hint: if mark.role == Role::Conclusion { String::new() } else { self.hint(&mark.numbers) },
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

fn paragraphs(
    document: &Document,
    reading: &Reading,
    cutter: &mut Cutter<'_, '_>,
    conclusions: bool,
) -> Vec<Paragraph> {
    let mut marker = match conclusions {
        true => Marker::with_conclusions(&document.text, reading),
        false => Marker::new(&document.text, Place::Text, reading),
    };
    let mut paragraphs = Vec::new();
    for (index, (line, until)) in lines(&document.text).enumerate() {
        let pieces = cutter.line(&document.text, &mut marker, line, until);
        if line.of(&document.text).trim().is_empty() {
            continue;
        }
        let number = index + 1;
        let notes = cutter.entries.iter().filter(|entry| entry.line == Some(number)).map(Note::new).collect();
        paragraphs.push(Paragraph { line: number, range: line, class: class(document, line), pieces, notes });
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
