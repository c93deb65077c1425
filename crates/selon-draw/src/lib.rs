//! What does it look like, drawn? SVG from rows: how a claim travelled, when things were said, who quotes whom.
//!
//! A drawing is pure: the same rows give the same bytes. It holds no script and no inline style, so that it prints, saves and
//! stands under a strict policy; presentation attributes make it readable alone, and [`STYLE`] gives it the page's colours. All
//! words that a person reads come from the caller. Names may be hostile: they are escaped, shortened to their place, and their
//! full form stands in a `title`.

mod graph;
mod history;
mod letters;
mod svg;
mod timeline;

pub use graph::{Drawn, Graph, GraphWords, Link, Node, NodeKind, Opened};
pub use history::{History, HistoryWords, Stance, Stop};
pub use svg::Label;
pub use timeline::{Lane, Leads, Point, Timeline, TimelineWords};

/// The style sheet of all drawings, for pages that show them; its colours are the page's custom properties, where there are any.
pub const STYLE: &str = include_str!("draw.css");
