//! JSON Lines, one line in memory at a time.

use super::{record, without_lone_surrogates};
use crate::unread::Shared;
use crate::{InputError, Unread};
use selon_text::Document;
use serde_json::Value;
use std::io::{BufRead, Read};

/// Iterator over the documents of JSON Lines; a bad line is an error, the others go on.
pub(crate) struct JsonLines<R> {
    reader: R,
    shared: Shared,
    number: usize,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(reader: R, shared: Shared) -> Self {
        Self { reader, shared, number: 0, ended: false }
    }

    fn error(&self, reason: impl Into<String>) -> InputError {
        at_line(&self.shared, self.number, reason)
    }

    /// Reads the next line, up to the limit; the rest of a longer one is skipped.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = self.shared.options().max_bytes as u64;
        (&mut self.reader).take(limit + 1).read_until(b'\n', &mut line)?;
        if line.len() as u64 > limit && !line.ends_with(b"\n") {
            skip_line(&mut self.reader)?;
            return Ok(None);
        }
        Ok(Some(line))
    }
}

fn at_line(shared: &Shared, number: usize, reason: impl Into<String>) -> InputError {
    shared.error(reason).at(format!("line {number}"))
}

fn document(line: &[u8], number: usize, shared: &Shared) -> Result<Document, InputError> {
    let error = |reason: String| at_line(shared, number, reason);
    let line = bare(line);
    let text = std::str::from_utf8(line).map_err(|broken| {
        error(format!("not valid UTF-8 after byte {}", broken.valid_up_to())).with_hint("save the file as UTF-8")
    })?;
    let (row, mended) = match serde_json::from_str::<Value>(text) {
        Ok(row) => (row, false),
        Err(broken) => match serde_json::from_str(&without_lone_surrogates(text)) {
            Ok(row) => (row, true),
            Err(_) => return Err(error(super::json::broken(&broken))),
        },
    };
    let Value::Object(row) = row else { return Err(error("not an object in braces".into())) };
    let mut document = record::document(&row, line, shared.hints(), shared.options()).map_err(error)?;
    if mended {
        document.notes.push("half surrogate pairs in the JSON were replaced".into());
    }
    Ok(document)
}

/// The line without byte order mark and white space.
fn bare(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii()
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
    type Item = Unread;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let line = match self.line() {
                Ok(Some(line)) => line,
                Ok(None) => {
                    let limit = self.shared.options().max_bytes;
                    return Some(Unread::failed(self.error(format!("longer than the limit of {limit} bytes"))));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Unread::failed(self.error(crate::inputs::sentence(&error))));
                }
            };
            if line.is_empty() {
                self.ended = true;
                return None;
            }
            if !bare(&line).is_empty() {
                let (shared, number) = (self.shared.clone(), self.number);
                return Some(Unread::new(line.len(), move || document(&line, number, &shared)));
            }
        }
        None
    }
}
