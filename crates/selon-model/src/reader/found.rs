//! What does the reader give? Statements in tokens, with labels and how sure each is; names.

use std::ops::Range;

/// A statement that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The token it hangs on: the last of its cue or, where it has none, the first of its content.
    pub anchor: usize,
    /// Whether the anchor is a cue.
    pub cued: bool,
    /// Number of the sketch that was known at the anchor.
    pub sketch: Option<usize>,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// Pieces of the source.
    pub source: Vec<Range<usize>>,
    /// Pieces of the cue.
    pub cue: Vec<Range<usize>>,
    /// Pieces of the content; never empty.
    pub content: Vec<Range<usize>>,
    /// What it was labelled.
    pub labels: Labels,
    /// What its content means, as numbers from -127 to 127 of about one length: contents that say nearly the same, in one
    /// language or two, point nearly the same way. Empty where the model was not taught that.
    pub meaning: Vec<i8>,
}

/// For each label of the configuration, in its order: the number of the value that is likeliest, and how sure.
pub type Labels = Vec<(usize, f32)>;

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The number of its kind in the configuration.
    pub kind: usize,
}

impl Found {
    /// How many tokens two contents share, and how many there are in either.
    pub(super) fn common(&self, other: &Self) -> (usize, usize) {
        let length = |found: &Self| found.content.iter().map(ExactSizeIterator::len).sum::<usize>();
        let shared = self
            .content
            .iter()
            .flat_map(|a| other.content.iter().map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start))));
        let shared = shared.sum();
        (shared, length(self) + length(other) - shared)
    }
}
