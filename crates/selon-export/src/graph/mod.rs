//! Readings and claims as a graph, whatever format it is put out in: who said what where, who speaks for whom, which article took
//! a claim from which, who quotes whom how often.
//!
//! Words flow along the edges: from who says them to the article, or to the speaker who relays them; from the earlier article to the later
//! one. The whole graph is kept until the end.

mod claims;
mod quoting;
mod readings;

use crate::Exporter;
use jiff::civil::Date;
use selon_corpus::{Quoting, Tracing};
use selon_reading::Reading;
use selon_text::Document;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Articles and speakers, and how words went between them.
#[derive(Default)]
pub(crate) struct Graph {
    pub(crate) nodes: BTreeMap<String, Node>,
    pub(crate) edges: Vec<Edge>,
}

#[derive(Default)]
pub(crate) struct Node {
    pub(crate) label: String,
    /// In the order of [`NODE`].
    pub(crate) values: [Option<String>; NODE.len()],
    pub(crate) days: Option<(Date, Date)>,
}

pub(crate) struct Edge {
    pub(crate) from: String,
    pub(crate) to: String,
    /// How many statements it stands for, where it stands for several.
    pub(crate) weight: Option<usize>,
    /// In the order of [`EDGE`].
    pub(crate) values: [Option<String>; EDGE.len()],
    pub(crate) days: Option<(Date, Date)>,
}

/// A column of the nodes or of the edges: its name, and its type as GEXF and GraphML both call it.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) r#type: &'static str,
}

const fn column(name: &'static str, r#type: &'static str) -> Column {
    Column { name, r#type }
}

/// What nodes tell: `type` is `article`, `outlet`, `speaker` or the kind of a speaker.
pub(crate) const NODE: &[Column] = &[
    column("type", "string"),
    column("outlet", "string"),
    column("url", "string"),
    column("published", "string"),
    column("language", "string"),
    column("anonymous", "boolean"),
    column("reference", "string"),
];

/// What edges tell: `relation` is `said`, `speaks_for`, `taken_from` or `quotes`.
pub(crate) const EDGE: &[Column] = &[
    column("relation", "string"),
    column("doc", "string"),
    column("statement", "string"),
    column("kind", "string"),
    column("act", "string"),
    column("polarity", "string"),
    column("stance", "string"),
    column("certainty", "string"),
    column("said", "string"),
    column("relays", "string"),
    column("content", "string"),
    column("claim", "string"),
    column("drift", "string"),
    column("credited", "boolean"),
    column("strength", "float"),
    column("anonymity", "string"),
];

/// How a format writes a graph.
pub(crate) type Written = fn(&Graph, &mut dyn Write) -> io::Result<()>;

/// Puts a graph out in one format, when all is told.
pub(crate) struct GraphExporter<'w> {
    graph: Graph,
    written: Written,
    out: Box<dyn Write + 'w>,
}

impl<'w> GraphExporter<'w> {
    pub(crate) fn new(written: Written, out: Box<dyn Write + 'w>) -> Self {
        Self { graph: Graph::default(), written, out }
    }
}

impl Exporter for GraphExporter<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.graph.document(document, reading);
        Ok(())
    }

    fn claim(&mut self, claim: &Tracing) -> io::Result<()> {
        self.graph.claim(claim);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        (self.written)(&self.graph, &mut self.out)?;
        self.out.flush()
    }
}

/// Who quotes whom over a whole corpus, as GEXF: outlets and speakers are nodes, edges weigh as much as statements they stand for.
///
/// # Errors
/// Where the output can't be written.
///
/// ```
/// use selon_corpus::{Quoted, Quoting, Voice};
/// let voice = |name: &str, is_outlet| Voice { name: name.into(), is_outlet };
/// let quoting = Quoting {
///     nodes: vec![voice("La Rade", true), voice("Odile Brandt", false)],
///     links: vec![Quoted { from: 0, to: 1, count: 3 }],
/// };
/// let mut gexf = Vec::new();
/// selon_export::quoting_gexf(&quoting, &mut gexf).unwrap();
/// assert!(String::from_utf8(gexf).unwrap().contains("weight=\"3\""));
/// ```
pub fn quoting_gexf(quoting: &Quoting, out: &mut dyn Write) -> io::Result<()> {
    crate::gexf::write(&Graph::of_quoting(quoting), out)
}

fn edge(from: &str, to: &str, told: &[(&str, String)]) -> Edge {
    let value = |column: &Column| told.iter().find(|(name, _)| *name == column.name).map(|(_, value)| value.clone());
    let mut values = [const { None }; EDGE.len()];
    values.iter_mut().zip(EDGE).for_each(|(slot, column)| *slot = value(column));
    Edge { from: from.to_owned(), to: to.to_owned(), weight: None, values, days: None }
}
