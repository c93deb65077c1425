//! `csv`: one row a statement, with a header always; RFC 4180, UTF-8 without a byte order mark.
//!
//! Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, so that such a cell of text has `'` put
//! before it. `content_start` and `content_end` cover the content from its first piece to its last, in the unit asked for.

use crate::entry::{pieces, text_of};
use crate::positions::Positions;
use crate::{Exporter, Settings};
use selon_reading::{Place, Reading, Speaker, SpeakerKind, Statement};
use selon_text::{ByteRange, Document};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

const HEADER: [&str; 27] = [
    "doc",
    "file",
    "url",
    "title",
    "published",
    "statement",
    "in",
    "kind",
    "act",
    "polarity",
    "source",
    "cue",
    "cue_lemma",
    "content",
    "content_start",
    "content_end",
    "offset_unit",
    "parent",
    "continues",
    "speaker",
    "speaker_type",
    "anonymous",
    "certainty",
    "stance",
    "when",
    "score",
    "rule",
];

pub(crate) struct Csv<'w> {
    settings: Settings,
    out: csv::Writer<Box<dyn Write + 'w>>,
    has_header: bool,
}

impl<'w> Csv<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out: csv::Writer::from_writer(out), has_header: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            self.out.write_record(HEADER)?;
        }
        Ok(())
    }

    fn row(
        &mut self,
        document: &Document,
        statement: &Statement,
        speaker: Option<&Speaker>,
        positions: &Positions<'_>,
    ) -> io::Result<()> {
        let text = text_of(document, statement);
        let [start, end] = positions.pair(extent(&statement.content));
        let option = |value: &'_ Option<String>| value.clone().unwrap_or_default();
        let cells: [Cow<'_, str>; HEADER.len()] = [
            harmless(&document.id),
            harmless(&option(&document.file)).into_owned().into(),
            harmless(&option(&document.url)).into_owned().into(),
            harmless(&option(&document.title)).into_owned().into(),
            harmless(&option(&document.published)).into_owned().into(),
            statement.id.as_str().into(),
            if statement.place == Place::Title { "title" } else { "text" }.into(),
            statement.kind.name().into(),
            statement.act.name().into(),
            statement.polarity.name().into(),
            harmless(&pieces(text, &statement.source)).into_owned().into(),
            harmless(&pieces(text, &statement.cue)).into_owned().into(),
            harmless(&option(&statement.cue_lemma)).into_owned().into(),
            harmless(&pieces(text, &statement.content)).into_owned().into(),
            start.to_string().into(),
            end.to_string().into(),
            self.settings.unit.name().into(),
            option(&statement.parent).into(),
            option(&statement.continues).into(),
            speaker.map(|speaker| harmless(&speaker.name)).unwrap_or_default(),
            word(&speaker.map_or(SpeakerKind::Unknown, |speaker| speaker.kind)).into(),
            statement.anonymous.to_string().into(),
            word(&statement.certainty).into(),
            word(&statement.stance).into(),
            statement.when.as_ref().map(|when| harmless(&when.value)).unwrap_or_default(),
            statement.score.to_string().into(),
            harmless(&statement.rule),
        ];
        Ok(self.out.write_record(cells.iter().map(|cell| cell.as_bytes()))?)
    }
}

impl Exporter for Csv<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.header()?;
        let text = Positions::new(&document.text, self.settings.unit);
        let title = Positions::new(document.title.as_deref().unwrap_or(""), self.settings.unit);
        for statement in &reading.statements {
            let positions = if statement.place == Place::Title { &title } else { &text };
            let speaker = reading.speakers.iter().find(|speaker| Some(&speaker.id) == statement.speaker.as_ref());
            self.row(document, statement, speaker, positions)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}

/// The cell, with `'` before it where a spreadsheet would run it.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

/// The name that the schema has for a label.
fn word(label: &impl Serialize) -> String {
    match serde_json::to_value(label) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn extent(pieces: &[ByteRange]) -> ByteRange {
    let start = pieces.iter().map(|piece| piece.start).min().unwrap_or(0);
    let end = pieces.iter().map(|piece| piece.end).max().unwrap_or(0);
    ByteRange::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("-2 %"), "'-2 %");
        assert_eq!(harmless("la maire"), "la maire");
    }
}
