//! Writes claims in place of those that were, with all that is told of every appearance.

use super::labels::Labels;
use super::members::claims_of_sentence;
use super::record::label;
use crate::claims::{Appearance, Claim, Sentence, Shelf, Stance, thousandths};
use crate::error::StoreError;
use crate::store::Kept;
use rusqlite::{Connection, OptionalExtension, params};
use selon_reading::Place;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Origins that are listed by document; more are only counted.
const LISTED: usize = 256;

/// Claims that were found, and for each that has been written as it is its number.
pub(super) struct Found {
    pub(super) claims: Vec<Claim>,
    pub(super) kept: Vec<Option<i64>>,
}

impl Found {
    fn pairs(&self) -> impl Iterator<Item = (&Claim, Option<i64>)> {
        self.claims.iter().zip(self.kept.iter().copied())
    }
}

/// Writes the claims of one transaction.
pub(super) struct Written<'c> {
    db: &'c Connection,
    shelf: &'c Kept<'c>,
    labels: Labels<'c>,
}

impl<'c> Written<'c> {
    pub(super) fn new(db: &'c Connection, shelf: &'c Kept<'c>) -> Self {
        Self { db, shelf, labels: Labels::new(db) }
    }

    /// Writes `found` in place of those that were `looked_at`, which go where nothing is left of them. One that has most of a claim
    /// that was not looked at only adds to it.
    pub(super) fn put(&self, found: &Found, looked_at: &BTreeSet<i64>) -> Result<(), StoreError> {
        let kept: BTreeSet<i64> = found.kept.iter().copied().flatten().collect();
        let replaced: BTreeSet<i64> = looked_at.difference(&kept).copied().collect();
        let new: Vec<&Claim> = found.pairs().filter(|(_, kept)| kept.is_none()).map(|(claim, _)| claim).collect();
        let numbers = self.numbers(&new, &replaced, &kept)?;
        let used: BTreeSet<i64> = numbers.iter().copied().flatten().collect();
        for &claim in &replaced {
            self.clear(claim, looked_at)?;
            if !used.contains(&claim) {
                self.db.prepare_cached("DELETE FROM claims WHERE id = ?1")?.execute([claim])?;
            }
        }
        let mut written: HashMap<&str, i64> =
            found.pairs().filter_map(|(claim, kept)| Some((claim.id.as_str(), kept?))).collect();
        for (claim, number) in new.iter().zip(numbers) {
            let number = match number {
                Some(number) if !replaced.contains(&number) => self.widen(number, claim)?,
                number => self.write(number, claim)?,
            };
            written.insert(&claim.id, number);
        }
        found.claims.iter().try_for_each(|claim| self.keep_contradictions(claim, &written))
    }

    /// Takes away what is known of a claim, but not how it stands to claims that were not looked at.
    fn clear(&self, claim: i64, looked_at: &BTreeSet<i64>) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM appearances WHERE claim = ?1")?.execute([claim])?;
        let mut query = self.db.prepare_cached(
            "SELECT claim, other FROM contradictions WHERE claim = ?1
             UNION ALL SELECT claim, other FROM contradictions WHERE other = ?1",
        )?;
        let pairs = query.query_map([claim], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
        for (one, other) in
            pairs.into_iter().filter(|(one, other)| looked_at.contains(one) && looked_at.contains(other))
        {
            self.db
                .prepare_cached("DELETE FROM contradictions WHERE claim = ?1 AND other = ?2")?
                .execute([one, other])?;
        }
        Ok(())
    }

    /// For each claim the number of the one that it has most of, each number once where it is replaced, and none of those that are kept.
    fn numbers(
        &self,
        found: &[&Claim],
        replaced: &BTreeSet<i64>,
        kept: &BTreeSet<i64>,
    ) -> Result<Vec<Option<i64>>, StoreError> {
        let mut votes: Vec<(usize, bool, usize, i64)> = Vec::new();
        for (at, claim) in found.iter().enumerate() {
            let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
            let sentences: BTreeSet<_> =
                claim.appearances.iter().map(|appearance| appearance.stretch.sentence).collect();
            for id in sentences {
                for number in claims_of_sentence(self.db, id)?.into_iter().filter(|number| !kept.contains(number)) {
                    *shared.entry(number).or_default() += 1;
                }
            }
            votes.extend(shared.into_iter().map(|(number, count)| (count, replaced.contains(&number), at, number)));
        }
        votes.sort_by(|x, y| (y.0, y.1).cmp(&(x.0, x.1)).then((x.2, x.3).cmp(&(y.2, y.3))));
        let mut numbers = vec![None; found.len()];
        let mut given = BTreeSet::new();
        for (_, is_replaced, at, number) in votes {
            if numbers[at].is_none() && (!is_replaced || given.insert(number)) {
                numbers[at] = Some(number);
            }
        }
        Ok(numbers)
    }

