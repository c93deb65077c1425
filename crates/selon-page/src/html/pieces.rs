//! The blocks of a page before they are put together: furniture that only its words betray is left out here.

use crate::frame::is_furniture;
use selon_text::{Block, BlockKind, ByteRange, Link};
use std::ops::Range;

/// The text of a page with its structure.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub(crate) text: String,
    pub(crate) links: Vec<Link>,
    pub(crate) blocks: Vec<Block>,
}

/// One block of text; spans are places in `words`.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) words: String,
    pub(crate) kind: BlockKind,
    pub(crate) links: Vec<Link>,
    pub(crate) quoted: Vec<ByteRange>,
}

/// All blocks in order; a block quotation is a range of them.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) quotations: Vec<Range<usize>>,
}

/// A line shorter than this, in bytes, may be a date, a byline or a label.
const LABEL: usize = 80;

impl Pieces {
    /// Leaves out blocks whose words are furniture, labels above the first prose, and headings with nothing below them.
    pub(crate) fn without_furniture(mut self) -> Self {
        for piece in &mut self.pieces {
            if is_furniture(&piece.words) {
                piece.words.clear();
            }
        }
        let prose = self.pieces.iter().position(|piece| piece.words.len() > 2 * LABEL);
        for piece in &mut self.pieces[..prose.unwrap_or(0)] {
            if piece.kind == BlockKind::Paragraph && is_label(&piece.words) {
                piece.words.clear();
            }
        }
        let last = self.pieces.iter().rposition(|piece| piece.kind != BlockKind::Heading && !piece.words.is_empty());
        for piece in &mut self.pieces[last.map_or(0, |last| last + 1)..] {
            piece.words.clear();
        }
        self
    }

    /// Puts the blocks together, parted by blank lines.
    pub(crate) fn join(self) -> Rendered {
        let mut out = Rendered::default();
        let mut places = Vec::with_capacity(self.pieces.len());
        for piece in self.pieces {
            if piece.words.is_empty() {
                places.push(None);
                continue;
            }
            if !out.text.is_empty() {
                out.text.push_str("\n\n");
            }
            let start = out.text.len();
            out.text.push_str(&piece.words);
            let moved = |span: ByteRange| ByteRange::new(span.start + start, span.end + start);
            places.push(Some(ByteRange::new(start, out.text.len())));
            out.blocks.push(Block { span: ByteRange::new(start, out.text.len()), kind: piece.kind });
            out.blocks.extend(
                piece.quoted.into_iter().map(|span| Block { span: moved(span), kind: BlockKind::InlineQuotation }),
            );
            out.links.extend(piece.links.into_iter().map(|link| Link { span: moved(link.span), href: link.href }));
        }
        out.blocks.extend(self.quotations.into_iter().filter_map(|range| quotation(&places[range])));
        out.blocks.sort_by_key(|block| {
            (block.span.start, std::cmp::Reverse(block.span.end), block.kind != BlockKind::Quotation)
        });
        out.links.sort_by_key(|link| link.span.start);
        out
    }
}

fn quotation(places: &[Option<ByteRange>]) -> Option<Block> {
    let start = places.iter().flatten().next()?.start;
    let end = places.iter().flatten().next_back()?.end;
    Some(Block { span: ByteRange::new(start, end), kind: BlockKind::Quotation })
}

/// A short line that is no sentence.
fn is_label(words: &str) -> bool {
    words.len() < LABEL
        && !words.contains('\n')
        && !words.trim_end_matches(['»', '"', '”', '’', ' ', '\u{a0}']).ends_with(['.', '!', '?', '…', ':', '。'])
}
