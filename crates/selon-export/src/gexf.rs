//! `gexf`: GEXF 1.3 (gexf.net), dynamic, `timeformat="date"`: articles begin on the day on which they were published, and what was said has the
//! days on which it was said, where the text tells them.

use crate::graph::{Column, EDGE, Graph, NODE};
use crate::xml::escaped;
use crate::{Exporter, Settings, Traced};
use jiff::civil::Date;
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>selon</creator>
    <description>Who said what where, and which article took it from which</description>
  </meta>
  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date">
"#;

pub(crate) struct Gexf<'w> {
    settings: Settings,
    graph: Graph,
    out: Box<dyn Write + 'w>,
}

impl<'w> Gexf<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, graph: Graph::default(), out }
    }

    fn columns(&mut self, class: &str, columns: &[Column]) -> io::Result<()> {
        writeln!(self.out, "    <attributes class=\"{class}\">")?;
        for (number, Column { name, r#type }) in columns.iter().enumerate() {
            writeln!(self.out, "      <attribute id=\"{number}\" title=\"{name}\" type=\"{}\"/>", r#type)?;
        }
        writeln!(self.out, "    </attributes>")
    }

    fn nodes(&mut self) -> io::Result<()> {
        writeln!(self.out, "    <nodes>")?;
        for (id, node) in &self.graph.nodes {
            // An article does not end to exist.
            let days = node.days.map(|(first, _)| format!(" start=\"{first}\"")).unwrap_or_default();
            writeln!(self.out, "      <node id=\"{}\" label=\"{}\"{days}>", escaped(id), escaped(&node.label))?;
            values(&mut self.out, &node.values)?;
            writeln!(self.out, "      </node>")?;
        }
        writeln!(self.out, "    </nodes>")
    }

    fn edges(&mut self) -> io::Result<()> {
        writeln!(self.out, "    <edges>")?;
        for (number, edge) in self.graph.edges.iter().enumerate() {
            let (from, to, days) = (escaped(&edge.from), escaped(&edge.to), interval(edge.days));
            let kind = edge.values[0].as_deref().unwrap_or_default();
            writeln!(self.out, "      <edge id=\"{number}\" source=\"{from}\" target=\"{to}\" kind=\"{kind}\"{days}>")?;
            values(&mut self.out, &edge.values)?;
            writeln!(self.out, "      </edge>")?;
        }
        writeln!(self.out, "    </edges>")
    }
}

impl Exporter for Gexf<'_> {
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
        self.columns("node", NODE)?;
        self.columns("edge", EDGE)?;
        self.nodes()?;
        self.edges()?;
        self.out.write_all(b"  </graph>\n</gexf>\n")?;
        self.out.flush()
    }
}

fn values(out: &mut dyn Write, values: &[Option<String>]) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (number, value) in values.iter().enumerate() {
        if let Some(value) = value {
            writeln!(out, "          <attvalue for=\"{number}\" value=\"{}\"/>", escaped(value))?;
        }
    }
    writeln!(out, "        </attvalues>")
}

fn interval(days: Option<(Date, Date)>) -> String {
    days.map(|(first, last)| format!(" start=\"{first}\" end=\"{last}\"")).unwrap_or_default()
}
