//! From characters to a tree, by the rules that browsers follow, with a bound on depth, attributes and growth.
//!
//! html5ever does the work. Its stack of open elements is searched for many tags, and it compares each attribute with those before it, so that
//! pages made to hurt would take quadratic time: tags below [`MAX_DEPTH`] are dropped as browsers flatten them, tags with more than
//! [`MAX_ATTRIBUTES`] attributes are cut out, and a tree that outgrows its page many times is left unfinished.

use super::dom::{Dom, Element, NodeData, NodeId};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Elements nested deeper than this are flattened, as browsers do at 512.
const MAX_DEPTH: u32 = 400;
/// A tag with more attributes than this is no tag.
const MAX_ATTRIBUTES: usize = 2_000;

/// Nodes beyond this are left unread: thirty times the largest real pages, some 500 MB.
const MAX_NODES: usize = 3_000_000;

/// Parses a page; the second value says whether it was read to its end.
pub(crate) fn parse(html: &str) -> (Dom, bool) {
    let html = without_monstrous_tags(html);
    let sink = Sink { dom: RefCell::new(Dom::new()), depths: RefCell::new(vec![0]), depth: Cell::new(0) };
    let guard = Guard {
        builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
        budget: (html.len() / 2 + 10_000).min(MAX_NODES),
        stopped: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    for piece in pieces(&html) {
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    }
    tokenizer.end();
    let whole = !tokenizer.sink.stopped.get();
    (tokenizer.sink.builder.sink.dom.into_inner(), whole)
}

/// Tendrils count in 32 bits, and small pieces are kinder to the cache.
fn pieces(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut cut = rest.len().min(1 << 20);
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        let (piece, left) = rest.split_at(cut);
        rest = left;
        Some(piece)
    })
}

/// Cuts tags with thousands of attributes out; nearly always borrows.
fn without_monstrous_tags(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let (mut clean, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let end = memchr::memchr2(b'>', b'<', &bytes[start + 1..]).map_or(bytes.len(), |found| start + 1 + found);
        let words = if end - start > MAX_ATTRIBUTES {
            bytes[start..end].iter().filter(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'/' | b'"' | b'\'')).count()
        } else {
            0
        };
        if words > MAX_ATTRIBUTES
            && bytes.get(start + 1).is_some_and(u8::is_ascii_alphabetic)
            && names_attributes(&bytes[start..end])
        {
            clean.push_str(&html[kept..start]);
            kept = end;
        }
        at = end;
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    clean.push_str(&html[kept..]);
    Cow::Owned(clean)
}

/// Whether a long tag really holds many attributes, and not one with a long value.
fn names_attributes(tag: &[u8]) -> bool {
    let (mut quote, mut gaps, mut inside) = (None, 0, false);
    for &byte in tag {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') && inside => (quote, inside) = (Some(byte), false),
            None if matches!(byte, b' ' | b'\n' | b'\t' | b'/') => gaps += 1,
            None => inside = byte == b'=',
        }
    }
    gaps > MAX_ATTRIBUTES
}

/// Stands between tokenizer and tree builder and drops what would make the tree too deep or too big.
struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    budget: usize,
    stopped: Cell<bool>,
}

impl Guard {
    fn drops(&self, token: &Token) -> bool {
        let sink = &self.builder.sink;
        if sink.dom.borrow().nodes.len() > self.budget {
            self.stopped.set(true);
        }
        match token {
            Token::EOFToken => false,
            Token::TagToken(Tag { kind: TagKind::StartTag, name, .. }) if sink.depth.get() > MAX_DEPTH => {
                !matches!(&**name, "br" | "p" | "img" | "hr" | "script" | "style")
            }
            _ => self.stopped.get(),
        }
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        if matches!(token, Token::ParseError(_)) || self.drops(&token) {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line_number)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// An element's name while the tree is being built.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// Builds the [`Dom`].
struct Sink {
    dom: RefCell<Dom>,
    /// Depth of each node, as it was when it was put into the tree.
    depths: RefCell<Vec<u32>>,
    /// Depth of what is open now.
    depth: Cell<u32>,
}

impl Sink {
    fn create(&self, data: NodeData) -> NodeId {
        self.depths.borrow_mut().push(0);
        self.dom.borrow_mut().create(data)
    }

    fn place(&self, child: NodeId, parent: NodeId) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[parent.index()] + 1;
        depths[child.index()] = depth;
        self.depth.set(depth);
    }

    /// Appends to the text node before the insertion point, if there is one.
    fn merged(&self, before: Option<NodeId>, words: &StrTendril) -> bool {
        let mut dom = self.dom.borrow_mut();
        let Some(NodeData::Text(text)) = before.map(|id| &mut dom.nodes[id.index()].data) else { return false };
        text.push_str(words);
        true
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = ();
    type ElemName<'a> = Name<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.dom.borrow(), |dom| match &dom.node(*target).data {
            NodeData::Element(element) => &element.name,
            _ => &NO_NAME,
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.create(NodeData::Element(Element { name, attributes }))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.create(NodeData::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.create(NodeData::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(words) => {
                let last = self.dom.borrow().node(*parent).last;
                if self.merged(last, &words) {
                    return;
                }
                let id = self.create(NodeData::Text(words.into()));
                self.dom.borrow_mut().append(*parent, id);
                return;
            }
        };
        let mut dom = self.dom.borrow_mut();
        dom.detach(child);
        dom.append(*parent, child);
        self.place(child, *parent);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let placed = self.dom.borrow().node(*element).parent.is_some();
        if placed { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(words) => {
                let before = self.dom.borrow().node(*sibling).previous;
                if self.merged(before, &words) {
                    return;
                }
                let id = self.create(NodeData::Text(words.into()));
                self.dom.borrow_mut().insert_before(*sibling, id);
                return;
            }
        };
        let mut dom = self.dom.borrow_mut();
        dom.detach(child);
        dom.insert_before(*sibling, child);
        if let Some(parent) = dom.node(child).parent {
            self.place(child, parent);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        let NodeData::Element(element) = &mut dom.nodes[target.index()].data else { return };
        for attribute in attributes {
            if element.attributes.len() < MAX_ATTRIBUTES
                && !element.attributes.iter().any(|known| known.name == attribute.name)
            {
                element.attributes.push(attribute);
            }
        }
    }

    fn pop(&self, node: &NodeId) {
        self.depth.set(self.depths.borrow()[node.index()].saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.node(*node).first {
            dom.detach(child);
            dom.append(*new_parent, child);
        }
    }
}

static NO_NAME: QualName = QualName { prefix: None, ns: html5ever::ns!(), local: html5ever::local_name!("") };
