//! CSV and TSV, one row in memory at a time.

use super::record;
use crate::unread::Shared;
use crate::{InputError, Unread};
use csv::ByteRecord;
use selon_text::Document;
use serde_json::{Map, Value};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Iterator over the documents of a table with a header; a bad row is an error, the others go on.
pub(crate) struct Table<R> {
    reader: csv::Reader<Metered<R>>,
    header: Option<Arc<Header>>,
    left: Arc<AtomicUsize>,
    shared: Shared,
    separator: u8,
    row: usize,
    ended: bool,
}

/// What the rows of a table have in common.
struct Header {
    columns: Vec<String>,
    separator: u8,
    shared: Shared,
}

impl<R: Read> Table<R> {
    pub(crate) fn new(reader: R, separator: u8, shared: Shared) -> Self {
        let left = Arc::new(AtomicUsize::new(0));
        let metered = Metered { inner: reader, left: Arc::clone(&left) };
        let reader =
            csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(metered);
        Self { reader, header: None, left, shared, separator, row: 0, ended: false }
    }

    /// The next record; `None` at the end.
    fn record(&mut self) -> Result<Option<ByteRecord>, InputError> {
        // One buffer's worth beyond the limit, since the reader reads ahead.
        self.left.store(self.shared.options().max_bytes.saturating_add(1 << 16), Ordering::Relaxed);
        let mut record = ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(read) => Ok(read.then_some(record)),
            Err(error) => {
                self.ended = true;
                Err(at_row(&self.shared, self.row, said(&error))
                    .with_hint("look for a quotation mark that is never closed"))
            }
        }
    }

    /// Reads the header; a table without a column for the text ends there.
    fn read_header(&mut self) -> Result<Header, InputError> {
        let header = self.record()?.unwrap_or_default();
        let header = words(&header, &self.shared, self.row).inspect_err(|_| self.ended = true)?;
        let columns: Vec<String> =
            header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
        if let Err(error) = record::has_text(&columns, &self.shared) {
            self.ended = true;
            return Err(error.at("header"));
        }
        Ok(Header { columns, separator: self.separator, shared: self.shared.clone() })
    }

    fn step(&mut self) -> Result<Option<Unread>, InputError> {
        let header = match &self.header {
            Some(header) => Arc::clone(header),
            None => Arc::new(self.read_header()?),
        };
        self.header = Some(Arc::clone(&header));
        self.row += 1;
        let row = self.row;
        let found = self.record()?;
        Ok(found.map(|record| Unread::new(record.as_slice().len(), move || document(&header, &record, row))))
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Unread;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.step() {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(found) => found,
            Err(error) => Some(Unread::failed(error)),
        }
    }
}

fn document(header: &Header, record: &ByteRecord, row: usize) -> Result<Document, InputError> {
    let Header { columns, separator, shared } = header;
    let error = |reason: String| at_row(shared, row, reason);
    let fields = words(record, shared, row)?;
    if fields.len() > columns.len() {
        return Err(error(format!("has {} fields where the header has {}", fields.len(), columns.len())));
    }
    let bytes = fields.join(char::from(*separator).to_string().as_str());
    let row: Map<String, Value> = columns.iter().cloned().zip(fields.into_iter().map(Value::String)).collect();
    record::document(&row, bytes.as_bytes(), shared.hints(), shared.options()).map_err(error)
}

fn words(record: &ByteRecord, shared: &Shared, row: usize) -> Result<Vec<String>, InputError> {
    let words = record.iter().map(|field| String::from_utf8(field.to_vec()));
    words
        .collect::<Result<_, _>>()
        .map_err(|_| at_row(shared, row, "not valid UTF-8").with_hint("save the table as UTF-8"))
}

fn at_row(shared: &Shared, row: usize, reason: impl Into<String>) -> InputError {
    shared.error(reason).at(if row == 0 { "header".to_owned() } else { format!("row {row}") })
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
