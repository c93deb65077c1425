//! `gexf`: GEXF 1.3 (gexf.net), dynamic, `timeformat="date"`: an article begins on the day on which it was published, what was said on the day on
//! which it was said, where the text tells it. Neither ends: an edge is seen while both its ends are there, and an article tells of what was
//! said before it.

use crate::graph::{Column, EDGE, Graph, NODE};
use crate::xml::escaped;
use jiff::civil::Date;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>selon</creator>
    <description>Who said what where, and which article took it from which</description>
  </meta>
  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date">
"#;

/// Writes the graph.
pub(crate) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    columns(out, "node", NODE)?;
    columns(out, "edge", EDGE)?;
    nodes(graph, out)?;
    edges(graph, out)?;
    out.write_all(b"  </graph>\n</gexf>\n")
}

fn columns(out: &mut dyn Write, class: &str, columns: &[Column]) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (number, Column { name, r#type }) in columns.iter().enumerate() {
        writeln!(out, "      <attribute id=\"{number}\" title=\"{name}\" type=\"{}\"/>", r#type)?;
    }
    writeln!(out, "    </attributes>")
}

fn nodes(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <nodes>")?;
    for (id, node) in &graph.nodes {
        let (id, label, start) = (escaped(id), escaped(&node.label), start(node.days));
        writeln!(out, "      <node id=\"{id}\" label=\"{label}\"{start}>")?;
        values(out, &node.values)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>")
}

fn edges(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <edges>")?;
    for (number, edge) in graph.edges.iter().enumerate() {
        let (from, to, start) = (escaped(&edge.from), escaped(&edge.to), start(edge.days));
        let kind = edge.values[0].as_deref().unwrap_or_default();
        let weight = edge.weight.map(|weight| format!(" weight=\"{weight}\"")).unwrap_or_default();
        writeln!(out, "      <edge id=\"{number}\" source=\"{from}\" target=\"{to}\" kind=\"{kind}\"{weight}{start}>")?;
        values(out, &edge.values)?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>")
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

fn start(days: Option<(Date, Date)>) -> String {
    days.map(|(first, _)| format!(" start=\"{first}\"")).unwrap_or_default()
}
