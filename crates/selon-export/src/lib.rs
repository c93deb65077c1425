//! How others want a reading: one file per format.
//!
//! Two families. `jsonl`, `json`, `csv` and `parquet` are for programs: they follow the schema `selon/1` (see `schema/selon-1.schema.json`) and keep every
//! character as it came. `terminal`, `html` and `md` are for people: they show the text with its statements marked in place, and show control
//! characters and changes of writing direction instead of obeying them. The others are other programs' own: see `docs/formats.md`.
//!
//! ```
//! use selon_export::{Format, Settings, exporter};
//! use selon_reading::Reading;
//! use selon_text::Document;
//! let mut out = Vec::new();
//! let mut jsonl = exporter(Format::Jsonl, Settings::default(), Box::new(&mut out));
//! jsonl.document(&Document::from_text("note-1", "Le maire a dit non."), &Reading::default()).unwrap();
//! jsonl.finish().unwrap();
//! drop(jsonl);
//! assert!(String::from_utf8(out).unwrap().starts_with(r#"{"type":"reading","schema":"selon/1","doc":"note-1""#));
//! ```

mod brat;
mod check;
mod claimreview;
pub mod columns;
mod csl;
mod csv;
mod entry;
mod facts;
mod format;
mod ftm;
mod gexf;
mod graph;
mod graphml;
mod html;
mod index;
mod iri;
mod json;
mod jsonl;
mod labels;
mod linked;
mod list;
mod markdown;
mod marks;
mod parquet;
mod pieces;
mod positions;
mod prov;
mod quote;
mod record;
mod rules;
mod schemaorg;
mod spacy;
mod spread;
mod summary;
mod tei;
mod terminal;
mod visible;
mod webannotation;
mod why;
mod xml;

pub use check::{CHECK_FORMATS, CHECK_SCHEMA, CheckExporter, Checked, check_exporter};
pub use format::{EXPORT_FORMATS, Format, Unit};
pub use graph::quoting_gexf;
pub use html::view;
pub use iri::of_document as address;
pub use parquet::ParquetWriter;
pub use pieces::{Piece, Pieces};
pub use rules::rules_as_json;
pub use terminal::{Palette, notation, wrapped};
pub use visible::visible;
pub use why::Step;

use selon_corpus::Tracing;
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};

/// Name of the JSON schema that the outputs for programs follow.
pub const SCHEMA: &str = "selon/1";

/// How to put readings out, whatever the format.
///
/// ```
/// use selon_export::{Settings, Unit};
/// assert_eq!(Settings::default().unit, Unit::Codepoint);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The unit of every position put out (formats for programs only).
    pub unit: Unit,
    /// Whether to say how each statement was arrived at.
    pub why: bool,
    /// Whether to colour (`terminal` only).
    pub color: bool,
    /// Columns that may be filled (`terminal` only).
    pub width: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { unit: Unit::Codepoint, why: false, color: false, width: 80 }
    }
}

/// Puts readings out one after the other, in one format.
///
/// Each document has speakers of its own, but those whose id begins with `urn:`, as a database gives one that it knows across
/// documents: such a speaker is the same wherever the id is.
pub trait Exporter {
    /// Puts out one document with its reading.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()>;

    /// Puts out a claim that was followed across documents, where the format can tell of it. Claims come before the documents.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn claim(&mut self, _claim: &Tracing) -> io::Result<()> {
        Ok(())
    }

    /// Puts out what belongs at the end, and flushes.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// The exporter for `format`, writing to `out`.
#[must_use]
pub fn exporter<'w>(format: Format, settings: Settings, out: Box<dyn Write + 'w>) -> Box<dyn Exporter + 'w> {
    match format {
        Format::Jsonl => Box::new(jsonl::Jsonl::new(settings, out)),
        Format::Json => Box::new(json::Json::new(settings, out)),
        Format::Csv => Box::new(csv::Csv::new(settings, out)),
        Format::Parquet => Box::new(parquet::Parquet::new(settings, out)),
        Format::Html => Box::new(html::Html::new(settings, out)),
        Format::Markdown => Box::new(markdown::Markdown::new(settings, out)),
        Format::Terminal => Box::new(terminal::Terminal::new(settings, out)),
        Format::WebAnnotation => Box::new(webannotation::WebAnnotation::new(out)),
        Format::Brat => Box::new(brat::Brat::new(out)),
        Format::Gexf => Box::new(graph::GraphExporter::new(gexf::write, out)),
        Format::GraphMl => Box::new(graph::GraphExporter::new(graphml::write, out)),
        Format::SchemaOrg => Box::new(schemaorg::SchemaOrg::new(out)),
        Format::ClaimReview => Box::new(claimreview::ClaimReview::new(out)),
        Format::Prov => Box::new(prov::Prov::new(out)),
        Format::Ftm => Box::new(ftm::Ftm::new(out)),
        Format::Csl => Box::new(csl::Csl::new(out)),
        Format::Spacy => Box::new(spacy::Spacy::new(out)),
        Format::Tei => Box::new(tei::Tei::new(out)),
    }
}

/// Puts claims out by themselves, in a format that tells of them.
///
/// # Errors
/// Where the output can't be written.
///
/// ```
/// use selon_export::{Format, claims};
/// let mut gexf = Vec::new();
/// claims(Format::Gexf, &[], &mut gexf).unwrap();
/// assert!(gexf.ends_with(b"</gexf>\n"));
/// ```
pub fn claims(format: Format, claims: &[Tracing], out: &mut dyn Write) -> io::Result<()> {
    let mut exporter = exporter(format, Settings::default(), Box::new(out));
    claims.iter().try_for_each(|claim| exporter.claim(claim))?;
    exporter.finish()
}
