//! How much is written where: one pass down and one pass up the tree give each element its words, its linked words and its good prose.

use super::clues::{Clues, clues};
use super::dom::{Dom, NodeData, NodeId};

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
    comments_spared: bool,
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
            facts.comments_spared =
                above.comments_spared || facts.clues.has(Clues::COMMENTS) && facts.prose * 20 > whole.prose * 17;
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

pub(crate) fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
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

/// Elements whose text nobody reads.
pub(crate) fn is_unread(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "select"
            | "option"
            | "datalist"
            | "textarea"
            | "button"
            | "input"
            | "frameset"
            | "noframes"
            | "title"
    )
}

fn is_furniture(dom: &Dom, id: NodeId, facts: &Facts, whole: &Facts) -> bool {
    let (tag, clues) = (dom.tag(id), facts.clues);
    let most = if whole.prose > 0 { facts.prose * 5 > whole.prose * 2 } else { facts.text * 2 > whole.text };
    match tag {
        "" | "html" | "body" | "article" | "main" => false,
        "nav" | "footer" | "aside" | "menu" | "dialog" | "form" | "fieldset" | "label" => !most,
        _ if is_hidden(dom, id, clues) => !most,
        "figcaption" | "caption" => true,
        "h1" => false,
        "p" | "h2" | "h3" if facts.text > 150 => false,
        _ if clues.has(Clues::CAPTION) => facts.text < 600,
        _ if clues.has(Clues::COMMENTS) && !facts.comments_spared => true,
        _ if clues.has(Clues::TEASER) && facts.linked > 0 => !most,
        _ => clues.has(Clues::FURNITURE) && !clues.has(Clues::BODY) && !most,
    }
}

fn is_furniture_by_tag(dom: &Dom, id: NodeId, facts: &Facts, whole: &Facts) -> bool {
    let most = facts.prose * 5 > whole.prose * 2 || facts.text * 2 > whole.text;
    match dom.tag(id) {
        "nav" | "footer" | "aside" | "menu" | "dialog" | "figcaption" => !most,
        _ => facts.clues.has(Clues::COMMENTS) && !facts.comments_spared && !most,
    }
}

fn is_hidden(dom: &Dom, id: NodeId, clues: Clues) -> bool {
    let styled = dom.attribute(id, "style").is_some_and(|style| {
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("display: none") || style.contains("visibility:hidden")
    });
    styled
        || clues.has(Clues::HIDDEN)
        || dom.attribute(id, "aria-hidden") == Some("true")
        || dom.attribute(id, "hidden").is_some()
}

/// Elements that run on within a line.
pub(crate) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "" | "a"
            | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "ruby"
            | "rt"
            | "rb"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}
