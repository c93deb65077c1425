//! `json`: one object for one document, an array for several, indented for people's eyes; the objects are those of `jsonl`.

use crate::record::Record;
use crate::{Exporter, Settings};
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};

/// Holds back the first object only, until it is known whether it stands alone.
pub(crate) struct Json<'w> {
    settings: Settings,
    out: Box<dyn Write + 'w>,
    first: Option<Vec<u8>>,
    in_array: bool,
}

impl<'w> Json<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out, first: None, in_array: false }
    }
}

impl Exporter for Json<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let object = serde_json::to_vec_pretty(&Record::new(document, reading, &self.settings))?;
        if self.in_array {
            self.out.write_all(b",\n")?;
            return self.out.write_all(&object);
        }
        let Some(first) = self.first.take() else {
            self.first = Some(object);
            return Ok(());
        };
        self.in_array = true;
        self.out.write_all(b"[\n")?;
        self.out.write_all(&first)?;
        self.out.write_all(b",\n")?;
        self.out.write_all(&object)
    }

    fn finish(&mut self) -> io::Result<()> {
        match (self.first.take(), self.in_array) {
            (Some(only), _) => self.out.write_all(&only)?,
            (None, true) => self.out.write_all(b"\n]")?,
            (None, false) => self.out.write_all(b"[]")?,
        }
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}
