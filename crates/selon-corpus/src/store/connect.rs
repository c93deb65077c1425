//! Puts the claims around what is new in order: links it to what is there, and makes anew the claims that it touches.
//!
//! Only claims that a new sentence belongs to or is linked with are made anew, from all of their appearances; so the work for
//! one article hangs on who says the same, not on how much is stored. A claim of very many appearances is not made anew:
//! what joins it is held against its first and its last appearances and those it is linked with.

use super::sentences::{Pending, keys_of};
use super::written::Written;
use super::{links, meanings, members};
use crate::claims::{
    Claim, Link, MOST_NEAR, Rarity, SentenceId, Shelf, claims_alone, links_among, mark_contradictions, may_answer,
    most_with_key,
};
use crate::error::StoreError;
use crate::store::Kept;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many keys of a sentence are looked up, the rarest first, and how many of the sentences that they bring are compared.
const LOOKED_UP: usize = 32;
const VERIFIED: usize = 48;
/// How many links of a new sentence are followed, the surest first.
const FOLLOWED: usize = 96;
/// How many appearances a claim may have to be made anew.
const LARGE: usize = 64;
/// Of a larger claim, how many of the first and of the last are compared.
const SAMPLE: usize = 16;
/// How often the claims that share a sentence with touched ones are touched too.
const ROUNDS: usize = 3;

/// Links what joined and puts the claims around it, and around what went, in order.
pub(super) fn settle(db: &Connection, mut pending: Pending) -> Result<(), StoreError> {
    pending.write(db)?;
    let shelf = Kept::new(db);
    for &id in &pending.joined {
        let candidates = candidates(db, id, &shelf)?;
        links::keep(db, links_among(id, &candidates, &shelf))?;
    }
    shelf.trouble()?;
    let mut around = Around::of(db, &pending, &shelf)?;
    let mut found = claims_alone(&around.links, &shelf);
    let pairs = pairs(&found, &around.links);
    mark_contradictions(&mut found, &pairs, &shelf);
    shelf.trouble()?;
    let stored = around.touched_of(&found);
    Written::new(db, &shelf).put(&stored, &around.replaced.keys().copied().collect())?;
    shelf.trouble()
}

/// Claims that may not go together: two that share an article, and a sentence or a link from a sentence of one to one of the other.
/// Others share too little to speak of one thing.
fn pairs(found: &[Claim], links: &[Link]) -> Vec<(usize, usize)> {
    let (mut of_sentence, mut articles): (HashMap<SentenceId, Vec<usize>>, Vec<BTreeSet<&str>>) = Default::default();
    for (at, claim) in found.iter().enumerate() {
        for appearance in &claim.appearances {
            of_sentence.entry(appearance.stretch.sentence).or_default().push(at);
        }
        articles.push(claim.appearances.iter().map(|appearance| appearance.article.as_str()).collect());
    }
    let of = |id: SentenceId| of_sentence.get(&id).map_or(&[] as &[usize], Vec::as_slice);
    let mut near: BTreeSet<(usize, usize)> = BTreeSet::new();
    for link in links {
        let both = [of(link.a.sentence), of(link.b.sentence)].concat();
        for &a in &both {
            near.extend(both.iter().filter(|&&b| a < b).map(|&b| (a, b)));
        }
    }
    let mut taken: HashMap<usize, usize> = HashMap::new();
    near.retain(|&(a, b)| {
        let shares = !articles[a].is_disjoint(&articles[b]);
        let count = taken.entry(a).or_default();
        *count += usize::from(shares);
        shares && *count <= MOST_NEAR
    });
    near.into_iter().collect()
}

/// Sentences that share rare keys with one, those that share most first. Few are looked up and few are given, however many
/// there are.
fn candidates(db: &Connection, id: SentenceId, shelf: &Kept) -> Result<Vec<SentenceId>, StoreError> {
    let Some(sentence) = shelf.sentence(id) else { return Ok(Vec::new()) };
    let document = sentence.article.parse().unwrap_or_default();
    let model = meanings::model_of(db, document)?;
    let most = most_with_key(shelf.articles());
    let keys = keys_of(db, document, &sentence, model.as_deref())?.into_iter();
    let mut known: Vec<(usize, u64)> = keys.map(|key| (shelf.articles_with(key), key)).collect();
    known.retain(|(articles, _)| (2..=most).contains(articles));
    known.sort_unstable();
    known.truncate(LOOKED_UP);
    let mut votes: HashMap<SentenceId, f32> = HashMap::new();
    for (articles, key) in known {
        for other in shelf.holding(key, usize::MAX) {
            *votes.entry(other).or_default() += 1.0 / (articles as f32).sqrt();
        }
    }
    votes.remove(&id);
    let mut ranked: Vec<(SentenceId, f32)> = votes.into_iter().collect();
    ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    Ok(ranked.into_iter().take(VERIFIED).map(|(other, _)| other).collect())
}

