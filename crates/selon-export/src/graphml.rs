//! `graphml`: GraphML 1.0 (graphml.graphdrawing.org): the graph of `gexf`, with its days as values `start` and `end`, since GraphML knows no time.

use crate::graph::{Column, EDGE, Graph, NODE};
use crate::xml::escaped;
use jiff::civil::Date;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
"#;

/// Writes the graph.
pub(crate) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    keys(out, "node", NODE)?;
    keys(out, "edge", EDGE)?;
    writeln!(out, "  <graph id=\"selon\" edgedefault=\"directed\">")?;
    nodes(graph, out)?;
    edges(graph, out)?;
    out.write_all(b"  </graph>\n</graphml>\n")
}

fn keys(out: &mut dyn Write, class: &str, columns: &[Column]) -> io::Result<()> {
    let days = ["start", "end"].map(|name| Column { name, r#type: "string" });
    for Column { name, r#type } in columns.iter().chain(&days) {
        writeln!(out, "  <key id=\"{class}-{name}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{}\"/>", r#type)?;
    }
    Ok(())
}

fn nodes(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    for (id, node) in &graph.nodes {
        writeln!(out, "    <node id=\"{}\">", escaped(id))?;
        writeln!(out, "      <data key=\"label\">{}</data>", escaped(&node.label))?;
        let first = node.days.map(|(first, _)| first);
        values(out, "node", NODE, &node.values, [first, None])?;
        writeln!(out, "    </node>")?;
    }
    Ok(())
}

fn edges(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    for (number, edge) in graph.edges.iter().enumerate() {
        let (from, to) = (escaped(&edge.from), escaped(&edge.to));
        writeln!(out, "    <edge id=\"e{number}\" source=\"{from}\" target=\"{to}\">")?;
        let (first, last) = edge.days.unzip();
        values(out, "edge", EDGE, &edge.values, [first, last])?;
        writeln!(out, "    </edge>")?;
    }
    Ok(())
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
