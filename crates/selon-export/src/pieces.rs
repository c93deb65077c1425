//! Readings put out piece by piece: pieces are made on any thread and stand behind one another in order.

use crate::columns::Rows;
use crate::csv::Csv;
use crate::jsonl::Jsonl;
use crate::{Exporter, Format, Settings};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use selon_reading::Reading;
use selon_text::Document;
use std::io;

/// What some documents make of an output.
#[derive(Debug)]
pub enum Piece {
    /// Bytes that go behind those of the piece before.
    Bytes(Vec<u8>),
    /// Rows of the table of [`crate::columns`].
    Rows(Vec<RecordBatch>),
}

/// Makes pieces in one format.
///
/// ```
/// use selon_export::{Format, Piece, Pieces, Settings};
/// use selon_reading::Reading;
/// use selon_text::Document;
/// let pieces = Pieces::new(Format::Jsonl, Settings::default()).unwrap();
/// let read = [(Document::from_text("a", "Non."), Reading::default()), (Document::from_text("b", "Oui."), Reading::default())];
/// let Ok(Piece::Bytes(lines)) = pieces.piece(&mut read.into_iter()) else { panic!("JSON lines are bytes") };
/// assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), 2);
/// assert!(Pieces::new(Format::Html, Settings::default()).is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Pieces {
    format: Format,
    settings: Settings,
}

impl Pieces {
    /// For a format that is made of pieces: one line or row behind the other. `None` for one that is a whole.
    #[must_use]
    pub fn new(format: Format, settings: Settings) -> Option<Self> {
        matches!(format, Format::Jsonl | Format::Csv | Format::Parquet).then_some(Self { format, settings })
    }

    /// What stands before the first piece.
    ///
    /// # Errors
    /// None that are known: it is written to memory.
    pub fn beginning(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.format == Format::Csv {
            Csv::new(self.settings, Box::new(&mut bytes)).finish()?;
        }
        Ok(bytes)
    }

    /// The piece that these documents make; each is let go before the next one is asked for.
    ///
    /// # Errors
    /// Where a label has no name, which no reading brings about.
    pub fn piece(&self, read: &mut dyn Iterator<Item = (Document, Reading)>) -> io::Result<Piece> {
        let mut bytes = Vec::new();
        match self.format {
            Format::Parquet => return self.rows(read).map(Piece::Rows).map_err(io::Error::other),
            Format::Csv => put_all(&mut Csv::without_header(self.settings, Box::new(&mut bytes)), read)?,
            _ => put_all(&mut Jsonl::new(self.settings, Box::new(&mut bytes)), read)?,
        }
        Ok(Piece::Bytes(bytes))
    }

    fn rows(&self, read: &mut dyn Iterator<Item = (Document, Reading)>) -> Result<Vec<RecordBatch>, ArrowError> {
        let (mut rows, mut batches) = (Rows::new(self.settings.unit), Vec::new());
        for (document, reading) in read {
            rows.push(&document, &reading, |batch| {
                batches.push(batch);
                Ok::<_, ArrowError>(())
            })?;
        }
        batches.push(rows.take()?);
        Ok(batches)
    }
}

fn put_all(exporter: &mut dyn Exporter, read: &mut dyn Iterator<Item = (Document, Reading)>) -> io::Result<()> {
    for (document, reading) in read {
        exporter.document(&document, &reading)?;
    }
    exporter.finish()
}
