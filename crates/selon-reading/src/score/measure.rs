//! Precision, recall and shares, counted up over documents.

use super::letters::{Letters, overlap};
use super::pairs::Pair;

/// Precision, recall and F1 of things found, counted up.
///
/// ```
/// use selon_reading::score::Measure;
/// let half = Measure { right: 1.0, read: 2, gold: 2 };
/// assert_eq!((half.precision(), half.recall(), half.f1()), (50.0, 50.0, 50.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// How many were right; a sum of shares for [`Score::soft`](super::Score::soft).
    pub right: f64,
    /// How many were read.
    pub read: usize,
    /// How many people had marked.
    pub gold: usize,
}

impl Measure {
    /// Of those read, how many per cent were right.
    #[must_use]
    pub fn precision(self) -> f64 {
        100.0 * self.shares().0
    }

    /// Of those marked, how many per cent were read right.
    #[must_use]
    pub fn recall(self) -> f64 {
        100.0 * self.shares().1
    }

    /// The harmonic mean of precision and recall, in per cent.
    #[must_use]
    pub fn f1(self) -> f64 {
        // In the shared scorer's order of operations, so that not even a rounded half differs.
        let (precision, recall) = self.shares();
        if precision + recall > 0.0 { 200.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Precision and recall, from 0 to 1.
    fn shares(self) -> (f64, f64) {
        let of = |whole: usize| if whole == 0 { 0.0 } else { self.right / whole as f64 };
        (of(self.read), of(self.gold))
    }

    pub(super) fn add(&mut self, right: f64, read: usize, gold: usize) {
        self.right += right;
        self.read += read;
        self.gold += gold;
    }

    /// Counts the spans of paired statements that agree by half, among all that are not empty.
    pub(super) fn add_spans(&mut self, pairs: &[Pair], gold: &[Letters], read: &[Letters]) {
        let agree = |pair: &&Pair| {
            let (ours, theirs) = (&gold[pair.gold], &read[pair.read]);
            !ours.is_empty() && !theirs.is_empty() && overlap(ours, theirs) >= 0.5
        };
        let told = |spans: &[Letters]| spans.iter().filter(|letters| !letters.is_empty()).count();
        self.add(pairs.iter().filter(agree).count() as f64, told(read), told(gold));
    }
}

/// How many of some things were right.
///
/// ```
/// use selon_reading::score::Share;
/// assert_eq!(Share { right: 3, of: 4 }.percent(), 75.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many were right.
    pub right: usize,
    /// Of how many that people had marked.
    pub of: usize,
}

impl Share {
    /// The share right, in per cent.
    #[must_use]
    pub fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.of.max(1) as f64
    }

    pub(super) fn add(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }
}
