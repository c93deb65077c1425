//! Claims as a graph in Graphviz's DOT language: articles are nodes, what was taken from where are edges.

use super::{Step, Tracing};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The graph, one cluster a claim.
#[must_use]
pub fn dot(tracings: &[Tracing]) -> String {
    let mut graph = String::from("digraph claims {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    for (number, tracing) in tracings.iter().enumerate() {
        // Writing to a string does not fail.
        let _ = writeln!(graph, "  subgraph cluster_{number} {{\n    label={};", quoted(&label(tracing)));
        let mut first: BTreeMap<&str, &Step> = BTreeMap::new();
        for step in &tracing.appearances {
            first.entry(&step.doc).or_insert(step);
        }
        for (doc, step) in &first {
            let shape = if tracing.origins.iter().any(|origin| origin == doc) { ", style=bold" } else { "" };
            let _ = writeln!(graph, "    {} [label={}{shape}];", node(number, doc), quoted(&told(step)));
        }
        for step in &tracing.appearances {
            let Some(from) = step.from.as_deref().filter(|from| first.contains_key(from)) else { continue };
            let style = if step.credited { "solid" } else { "dashed" };
            let (a, b) = (node(number, from), node(number, &step.doc));
            let _ = writeln!(graph, "    {a} -> {b} [style={style}, label={}];", quoted(&step.drift.join(", ")));
        }
        graph.push_str("  }\n");
    }
    graph.push_str("}\n");
    graph
}

fn label(tracing: &Tracing) -> String {
    tracing.appearances.first().map(|first| first.quote.clone()).unwrap_or_default()
}

fn told(step: &Step) -> String {
    let day = step.published.as_deref().and_then(|time| time.get(..10)).unwrap_or("");
    format!("{}\n{day}", step.place())
}

fn node(claim: usize, doc: &str) -> String {
    quoted(&format!("{claim}/{doc}"))
}

/// A string of the language: marks and backslashes escaped, line breaks kept as such.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_nodes_and_steps_are_edges() {
        let step = |doc: &str, from: Option<&str>| Step {
            doc: doc.into(),
            quote: "the \"sea wall\" holds".into(),
            from: from.map(str::to_owned),
            drift: vec!["truncated".into()],
            ..Step::default()
        };
        let tracing = Tracing {
            origins: vec!["a".into()],
            appearances: vec![step("a", None), step("b", Some("a")), step("c", Some("elsewhere"))],
            ..Tracing::default()
        };
        let graph = dot(&[tracing]);
        assert!(graph.contains("\"0/a\" -> \"0/b\" [style=dashed, label=\"truncated\"]"), "{graph}");
        assert!(graph.contains("label=\"the \\\"sea wall\\\" holds\""), "{graph}");
        assert!(graph.contains("\"0/a\" [label=\"a\\n\", style=bold]") && !graph.contains("elsewhere"), "{graph}");
    }
}
