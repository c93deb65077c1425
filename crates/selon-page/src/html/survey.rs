//! How much is written where: one pass down and one pass up the tree give each element its words, its linked words and its good prose.

use super::clues::{Clues, clues};
use super::dom::{Dom, NodeData, NodeId};
use super::furniture::{is_frame, is_furniture, is_furniture_by_tag, is_heading, is_inline, is_unread};

/// Most text, in bytes, of a box that speaks of another article.
const TEASER: u32 = 600;

/// What is known of one node.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    /// What its names say.
    pub(crate) clues: Clues,
    /// It, or something around it, is furniture.
    pub(crate) dropped: bool,
    /// Bytes of a text node that are not white space.
    pub(crate) raw: u32,
    /// Bytes of text below it without furniture.
    pub(crate) text: u32,
    /// Those of them that stand in links.
    pub(crate) linked: u32,
    /// Those of them in paragraphs that read like prose.
    pub(crate) prose: u32,
    /// Bytes of the text directly in this block, through inline elements only.
    pub(crate) own: u32,
    /// Those of them in links.
    pub(crate) own_linked: u32,
    /// The block that the node stands in, itself included.
    block: u32,
    inside_link: bool,
    /// It stands in comments that are all the page has to say.
    pub(crate) comments_spared: bool,
}

/// A page surveyed: its nodes in order, and the facts of each.
pub(crate) struct Survey {
    pub(crate) order: Vec<NodeId>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) body: NodeId,
}

impl Survey {
    pub(crate) fn new(dom: &Dom) -> Self {
        Self::with(dom, is_furniture)
    }

    /// A survey that lets tags tell furniture, and names only where they speak of readers' comments.
    pub(crate) fn gentle(dom: &Dom) -> Self {
        Self::with(dom, is_furniture_by_tag)
    }

    fn with(dom: &Dom, is_furniture: fn(&Dom, NodeId, &Facts, &Facts) -> bool) -> Self {
        let body = dom.descendants(NodeId::ROOT).find(|id| dom.tag(*id) == "body").unwrap_or(NodeId::ROOT);
        let mut survey =
            Self { order: dom.descendants(body).collect(), facts: vec![Facts::default(); dom.nodes.len()], body };
        survey.weigh(dom);
        survey.measure(dom, false);
        survey.drop_furniture(dom, is_furniture);
        survey.measure(dom, true);
        survey.inherit_drops(dom);
        survey.drop_teasers(dom);
        survey.inherit_drops(dom);
        survey.measure(dom, true);
        survey.inherit_drops(dom);
        survey.drop_orphaned_headings(dom);
        survey.inherit_drops(dom);
        survey
    }

    /// A survey in which only what nobody reads is dropped.
    pub(crate) fn of_fragment(dom: &Dom) -> Self {
        let mut survey = Self {
            order: dom.descendants(NodeId::ROOT).collect(),
            facts: vec![Facts::default(); dom.nodes.len()],
            body: NodeId::ROOT,
        };
        for id in &survey.order {
            survey.facts[id.index()].dropped = is_unread(dom.tag(*id));
        }
        survey
    }

    pub(crate) fn of(&self, id: NodeId) -> &Facts {
        &self.facts[id.index()]
    }

    /// Weighs the words, and tells for each node which block and link it stands in.
    fn weigh(&mut self, dom: &Dom) {
        let mut buffer = String::new();
        for index in 0..self.order.len() {
            let id = self.order[index];
            let above = self.parent(dom, id).map_or(Facts::default(), |parent| *self.of(parent));
            let tag = dom.tag(id);
            let facts = &mut self.facts[id.index()];
            facts.dropped = above.dropped || is_unread(tag);
            facts.block = if is_inline(tag) { above.block } else { id.0 };
            facts.inside_link = above.inside_link || tag == "a" && dom.attribute(id, "href").is_some();
            match &dom.node(id).data {
                NodeData::Text(words) if !facts.dropped => facts.raw = weight(words),
                NodeData::Element(_) => facts.clues = clues(dom, id, &mut buffer),
                _ => {}
            }
        }
    }

    /// Drops what its tag, its names or its style say to be furniture; the places with most of the prose are spared.
    fn drop_furniture(&mut self, dom: &Dom, is_furniture: fn(&Dom, NodeId, &Facts, &Facts) -> bool) {
        let whole = *self.of(self.body);
        for index in 0..self.order.len() {
            let id = self.order[index];
            let above = self.parent(dom, id).map_or(Facts::default(), |parent| *self.of(parent));
            let facts = &mut self.facts[id.index()];
            let is_thread = facts.clues.has(Clues::COMMENTS) && !is_frame(dom.tag(id));
            facts.comments_spared = above.comments_spared || is_thread && facts.prose * 20 > whole.prose * 17;
            facts.dropped = facts.dropped || above.dropped || id != self.body && is_furniture(dom, id, facts, &whole);
        }
    }

