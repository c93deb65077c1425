//! Which appearance took the claim from which: credit, link, likeness, time; with the evidence.

use super::affair::links;
use super::appearance::{Article, Sentence, Stance, TermKind};
use super::claim::Edge;
use super::copies::is_copy;
use super::drift::{difference, drift};
use super::outlets::{NAMED, credited};
use super::overlap::Overlap;
use super::rarity::Rarity;
use super::same::{Likeness, Side, in_order, verdict};
use super::trace::Desk;
use std::sync::Arc;

/// From this strength on an appearance counts as taken from an earlier one; below, it is an origin.
const TAKEN: f32 = 0.42;
/// Gaps in time tell no more from two days on.
const LONGEST: f32 = 48.0;
/// Of more appearances than twice this only the first and the last so many are weighed, and those that are credited or linked to.
const WEIGHED: usize = 12;

/// An appearance that another may have been taken from.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) article: Arc<Article>,
    pub(super) sentence: Arc<Sentence>,
    pub(super) window: usize,
    /// Capitalised words of the sentence and the one before, sorted.
    pub(super) mentions: Vec<u64>,
}

impl Place {
    pub(super) fn side(&self) -> Side<'_> {
        Side { article: &self.article, sentence: &self.sentence, window: self.window }
    }
}

/// The step by which `later`, which stands so to the claim, came from one of the `earlier` (in order of time), if from any.
pub(super) fn edge(later: &Place, stance: Stance, earlier: &[&Place], desk: &Desk) -> Option<Edge> {
    let rarity: &dyn Rarity = desk.shelf;
    let credits: Vec<f32> = earlier.iter().map(|place| credited(&later.article.mentions, &place.article)).collect();
    let most_credit = credits.iter().copied().fold(0.0, f32::max);
    let near_end = |at: usize| at < WEIGHED || at + WEIGHED >= earlier.len();
    let is_told = |at: usize| credits[at] >= NAMED || links(&later.article, &earlier[at].article);
    let weighed = earlier.iter().enumerate().filter(|&(at, _)| near_end(at) || is_told(at));
    let ranked = weighed.map(|(at, place)| {
        let later_ones = earlier.iter().filter(|other| time(other) > time(place)).count();
        let clues = Clues::new(later, place, rarity, credits[at]);
        (clues.strength(at == 0, later_ones, most_credit), at, clues)
    });
    let (strength, at, clues) = ranked.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))?;
    (strength >= TAKEN).then(|| {
        let edge = told(later, earlier[at], &clues, strength, desk);
        if stance == Stance::Declines { refused(edge, earlier[at], &clues) } else { edge }
    })
}

fn time(place: &Place) -> i64 {
    place.article.seconds.unwrap_or(i64::MIN)
}

/// What speaks for one appearance coming from another.
struct Clues {
    link: bool,
    /// Share of the earlier one's outlet that the later article names; and the same in the sentence and the one before.
    credit: f32,
    near_credit: f32,
    likeness: f32,
    in_order: f32,
    other_numbers: bool,
    hours: f32,
}

/// Weights of the clues: logistic regression on pairs of appearances of the claims of the shared development
/// stories and of our own affairs.
struct Weights {
    link: f32,
    credit: f32,
    likeness: f32,
    in_order: f32,
    later_ones: f32,
    other_numbers: f32,
    first: f32,
    most_credit: f32,
    hours: f32,
    constant: f32,
}

const WEIGHTS: Weights = Weights {
    link: 1.21,
    credit: 2.28,
    likeness: 0.6,
    in_order: 1.67,
    later_ones: -0.25,
    other_numbers: -1.01,
    first: 1.05,
    most_credit: -1.28,
    hours: -1.43,
    constant: -0.6,
};

