//! The one list of columns: what each is called, what it says, and how it is got from a statement.

use crate::Unit;
use crate::entry::{pieces, text_of};
use crate::positions::{Pair, Positions};
use crate::record::language;
use selon_reading::{Place, Reading, Speaker, SpeakerKind, Statement, Voice};
use selon_text::{ByteRange, Document};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;

/// What stands between the members of a list in one cell.
const BETWEEN: &str = "; ";
/// What stands between the steps of passing on.
const BETWEEN_STEPS: &str = " > ";

/// The type of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Words; Arrow's `Utf8`.
    Words,
    /// A whole number; Arrow's `Int64`.
    Number,
    /// A number from 0 to 1; Arrow's `Float32`.
    Share,
    /// True or false; Arrow's `Boolean`.
    Truth,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Nothing,
    Words(Cow<'a, str>),
    Number(usize),
    Share(f32),
    Truth(bool),
}

/// A column of the table of statements.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, in lower case.
    pub name: &'static str,
    /// The type of its cells.
    pub r#type: ColumnType,
    /// Whether each row has something in it.
    pub required: bool,
    /// What it says, in a sentence.
    pub about: &'static str,
    pub(super) cell: for<'r> fn(&'r Row<'_>) -> Cell<'r>,
}

/// Declares the columns: name, type, whether every row has it, what it says, its cell.
macro_rules! columns {
    ($($name:literal $type:ident $required:literal $about:literal $cell:expr;)+) => {
        &[$(Column { name: $name, r#type: ColumnType::$type, required: $required, about: $about, cell: $cell }),+]
    };
}

/// Every column, in order.
pub const COLUMNS: &[Column] = columns! {
    "doc" Words true "The document's name: given with the input, else made from its content." |row| words(&row.document.id);
    "file" Words false "Where the input lay." |row| option(&row.document.file);
    "url" Words false "The address it came from." |row| option(&row.document.url);
    "title" Words false "Headline." |row| option(&row.document.title);
    "published" Words false "When it was published: ISO date, or date and time." |row| option(&row.document.published);
    "statement" Words true "The statement's name: the same on every run." |row| words(&row.statement.id);
    "in" Words true "Where it stands: text or title." |row| words(row.place());
    "kind" Words true "How it is told: direct, indirect, mixed, reported, free or block." |row| words(row.statement.kind.name());
    "act" Words true "What is done by saying it: assert, confirm, deny, decline, ask, urge, commit, warn, accuse or praise." |row| words(row.statement.act.name());
    "polarity" Words true "Whether the saying is told as having happened: positive or negative." |row| words(row.statement.polarity.name());
    "source" Words false "The words that name who speaks." |row| row.words_of(&row.statement.source);
    "cue" Words false "The words that say it is said." |row| row.words_of(&row.statement.cue);
    "cue_lemma" Words false "Dictionary form of the cue's head word." |row| option(&row.statement.cue_lemma);
    "content" Words false "What is said; « … » stands where something cuts it." |row| row.words_of(&row.statement.content);
    "content_start" Number true "Where the content begins, in offset_unit." |row| Cell::Number(row.extent(&row.statement.content)[0]);
    "content_end" Number true "Where it ends, exclusive." |row| Cell::Number(row.extent(&row.statement.content)[1]);
    "offset_unit" Words true "What positions count: codepoint, byte or utf16." |row| words(row.unit.name());
    "parent" Words false "The statement in whose content it stands and that relays it." |row| option(&row.statement.parent);
    "continues" Words false "The statement whose source goes on speaking here." |row| option(&row.statement.continues);
    "speaker" Words false "Whom the source refers to: the fullest name that the document gives." |row| row.speaker.map_or(Cell::Nothing, |speaker| words(&speaker.name));
    "speaker_type" Words true "person, group, organisation, media, document or unknown." |row| label(&row.speaker.map_or(SpeakerKind::Unknown, |speaker| speaker.kind));
    "anonymous" Truth true "Whether the text withholds the name of who speaks." |row| Cell::Truth(row.statement.anonymous);
    "certainty" Words true "How surely the source puts it: certain, probable, possible, unlikely or unknown." |row| label(&row.statement.certainty);
    "stance" Words true "How the teller stands to it: neutral, endorses, distances or rejects." |row| label(&row.statement.stance);
    "when" Words false "When it was said: ISO day, week, month or range." |row| row.statement.when.as_ref().map_or(Cell::Nothing, |when| words(&when.value));
    "score" Share true "How sure the reading is that the text attributes this to that source, from 0 to 1." |row| Cell::Share(row.statement.score);
    "rule" Words true "The rule that found it; selon explain shows it." |row| words(&row.statement.rule);
    "outlet" Words false "Name of the paper, site or agency." |row| option(&row.document.outlet);
    "authors" Words false "The document's authors, parted by semicolons." |row| joined(row.document.authors.iter().map(String::as_str), BETWEEN);
    "language" Words false "Two-letter code of the language that it was read in." |row| language(row.document, row.reading).map_or(Cell::Nothing, words);
    "sha256" Words false "SHA-256 of the bytes that came in." |row| words(&row.document.sha256);
    "model" Words true "What read it." |row| words(&row.reading.model);
    "source_start" Number false "Where the source begins, in offset_unit." |row| row.bound(&row.statement.source, 0);
    "source_end" Number false "Where it ends, exclusive." |row| row.bound(&row.statement.source, 1);
    "cue_start" Number false "Where the cue begins, in offset_unit." |row| row.bound(&row.statement.cue, 0);
    "cue_end" Number false "Where it ends, exclusive." |row| row.bound(&row.statement.cue, 1);
    "relays" Number true "Through how many it came, from the page towards the first mouth." |row| Cell::Number(row.statement.relays.len());
    "via" Words false "Through whom it came, the page's author first; v0 where the author is not named." |row| row.via();
    "speaker_for" Words false "For a spokesperson: for whom they speak." |row| row.name(row.statement.speaker_for.as_deref());
    "speaker_reference" Words false "The speaker's identifier in your table of names." |row| row.speaker.map_or(Cell::Nothing, |speaker| option(&speaker.reference));
    "anonymity" Words false "How much the text tells of an unnamed source: none, class or position." |row| row.statement.anonymity.as_ref().map_or(Cell::Nothing, |told| label(&told.level));
    "addressee" Words false "Whom it was said to." |row| row.words_of(&row.statement.addressee);
    "medium" Words false "By what it was said." |row| row.words_of(&row.statement.medium);
    "when_granularity" Words false "How fine the time is: day, week, month, range or time." |row| row.statement.when.as_ref().map_or(Cell::Nothing, |when| words(&when.granularity));
    "when_from" Words false "How the time was got: stated, document_date or anchor." |row| row.statement.when.as_ref().map_or(Cell::Nothing, |when| words(&when.from));
};

/// What the statements of one document have in common.
pub(crate) struct Sheet<'a> {
    document: &'a Document,
    reading: &'a Reading,
    unit: Unit,
    text: Positions<'a>,
    title: Positions<'a>,
    speakers: HashMap<&'a str, &'a Speaker>,
    voices: HashMap<&'a str, &'a Voice>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(document: &'a Document, reading: &'a Reading, unit: Unit) -> Self {
        Self {
            document,
            reading,
            unit,
            text: Positions::new(&document.text, unit),
            title: Positions::new(document.title.as_deref().unwrap_or(""), unit),
            speakers: reading.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker)).collect(),
            voices: reading.voices.iter().map(|voice| (voice.id.as_str(), voice)).collect(),
        }
    }

    /// One row a statement, in order of place.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.reading.statements.iter().map(|statement| Row {
            document: self.document,
            reading: self.reading,
            unit: self.unit,
            sheet: self,
            statement,
            speaker: statement.speaker.as_deref().and_then(|id| self.speakers.get(id).copied()),
        })
    }
}

