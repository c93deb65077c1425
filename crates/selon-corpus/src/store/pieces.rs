//! In which portions are the sentences that joined put in order? Articles that are linked stay together as far as a bound goes, so that what is
//! held in memory and looked at anew hangs on the portion, and not on how much is added at once.

use super::links;
use super::shelf::Kept;
use crate::claims::{SentenceId, Shelf};
use crate::error::StoreError;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most sentences of a portion, but for a single article that has more.
const MOST: usize = 4096;
/// From this strength on a link keeps two articles together.
const STRONG: f32 = 0.5;
/// How many links of a new sentence are followed, the surest first.
const FOLLOWED: usize = 12;

/// Some of the sentences that joined.
#[derive(Default)]
pub(super) struct Piece {
    /// How many there are.
    pub(super) joined: usize,
    /// They, and those that they are linked with most surely.
    pub(super) near: BTreeSet<SentenceId>,
}

/// The sentences that `joined`, in pieces.
pub(super) fn pieces(db: &Connection, joined: &[SentenceId], shelf: &Kept) -> Result<Vec<Piece>, StoreError> {
    let articles = Articles::of(db, joined, shelf)?;
    let mut pieces: Vec<Piece> = Vec::new();
    for article in articles.in_order() {
        let joined = articles.joined[article];
        let full = pieces.last().is_none_or(|piece| piece.joined + joined > MOST);
        if full {
            pieces.push(Piece::default());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.joined += joined;
            piece.near.extend(&articles.near[article]);
        }
    }
    Ok(pieces)
}

/// The articles of the sentences that joined, numbered as they came.
#[derive(Default)]
struct Articles {
    /// How many sentences of each joined.
    joined: Vec<usize>,
    /// These, and those that they are linked with most surely.
    near: Vec<BTreeSet<SentenceId>>,
    /// Of each another one that it stays with; of one in each set itself.
    with: Vec<usize>,
}

impl Articles {
    fn of(db: &Connection, joined: &[SentenceId], shelf: &Kept) -> Result<Self, StoreError> {
        let mut articles = Self::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut first_near: HashMap<SentenceId, usize> = HashMap::new();
        for &id in joined {
            let Some(sentence) = shelf.sentence(id) else { continue };
            let number = *numbers.entry(sentence.article.clone()).or_insert_with(|| articles.begin());
            articles.joined[number] += 1;
            for link in links::of(db, id, FOLLOWED)? {
                let both = [link.a.sentence, link.b.sentence];
                articles.near[number].extend(both);
                if link.strength >= STRONG {
                    both.iter().for_each(|&id| articles.keep_together(number, *first_near.entry(id).or_insert(number)));
                }
            }
        }
        Ok(articles)
    }

    fn begin(&mut self) -> usize {
        self.joined.push(0);
        self.near.push(BTreeSet::new());
        self.with.push(self.with.len());
        self.with.len() - 1
    }

    fn keep_together(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.with[a.max(b)] = a.min(b);
    }

    /// The first article that one stays with.
    fn first(&mut self, mut article: usize) -> usize {
        while self.with[article] != article {
            self.with[article] = self.with[self.with[article]];
            article = self.with[article];
        }
        article
    }

    /// Those that stay together one after another.
    fn in_order(&self) -> Vec<usize> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for article in 0..self.with.len() {
            let mut first = article;
            while self.with[first] != first {
                first = self.with[first];
            }
            sets.entry(first).or_default().push(article);
        }
        sets.into_values().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_that_are_linked_stand_one_after_another() {
        let mut articles = Articles::default();
        (0..5).for_each(|_| {
            articles.begin();
        });
        articles.keep_together(4, 1);
        articles.keep_together(4, 3);
        assert_eq!(articles.in_order(), [0, 1, 3, 4, 2]);
    }
}
