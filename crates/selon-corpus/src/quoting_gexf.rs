//! Who quotes whom as a graph in GEXF 1.3 (gexf.net): outlets and speakers are nodes, edges weigh as much as statements they hold.

use crate::quoting::Quoting;
use crate::trace::escaped;
use std::fmt::Write;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph defaultedgetype="directed">
    <attributes class="node">
      <attribute id="kind" title="kind" type="string"/>
    </attributes>
"#;

/// The graph.
#[must_use]
pub fn quoting_gexf(quoting: &Quoting) -> String {
    let mut graph = String::from(HEAD);
    graph.push_str("    <nodes>\n");
    for (number, node) in quoting.nodes.iter().enumerate() {
        let (label, kind) = (escaped(&node.name), if node.is_outlet { "outlet" } else { "speaker" });
        // Writing to a string does not fail.
        let _ = writeln!(
            graph,
            "      <node id=\"{number}\" label=\"{label}\"><attvalues><attvalue for=\"kind\" value=\"{kind}\"/></attvalues></node>"
        );
    }
    graph.push_str("    </nodes>\n    <edges>\n");
    for (number, link) in quoting.links.iter().enumerate() {
        let (from, to, count) = (link.from, link.to, link.count);
        let _ = writeln!(graph, "      <edge id=\"{number}\" source=\"{from}\" target=\"{to}\" weight=\"{count}\"/>");
    }
    graph.push_str("    </edges>\n  </graph>\n</gexf>\n");
    graph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quoting::{Quoted, Voice};

    #[test]
    fn names_are_escaped_and_edges_weigh() {
        let node = |name: &str, is_outlet| Voice { name: name.into(), is_outlet };
        let quoting = Quoting {
            nodes: vec![node("A & <b>", true), node("\"C\"", false)],
            links: vec![Quoted { from: 0, to: 1, count: 3 }],
        };
        let graph = quoting_gexf(&quoting);
        assert!(
            graph.contains("label=\"A &amp; &lt;b&gt;\"><attvalues><attvalue for=\"kind\" value=\"outlet\"/>"),
            "{graph}"
        );
        assert!(graph.contains("<edge id=\"0\" source=\"0\" target=\"1\" weight=\"3\"/>"), "{graph}");
    }
}