/// One statement with what its row draws on.
pub(crate) struct Row<'a> {
    document: &'a Document,
    reading: &'a Reading,
    unit: Unit,
    sheet: &'a Sheet<'a>,
    statement: &'a Statement,
    speaker: Option<&'a Speaker>,
}

impl Row<'_> {
    /// The cells, in the order of [`COLUMNS`].
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        COLUMNS.iter().map(|column| (column.cell)(self))
    }

    fn place(&self) -> &'static str {
        if self.statement.place == Place::Title { "title" } else { "text" }
    }

    fn words_of(&self, ranges: &[ByteRange]) -> Cell<'_> {
        let text = text_of(self.document, self.statement);
        match ranges {
            [] => Cell::Nothing,
            [only] => words(only.of(text)),
            several => Cell::Words(pieces(text, several).into()),
        }
    }

    /// From the first piece to the last; nothing is at 0.
    fn extent(&self, ranges: &[ByteRange]) -> Pair {
        let start = ranges.iter().map(|piece| piece.start).min().unwrap_or(0);
        let end = ranges.iter().map(|piece| piece.end).max().unwrap_or(0);
        let positions = if self.statement.place == Place::Title { &self.sheet.title } else { &self.sheet.text };
        positions.pair(ByteRange::new(start, end))
    }

    fn bound(&self, ranges: &[ByteRange], which: usize) -> Cell<'_> {
        if ranges.is_empty() { Cell::Nothing } else { Cell::Number(self.extent(ranges)[which]) }
    }

    fn name(&self, speaker: Option<&str>) -> Cell<'_> {
        let known = speaker.and_then(|id| self.sheet.speakers.get(id));
        known.map_or(Cell::Nothing, |speaker| words(&speaker.name))
    }

    fn via(&self) -> Cell<'_> {
        let named = |id| self.sheet.voices.get(id).and_then(|voice| voice.name.as_deref()).unwrap_or(id);
        joined(self.statement.relays.iter().map(|relay| named(relay.voice.as_str())), BETWEEN_STEPS)
    }
}

fn words(words: &str) -> Cell<'_> {
    Cell::Words(words.into())
}

fn option(words: &Option<String>) -> Cell<'_> {
    words.as_deref().map_or(Cell::Nothing, |words| Cell::Words(words.into()))
}

fn joined<'a>(members: impl Iterator<Item = &'a str>, between: &str) -> Cell<'a> {
    let members: Vec<&str> = members.collect();
    if members.is_empty() { Cell::Nothing } else { Cell::Words(members.join(between).into()) }
}

/// The name that the schema has for a label.
fn label(label: &impl Serialize) -> Cell<'static> {
    match serde_json::to_value(label) {
        Ok(serde_json::Value::String(name)) => Cell::Words(name.into()),
        _ => Cell::Nothing,
    }
}
