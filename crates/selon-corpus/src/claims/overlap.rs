//! Two sentences laid side by side: which terms of the one are which of the other, and what any two stretches share.

use super::affair::{Affair, affair};
use super::appearance::{Sentence, Term, TermKind};
use super::rarity::{Rarity, weights};
use super::same::Side;
use selon_text::ByteRange;
use std::cell::RefCell;

/// What a term that is the same by meaning or first letters is worth beside one that is the same by its stem.
const BY_MEANING: f32 = 0.8;
/// From here on no digits are thought to have been exchanged.
const LARGEST: f64 = 1e15;

/// Two sentences laid side by side.
pub(super) struct Overlap<'s> {
    a: &'s Sentence,
    b: &'s Sentence,
    weights_a: Weights,
    weights_b: Weights,
    /// Terms that may be the same: index in each, worth; in order of the first, the surest first.
    matches: Vec<(usize, usize, f32)>,
    /// The numbers of both sentences.
    numbers_a: Vec<Figure>,
    numbers_b: Vec<Figure>,
    /// Terms of the second that two stretches share, while they are compared: kept, since very many stretches are.
    used: RefCell<Vec<bool>>,
    /// Weight of what the two sentences share in all.
    whole: f32,
    /// How their articles stand to each other.
    affair: Affair,
}

/// What the terms of a sentence weigh, and its windows, which are asked about very often.
struct Weights {
    terms: Vec<f32>,
    /// Of each window: all its terms, and its words and numbers alone.
    windows: Vec<(ByteRange, f32, f32)>,
}

impl Weights {
    fn new(sentence: &Sentence, terms: Vec<f32>) -> Self {
        let windows = sentence.windows.iter().map(|window| window.span);
        let windows = windows.map(|span| weigh(sentence, &terms, span)).collect();
        Self { terms, windows }
    }

    /// The weight of a stretch, and of its words and numbers alone.
    fn of(&self, sentence: &Sentence, span: ByteRange) -> (f32, f32) {
        let known = self.windows.iter().find(|(window, ..)| *window == span);
        let (_, all, telling) = known.copied().unwrap_or_else(|| weigh(sentence, &self.terms, span));
        (all, telling)
    }
}

fn weigh(sentence: &Sentence, weights: &[f32], span: ByteRange) -> (ByteRange, f32, f32) {
    let (first, terms) = sentence.terms_from(span);
    let (mut all, mut telling) = (0.0, 0.0);
    for (term, weight) in terms.iter().zip(weights.get(first..).unwrap_or_default()) {
        if span.contains(term.span) {
            all += weight;
            telling += if term.kind.tells() { *weight } else { 0.0 };
        }
    }
    (span, all, telling)
}

/// A number that a sentence has, with what it counts.
struct Figure {
    span: ByteRange,
    value: f64,
    unit: Option<u64>,
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
        let mut overlap = Self {
            a,
            b,
            weights_a: Weights::new(a, weights_a),
            weights_b: Weights::new(b, weights_b),
            matches: matches(a, b),
            numbers_a: numbers(a),
            numbers_b: numbers(b),
            used: RefCell::new(vec![false; b.terms.len()]),
            whole: 0.0,
            affair,
        };
        overlap.whole = overlap.of(a.span, b.span).weight;
        overlap
    }

    /// The same where it is known that both articles are about one affair.
    pub(super) fn in_one_affair(mut self) -> Self {
        self.affair.one = true;
        self
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
        (self.weights_a.of(self.a, span_a).1, self.weights_b.of(self.b, span_b).1)
    }

    pub(super) fn weight_a(&self, span: ByteRange) -> f32 {
        self.weights_a.of(self.a, span).0
    }

    pub(super) fn weight_b(&self, span: ByteRange) -> f32 {
        self.weights_b.of(self.b, span).0
    }

    /// What two stretches share; each term counts once.
    pub(super) fn of(&self, span_a: ByteRange, span_b: ByteRange) -> Shared {
        let mut shared = Shared::default();
        let mut used = self.used.borrow_mut();
        used.fill(false);
        let mut last = usize::MAX;
        for &(i, j, worth) in &self.matches {
            let inside = span_a.contains(self.a.terms[i].span) && span_b.contains(self.b.terms[j].span);
            if i == last || used[j] || !inside {
                continue;
            }
            (last, used[j]) = (i, true);
            let weight = worth * self.weights_a.terms[i].min(self.weights_b.terms[j]);
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
        let left = || self.numbers_a.iter().filter(|figure| span_a.contains(figure.span));
        let right = || self.numbers_b.iter().filter(|figure| span_b.contains(figure.span));
        for x in left().filter(|x| !right().any(|y| x.value == y.value)) {
            for y in right().filter(|y| !left().any(|x| x.value == y.value)) {
                shared.other_numbers = true;
                let same_unit = x.unit.is_some() && x.unit == y.unit;
                shared.close = shared.close.max(closeness(x.value, y.value, same_unit));
                shared.apart |= same_unit;
            }
        }
    }
}

/// Terms of two sentences that may be the same, in order of the first, the surest first.
fn matches(a: &Sentence, b: &Sentence) -> Vec<(usize, usize, f32)> {
    let (left, right) = (by_key(a), by_key(b));
    let (mut found, mut from) = (Vec::new(), 0);
    for &(key, i) in &left {
        from += right[from..].partition_point(|&(other, _)| other < key);
        for &(_, j) in right[from..].iter().take_while(|&&(other, _)| other == key) {
            let same = a.terms[i].keys.first() == b.terms[j].keys.first();
            found.push((i, j, if same { 1.0 } else { BY_MEANING }));
        }
    }
    found.sort_by(|x, y| x.0.cmp(&y.0).then(y.2.total_cmp(&x.2)).then(x.1.cmp(&y.1)));
    found.dedup();
    found
}

/// The keys of a sentence's terms in order, each with the term's place in the sentence.
fn by_key(sentence: &Sentence) -> Vec<(u64, usize)> {
    let terms = sentence.terms.iter().enumerate();
    let mut keys: Vec<(u64, usize)> =
        terms.flat_map(|(at, term)| term.keys.iter().map(move |&key| (key, at))).collect();
    keys.sort_unstable();
    keys
}

fn numbers(sentence: &Sentence) -> Vec<Figure> {
    let figure = |term: &Term| Some(Figure { span: term.span, value: term.value?, unit: term.unit });
    sentence.terms.iter().filter_map(figure).collect()
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
    let alike = rounded || power || (low > 9.0 && high < LARGEST && digits(low) == digits(high));
    match (alike, same_unit) {
        (true, _) if same_unit || low > 12.0 => 1.0,
        (true, _) | (_, true) => 0.5,
        _ => 0.0,
    }
}

/// How often each digit stands in the whole part of a number up to [`LARGEST`], four bits each.
fn digits(value: f64) -> u64 {
    let (mut left, mut counts) = (value as u64, 0);
    while left > 0 {
        counts += 1 << (4 * (left % 10));
        left /= 10;
    }
    counts
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
