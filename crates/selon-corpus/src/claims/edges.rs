//! Which appearance took the claim from which: credit, link, likeness, time; with the evidence.

use super::affair::links;
use super::appearance::{Article, Sentence, Stance, TermKind};
use super::claim::Edge;
use super::copies::{CARRIED_OVER, is_carried_over};
use super::drift::drift;
use super::likelihood::of_log_odds;
use super::links::Stretch;
use super::outlets::{NAMED, credited};
use super::overlap::Overlap;
use super::rarity::Rarity;
use super::same::{Likeness, Side, in_order, verdict};
use super::trace::Desk;
use std::collections::HashMap;
use std::sync::Arc;

/// From this strength on an appearance counts as taken from an earlier one; below, it is an origin.
const TAKEN: f32 = 0.48;
/// What names the earlier article's outlet beside the claim is at least so sure to come from there: it says so.
const SAID_SO: f32 = 0.6;
/// Gaps in time tell no more from two days on.
const LONGEST: f32 = 48.0;
/// Of more appearances than twice this only the first and the last so many are weighed, and those that are credited or linked to.
const WEIGHED: usize = 12;

/// An appearance that another may have been taken from.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) article: Arc<Article>,
    pub(super) sentence: Arc<Sentence>,
    pub(super) stretch: Stretch,
}

/// Steps that were told before: the later stretch and the earlier one, with all but the earlier words and the strength, which hang on what else
/// says the same.
pub(crate) type Steps = HashMap<(Stretch, Stretch), Edge>;

impl Place {
    pub(super) fn side(&self) -> Side<'_> {
        Side { article: &self.article, sentence: &self.sentence, window: self.stretch.window }
    }
}

/// The step by which `later`, which stands so to the claim, came from one of the `earlier` (in order of time), if from any.
pub(super) fn edge(later: &Place, stance: Stance, earlier: &[&Place], known: &Steps, desk: &Desk) -> Option<Edge> {
    let (strength, at, clues) = likest(&told_alone(later, earlier, desk), later, earlier, desk.shelf)?;
    if let Some(edge) = known.get(&(later.stretch, earlier[at].stretch)) {
        return Some(Edge { strength, quote: earlier[at].side().words().to_owned(), ..edge.clone() });
    }
    let edge = told(later, earlier[at], &clues, strength, desk);
    Some(if stance == Stance::Declines {
        refused(edge, clues.credits(&earlier[at].article, &desk.mentions_at(later)))
    } else {
        edge
    })
}

/// Of each of the `earlier` that is weighed: what speaks for it without a look at the words.
fn told_alone(later: &Place, earlier: &[&Place], desk: &Desk) -> Vec<(usize, Told)> {
    let credits: Vec<f32> = earlier.iter().map(|place| credited(&later.article.mentions, &place.article)).collect();
    let most_credit = credits.iter().copied().fold(0.0, f32::max);
    let near_end = |at: usize| at < WEIGHED || at + WEIGHED >= earlier.len();
    let is_linked = |at: usize| links(&later.article, &earlier[at].article);
    let weighed = (0..earlier.len()).filter(|&at| near_end(at) || credits[at] >= NAMED || is_linked(at));
    let near = if most_credit >= NAMED { desk.mentions_at(later) } else { Vec::new() };
    let told = |at: usize| Told {
        link: is_linked(at),
        beside: credits[at] >= NAMED && credited(&near, &earlier[at].article) >= NAMED,
        credit: credits[at],
        most_credit,
        first: at == 0,
        later_ones: earlier.iter().filter(|other| time(other) > time(earlier[at])).count(),
        hours: time(later).saturating_sub(time(earlier[at])) as f32 / 3600.0,
    };
    weighed.map(|at| (at, told(at))).collect()
}

/// The one that it was most likely taken from, with its strength, where that is enough. Words are compared of those alone that could win.
fn likest(
    told: &[(usize, Told)],
    later: &Place,
    earlier: &[&Place],
    rarity: &dyn Rarity,
) -> Option<(f32, usize, Clues)> {
    let mut ranked: Vec<(f32, usize, &Told)> = told.iter().map(|(at, told)| (told.at_most(), *at, told)).collect();
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut best: Option<(f32, usize, Clues)> = None;
    for (at_most, at, told) in ranked {
        if at_most < best.as_ref().map_or(TAKEN, |(strength, ..)| *strength) {
            break;
        }
        let clues = Clues::new(later, earlier[at], rarity, told);
        let strength = clues.strength(told);
        let wins = best.as_ref().is_none_or(|(most, of, _)| strength > *most || (strength == *most && at < *of));
        if strength >= TAKEN && wins {
            best = Some((strength, at, clues));
        }
    }
    best
}

fn time(place: &Place) -> i64 {
    place.article.seconds.unwrap_or(i64::MIN)
}

