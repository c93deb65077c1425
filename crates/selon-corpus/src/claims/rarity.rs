//! How much a term tells: the rarer it is among all articles and the fewer sentences of its own have it, the more.

use super::appearance::{Sentence, Term, TermKind};

/// Counts over all articles known so far.
pub trait Rarity {
    /// How many articles there are.
    fn articles(&self) -> usize;
    /// How many of them have a term with the key.
    fn articles_with(&self, key: u64) -> usize;
}

/// Articles that are thought to be there from the start, so that weights mean the same in a small collection.
const PRIOR: f32 = 100.0;

/// The weight of each term of a sentence.
pub(super) fn weights(sentence: &Sentence, rarity: &dyn Rarity) -> Vec<f32> {
    sentence.terms.iter().map(|term| weight(term, rarity)).collect()
}

fn weight(term: &Term, rarity: &dyn Rarity) -> f32 {
    // A term is as rare as the commonest of its keys: those that cross languages count it in all of them.
    let most = term.keys.iter().map(|&key| rarity.articles_with(key)).max().unwrap_or(0);
    let idf = ((rarity.articles() as f32 + PRIOR) / (most as f32 + 1.0)).ln();
    idf / f32::from(term.spread.max(1)).sqrt() * of_kind(term.kind)
}

/// Numbers tell claims of one affair apart, names and days do not: all of them have those.
fn of_kind(kind: TermKind) -> f32 {
    match kind {
        TermKind::Word => 1.0,
        TermKind::Name => 0.7,
        TermKind::Date => 0.4,
        TermKind::Number => 1.5,
    }
}
