//! Two sentences laid side by side: which terms of the one are which of the other, and what any two stretches share.

use super::affair::{Affair, affair};
use super::appearance::{Sentence, TermKind};
use super::rarity::{Rarity, weights};
use super::same::Side;
use selon_text::ByteRange;
use std::collections::HashMap;

/// What a term that is the same by meaning or first letters is worth beside one that is the same by its stem.
const BY_MEANING: f32 = 0.8;

/// Two sentences laid side by side.
pub(super) struct Overlap<'s> {
    a: &'s Sentence,
    b: &'s Sentence,
    weights_a: Vec<f32>,
    weights_b: Vec<f32>,
    /// Terms that may be the same: index in each, worth; in order of the first, the surest first.
    matches: Vec<(usize, usize, f32)>,
    /// Weight of what the two sentences share in all.
    whole: f32,
    /// How their articles stand to each other.
    affair: Affair,
}

/// What two stretches share.
#[derive(Default)]
pub(super) struct Shared {
    /// Weight of the shared terms.
    pub(super) weight: f32,
    pub(super) words: usize,
    pub(super) names: usize,
    pub(super) numbers: usize,
    pub(super) dates: usize,
    /// How surely two of their numbers are one that was changed: 0, 0.5 or 1.
    pub(super) close: f32,
    /// Whether both count the same thing and none of the numbers is the same.
    pub(super) apart: bool,
    /// Weight of the shared words and numbers, without names and days.
    pub(super) telling: f32,
    /// Weight of the shared term that weighs most.
    pub(super) rarest: f32,
    /// Whether each has numbers that the other has not.
    pub(super) other_numbers: bool,
    /// Which share of each one's weight the other one has.
    pub(super) of_lighter: f32,
    pub(super) of_heavier: f32,
    /// The terms that are the same, by their numbers in the sentences.
    pub(super) pairs: Vec<(usize, usize)>,
}

impl Shared {
    /// How many terms are shared.
    pub(super) fn count(&self) -> usize {
        self.words + self.names + self.numbers + self.dates
    }

    /// Whether no word and no number is shared: names and days alone say nothing.
    pub(super) fn is_bare(&self) -> bool {
        self.words + self.numbers == 0
    }
}

impl<'s> Overlap<'s> {
    pub(super) fn new(a: Side<'s>, b: Side<'s>, rarity: &dyn Rarity) -> Self {
        let affair = affair(a.article, b.article, rarity);
        Self::weighed(a.sentence, b.sentence, (weights(a.sentence, rarity), weights(b.sentence, rarity)), affair)
    }

    /// With the weights of both sentences' terms, and how their articles stand to each other.
    pub(super) fn weighed(
        a: &'s Sentence,
        b: &'s Sentence,
        (weights_a, weights_b): (Vec<f32>, Vec<f32>),
        affair: Affair,
    ) -> Self {
        let mut by_key: HashMap<u64, Vec<usize>> = HashMap::new();
        for (j, term) in b.terms.iter().enumerate() {
            term.keys.iter().for_each(|&key| by_key.entry(key).or_default().push(j));
        }
        let mut matches = Vec::new();
        for (i, term) in a.terms.iter().enumerate() {
            let first = matches.len();
            for &j in term.keys.iter().filter_map(|key| by_key.get(key)).flatten() {
                let same = term.keys.first() == b.terms[j].keys.first();
                matches.push((i, j, if same { 1.0 } else { BY_MEANING }));
            }
            matches[first..].sort_by(|x, y| y.2.total_cmp(&x.2).then(x.1.cmp(&y.1)));
            matches.dedup();
        }
        let mut overlap = Self { a, b, weights_a, weights_b, matches, whole: 0.0, affair };
        overlap.whole = overlap.of(a.span, b.span).weight;
        overlap
    }

    /// Weight of what the two sentences share in all.
    pub(super) fn whole(&self) -> f32 {
        self.whole
    }

    /// How the articles stand to each other.
    pub(super) fn affair(&self) -> Affair {
        self.affair
    }

    /// Whether any term is shared.
    pub(super) fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// The weight of the words and numbers of each of two stretches.
    pub(super) fn telling(&self, span_a: ByteRange, span_b: ByteRange) -> (f32, f32) {
        let telling = |sentence, weights, span| weight(sentence, weights, span, TermKind::tells);
        (telling(self.a, &self.weights_a, span_a), telling(self.b, &self.weights_b, span_b))
    }

    pub(super) fn weight_a(&self, span: ByteRange) -> f32 {
        weight(self.a, &self.weights_a, span, |_| true)
    }

