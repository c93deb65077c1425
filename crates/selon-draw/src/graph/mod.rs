//! Who quotes whom? Boxes are outlets and speakers, a line leads from who quotes to who is quoted, as wide as it is often done.
//! Of many, the most heard stand apart and the others are gathered around whom they have most to do with; a gathering can be opened.

mod gather;
mod layout;
mod paint;

use crate::svg::{Label, Svg};

/// One outlet or speaker.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its page: an address of this site.
    pub href: Option<String>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeKind {
    /// Somebody who is quoted.
    #[default]
    Speaker,
    /// Somebody who publishes.
    Outlet,
}

/// Somebody quotes somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The number of who quotes.
    pub from: usize,
    /// The number of who is quoted.
    pub to: usize,
    /// How often.
    pub count: usize,
}

/// Which gathering is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opened {
    /// None: the whole is shown.
    #[default]
    Whole,
    /// The one around this node, from the member of that number on.
    Around(usize, usize),
    /// The one of those that have to do with none of the shown, from the member of that number on.
    Apart(usize),
}

/// The words of the drawing, in the reader's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct GraphWords<'w> {
    /// What an outlet is called.
    pub outlet: &'w str,
    /// What a speaker is called.
    pub speaker: &'w str,
    /// Several gathered: the first `{}` is how many, the second around whom.
    pub around: &'w str,
    /// Several that have to do with none of the shown: `{}` is how many.
    pub apart: &'w str,
    /// Such a gathering, in the key.
    pub gathered: &'w str,
    /// That one quotes the other.
    pub quotes: &'w str,
}

/// A graph to be drawn.
///
/// ```
/// use selon_draw::{Graph, GraphWords, Label, Link, Node, NodeKind, Opened};
/// let paper = Node { name: "Le Phare".into(), kind: NodeKind::Outlet, href: None };
/// let person = Node { name: "Maud Tallec".into(), ..Node::default() };
/// let graph = Graph {
///     label: Label::default(), nodes: &[paper, person], links: &[Link { from: 0, to: 1, count: 3 }],
///     opened: Opened::Whole, leads: &|_| None, words: GraphWords::default(),
/// };
/// let drawn = graph.drawn();
/// assert!(drawn.svg.contains("Maud Tallec"));
/// assert_eq!((drawn.nodes, drawn.links), (2, 1));
/// ```
#[derive(Clone, Copy)]
pub struct Graph<'g> {
    /// How it is announced.
    pub label: Label<'g>,
    /// The nodes.
    pub nodes: &'g [Node],
    /// The links; those of numbers that are not there are left out.
    pub links: &'g [Link],
    /// Which gathering is opened.
    pub opened: Opened,
    /// Where a gathering leads that can be opened: an address of this site.
    pub leads: &'g dyn Fn(Opened) -> Option<String>,
    /// The words.
    pub words: GraphWords<'g>,
}

impl std::fmt::Debug for Graph<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Graph").field("label", &self.label).field("opened", &self.opened).finish_non_exhaustive()
    }
}

/// The drawing, and how much of the whole it shows.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The drawing.
    pub svg: String,
    /// Nodes that stand apart.
    pub nodes: usize,
    /// Nodes that are gathered.
    pub gathered: usize,
    /// Lines that are drawn.
    pub links: usize,
    /// Lines that are too faint among so many to be drawn.
    pub faint: usize,
}

impl Graph<'_> {
    /// Draws it.
    #[must_use]
    pub fn drawn(&self) -> Drawn {
        let shown = gather::gathered(self);
        let boxes = layout::boxes(&shown.items);
        let places = layout::placed(&boxes, &shown.links);
        let (width, height) = paint::size(&places, &self.words);
        let mut svg = Svg::new(&self.label, width, height);
        paint::paint(&mut svg, self, &shown, &places, height);
        Drawn {
            svg: svg.finish(),
            nodes: shown.items.iter().filter(|item| item.opens.is_none()).count(),
            gathered: shown.items.iter().filter(|item| item.opens.is_some()).map(|item| item.count).sum(),
            links: shown.links.len(),
            faint: shown.faint,
        }
    }
}
