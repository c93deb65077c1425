//! Puts the claims around what is new in order: links it to what is there, and makes anew the claims that it touches.
//!
//! Only claims that a new sentence belongs to or is linked with are made anew, from all of their appearances; so the work for
//! one article hangs on who says the same, not on how much is stored. A claim of very many appearances is not made anew:
//! what joins it is held against its first and its last appearances and those it is linked with.

use super::pieces::{Piece, pieces};
use super::sentences::Pending;
use super::written::{Found, Written};
use super::{links, members};
use crate::claims::{self, Claim, Link, SentenceId, Shelf, Steps, Stretch, Tracer, mark_contradictions};
use crate::error::StoreError;
use crate::store::{Kept, LabelNames};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many appearances a claim may have to be made anew.
const LARGE: usize = 64;
/// Of a larger claim, how many of the first and of the last are compared.
const SAMPLE: usize = 16;
/// How often the claims that share a sentence with touched ones are touched too.
const ROUNDS: usize = 3;
/// How many sentences are looked at at least, and how many for each that joined: claims further off are left as they are.
const LEAST_LOOKED_AT: usize = 64;
const LOOKED_AT: usize = 4;

/// Links what joined and puts the claims around it, and around what went, in order.
pub(super) fn settle(db: &Connection, mut pending: Pending) -> Result<(), StoreError> {
    let written = pending.write(db)?;
    let mut shelf = Kept::new(db);
    shelf.lay_out(written);
    for &id in &pending.joined {
        claims::links(id, &shelf).iter().try_for_each(|link| links::keep(db, link))?;
    }
    shelf.clear_away();
    let mut pieces = pieces(db, &pending.joined, &shelf)?;
    if pieces.is_empty() {
        pieces.push(Piece::default());
    }
    shelf.trouble()?;
    for piece in pieces {
        put_in_order(db, piece, &std::mem::take(&mut pending.shaken), &shelf)?;
    }
    Ok(())
}

/// Makes the claims around a piece of what joined anew, and those that were `shaken`.
fn put_in_order(db: &Connection, piece: Piece, shaken: &BTreeSet<i64>, shelf: &Kept) -> Result<(), StoreError> {
    let mut around = Around::of(db, piece, shaken, shelf)?;
    let tracer = Tracer::new(&around.links, shelf);
    let touched = around.touched_of(tracer.groups());
    let steps = around.steps(db)?;
    let mut found = told(&tracer, &touched, &around, shaken, &steps);
    // Two that are kept as they are have been compared before.
    let mut pairs = claims::near(&found.claims, &around.links);
    pairs.retain(|&(a, b)| found.kept[a].is_none() || found.kept[b].is_none());
    mark_contradictions(&mut found.claims, &pairs, shelf);
    shelf.trouble()?;
    Written::new(db, shelf).put(&found, &around.replaced.keys().copied().collect())?;
    shelf.trouble()
}

/// The claims of `groups`, the earliest first. One that has the stretches that it had, and lost none, is kept as it is and told in outline.
fn told(tracer: &Tracer, groups: &[&Vec<Stretch>], around: &Around, shaken: &BTreeSet<i64>, steps: &Steps) -> Found {
    let known = around.replaced.iter().filter(|(number, _)| !shaken.contains(number));
    let numbers: HashMap<&[Stretch], i64> = known.map(|(&number, stretches)| (stretches.as_slice(), number)).collect();
    let mut found: Vec<(Claim, Option<i64>)> = Vec::new();
    for group in groups {
        let mut sorted = (*group).clone();
        sorted.sort_unstable();
        sorted.dedup();
        let kept = numbers.get(sorted.as_slice()).copied();
        let claim = if kept.is_some() { tracer.outline(group) } else { tracer.claim(group, steps) };
        found.extend(claim.map(|claim| (claim, kept)));
    }
    tracer.sort(&mut found, |(claim, _)| claim);
    let (claims, kept) = found.into_iter().unzip();
    Found { claims, kept }
}

/// What is looked at.
#[derive(Default)]
struct Around {
    /// Sentences that joined, those they are linked with, and those of the claims that are touched.
    touched: BTreeSet<SentenceId>,
    /// Claims that are made anew, with their stretches.
    replaced: BTreeMap<i64, Vec<Stretch>>,
    /// Claims that are looked at besides.
    beside: BTreeMap<i64, Vec<Stretch>>,
    /// Links among all sentences of these.
    links: Vec<Link>,
}

