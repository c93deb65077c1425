//! CSV and TSV, one row in memory at a time.

use super::cut::{Cut, Row, Rows};
use super::record;
use crate::unread::Shared;
use crate::{InputError, Unread};
use selon_text::Document;
use serde_json::{Map, Value};
use std::io::Read;
use std::sync::Arc;

/// Iterator over the documents of a table with a header; a bad row is an error, the others go on.
pub(crate) struct Table<R> {
    rows: Rows<R>,
    header: Option<Arc<Header>>,
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
        let rows = Rows::new(reader, separator, shared.options().max_bytes);
        Self { rows, header: None, shared, separator, row: 0, ended: false }
    }

    /// The next row; `None` at the end.
    fn next_row(&mut self) -> Result<Option<Row>, InputError> {
        match self.rows.next() {
            Ok(Some(Cut::Row(row))) => Ok(Some(row)),
            Ok(None) => Ok(None),
            Ok(Some(Cut::TooLong)) => {
                let reason = format!("longer than the limit of {} bytes", self.shared.options().max_bytes);
                let hint = "look for a quotation mark that is never closed";
                Err(at_row(&self.shared, self.row, reason).with_hint(hint))
            }
            Err(error) => {
                self.ended = true;
                Err(at_row(&self.shared, self.row, crate::inputs::sentence(&error)))
            }
        }
    }

    /// Reads the header; a table without a column for the text ends there.
    fn read_header(&mut self) -> Result<Header, InputError> {
        let header = self.next_row().inspect_err(|_| self.ended = true)?.unwrap_or_default();
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
        let found = self.next_row()?;
        Ok(found.map(|fields| Unread::new(fields.len(), move || document(&header, &fields, row))))
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

fn document(header: &Header, fields: &Row, row: usize) -> Result<Document, InputError> {
    let Header { columns, separator, shared } = header;
    let error = |reason: String| at_row(shared, row, reason);
    let fields = words(fields, shared, row)?;
    if fields.len() > columns.len() {
        return Err(error(format!("has {} fields where the header has {}", fields.len(), columns.len())));
    }
    let bytes = fields.join(char::from(*separator).to_string().as_str());
    let row: Map<String, Value> = columns.iter().cloned().zip(fields.into_iter().map(Value::String)).collect();
    record::document(&row, bytes.as_bytes(), shared.hints(), shared.options()).map_err(error)
}

fn words(fields: &Row, shared: &Shared, row: usize) -> Result<Vec<String>, InputError> {
    let words = fields.fields().map(|field| String::from_utf8(field.to_vec()));
    words
        .collect::<Result<_, _>>()
        .map_err(|_| at_row(shared, row, "not valid UTF-8").with_hint("save the table as UTF-8"))
}

fn at_row(shared: &Shared, row: usize, reason: impl Into<String>) -> InputError {
    shared.error(reason).at(if row == 0 { "header".to_owned() } else { format!("row {row}") })
}
