//! `json`: one object for one document, an array for several, indented for people's eyes; the objects are those of `jsonl`.

use crate::record::Record;
use crate::{Exporter, Settings};
use selon_reading::Reading;
use selon_text::Document;
use serde::Serialize;
use std::io::{self, Write};

pub(crate) struct Json<'w> {
    settings: Settings,
    objects: Objects<'w>,
}

impl<'w> Json<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, objects: Objects::new(out) }
    }
}

impl Exporter for Json<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.objects.put(&Record::new(document, reading, &self.settings))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.objects.finish()
    }
}

/// Objects put out one by one: alone where there is one, as an array where there are several.
pub(crate) struct Objects<'w> {
    out: Box<dyn Write + 'w>,
    /// Held back until it is known whether it stands alone.
    first: Option<Vec<u8>>,
    in_array: bool,
}

impl<'w> Objects<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { out, first: None, in_array: false }
    }

    pub(crate) fn put(&mut self, object: &impl Serialize) -> io::Result<()> {
        let object = serde_json::to_vec_pretty(object)?;
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

    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match (self.first.take(), self.in_array) {
            (Some(only), _) => self.out.write_all(&only)?,
            (None, true) => self.out.write_all(b"\n]")?,
            (None, false) => self.out.write_all(b"[]")?,
        }
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}