impl Around {
    fn of(db: &Connection, piece: Piece, shaken: &BTreeSet<i64>, shelf: &Kept) -> Result<Self, StoreError> {
        let mut around = Self { touched: piece.near, ..Self::default() };
        let most = LEAST_LOOKED_AT + LOOKED_AT * piece.joined;
        around.touch(db, shaken, most)?;
        around.look_beside(db, shelf, most)?;
        let besides = around.replaced.values().chain(around.beside.values()).flatten().map(|stretch| stretch.sentence);
        around.links = links::among(db, &besides.chain(around.touched.iter().copied()).collect())?;
        Ok(around)
    }

    /// Touches the claims of touched sentences, and those with which these share a sentence, as long as no more than `most` sentences are touched.
    fn touch(&mut self, db: &Connection, shaken: &BTreeSet<i64>, most: usize) -> Result<(), StoreError> {
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
                let stretches = members::stretches(db, claim, LARGE + 1)?;
                if stretches.len() > LARGE {
                    self.touched.extend(members::sample(db, claim, SAMPLE)?);
                } else if self.touched.len() + stretches.len() <= most || shaken.contains(&claim) {
                    new.extend(stretches.iter().map(|stretch| stretch.sentence).filter(|&id| self.touched.insert(id)));
                    self.replaced.insert(claim, stretches);
                }
            }
        }
        Ok(())
    }

    /// Who answers in an article answers one of all the claims that are made there: so these are looked at too.
    fn look_beside(&mut self, db: &Connection, shelf: &Kept, most: usize) -> Result<(), StoreError> {
        let mut looked_at = 0;
        for document in self.answering(shelf) {
            for claim in members::claims_of_document(db, document)? {
                if looked_at < most && !self.replaced.contains_key(&claim) && !self.beside.contains_key(&claim) {
                    let stretches = members::stretches(db, claim, LARGE)?;
                    looked_at += stretches.len();
                    self.beside.insert(claim, stretches);
                }
            }
        }
        Ok(())
    }

    /// Articles of the touched sentences in which somebody denies something or refuses to comment.
    fn answering(&self, shelf: &Kept) -> BTreeSet<i64> {
        let sentences = self.touched.iter().filter_map(|&id| shelf.sentence(id));
        let articles = sentences.filter_map(|sentence| shelf.article(&sentence.article));
        articles.filter(|article| article.answers).filter_map(|article| article.id.parse().ok()).collect()
    }

    /// The groups that are to be written: those of touched sentences. What they take from claims beside makes these touched
    /// as well.
    fn touched_of<'g>(&mut self, groups: &'g [Vec<Stretch>]) -> Vec<&'g Vec<Stretch>> {
        loop {
            let stored: Vec<&Vec<Stretch>> = groups.iter().filter(|group| self.touches(group)).collect();
            let taken: BTreeSet<SentenceId> =
                stored.iter().copied().flatten().map(|stretch| stretch.sentence).collect();
            let has_taken = |stretches: &[Stretch]| stretches.iter().any(|stretch| taken.contains(&stretch.sentence));
            let more: Vec<i64> =
                self.beside.iter().filter(|(_, stretches)| has_taken(stretches)).map(|(&claim, _)| claim).collect();
            if more.is_empty() {
                return stored;
            }
            for claim in more {
                let stretches = self.beside.remove(&claim).unwrap_or_default();
                self.touched.extend(stretches.iter().map(|stretch| stretch.sentence));
                self.replaced.insert(claim, stretches);
            }
        }
    }

    /// The steps of the claims that are made anew, as they were told.
    fn steps(&self, db: &Connection) -> Result<Steps, StoreError> {
        let names = LabelNames::new(db);
        let mut steps = Steps::new();
        for &claim in self.replaced.keys() {
            steps.extend(members::steps(db, claim, &names)?);
        }
        Ok(steps)
    }

    fn touches(&self, group: &[Stretch]) -> bool {
        group.iter().any(|stretch| self.touched.contains(&stretch.sentence))
    }
}
