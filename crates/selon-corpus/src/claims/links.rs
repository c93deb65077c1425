//! Which stretches of other articles say what a sentence says: candidates by shared keys, each pair verified.

use super::affair::{Affair, affair};
use super::appearance::{MarkKind, Sentence, Stance};
use super::overlap::Overlap;
use super::rarity::weights;
use super::same::{Side, strength};
use super::shelf::{SentenceId, Shelf};
use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A key in more than this share of all articles is no key; in a small collection, in more than so many.
const COMMON: usize = 10;
const FEW: usize = 12;
/// Most sentences that one key brings.
pub const MOST_HOLDING: usize = 64;
/// Most sentences that are verified for one sentence.
const MOST_CANDIDATES: usize = 96;
/// The weakest link that is kept, and most links between two sentences.
pub(super) const LEAST: f32 = 0.15;
const MOST_PAIRS: usize = 12;

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
    /// How surely they speak of one claim, from 0 to 1.
    pub strength: f32,
}

/// The keys by which a sentence is found, without doubles.
#[must_use]
pub fn keys(sentence: &Sentence) -> Vec<u64> {
    let mut keys: Vec<u64> = sentence.terms.iter().flat_map(|term| term.keys.iter().copied()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Links of a sentence with sentences of other articles on the shelf. The work is bounded, however many there are.
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
    let known = keys(&sentence).into_iter().map(|key| (shelf.articles_with(key), key));
    let mut found = ranked(id, known.filter(|(articles, _)| (2..=limit).contains(articles)), MOST_HOLDING, shelf);
    found.truncate(MOST_CANDIDATES);
    found
}

/// The sentences that have keys of one, those that share the most weight first: a key weighs the more the fewer articles have it.
/// `keys` come with the number of their articles; of each at most `holding` sentences count.
pub(crate) fn ranked(
    id: SentenceId,
    keys: impl Iterator<Item = (usize, u64)>,
    holding: usize,
    shelf: &dyn Shelf,
) -> Vec<SentenceId> {
    let mut votes: HashMap<SentenceId, f32, RandomState> = HashMap::default();
    for (articles, key) in keys {
        for other in shelf.holding(key, holding) {
            *votes.entry(other).or_default() += 1.0 / (articles as f32).sqrt();
        }
    }
    votes.remove(&id);
    let mut ranked: Vec<(SentenceId, f32)> = votes.into_iter().collect();
    ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    ranked.into_iter().map(|(other, _)| other).collect()
}

/// The likest pairs of windows of two sentences. Which of them stand is decided where all sentences that say it are known.
fn best(a: Side, b: Side, overlap: &Overlap) -> Vec<(f32, usize, usize)> {
    if overlap.is_empty() {
        return Vec::new();
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for x in tellable(a.sentence) {
        for y in tellable(b.sentence) {
            let strength = strength(Side { window: x, ..a }, Side { window: y, ..b }, overlap);
            if strength >= LEAST {
                pairs.push((strength, x, y));
            }
        }
    }
    pairs.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    pairs.truncate(MOST_PAIRS);
    pairs
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