/// What speaks for one appearance coming from another without a look at their words.
struct Told {
    link: bool,
    /// Whether the earlier one's outlet is named in the sentence or the one before.
    beside: bool,
    /// Share of the earlier one's outlet that the later article names, and the most of any.
    credit: f32,
    most_credit: f32,
    /// Whether it is the earliest of all.
    first: bool,
    /// How many stand between the two in time, and how long it was.
    later_ones: usize,
    hours: f32,
}

/// What speaks for it by their words.
struct Clues {
    link: bool,
    credit: f32,
    likeness: f32,
    in_order: f32,
    other_numbers: bool,
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

impl Told {
    fn strength(&self, likeness: f32, in_order: f32, other_numbers: bool) -> f32 {
        let flag = |is: bool| f32::from(u8::from(is));
        let sum = WEIGHTS.link * flag(self.link)
            + WEIGHTS.credit * self.credit
            + WEIGHTS.likeness * likeness
            + WEIGHTS.in_order * in_order
            + WEIGHTS.later_ones * self.later_ones as f32
            + WEIGHTS.other_numbers * flag(other_numbers)
            + WEIGHTS.first * flag(self.first)
            + WEIGHTS.most_credit * self.most_credit
            + WEIGHTS.hours * (self.hours.clamp(0.0, LONGEST) / LONGEST)
            + WEIGHTS.constant;
        of_log_odds(sum).max(if self.beside { SAID_SO } else { 0.0 })
    }

    /// The strength that it would have if all words were the same.
    fn at_most(&self) -> f32 {
        self.strength(1.0, 1.0, false)
    }
}

impl Clues {
    fn new(later: &Place, earlier: &Place, rarity: &dyn Rarity, told: &Told) -> Self {
        let (a, b) = (later.side(), earlier.side());
        let overlap = Overlap::new(a, b, rarity);
        let same_language = later.sentence.language == earlier.sentence.language;
        let shared = overlap.of(a.window_of().span, b.window_of().span);
        let numbers = |side: Side| side.terms().filter(|term| term.kind == TermKind::Number).count();
        Self {
            link: told.link,
            credit: told.credit,
            likeness: super::same::strength(a, b, &overlap),
            in_order: if same_language { in_order(a.words(), b.words()) } else { 0.0 },
            other_numbers: shared.numbers == 0 && numbers(a) > 0 && numbers(b) > 0,
        }
    }

    fn strength(&self, told: &Told) -> f32 {
        told.strength(self.likeness, self.in_order, self.other_numbers)
    }

    /// What in the later article's text says where it comes from; `near` are the capitalised words beside it.
    fn credits(&self, earlier: &Article, near: &[u64]) -> Vec<String> {
        let mut found = Vec::new();
        match &earlier.outlet {
            Some(outlet) => {
                if credited(near, earlier) >= NAMED {
                    found.push(format!("it names {outlet} beside it"));
                } else if self.credit >= NAMED {
                    found.push(format!("the article names {outlet}"));
                }
                if self.link {
                    found.push(format!("the article links to that of {outlet}"));
                }
            }
            None if self.link => found.push("one article links to the other".to_owned()),
            None => {}
        }
        found
    }

    fn reasons(&self, earlier: &Article, near: &[u64], kind: Likeness) -> Vec<String> {
        let mut found = self.credits(earlier, near);
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
    let credited = clues.link || clues.credit >= NAMED;
    let copied = is_carried_over(&later.article, &earlier.article, credited, desk.shelf);
    let mut reasons = clues.reasons(&earlier.article, &desk.mentions_at(later), verdict.kind);
    if copied {
        reasons.push(CARRIED_OVER.to_owned());
    }
    Edge {
        article: earlier.article.id.clone(),
        quote: b.words().to_owned(),
        credited,
        strength,
        kind: verdict.kind,
        copied,
        drift: drift(a, b, &overlap, &verdict),
        difference: Vec::new(),
        reasons,
    }
}

/// A refusal repeats no words: nothing could have changed on the way, and what it answers is told by where it stands.
fn refused(edge: Edge, credits: Vec<String>) -> Edge {
    let mut reasons = credits;
    reasons
        .push("it refuses to speak of what is likely this, by where it stands and the words that both have".to_owned());
    Edge { drift: Vec::new(), reasons, ..edge }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_likeness_is_more_than_the_most() {
        let told =
            Told { link: true, beside: false, credit: 0.5, most_credit: 1.0, first: true, later_ones: 3, hours: 30.0 };
        for (likeness, in_order) in [(0.0, 0.0), (0.4, 0.9), (1.0, 1.0)] {
            assert!(told.strength(likeness, in_order, false) <= told.at_most());
            assert!(told.strength(likeness, in_order, true) < told.at_most());
        }
    }
}
