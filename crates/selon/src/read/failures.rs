//! Inputs that failed, as rows of a file.

use crate::failure::Failure;
use selon_export::SCHEMA;
use selon_page::InputError;
use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const COLUMNS: [&str; 4] = ["input", "place", "reason", "help"];

/// A file of failures: CSV by its name's ending, else JSON lines.
pub(super) struct Failures {
    path: PathBuf,
    file: BufWriter<File>,
    is_csv: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    r#type: &'static str,
    schema: &'static str,
    input: &'a str,
    place: Option<&'a str>,
    reason: &'a str,
    help: Option<&'a str>,
}

impl Failures {
    /// Opens the file and keeps its first `length` bytes.
    pub(super) fn open(path: &Path, length: u64) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::io(path.display(), &error);
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() < length {
            return Err(Failure::usage(format!("{}: it is shorter than the manifest says", path.display())));
        }
        file.set_len(length).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let mut failures = Self { path: path.to_owned(), file: BufWriter::new(file), is_csv };
        if is_csv && length == 0 {
            failures.row(&COLUMNS).map_err(failed)?;
        }
        Ok(failures)
    }

    pub(super) fn put(&mut self, error: &InputError) -> Result<(), Failure> {
        let InputError { input, place, reason, hint } = error;
        let (place, help) = (place.as_deref(), hint.as_deref());
        let written = if self.is_csv {
            self.row(&[input, place.unwrap_or(""), reason, help.unwrap_or("")])
        } else {
            let row = Row { r#type: "error", schema: SCHEMA, input, place, reason, help };
            serde_json::to_writer(&mut self.file, &row)
                .map_err(io::Error::from)
                .and_then(|()| self.file.write_all(b"\n"))
        };
        written.map_err(|error| Failure::io(self.path.display(), &error))
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        let mut row = csv::Writer::from_writer(&mut self.file);
        row.write_record(cells)?;
        row.flush()
    }

    /// Sees to it that what was put is kept, and tells how long the file is.
    pub(super) fn keep(&mut self) -> Result<u64, Failure> {
        let kept = self.file.flush().and_then(|()| self.file.get_ref().sync_data());
        let length = kept.and_then(|()| self.file.get_ref().metadata()).map(|metadata| metadata.len());
        length.map_err(|error| Failure::io(self.path.display(), &error))
    }
}
