//! A text seen through repaired typography, with the way back to the original.

use crate::{ByteRange, Writing, mend};

/// A text seen through repaired typography.
///
/// Odd spaces are plain ones, invisible characters are gone, a line end stands only where a paragraph ends.
///
/// ```
/// use selon_text::{ByteRange, View, Writing};
/// let view = View::new("Le gouver-\nnement dit\u{a0}: non.", &Writing::default());
/// assert_eq!(view.text(), "Le gouvernement dit : non.");
/// assert_eq!(view.to_original(ByteRange::new(3, 15)), ByteRange::new(3, 17));
/// ```
#[derive(Clone, Debug, Default)]
pub struct View {
    text: String,
    pieces: Vec<Piece>,
    repairs: Vec<Repair>,
    original: usize,
}

/// From here on, until the next piece, view and original go side by side, or the one stretch stands for the other as a whole.
#[derive(Clone, Copy, Debug)]
struct Piece {
    view: usize,
    original: usize,
}

/// One thing that was mended.
///
/// ```
/// use selon_text::{RepairKind, View, Writing};
/// let view = View::new("La fin.Le début.", &Writing::default());
/// assert_eq!(view.repairs()[0].kind, RepairKind::MissingSpace);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where, in bytes of the original; empty where something was missing.
    pub at: ByteRange,
    /// What.
    pub kind: RepairKind,
}

/// What was mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// A zero-width, byte-order or direction mark was left out.
    Invisible,
    /// A word hyphenated at a line's end was joined.
    Hyphenation,
    /// A line end within a sentence was read as a space.
    Wrap,
    /// A sentence cut over two paragraphs was joined.
    CutSentence,
    /// Two words glued together were parted.
    GluedWords,
    /// A space missing after a full stop was put in.
    MissingSpace,
    /// A space that broke a compound before its hyphen was left out.
    BrokenCompound,
    /// A quotation mark in a makeshift spelling (`''`, `<<`, `&quot;`) or facing the wrong way was read as what it is.
    QuotationMark,
    /// A character decoded with the wrong character set (`Ã©`) was read as the one meant.
    Charset,
    /// A remnant of HTML (`&nbsp;`) was read as its character.
    Entity,
}

impl View {
    /// Reads `original`; never fails, linear in its length.
    #[must_use]
    pub fn new(original: &str, writing: &Writing) -> Self {
        mend::mend(original, writing)
    }

    /// The text as repaired.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a byte range of [`text`](Self::text) stands for. What was replaced is covered as a whole.
    #[must_use]
    pub fn to_original(&self, range: ByteRange) -> ByteRange {
        let start = self.start(self.piece_at(range.start), range.start);
        if range.is_empty() {
            return ByteRange::new(start, start);
        }
        let before = self.pieces.partition_point(|piece| piece.view < range.end).saturating_sub(1);
        ByteRange::new(start, self.end(before, range.end).max(start))
    }

    /// What was mended, in order of place.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The same as [`to_original`](Self::to_original) for ranges that come in order, with `cursor` (0 at first) between calls.
    pub(crate) fn next_original(&self, range: ByteRange, cursor: &mut usize) -> ByteRange {
        while self.pieces.get(*cursor + 1).is_some_and(|next| next.view <= range.start) {
            *cursor += 1;
        }
        let start = self.start(*cursor, range.start);
        while self.pieces.get(*cursor + 1).is_some_and(|next| next.view < range.end) {
            *cursor += 1;
        }
        ByteRange::new(start, self.end(*cursor, range.end).max(start))
    }

    /// Adds repairs found later and puts all in order.
    pub(crate) fn add_repairs(&mut self, more: Vec<Repair>) {
        if !more.is_empty() {
            self.repairs.extend(more);
            self.repairs.sort_by_key(|repair| repair.at);
        }
    }

    fn piece_at(&self, view: usize) -> usize {
        self.pieces.partition_point(|piece| piece.view <= view).saturating_sub(1)
    }

    fn start(&self, index: usize, view: usize) -> usize {
        let Some(piece) = self.pieces.get(index) else { return self.original };
        match self.length(index) {
            (of_view, of_original) if of_view == of_original => {
                (piece.original + (view - piece.view)).min(self.original)
            }
            _ => piece.original,
        }
    }

    fn end(&self, index: usize, view: usize) -> usize {
        let Some(piece) = self.pieces.get(index) else { return self.original };
        match self.length(index) {
            (of_view, of_original) if of_view == of_original => {
                (piece.original + (view - piece.view)).min(self.original)
            }
            (_, of_original) => piece.original + of_original,
        }
    }

    /// Bytes of view and of original that a piece covers.
    fn length(&self, index: usize) -> (usize, usize) {
        let next =
            self.pieces.get(index + 1).copied().unwrap_or(Piece { view: self.text.len(), original: self.original });
        self.pieces.get(index).map_or((0, 0), |piece| (next.view - piece.view, next.original - piece.original))
    }
}

/// Writes a view from left to right.
pub(crate) struct ViewWriter<'o> {
    original: &'o str,
    view: View,
    done: usize,
    side_by_side: bool,
}

impl<'o> ViewWriter<'o> {
    pub(crate) fn new(original: &'o str) -> Self {
        let view = View { text: String::with_capacity(original.len()), original: original.len(), ..View::default() };
        Self { original, view, done: 0, side_by_side: false }
    }

    /// Takes the original as it is up to `end`.
    pub(crate) fn keep(&mut self, end: usize) {
        if let Some(kept) = self.original.get(self.done..end).filter(|kept| !kept.is_empty()) {
            self.write(kept, self.done);
            self.done = end;
        }
    }

    /// Whether nothing from byte `at` of the original on is written yet.
    pub(crate) fn is_free(&self, at: usize) -> bool {
        self.done <= at
    }

    /// Puts `with` where `range` of the original stood.
    pub(crate) fn replace(&mut self, range: ByteRange, with: &str) {
        self.keep(range.start);
        let first = with.chars().next().map_or(0, char::len_utf8);
        match with.split_at_checked(first) {
            // Equal lengths mean going side by side, which several characters for one must not.
            Some((one, more)) if with.len() == range.len() && !more.is_empty() => {
                self.stand(range.start, one);
                self.stand(range.end, more);
            }
            _ if with.len() == range.len() => self.write(with, range.start),
            _ => self.stand(range.start, with),
        }
        self.done = range.end;
    }

    /// Writes what stands as a whole for a stretch of the original.
    fn stand(&mut self, original: usize, with: &str) {
        self.view.pieces.push(Piece { view: self.view.text.len(), original });
        self.view.text.push_str(with);
        self.side_by_side = false;
    }

    /// Notes what was mended.
    pub(crate) fn note(&mut self, at: ByteRange, kind: RepairKind) {
        self.view.repairs.push(Repair { at, kind });
    }

    pub(crate) fn finish(mut self) -> View {
        self.keep(self.original.len());
        self.view
    }

    fn write(&mut self, text: &str, original: usize) {
        if !self.side_by_side {
            self.view.pieces.push(Piece { view: self.view.text.len(), original });
            self.side_by_side = true;
        }
        self.view.text.push_str(text);
    }
}
