//! A check of one article's sourcing, or of two side by side, as others want it: one file per format.
//!
//! What is shown is put into words once (`sheet`, `pair`); the formats for people only lay it out. The formats for programs follow the schema
//! `selon-check/1` (see `schema/selon-check-1.schema.json`).

mod html;
mod json;
mod markdown;
mod pair;
mod record;
mod sheet;
mod terminal;

use crate::{Format, Settings};
use selon_reading::{Check, Comparison, Reading};
use selon_text::Document;
use std::io::{self, Write};

/// Name of the JSON schema that checks for programs follow.
pub const CHECK_SCHEMA: &str = "selon-check/1";

/// The formats that a check can be put out in.
pub const CHECK_FORMATS: &[Format] = &[Format::Jsonl, Format::Json, Format::Html, Format::Markdown, Format::Terminal];

/// An article with its reading and its check.
///
/// ```
/// use selon_export::Checked;
/// use selon_reading::{Check, Reading};
/// use selon_text::Document;
/// let checked = Checked { document: Document::default(), reading: Reading::default(), check: Check::default() };
/// assert_eq!(checked.check.words, 0);
/// ```
#[derive(Clone, Debug)]
pub struct Checked {
    /// The article.
    pub document: Document,
    /// What was read in it.
    pub reading: Reading,
    /// What its check counted.
    pub check: Check,
}

/// Puts checks out one after the other, in one format.
pub trait CheckExporter {
    /// Puts out one article's check.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn alone(&mut self, checked: &Checked) -> io::Result<()>;

    /// Puts out two articles side by side.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn side_by_side(&mut self, articles: [&Checked; 2], comparison: &Comparison) -> io::Result<()>;

    /// Puts out what belongs at the end, and flushes.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// The exporter of checks in `format`, writing to `out`; what is no format of checks is put out as JSON lines. With `list`, every count is
/// followed by its sentences (`terminal` and `md`).
///
/// ```
/// use selon_export::{Checked, Format, Settings, check_exporter};
/// use selon_reading::{Reading, check};
/// use selon_text::Document;
/// let (document, reading) = (Document::from_text("note-1", "Le pont est vieux."), Reading::default());
/// let check = check(&document, &reading);
/// let mut out = Vec::new();
/// let mut exporter = check_exporter(Format::Markdown, Settings::default(), false, Box::new(&mut out));
/// exporter.alone(&Checked { document, reading, check }).unwrap();
/// exporter.finish().unwrap();
/// drop(exporter);
/// assert!(String::from_utf8(out).unwrap().contains("4 words"));
/// ```
#[must_use]
pub fn check_exporter<'w>(
    format: Format,
    settings: Settings,
    list: bool,
    out: Box<dyn Write + 'w>,
) -> Box<dyn CheckExporter + 'w> {
    match format {
        Format::Terminal => Box::new(terminal::Terminal::new(settings, list, out)),
        Format::Markdown => Box::new(markdown::Markdown::new(list, out)),
        Format::Html => Box::new(html::Html::new(settings, out)),
        Format::Json => Box::new(json::Json::new(settings, out)),
        _ => Box::new(json::Jsonl::new(settings, out)),
    }
}