    /// Sums up text, links and prose from below, leaving out what has been dropped, and heaps of links where asked to.
    fn measure(&mut self, dom: &Dom, drop_heaps: bool) {
        for facts in &mut self.facts {
            (facts.text, facts.linked, facts.prose, facts.own, facts.own_linked) = (0, 0, 0, 0, 0);
        }
        for &id in &self.order {
            let facts = *self.of(id);
            if facts.dropped || !matches!(dom.node(id).data, NodeData::Text(_)) {
                continue;
            }
            let block = &mut self.facts[facts.block as usize];
            block.own += facts.raw;
            block.own_linked += if facts.inside_link { facts.raw } else { 0 };
        }
        for &id in self.order.iter().rev() {
            let facts = &mut self.facts[id.index()];
            facts.text += facts.own;
            facts.linked += facts.own_linked;
            facts.prose += prose(dom.tag(id), facts);
            if drop_heaps && id != self.body && is_link_heap(dom.tag(id), facts) {
                facts.dropped = true;
                (facts.text, facts.linked, facts.prose) = (0, 0, 0);
                continue;
            }
            let (text, linked, prose) = (facts.text, facts.linked, facts.prose);
            if let Some(parent) = self.parent(dom, id) {
                let parent = &mut self.facts[parent.index()];
                parent.text += text;
                parent.linked += linked;
                parent.prose += prose;
            }
        }
    }

    /// Drops boxes of which the headline leads elsewhere: they speak of other articles.
    fn drop_teasers(&mut self, dom: &Dom) {
        let whole = self.of(self.body).prose;
        for index in 0..self.order.len() {
            let id = self.order[index];
            let heading = *self.of(id);
            let linked = heading.text > 0 && heading.linked * 10 >= heading.text * 9;
            if heading.dropped || !is_heading(dom.tag(id)) || !linked {
                continue;
            }
            let small = |facts: &Facts| facts.text <= TEASER && facts.prose * 3 < whole;
            let boxes =
                dom.ancestors(id).take(5).take_while(|above| !is_frame(dom.tag(*above)) && small(self.of(*above)));
            if let Some(teaser) = boxes.last().filter(|teaser| self.of(*teaser).text * 2 > heading.text * 3) {
                self.facts[teaser.index()].dropped = true;
            }
        }
    }

    /// Drops headings that have lost all that stood below them.
    fn drop_orphaned_headings(&mut self, dom: &Dom) {
        for &id in &self.order {
            if !is_heading(dom.tag(id)) || self.of(id).dropped {
                continue;
            }
            let Some(parent) = dom.node(id).parent else { continue };
            let facts = self.of(parent);
            if facts.text == 0 || facts.text != self.of(id).text {
                continue;
            }
            let lost = dom.children(parent).any(|sibling| {
                self.of(sibling).dropped && dom.element(sibling).is_some() && !is_unread(dom.tag(sibling))
            });
            self.facts[id.index()].dropped = lost && dom.tag(id) != "h1";
        }
    }

    fn inherit_drops(&mut self, dom: &Dom) {
        for &id in &self.order {
            let above = self.parent(dom, id).is_some_and(|parent| self.of(parent).dropped);
            self.facts[id.index()].dropped |= above;
        }
    }

    fn parent(&self, dom: &Dom, id: NodeId) -> Option<NodeId> {
        if id == self.body { None } else { dom.node(id).parent }
    }
}

/// Bytes that are not white space: for a script without letters of one byte, about twice its signs, which is what they say.
fn weight(words: &str) -> u32 {
    u32::try_from(words.bytes().filter(|byte| !byte.is_ascii_whitespace()).count()).unwrap_or(u32::MAX)
}

fn prose(tag: &str, facts: &Facts) -> u32 {
    let plain = facts.own - facts.own_linked;
    let enough = match tag {
        "p" | "blockquote" | "pre" => 40,
        "li" | "dd" | "td" => 80,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" | "th" => u32::MAX,
        _ => 60,
    };
    if plain >= enough && plain > facts.own_linked { plain } else { 0 }
}

fn is_link_heap(tag: &str, facts: &Facts) -> bool {
    match tag {
        "ul" | "ol" | "dl" | "table" | "div" | "section" | "tbody" => {
            facts.linked * 10 >= facts.text * 6 && facts.prose * 4 < facts.text && facts.text > 0
        }
        "p" | "li" | "td" | "tr" | "dd" => {
            facts.text == facts.own && facts.own < 250 && facts.own_linked * 10 >= facts.own * 8 && facts.own > 0
        }
        _ => false,
    }
}
