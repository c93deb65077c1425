//! JSON Lines, one line in memory at a time.

use super::{record, without_lone_surrogates};
use crate::{Hints, InputError, Options};
use selon_text::Document;
use serde_json::Value;
use std::io::{BufRead, Read};

/// Iterator over the documents of JSON Lines; a bad line is an error, the others go on.
pub(crate) struct JsonLines<R> {
    reader: R,
    hints: Hints,
    options: Options,
    number: usize,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(reader: R, hints: Hints, options: Options) -> Self {
        Self { reader, hints, options, number: 0, ended: false }
    }

    fn error(&self, reason: impl Into<String>) -> InputError {
        InputError::new(self.hints.name(), reason).at(format!("line {}", self.number))
    }

    fn document(&self, line: &[u8]) -> Result<Document, InputError> {
        let text = std::str::from_utf8(line).map_err(|error| {
            self.error(format!("not valid UTF-8 after byte {}", error.valid_up_to()))
                .with_hint("save the file as UTF-8")
        })?;
        let (row, mended) = match serde_json::from_str::<Value>(text) {
            Ok(row) => (row, false),
            Err(error) => match serde_json::from_str(&without_lone_surrogates(text)) {
                Ok(row) => (row, true),
                Err(_) => return Err(self.error(super::json::broken(&error))),
            },
        };
        let Value::Object(row) = row else { return Err(self.error("not an object in braces")) };
        let mut document =
            record::document(&row, line, &self.hints, &self.options).map_err(|reason| self.error(reason))?;
        if mended {
            document.notes.push("half surrogate pairs in the JSON were replaced".into());
        }
        Ok(document)
    }

    /// Reads the next line, up to the limit; the rest of a longer one is skipped.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = self.options.max_bytes as u64;
        (&mut self.reader).take(limit + 1).read_until(b'\n', &mut line)?;
        if line.len() as u64 > limit && !line.ends_with(b"\n") {
            skip_line(&mut self.reader)?;
            return Ok(None);
        }
        Ok(Some(line))
    }
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, done) = match memchr::memchr(b'\n', buffer) {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let line = match self.line() {
                Ok(Some(line)) => line,
                Ok(None) => {
                    return Some(Err(self.error(format!("longer than the limit of {} bytes", self.options.max_bytes))));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.error(crate::inputs::sentence(&error))));
                }
            };
            if line.is_empty() {
                self.ended = true;
                return None;
            }
            let bare = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
            if !bare.is_empty() {
                return Some(self.document(bare));
            }
        }
        None
    }
}
