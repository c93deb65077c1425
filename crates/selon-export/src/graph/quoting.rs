//! Who quotes whom: an edge for all statements of one speaker in one outlet.

use super::{Edge, Graph, Node, edge};
use crate::visible::visible_line;
use selon_corpus::{Quoted, Quoting, Voice};

impl Graph {
    pub(super) fn of_quoting(quoting: &Quoting) -> Self {
        let nodes = quoting.nodes.iter().enumerate().map(|(number, voice)| (name(number), node(voice))).collect();
        Self { nodes, edges: quoting.links.iter().map(quotes).collect() }
    }
}

/// Of the same length all, so that they are put out in the order of their numbers.
fn name(number: usize) -> String {
    format!("n{number:06}")
}

fn node(voice: &Voice) -> Node {
    let mut node = Node { label: visible_line(&voice.name), ..Node::default() };
    node.values[0] = Some(if voice.is_outlet { "outlet" } else { "speaker" }.to_owned());
    node
}

fn quotes(link: &Quoted) -> Edge {
    Edge { weight: Some(link.count), ..edge(&name(link.from), &name(link.to), &[("relation", "quotes".to_owned())]) }
}
