//! `graphml`: GraphML 1.0 (graphml.graphdrawing.org): the graph of `gexf`, with its days as values `start` and `end`, since GraphML knows no time.

use crate::graph::{Column, EDGE, Graph, NODE};
use crate::xml::escaped;
use crate::{Exporter, Settings, Traced};
use jiff::civil::Date;
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
"#;

pub(crate) struct GraphMl<'w> {
    settings: Settings,
    graph: Graph,
    out: Box<dyn Write + 'w>,
}

impl<'w> GraphMl<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, graph: Graph::default(), out }
    }

    fn keys(&mut self, class: &str, columns: &[Column]) -> io::Result<()> {
        let days = ["start", "end"].map(|name| Column { name, r#type: "string" });
        for Column { name, r#type } in columns.iter().chain(&days) {
            writeln!(
                self.out,
                "  <key id=\"{class}-{name}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{}\"/>",
                r#type
            )?;
        }
        Ok(())
    }

    fn nodes(&mut self) -> io::Result<()> {
        for (id, node) in &self.graph.nodes {
            writeln!(self.out, "    <node id=\"{}\">", escaped(id))?;
            writeln!(self.out, "      <data key=\"label\">{}</data>", escaped(&node.label))?;
            let first = node.days.map(|(first, _)| first);
            values(&mut self.out, "node", NODE, &node.values, [first, None])?;
            writeln!(self.out, "    </node>")?;
        }
        Ok(())
    }

    fn edges(&mut self) -> io::Result<()> {
        for (number, edge) in self.graph.edges.iter().enumerate() {
            let (from, to) = (escaped(&edge.from), escaped(&edge.to));
            writeln!(self.out, "    <edge id=\"e{number}\" source=\"{from}\" target=\"{to}\">")?;
            let (first, last) = edge.days.unzip();
            values(&mut self.out, "edge", EDGE, &edge.values, [first, last])?;
            writeln!(self.out, "    </edge>")?;
        }
        Ok(())
    }
}

impl Exporter for GraphMl<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.graph.document(document, reading, self.settings);
        Ok(())
    }

    fn claim(&mut self, claim: &Traced<'_>) -> io::Result<()> {
        self.graph.claim(claim);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(HEAD.as_bytes())?;
        self.keys("node", NODE)?;
        self.keys("edge", EDGE)?;
        writeln!(self.out, "  <graph id=\"selon\" edgedefault=\"directed\">")?;
        self.nodes()?;
        self.edges()?;
        self.out.write_all(b"  </graph>\n</graphml>\n")?;
        self.out.flush()
    }
}

fn values(
    out: &mut dyn Write,
    class: &str,
    columns: &[Column],
    values: &[Option<String>],
    [start, end]: [Option<Date>; 2],
) -> io::Result<()> {
    let days = [("start", start), ("end", end)];
    let days = days.into_iter().filter_map(|(name, day)| Some((name, day?.to_string())));
    let told = columns.iter().zip(values).filter_map(|(column, value)| Some((column.name, value.clone()?)));
    for (name, value) in told.chain(days) {
        writeln!(out, "      <data key=\"{class}-{name}\">{}</data>", escaped(&value))?;
    }
    Ok(())
}
