//! `csv`: one row a statement, with a header always; RFC 4180, UTF-8 without a byte order mark. The columns are those of `columns`.
//!
//! Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, so that such a cell of text has `'` put
//! before it. `content_start` and `content_end` cover the content from its first piece to its last, in the unit asked for.

use crate::columns::{COLUMNS, Cell, Sheet};
use crate::{Exporter, Settings};
use selon_reading::Reading;
use selon_text::Document;
use std::borrow::Cow;
use std::io::{self, Write};

pub(crate) struct Csv<'w> {
    settings: Settings,
    out: csv::Writer<Box<dyn Write + 'w>>,
    has_header: bool,
}

impl<'w> Csv<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out: csv::Writer::from_writer(out), has_header: false }
    }

    /// The same with no header, for rows that go behind others.
    pub(crate) fn without_header(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { has_header: true, ..Self::new(settings, out) }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            self.out.write_record(COLUMNS.iter().map(|column| column.name))?;
        }
        Ok(())
    }
}

impl Exporter for Csv<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.header()?;
        for row in Sheet::new(document, reading, self.settings.unit).rows() {
            for cell in row.cells() {
                self.out.write_field(shown(cell).as_bytes())?;
            }
            self.out.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}

fn shown(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Nothing => "".into(),
        Cell::Words(words) => harmless(words),
        Cell::Number(number) => number.to_string().into(),
        Cell::Share(share) => share.to_string().into(),
        Cell::Truth(truth) => truth.to_string().into(),
    }
}

/// The cell, with `'` before it where a spreadsheet would run it.
fn harmless(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(harmless("=1+1".into()), "'=1+1");
        assert_eq!(harmless("-2 %".into()), "'-2 %");
        assert_eq!(harmless("la maire".into()), "la maire");
    }
}
