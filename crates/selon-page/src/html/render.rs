//! From the chosen element to text: blocks parted by a blank line, with the places of links, quotations, headings and captions.

use super::clues::Clues;
use super::dom::{Dom, NodeData, NodeId, fold_into};
use super::furniture::is_inline;
use super::pieces::{Piece, Pieces};
use super::survey::Survey;
use selon_text::{BlockKind, ByteRange, Link};
use url::Url;

/// Writes out what is not furniture below each of `tops`.
pub(crate) fn render(dom: &Dom, survey: &Survey, tops: &[NodeId], base: Option<&Url>) -> Pieces {
    let mut writer = Writer {
        dom,
        base,
        out: Pieces::default(),
        line: String::new(),
        inline: Vec::new(),
        links: Vec::new(),
        quoted: Vec::new(),
        quotations: Vec::new(),
        kinds: Vec::new(),
        preformatted: 0,
    };
    for &top in tops {
        writer.walk(survey, top);
        writer.flush();
    }
    writer.out
}

struct Writer<'a> {
    dom: &'a Dom,
    base: Option<&'a Url>,
    out: Pieces,
    /// The block being written.
    line: String,
    /// Links and inline quotations that are open, with their start in `line`.
    inline: Vec<(NodeId, usize)>,
    /// Links and inline quotations that are closed, by their place in `line`.
    links: Vec<Link>,
    quoted: Vec<ByteRange>,
    /// Block quotations that are open, with the number of their first piece.
    quotations: Vec<usize>,
    /// Kinds of the blocks that are open.
    kinds: Vec<BlockKind>,
    preformatted: u32,
}

impl Writer<'_> {
    fn walk(&mut self, survey: &Survey, top: NodeId) {
        let mut at = Some(top);
        while let Some(id) = at {
            let facts = survey.of(id);
            if !facts.dropped {
                self.enter(id, facts.clues);
            }
            let inner = if facts.dropped { None } else { self.dom.node(id).first };
            at = inner.or_else(|| self.leave_until_next(id, top, !facts.dropped));
        }
    }

    fn enter(&mut self, id: NodeId, clues: Clues) {
        let element = match &self.dom.node(id).data {
            NodeData::Text(words) if self.preformatted > 0 => return self.line.push_str(words),
            NodeData::Text(words) => return fold_into(&mut self.line, words),
            NodeData::Element(element) => element,
            _ => return,
        };
        match &*element.name.local {
            "br" => self.break_line(),
            "td" | "th" if !self.line.is_empty() => self.line.push('\t'),
            "td" | "th" => {}
            "a" | "q" => self.inline.push((id, self.line.len())),
            tag if is_inline(tag) => {}
            tag => self.open_block(tag, clues),
        }
    }

    fn open_block(&mut self, tag: &str, clues: Clues) {
        self.flush();
        match tag {
            "blockquote" => self.quotations.push(self.out.pieces.len()),
            "pre" => self.preformatted += 1,
            _ => {}
        }
        self.kinds.push(self.kind(tag, clues));
    }

    fn kind(&self, tag: &str, clues: Clues) -> BlockKind {
        match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "figcaption" | "caption" => BlockKind::Caption,
            "li" | "dt" | "dd" => BlockKind::ListItem,
            _ if clues.has(Clues::CAPTION) => BlockKind::Caption,
            _ => self.kinds.last().copied().unwrap_or(BlockKind::Paragraph),
        }
    }

    /// Leaves `id` and what ends with it; gives the node to go on with.
    fn leave_until_next(&mut self, id: NodeId, top: NodeId, read: bool) -> Option<NodeId> {
        let mut at = id;
        if read {
            self.leave(at);
        }
        while at != top {
            if let Some(next) = self.dom.node(at).next {
                return Some(next);
            }
            at = self.dom.node(at).parent?;
            self.leave(at);
        }
        None
    }

    fn leave(&mut self, id: NodeId) {
        match self.dom.tag(id) {
            "" | "td" | "th" => {}
            "a" | "q" => {
                if let Some((id, start)) = self.inline.pop() {
                    self.close_inline(id, start);
                }
            }
            tag if is_inline(tag) => {}
            tag => self.close_block(tag),
        }
    }

    fn close_block(&mut self, tag: &str) {
        self.flush();
        self.kinds.pop();
        match tag {
            "blockquote" => {
                let end = self.out.pieces.len();
                if let Some(start) = self.quotations.pop().filter(|start| *start < end) {
                    self.out.quotations.push(start..end);
                }
            }
            "pre" => self.preformatted -= 1,
            _ => {}
        }
    }

    fn break_line(&mut self) {
        self.line.truncate(self.line.trim_end_matches(' ').len());
        if !self.line.is_empty() {
            self.line.push('\n');
        }
    }

    /// Ends the block being written.
    fn flush(&mut self) {
        for index in 0..self.inline.len() {
            let (id, start) = self.inline[index];
            self.close_inline(id, start);
            self.inline[index].1 = 0;
        }
        let (links, quoted) = (std::mem::take(&mut self.links), std::mem::take(&mut self.quoted));
        self.line.truncate(self.line.trim_end().len());
        if self.line.is_empty() {
            return;
        }
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        self.out.pieces.push(Piece { words: std::mem::take(&mut self.line), kind, links, quoted });
    }

    fn close_inline(&mut self, id: NodeId, start: usize) {
        let Some(words) = self.line.get(start..) else { return };
        let (lead, kept) = (words.len() - words.trim_start().len(), words.trim());
        if kept.is_empty() {
            return;
        }
        let span = ByteRange::new(start + lead, start + lead + kept.len());
        if self.dom.tag(id) == "q" {
            self.quoted.push(span);
        } else if let Some(href) = self.dom.attribute(id, "href").and_then(|href| absolute(href, self.base)) {
            self.links.push(Link { span, href });
        }
    }
}

/// Longest address that is kept.
const MAX_ADDRESS: usize = 4_000;

/// An address as an absolute one, where it leads to a page of the web.
pub(crate) fn absolute(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.len() > MAX_ADDRESS || href.starts_with('#') {
        return None;
    }
    let url = match base {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
}
