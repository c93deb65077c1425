//! One reading as the schema `selon/1` has it: the only place that knows the names of its fields.

mod statement;
mod whole;

use crate::positions::{Pair, Positions};
use crate::{SCHEMA, Settings};
use selon_reading::{Place, Reading, Statement};
use selon_text::{BlockKind, Document};
use serde::Serialize;
use statement::{ReasonRecord, StatementRecord};
use whole::{ConclusionRecord, ConflictRecord, QuantityRecord, SourcingRecord, SpeakerRecord, VoiceRecord, WhenRecord};

/// One line of `jsonl`, one object of `json`.
#[derive(Serialize)]
pub(crate) struct Record<'a> {
    r#type: &'static str,
    schema: &'static str,
    doc: &'a str,
    model: &'a str,
    document: DocumentRecord<'a>,
    voices: Vec<VoiceRecord<'a>>,
    statements: Vec<StatementRecord<'a>>,
    speakers: Vec<SpeakerRecord<'a>>,
    dates: Vec<WhenRecord<'a>>,
    quantities: Vec<QuantityRecord<'a>>,
    conclusions: Vec<ConclusionRecord<'a>>,
    conflicts: Vec<ConflictRecord<'a>>,
    sourcing: SourcingRecord<'a>,
    notes: Vec<NoteRecord<'a>>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    id: &'a str,
    file: Option<&'a str>,
    url: Option<&'a str>,
    canonical: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    authors: &'a [String],
    published: Option<&'a str>,
    modified: Option<&'a str>,
    fetched: Option<&'a str>,
    language: Option<&'a str>,
    genre: Option<&'a str>,
    translated_from: Option<&'a str>,
    sha256: &'a str,
    offset_unit: &'static str,
    text: &'a str,
    blocks: Vec<BlockRecord>,
    frame: Vec<Pair>,
    links: Vec<LinkRecord<'a>>,
}

#[derive(Serialize)]
struct BlockRecord {
    span: Pair,
    kind: BlockKind,
}

#[derive(Serialize)]
struct LinkRecord<'a> {
    span: Pair,
    href: &'a str,
}

#[derive(Serialize)]
struct NoteRecord<'a> {
    kind: &'a str,
    text: &'a str,
    span: Option<Pair>,
}

impl<'a> Record<'a> {
    pub(crate) fn new(document: &'a Document, reading: &'a Reading, settings: &Settings) -> Self {
        let text = Positions::new(&document.text, settings.unit);
        let title = Positions::new(document.title.as_deref().unwrap_or(""), settings.unit);
        let statement = |statement: &'a Statement| {
            let positions = if statement.place == Place::Title { &title } else { &text };
            StatementRecord::new(statement, reading, positions, settings.why)
        };
        Self {
            r#type: "reading",
            schema: SCHEMA,
            doc: &document.id,
            model: &reading.model,
            document: DocumentRecord::new(document, reading, &text, settings),
            voices: reading.voices.iter().map(|voice| VoiceRecord::new(voice, &text)).collect(),
            statements: reading.statements.iter().map(statement).collect(),
            speakers: reading.speakers.iter().map(|speaker| SpeakerRecord::new(speaker, &text)).collect(),
            dates: reading.dates.iter().map(|date| WhenRecord::new(date, &text)).collect(),
            quantities: reading.quantities.iter().map(|quantity| QuantityRecord::new(quantity, &text)).collect(),
            conclusions: reading
                .conclusions
                .iter()
                .map(|conclusion| ConclusionRecord::new(conclusion, &text, settings.why))
                .collect(),
            conflicts: reading.conflicts.iter().map(|conflict| ConflictRecord::new(conflict, &text)).collect(),
            sourcing: SourcingRecord::new(&reading.sourcing),
            notes: notes(document, reading, &text),
        }
    }
}

impl<'a> DocumentRecord<'a> {
    fn new(document: &'a Document, reading: &'a Reading, text: &Positions<'_>, settings: &Settings) -> Self {
        Self {
            id: &document.id,
            file: document.file.as_deref(),
            url: document.url.as_deref(),
            canonical: document.canonical.as_deref(),
            title: document.title.as_deref(),
            outlet: document.outlet.as_deref(),
            authors: &document.authors,
            published: document.published.as_deref(),
            modified: document.modified.as_deref(),
            fetched: document.fetched.as_deref(),
            language: language(document, reading),
            genre: document.genre.as_deref(),
            translated_from: document.translated_from.as_deref(),
            sha256: &document.sha256,
            offset_unit: settings.unit.name(),
            text: &document.text,
            blocks: document
                .blocks
                .iter()
                .map(|block| BlockRecord { span: text.pair(block.span), kind: block.kind })
                .collect(),
            frame: text.pairs(&document.frame),
            links: document
                .links
                .iter()
                .map(|link| LinkRecord { span: text.pair(link.span), href: &link.href })
                .collect(),
        }
    }
}

/// The language it was read in, else the one that its page declares.
pub(crate) fn language<'a>(document: &'a Document, reading: &'a Reading) -> Option<&'a str> {
    if reading.language.is_empty() { document.language.as_deref() } else { Some(&reading.language) }
}

fn notes<'a>(document: &'a Document, reading: &'a Reading, text: &Positions<'_>) -> Vec<NoteRecord<'a>> {
    let of_page = document.notes.iter().map(|note| NoteRecord { kind: "page", text: note, span: None });
    let of_text = reading.notes.iter().map(|note| NoteRecord {
        kind: &note.kind,
        text: &note.text,
        span: note.span.map(|span| text.pair(span)),
    });
    of_page.chain(of_text).collect()
}