impl Clues {
    fn new(later: &Place, earlier: &Place, rarity: &dyn Rarity, credit: f32) -> Self {
        let (a, b) = (later.side(), earlier.side());
        let overlap = Overlap::new(a, b, rarity);
        let same_language = later.sentence.language == earlier.sentence.language;
        let shared = overlap.of(a.window_of().span, b.window_of().span);
        let numbers = |side: Side| side.terms().filter(|term| term.kind == TermKind::Number).count();
        let hours = time(later).saturating_sub(time(earlier)) as f32 / 3600.0;
        Self {
            link: links(&later.article, &earlier.article),
            credit,
            near_credit: credited(&later.mentions, &earlier.article),
            likeness: super::same::strength(a, b, &overlap),
            in_order: if same_language { in_order(a.words(), b.words()) } else { 0.0 },
            other_numbers: shared.numbers == 0 && numbers(a) > 0 && numbers(b) > 0,
            hours: hours.clamp(0.0, LONGEST) / LONGEST,
        }
    }

    fn strength(&self, first: bool, later_ones: usize, most_credit: f32) -> f32 {
        let flag = |is: bool| f32::from(u8::from(is));
        let sum = WEIGHTS.link * flag(self.link)
            + WEIGHTS.credit * self.credit
            + WEIGHTS.likeness * self.likeness
            + WEIGHTS.in_order * self.in_order
            + WEIGHTS.later_ones * later_ones as f32
            + WEIGHTS.other_numbers * flag(self.other_numbers)
            + WEIGHTS.first * flag(first)
            + WEIGHTS.most_credit * most_credit
            + WEIGHTS.hours * self.hours
            + WEIGHTS.constant;
        1.0 / (1.0 + (-sum).exp())
    }

    /// What in the later article's text says where it comes from.
    fn credits(&self, earlier: &Article) -> Vec<String> {
        let outlet = earlier.outlet.as_deref().unwrap_or(&earlier.id);
        let mut found = Vec::new();
        if self.near_credit >= NAMED {
            found.push(format!("it names {outlet} beside it"));
        } else if self.credit >= NAMED {
            found.push(format!("the article names {outlet}"));
        }
        if self.link {
            found.push(format!("the article links to that of {outlet}"));
        }
        found
    }

    fn reasons(&self, earlier: &Article, kind: Likeness) -> Vec<String> {
        let mut found = self.credits(earlier);
        match kind {
            Likeness::Verbatim => found.push("the words are the same".to_owned()),
            Likeness::NearVerbatim => found.push("nearly all words are the same, in the same order".to_owned()),
            Likeness::Translation => found.push("it says the same in another language".to_owned()),
            Likeness::Paraphrase => found.push("it says the same in other words".to_owned()),
        }
        if self.credit < NAMED && !self.link {
            found.push("nothing in the text says so: likely, by likeness and time".to_owned());
        }
        found
    }
}

fn told(later: &Place, earlier: &Place, clues: &Clues, strength: f32, desk: &Desk) -> Edge {
    let (a, b) = (later.side(), earlier.side());
    let overlap = Overlap::new(a, b, desk.shelf);
    let verdict = verdict(a, b, &overlap);
    let same_language = later.sentence.language == earlier.sentence.language;
    let credited = clues.link || clues.credit >= NAMED;
    let copied = is_copy(&desk.text_of(&later.article.id), &desk.text_of(&earlier.article.id), credited);
    let mut reasons = clues.reasons(&earlier.article, verdict.kind);
    if copied {
        reasons.push("other sentences are nearly word for word too: the text is carried over".to_owned());
    }
    Edge {
        article: earlier.article.id.clone(),
        quote: b.words().to_owned(),
        credited,
        strength,
        kind: verdict.kind,
        copied,
        drift: drift(a, b, &overlap, &verdict),
        difference: if same_language { difference(b.words(), a.words()) } else { Vec::new() },
        reasons,
    }
}

/// A refusal repeats no words: nothing could have changed on the way, and what it answers is told by where it stands.
fn refused(edge: Edge, earlier: &Place, clues: &Clues) -> Edge {
    let mut reasons = clues.credits(&earlier.article);
    reasons
        .push("it refuses to speak of what is likely this, by where it stands and the words that both have".to_owned());
    Edge { drift: Vec::new(), difference: Vec::new(), reasons, ..edge }
}