    fn write(&self, number: Option<i64>, claim: &Claim) -> Result<i64, StoreError> {
        let documents = |ids: &[String]| -> Vec<i64> { ids.iter().filter_map(|id| id.parse().ok()).collect() };
        let mut origins = documents(&claim.origins);
        origins.truncate(LISTED);
        let circles: Vec<Vec<i64>> = claim.circles.iter().map(|circle| documents(circle)).collect();
        let circles = if circles.is_empty() { None } else { Some(serde_json::to_string(&circles)?) };
        let number = self
            .db
            .prepare_cached(
                "INSERT INTO claims (id, name, seconds, independent, origins, circles) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, seconds = excluded.seconds,
                 independent = excluded.independent, origins = excluded.origins, circles = excluded.circles RETURNING id",
            )?
            .query_row(
                params![
                    number,
                    claim.id,
                    self.seconds(claim),
                    claim.independent() as i64,
                    serde_json::to_string(&origins)?,
                    circles
                ],
                |row| row.get(0),
            )?;
        claim.appearances.iter().try_for_each(|appearance| self.keep(number, claim, appearance))?;
        Ok(number)
    }

    /// The time of the earliest article.
    fn seconds(&self, claim: &Claim) -> i64 {
        let first = claim.appearances.first().and_then(|first| self.shelf.article(&first.article));
        first.and_then(|article| article.seconds).unwrap_or(i64::MAX)
    }

    /// Adds to a claim the appearances that it does not have.
    fn widen(&self, number: i64, claim: &Claim) -> Result<i64, StoreError> {
        for appearance in &claim.appearances {
            let mut query =
                self.db.prepare_cached("SELECT 1 FROM appearances WHERE claim = ?1 AND sentence = ?2 LIMIT 1")?;
            if query.exists(params![number, appearance.stretch.sentence.0])? {
                continue;
            }
            self.keep(number, claim, appearance)?;
            if appearance.from.is_none() && appearance.stance == Stance::Asserts {
                self.db
                    .prepare_cached("UPDATE claims SET independent = independent + 1 WHERE id = ?1")?
                    .execute([number])?;
            }
        }
        Ok(number)
    }

    fn keep(&self, number: i64, claim: &Claim, appearance: &Appearance) -> Result<(), StoreError> {
        let Some(sentence) = self.shelf.sentence(appearance.stretch.sentence) else { return Ok(()) };
        let document: Option<i64> = appearance.article.parse().ok();
        let statement: Option<i64> = match &appearance.statement {
            Some(name) => self.statement(document, name)?,
            None => None,
        };
        let (start, length) = self.place(&sentence, appearance)?;
        let edge = appearance.from.as_ref();
        let taken = edge.and_then(|edge| {
            let is_it = |earlier: &&Appearance| earlier.article == edge.article && earlier.quote == edge.quote;
            claim.appearances.iter().find(is_it).map(|earlier| earlier.stretch)
        });
        let drift = edge.map(|edge| edge.drift.iter().map(|drift| drift.name()).collect::<Vec<_>>());
        self.db
            .prepare_cached(
                "INSERT OR REPLACE INTO appearances (claim, sentence, window, document, title, start, length, statement, stance,
                 taken_from, from_sentence, from_window, credited, strength, drift, why)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                number,
                appearance.stretch.sentence.0,
                appearance.stretch.window as i64,
                document,
                sentence.place == Place::Title,
                start,
                length,
                statement,
                self.labels.id(&label(appearance.stance))?,
                edge.and_then(|edge| edge.article.parse::<i64>().ok()),
                taken.map(|stretch| stretch.sentence.0),
                taken.map(|stretch| stretch.window as i64),
                edge.map(|edge| edge.credited),
                edge.map(|edge| thousandths(edge.strength)),
                drift.map(|drift| self.labels.list(&drift)).transpose()?,
                edge.map(|edge| self.labels.list(&edge.reasons)).transpose()?,
            ])?;
        Ok(())
    }

    fn statement(&self, document: Option<i64>, name: &str) -> Result<Option<i64>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM statements WHERE printf('%012x', name) = ?1 AND document = ?2 AND current",
        )?;
        Ok(query.query_row(params![name, document], |row| row.get(0)).optional()?)
    }

    /// Where an appearance stands, in code points: first one and how many.
    fn place(&self, sentence: &Sentence, appearance: &Appearance) -> Result<(i64, i64), StoreError> {
        let mut query = self.db.prepare_cached("SELECT start FROM sentences WHERE id = ?1")?;
        let start: i64 = query.query_row([appearance.stretch.sentence.0], |row| row.get(0))?;
        let before = appearance.span.start.saturating_sub(sentence.span.start);
        let count = |words: Option<&str>| words.map_or(0, |words| words.chars().count() as i64);
        Ok((start + count(sentence.words.get(..before)), count(Some(&appearance.quote))))
    }

    /// Each two claims once; the one with the smaller number first.
    fn keep_contradictions(&self, claim: &Claim, written: &HashMap<&str, i64>) -> Result<(), StoreError> {
        let Some(&number) = written.get(claim.id.as_str()) else { return Ok(()) };
        for against in &claim.contradicts {
            let Some(&other) = written.get(against.claim.as_str()) else { continue };
            if number < other {
                self.db
                    .prepare_cached(
                        "INSERT OR REPLACE INTO contradictions (claim, other, words, other_words, why) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![
                        number,
                        other,
                        against.quote,
                        against.other,
                        serde_json::to_string(&against.reasons)?
                    ])?;
            }
        }
        Ok(())
    }
}
