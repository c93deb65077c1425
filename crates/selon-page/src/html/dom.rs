//! The tree of a page, in one vector: no recursion, no reference counts, every step linear.

use html5ever::Attribute;

/// A node, by its place in the [`Dom`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

impl NodeId {
    pub(crate) const ROOT: Self = Self(0);

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One node with its neighbours.
pub(crate) struct Node {
    pub(crate) parent: Option<NodeId>,
    pub(crate) previous: Option<NodeId>,
    pub(crate) next: Option<NodeId>,
    pub(crate) first: Option<NodeId>,
    pub(crate) last: Option<NodeId>,
    pub(crate) data: NodeData,
}

/// What a node is.
pub(crate) enum NodeData {
    Document,
    Element(Element),
    Text(String),
    Other,
}

/// An element with its attributes.
pub(crate) struct Element {
    pub(crate) name: html5ever::QualName,
    pub(crate) attributes: Vec<Attribute>,
}

/// A page as a tree.
pub(crate) struct Dom {
    pub(crate) nodes: Vec<Node>,
}

impl Dom {
    pub(crate) fn new() -> Self {
        let mut dom = Self { nodes: Vec::new() };
        dom.create(NodeData::Document);
        dom
    }

    pub(crate) fn create(&mut self, data: NodeData) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { parent: None, previous: None, next: None, first: None, last: None, data });
        id
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    pub(crate) fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The element's name in lower case; the empty string for what is no element.
    pub(crate) fn tag(&self, id: NodeId) -> &str {
        self.element(id).map_or("", |element| &element.name.local)
    }

    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let attributes = &self.element(id)?.attributes;
        attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.node(parent).last;
        self.link(parent, last, None, child);
    }

    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let Some(parent) = self.node(sibling).parent else { return };
        let previous = self.node(sibling).previous;
        self.link(parent, previous, Some(sibling), child);
    }

    fn link(&mut self, parent: NodeId, previous: Option<NodeId>, next: Option<NodeId>, child: NodeId) {
        let node = &mut self.nodes[child.index()];
        (node.parent, node.previous, node.next) = (Some(parent), previous, next);
        match previous {
            Some(previous) => self.nodes[previous.index()].next = Some(child),
            None => self.nodes[parent.index()].first = Some(child),
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = Some(child),
            None => self.nodes[parent.index()].last = Some(child),
        }
    }

    pub(crate) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id.index()];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => self.nodes[previous.index()].next = next,
            None => self.nodes[parent.index()].first = next,
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = previous,
            None => self.nodes[parent.index()].last = previous,
        }
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |child| self.node(*child).next)
    }

    /// The node's ancestors, nearest first.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).parent, |parent| self.node(*parent).parent)
    }

    /// The node that follows `id` in the order of the page without going into `id`, within `top`.
    pub(crate) fn after(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.node(at).next {
                return Some(next);
            }
            at = self.node(at).parent?;
        }
        None
    }

    /// `top` and all below it, in the order of the page.
    pub(crate) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(top), move |id| self.node(*id).first.or_else(|| self.after(*id, top)))
    }

    /// All text below `top`, white space folded.
    pub(crate) fn text(&self, top: NodeId) -> String {
        let mut text = String::new();
        for id in self.descendants(top) {
            match &self.node(id).data {
                NodeData::Text(words) => fold_into(&mut text, words),
                NodeData::Element(element) if breaks_words(&element.name.local) => fold_into(&mut text, " "),
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

fn breaks_words(tag: &str) -> bool {
    matches!(tag, "br" | "p" | "div" | "li" | "td" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Appends `words` with each run of white space as one blank, none at the start.
pub(crate) fn fold_into(text: &mut String, words: &str) {
    for (index, word) in words.split(is_folded).enumerate() {
        if index > 0 && !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// White space that HTML folds; the no-break spaces of French typography stay.
pub(crate) fn is_folded(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
