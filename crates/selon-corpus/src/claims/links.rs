//! Which stretches of other articles say what a sentence says: candidates by shared keys, each pair verified.

use super::affair::{Affair, affair};
use super::appearance::{MarkKind, Sentence, Stance};
use super::evidence::too_little;
use super::overlap::Overlap;
use super::rarity::weights;
use super::same::{Side, may_mean, strength};
use super::shelf::{SentenceId, Shelf};
use crate::signatures;
use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A key in more than this share of all articles is no key; in a small collection, in more than so many.
const COMMON: usize = 10;
const FEW: usize = 12;
/// Most keys of a sentence that are followed, the rarest first.
const MOST_KEYS: usize = 32;
/// Sentences that share less are not looked at: as much as one key that [`FEW`] articles have.
const LEAST_SHARED: f32 = 0.288;
/// Most sentences that one key brings.
pub const MOST_HOLDING: usize = 64;
/// Most sentences that are verified for one sentence.
pub const MOST_CANDIDATES: usize = 24;
/// The weakest link that counts: weaker ones tell next to nothing of what is one claim, and there are as many of them as of all others.
const LEAST: f32 = 0.2;
/// Most links between two sentences.
const MOST_PAIRS: usize = 12;
/// Most links of a sentence with those that were there, the surest: several for each sentence that says the same.
const MOST_LINKS: usize = 96;
/// Strengths are told in thousandths, so that one that was stored is what it was.
const WHOLE: f32 = 1000.0;

/// A stretch of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stretch {
    /// The sentence.
    pub sentence: SentenceId,
    /// The window of it.
    pub window: usize,
}

/// Two stretches of different articles that may say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The stretch of the sentence that was added.
    pub a: Stretch,
    /// The stretch of the one that was there.
    pub b: Stretch,
    /// How surely they speak of one claim, from 0 to 1, in thousandths.
    pub strength: f32,
}

/// The keys by which a sentence is found, sorted and without doubles: its words, runs of them, what its statements mean.
#[must_use]
pub fn keys(sentence: &Sentence) -> Vec<u64> {
    signatures::all(sentence, &sentence.meanings)
}

/// Links of a sentence with sentences of other articles on the shelf, the surest first. The work is bounded, however many there are.
#[must_use]
pub fn links(id: SentenceId, shelf: &dyn Shelf) -> Vec<Link> {
    links_among(id, &candidates(id, shelf), shelf)
}

/// Links of a sentence with those of `others` that are of other articles: where candidates are found in one place and verified in another.
#[must_use]
pub fn links_among(id: SentenceId, others: &[SentenceId], shelf: &dyn Shelf) -> Vec<Link> {
    let Some(sentence) = shelf.sentence(id) else { return Vec::new() };
    let Some(article) = shelf.article(&sentence.article) else { return Vec::new() };
    let own = weights(&sentence, shelf);
    let mut affairs: HashMap<String, Affair> = HashMap::new();
    let mut found = Vec::new();
    for &other_id in others {
        let Some(other) = shelf.sentence(other_id) else { continue };
        let Some(other_article) = shelf.article(&other.article) else { continue };
        if other.article == sentence.article {
            continue;
        }
        let found_before = affairs.entry(other.article.clone());
        let affair = *found_before.or_insert_with(|| affair(&article, &other_article, shelf));
        let overlap = Overlap::weighed(&sentence, &other, (own.clone(), weights(&other, shelf)), affair);
        let a = Side { article: &article, sentence: &sentence, window: 0 };
        let b = Side { article: &other_article, sentence: &other, window: 0 };
        found.extend(best(a, b, &overlap).into_iter().map(|(strength, x, y)| Link {
            a: Stretch { sentence: id, window: x },
            b: Stretch { sentence: other_id, window: y },
            strength,
        }));
    }
    found.sort_by(|x, y| y.strength.total_cmp(&x.strength).then((x.b, x.a).cmp(&(y.b, y.a))));
    found.truncate(MOST_LINKS);
    found
}

/// A key that more articles have than this is too common to be followed, given how many articles there are: what keeps the work bounded.
#[must_use]
pub fn most_with_key(articles: usize) -> usize {
    (articles / COMMON).max(FEW)
}

/// Sentences that share rare keys, those that share the most weight first.
#[must_use]
pub fn candidates(id: SentenceId, shelf: &dyn Shelf) -> Vec<SentenceId> {
    let Some(sentence) = shelf.sentence(id) else { return Vec::new() };
    let limit = most_with_key(shelf.articles());
    let mut known: Vec<(usize, u64)> = keys(&sentence).into_iter().map(|key| (shelf.articles_with(key), key)).collect();
    known.retain(|(articles, _)| (2..=limit).contains(articles));
    known.sort_unstable();
    known.truncate(MOST_KEYS);
    // A key weighs the more the fewer articles have it.
    let mut votes: HashMap<SentenceId, f32, RandomState> = HashMap::default();
    for (articles, key) in known {
        for other in shelf.holding(key, MOST_HOLDING) {
            *votes.entry(other).or_default() += 1.0 / (articles as f32).sqrt();
        }
    }
    votes.remove(&id);
    let mut ranked: Vec<(SentenceId, f32)> = votes.into_iter().filter(|(_, shared)| *shared >= LEAST_SHARED).collect();
    ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    ranked.into_iter().map(|(other, _)| other).take(MOST_CANDIDATES).collect()
}

/// The likest pairs of windows of two sentences. Which of them stand is decided where all sentences that say it are known.
fn best(a: Side, b: Side, overlap: &Overlap) -> Vec<(f32, usize, usize)> {
    // Stretches share no more than their sentences do.
    let shared = overlap.of(a.sentence.span, b.sentence.span);
    if overlap.is_empty() || too_little(&shared, overlap.affair(), may_mean(a.sentence, b.sentence)) {
        return Vec::new();
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for x in tellable(a.sentence) {
        for y in tellable(b.sentence) {
            let strength = strength(Side { window: x, ..a }, Side { window: y, ..b }, overlap);
            let strength = of_thousandths(thousandths(strength));
            if strength >= LEAST {
                pairs.push((strength, x, y));
            }
        }
    }
    pairs.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    pairs.truncate(MOST_PAIRS);
    pairs
}

/// A strength as a whole number of thousandths.
pub(crate) fn thousandths(strength: f32) -> i64 {
    (strength * WHOLE).round() as i64
}

/// A strength that was told in thousandths.
pub(crate) fn of_thousandths(whole: i64) -> f32 {
    whole as f32 / WHOLE
}

/// The windows that say something; a refusal to comment says nothing that could be said again.
fn tellable(sentence: &Sentence) -> impl Iterator<Item = usize> + '_ {
    (0..sentence.windows.len()).filter(|&window| !refuses(sentence, window))
}

/// Whether a window refuses to speak of a thing.
pub(super) fn refuses(sentence: &Sentence, window: usize) -> bool {
    let Some(of) = sentence.windows.get(window) else { return false };
    let marked = sentence.marks.iter().any(|mark| mark.kind == MarkKind::Refusal && of.span.contains(mark.span));
    marked || of.stance == Stance::Declines
}