    pub(super) fn weight_b(&self, span: ByteRange) -> f32 {
        weight(self.b, &self.weights_b, span, |_| true)
    }

    /// What two stretches share; each term counts once.
    pub(super) fn of(&self, span_a: ByteRange, span_b: ByteRange) -> Shared {
        let mut shared = Shared::default();
        let mut used = vec![false; self.b.terms.len()];
        let mut last = usize::MAX;
        for &(i, j, worth) in &self.matches {
            let inside = span_a.contains(self.a.terms[i].span) && span_b.contains(self.b.terms[j].span);
            if i == last || used[j] || !inside {
                continue;
            }
            (last, used[j]) = (i, true);
            let weight = worth * self.weights_a[i].min(self.weights_b[j]);
            shared.weight += weight;
            shared.rarest = shared.rarest.max(weight);
            if self.a.terms[i].kind.tells() {
                shared.telling += weight;
            }
            shared.pairs.push((i, j));
            match self.a.terms[i].kind {
                TermKind::Word => shared.words += 1,
                TermKind::Name => shared.names += 1,
                TermKind::Number => shared.numbers += 1,
                TermKind::Date => shared.dates += 1,
            }
        }
        let (a, b) = (self.weight_a(span_a), self.weight_b(span_b));
        (shared.of_lighter, shared.of_heavier) =
            (shared.weight / a.min(b).max(1e-6), shared.weight / a.max(b).max(1e-6));
        self.compare_numbers(span_a, span_b, &mut shared);
        shared
    }

    /// Numbers that the other side does not have: are two of them one that was changed?
    fn compare_numbers(&self, span_a: ByteRange, span_b: ByteRange, shared: &mut Shared) {
        let left = numbers(self.a, span_a);
        let right = numbers(self.b, span_b);
        let other = |value: f64, of: &[(f64, Option<u64>)]| !of.iter().any(|(same, _)| *same == value);
        shared.other_numbers =
            left.iter().any(|(value, _)| other(*value, &right)) && right.iter().any(|(value, _)| other(*value, &left));
        for &(x, unit_x) in left.iter().filter(|(value, _)| other(*value, &right)) {
            for &(y, unit_y) in right.iter().filter(|(value, _)| other(*value, &left)) {
                let same_unit = unit_x.is_some() && unit_x == unit_y;
                shared.close = shared.close.max(closeness(x, y, same_unit));
                shared.apart |= same_unit;
            }
        }
    }
}

/// The weight of the terms of some kinds in `span`.
fn weight(sentence: &Sentence, weights: &[f32], span: ByteRange, of: fn(TermKind) -> bool) -> f32 {
    let (first, terms) = sentence.terms_from(span);
    let near = terms.iter().zip(weights.get(first..).unwrap_or_default());
    near.filter(|(term, _)| of(term.kind) && span.contains(term.span)).map(|(_, weight)| weight).sum()
}

fn numbers(sentence: &Sentence, span: ByteRange) -> Vec<(f64, Option<u64>)> {
    let (_, near) = sentence.terms_from(span);
    near.iter().filter(|term| span.contains(term.span)).filter_map(|term| Some((term.value?, term.unit))).collect()
}

/// Whether one number may be the other, rounded, with a lost comma, or with its digits exchanged; more surely where both
/// count the same.
fn closeness(x: f64, y: f64, same_unit: bool) -> f32 {
    let (low, high) = (x.abs().min(y.abs()), x.abs().max(y.abs()));
    if low <= 0.0 {
        return 0.0;
    }
    let ratio = high / low;
    let power = (ratio - 10.0).abs() < 1e-6 || (ratio - 1000.0).abs() < 1e-6;
    let rounded = ratio < 1.3 && (same_unit || low >= 1000.0);
    let alike = rounded || power || (low > 9.0 && digits(low) == digits(high));
    match (alike, same_unit) {
        (true, _) if same_unit || low > 12.0 => 1.0,
        (true, _) | (_, true) => 0.5,
        _ => 0.0,
    }
}

fn digits(value: f64) -> Vec<u8> {
    let mut digits = value.trunc().to_string().into_bytes();
    digits.sort_unstable();
    digits
}

#[cfg(test)]
mod tests {
    use super::closeness;

    #[test]
    fn numbers_that_were_changed_on_the_way_are_close() {
        assert_eq!(closeness(14.0, 41.0, true), 1.0);
        assert_eq!(closeness(12.0, 120.0, true), 1.0);
        assert_eq!(closeness(2.1e6, 2.0e6, false), 1.0);
        assert_eq!(closeness(3.0, 57.0, false), 0.0);
    }
}