/// What is looked at.
#[derive(Default)]
struct Around {
    /// Sentences that joined, those they are linked with, and those of the claims that are touched.
    touched: BTreeSet<SentenceId>,
    /// Claims that are made anew, with their sentences.
    replaced: BTreeMap<i64, Vec<SentenceId>>,
    /// Claims that are looked at besides.
    beside: BTreeMap<i64, Vec<SentenceId>>,
    /// Links among all sentences of these.
    links: Vec<Link>,
}

impl Around {
    fn of(db: &Connection, pending: &Pending, shelf: &Kept) -> Result<Self, StoreError> {
        let mut around = Self::default();
        for &id in &pending.joined {
            let near = links::of(db, id, FOLLOWED)?;
            around.touched.extend(near.iter().flat_map(|link| [link.a.sentence, link.b.sentence]));
        }
        around.touch(db, &pending.shaken)?;
        around.look_beside(db, shelf)?;
        let all = around.replaced.values().chain(around.beside.values()).flatten().chain(&around.touched);
        around.links = links::among(db, &all.copied().collect())?;
        Ok(around)
    }

    /// Touches the claims of touched sentences, and those with which these share a sentence.
    fn touch(&mut self, db: &Connection, shaken: &BTreeSet<i64>) -> Result<(), StoreError> {
        let mut claims = shaken.clone();
        let mut new: Vec<SentenceId> = self.touched.iter().copied().collect();
        for _ in 0..ROUNDS {
            for &id in &new {
                claims.extend(members::claims_of_sentence(db, id)?);
            }
            new.clear();
            for claim in std::mem::take(&mut claims) {
                if self.replaced.contains_key(&claim) {
                    continue;
                }
                let sentences = members::sentences(db, claim, LARGE + 1)?;
                if sentences.len() > LARGE {
                    self.touched.extend(members::sample(db, claim, SAMPLE)?);
                    continue;
                }
                new.extend(sentences.iter().filter(|&&id| self.touched.insert(id)));
                self.replaced.insert(claim, sentences);
            }
        }
        Ok(())
    }

    /// Who answers in an article answers one of all the claims that are made there: so these are looked at too.
    fn look_beside(&mut self, db: &Connection, shelf: &Kept) -> Result<(), StoreError> {
        for document in self.answering(shelf) {
            for claim in members::claims_of_document(db, document)? {
                if !self.replaced.contains_key(&claim) && !self.beside.contains_key(&claim) {
                    self.beside.insert(claim, members::sentences(db, claim, LARGE)?);
                }
            }
        }
        Ok(())
    }

    /// Articles of the touched sentences in which somebody denies something or refuses to comment.
    fn answering(&self, shelf: &Kept) -> Vec<i64> {
        let mut articles: BTreeMap<String, bool> = BTreeMap::new();
        for &id in &self.touched {
            let Some(sentence) = shelf.sentence(id) else { continue };
            articles.entry(sentence.article.clone()).or_insert_with(|| {
                let others = shelf.sentences_of(&sentence.article);
                others.into_iter().filter_map(|id| shelf.sentence(id)).any(|sentence| may_answer(&sentence))
            });
        }
        articles.into_iter().filter(|(_, answers)| *answers).filter_map(|(id, _)| id.parse().ok()).collect()
    }

    /// The claims that are to be written: those of touched sentences. What they take from claims beside makes these touched
    /// as well.
    fn touched_of<'f>(&mut self, found: &'f [Claim]) -> Vec<&'f Claim> {
        loop {
            let stored: Vec<&Claim> = found.iter().filter(|claim| self.touches(claim)).collect();
            let taken: BTreeSet<SentenceId> =
                stored.iter().flat_map(|claim| &claim.appearances).map(|at| at.stretch.sentence).collect();
            let has_taken = |sentences: &Vec<SentenceId>| sentences.iter().any(|id| taken.contains(id));
            let more: Vec<i64> =
                self.beside.iter().filter(|(_, sentences)| has_taken(sentences)).map(|(&claim, _)| claim).collect();
            if more.is_empty() {
                return stored;
            }
            for claim in more {
                let sentences = self.beside.remove(&claim).unwrap_or_default();
                self.touched.extend(&sentences);
                self.replaced.insert(claim, sentences);
            }
        }
    }

    fn touches(&self, claim: &Claim) -> bool {
        claim.appearances.iter().any(|appearance| self.touched.contains(&appearance.stretch.sentence))
    }
}
