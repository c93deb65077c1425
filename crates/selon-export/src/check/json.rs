//! `jsonl` and `json` of checks: one object a check or comparison; schema `selon-check/1`.

use super::record::{CheckRecord, ComparisonRecord};
use super::{CheckExporter, Checked};
use crate::Settings;
use crate::json::Objects;
use selon_reading::Comparison;
use std::io::{self, Write};

pub(super) struct Json<'w> {
    settings: Settings,
    objects: Objects<'w>,
}

impl<'w> Json<'w> {
    pub(super) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, objects: Objects::new(out) }
    }
}

impl CheckExporter for Json<'_> {
    fn alone(&mut self, checked: &Checked) -> io::Result<()> {
        self.objects.put(&CheckRecord::new(checked, self.settings.unit))
    }

    fn side_by_side(&mut self, articles: [&Checked; 2], comparison: &Comparison) -> io::Result<()> {
        self.objects.put(&ComparisonRecord::new(articles, comparison, self.settings.unit))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.objects.finish()
    }
}

pub(super) struct Jsonl<'w> {
    settings: Settings,
    out: Box<dyn Write + 'w>,
}

impl<'w> Jsonl<'w> {
    pub(super) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out }
    }
}

impl CheckExporter for Jsonl<'_> {
    fn alone(&mut self, checked: &Checked) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &CheckRecord::new(checked, self.settings.unit))?;
        self.out.write_all(b"\n")
    }

    fn side_by_side(&mut self, articles: [&Checked; 2], comparison: &Comparison) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &ComparisonRecord::new(articles, comparison, self.settings.unit))?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
