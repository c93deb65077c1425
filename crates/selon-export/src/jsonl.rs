//! `jsonl`: one JSON object a line, one line a document; schema `selon/1`.

use crate::record::Record;
use crate::{Exporter, Settings};
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};

pub(crate) struct Jsonl<'w> {
    settings: Settings,
    out: Box<dyn Write + 'w>,
}

impl<'w> Jsonl<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out }
    }
}

impl Exporter for Jsonl<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &Record::new(document, reading, &self.settings))?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
