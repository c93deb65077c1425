//! Claims as a graph in GEXF 1.3 (gexf.net): articles are nodes that begin on their day, what was taken from where are edges.

use super::{Step, Tracing};
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
    <attributes class="node">
      <attribute id="outlet" title="outlet" type="string"/>
      <attribute id="url" title="url" type="string"/>
    </attributes>
    <attributes class="edge">
      <attribute id="claim" title="claim" type="string"/>
      <attribute id="drift" title="drift" type="string"/>
      <attribute id="credited" title="credited" type="boolean"/>
    </attributes>
"#;

/// The graph; an edge for each claim that went from one article to another.
#[must_use]
pub fn gexf(tracings: &[Tracing]) -> String {
    let mut nodes: BTreeMap<&str, &Step> = BTreeMap::new();
    for step in tracings.iter().flat_map(|tracing| &tracing.appearances) {
        nodes.entry(&step.doc).or_insert(step);
    }
    let mut graph = String::from(HEAD);
    graph.push_str("    <nodes>\n");
    nodes.iter().for_each(|(doc, step)| node(&mut graph, doc, step));
    graph.push_str("    </nodes>\n    <edges>\n");
    let mut number = 0;
    for tracing in tracings {
        for step in &tracing.appearances {
            let Some(from) = step.from.as_deref().filter(|from| nodes.contains_key(from)) else { continue };
            edge(&mut graph, number, from, step, tracing);
            number += 1;
        }
    }
    graph.push_str("    </edges>\n  </graph>\n</gexf>\n");
    graph
}

fn node(graph: &mut String, doc: &str, step: &Step) {
    let outlet = step.outlet.as_deref().unwrap_or("");
    let label = if outlet.is_empty() { doc } else { outlet };
    let start = day(step).map(|day| format!(" start=\"{day}\"")).unwrap_or_default();
    // Writing to a string does not fail.
    let _ = writeln!(graph, "      <node id=\"{}\" label=\"{}\"{start}>", escaped(doc), escaped(label));
    let url = step.url.as_deref().unwrap_or("");
    let _ = writeln!(
        graph,
        "        <attvalues><attvalue for=\"outlet\" value=\"{}\"/><attvalue for=\"url\" value=\"{}\"/></attvalues>\n      </node>",
        escaped(outlet),
        escaped(url)
    );
}

fn edge(graph: &mut String, number: usize, from: &str, step: &Step, tracing: &Tracing) {
    let weight = step.strength.unwrap_or(0.0).max(0.01);
    let _ = writeln!(
        graph,
        "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{weight:.2}\">",
        escaped(from),
        escaped(&step.doc)
    );
    let _ = writeln!(
        graph,
        "        <attvalues><attvalue for=\"claim\" value=\"{}\"/><attvalue for=\"drift\" value=\"{}\"/><attvalue for=\"credited\" value=\"{}\"/></attvalues>\n      </edge>",
        tracing.claim,
        step.drift.join(" "),
        step.credited
    );
}

fn day(step: &Step) -> Option<&str> {
    let day = step.published.as_deref()?.get(..10)?;
    day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-').then_some(day)
}

/// Text inside an attribute; what XML 1.0 can't hold is left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reserves_is_escaped() {
        assert_eq!(escaped("A & \"B\" <c>\u{1b}\n"), "A &amp; &quot;B&quot; &lt;c&gt; ");
        let step = Step { doc: "a&b".into(), published: Some("2031-02-03T08:00:00Z".into()), ..Step::default() };
        let tracing = Tracing { appearances: vec![step], ..Tracing::default() };
        let graph = gexf(&[tracing]);
        assert!(graph.contains("<node id=\"a&amp;b\" label=\"a&amp;b\" start=\"2031-02-03\">"), "{graph}");
    }
}
