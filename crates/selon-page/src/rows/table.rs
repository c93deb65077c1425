//! CSV and TSV, one row in memory at a time.

use super::record;
use crate::{Hints, InputError, Options};
use selon_text::Document;
use serde_json::{Map, Value};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Iterator over the documents of a table with a header; a bad row is an error, the others go on.
pub(crate) struct Table<R> {
    reader: csv::Reader<Metered<R>>,
    columns: Option<Vec<String>>,
    left: Arc<AtomicUsize>,
    hints: Hints,
    options: Options,
    separator: u8,
    row: usize,
    ended: bool,
}

impl<R: Read> Table<R> {
    pub(crate) fn new(reader: R, separator: u8, hints: Hints, options: Options) -> Self {
        let left = Arc::new(AtomicUsize::new(0));
        let metered = Metered { inner: reader, left: Arc::clone(&left) };
        let reader =
            csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(metered);
        Self { reader, columns: None, left, hints, options, separator, row: 0, ended: false }
    }

    fn error(&self, reason: impl Into<String>) -> InputError {
        let error = InputError::new(self.hints.name(), reason);
        if self.row == 0 { error.at("header") } else { error.at(format!("row {}", self.row)) }
    }

    /// The next record as words; `None` at the end.
    fn record(&mut self) -> Result<Option<Vec<String>>, InputError> {
        // One buffer's worth beyond the limit, since the reader reads ahead.
        self.left.store(self.options.max_bytes.saturating_add(1 << 16), Ordering::Relaxed);
        let mut record = csv::ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => {
                self.ended = true;
                return Err(self.error(said(&error)).with_hint("look for a quotation mark that is never closed"));
            }
        }
        let words = record.iter().map(|field| String::from_utf8(field.to_vec()));
        words
            .collect::<Result<_, _>>()
            .map(Some)
            .map_err(|_| self.error("not valid UTF-8").with_hint("save the table as UTF-8"))
    }

    /// Reads the header; a table without a column for the text ends there.
    fn read_columns(&mut self) -> Result<Vec<String>, InputError> {
        let header = self.record()?.unwrap_or_default();
        let columns: Vec<String> =
            header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
        let has_text = columns.iter().any(|name| crate::sniff::TEXT_COLUMNS.contains(&name.as_str()) || name == "html");
        if has_text {
            return Ok(columns);
        }
        self.ended = true;
        let named = columns.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", ");
        Err(self
            .error(format!("no column is named text; the columns are: {named}"))
            .with_hint("name the column that holds the articles «text»"))
    }

    fn document(&self, columns: &[String], fields: Vec<String>) -> Result<Document, InputError> {
        if fields.len() > columns.len() {
            return Err(self.error(format!("has {} fields where the header has {}", fields.len(), columns.len())));
        }
        let bytes = fields.join(char::from(self.separator).to_string().as_str());
        let row: Map<String, Value> = columns.iter().cloned().zip(fields.into_iter().map(Value::String)).collect();
        record::document(&row, bytes.as_bytes(), &self.hints, &self.options).map_err(|reason| self.error(reason))
    }

    fn step(&mut self) -> Result<Option<Document>, InputError> {
        let columns = match self.columns.take() {
            Some(columns) => columns,
            None => self.read_columns()?,
        };
        self.row += 1;
        let read = self.record().and_then(|fields| fields.map(|fields| self.document(&columns, fields)).transpose());
        self.columns = Some(columns);
        read
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.step().transpose();
        self.ended |= step.is_none();
        step
    }
}

fn said(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => crate::inputs::sentence(error),
        _ => "not a table that can be read".to_owned(),
    }
}

/// Refuses to read on when one row takes more than its share.
struct Metered<R> {
    inner: R,
    left: Arc<AtomicUsize>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed);
        if read > left {
            return Err(std::io::Error::other("one row is longer than the limit"));
        }
        self.left.store(left - read, Ordering::Relaxed);
        Ok(read)
    }
}
