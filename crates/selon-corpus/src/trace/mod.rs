//! Where does it come from? The claims that words, a statement or an article make, each with its way from article to article.

mod dot;
mod report;

pub use dot::dot;
pub use report::{Against, Step, Tracing};

use crate::claims::{Rarity, SentenceId, Shelf, gather, keys};
use crate::error::StoreError;
use crate::search::Query;
use crate::store::{Kept, Store};
use report::Reports;
use rusqlite::{Params, params, params_from_iter};
use selon_reading::{Options, read};
use selon_text::Document;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// How many statements with the words looked for are followed.
const FOLLOWED: usize = 40;
/// How many sentences that share the rarest keys of the words are followed.
const HOLDING: usize = 16;
/// How many of the words' keys are looked up, the rarest first.
const KEYS: usize = 24;

impl Store {
    /// The claims that `what` belongs to: the id of a claim, a statement or a document, an address, a file, or words. Those that
    /// most articles make come first.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn trace(&self, what: &str) -> Result<Vec<Tracing>, StoreError> {
        let what = what.trim();
        let mut found = self.claims_of(what)?;
        if found.is_empty() {
            found = self.claims_like(what)?;
        }
        let reports = Reports::new(self);
        let mut found = found.into_iter().map(|claim| reports.of(claim)).collect::<Result<Vec<_>, _>>()?;
        found.sort_by_key(|claim| std::cmp::Reverse(claim.appearances.len()));
        Ok(found)
    }

    /// All claims, the earliest first.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn trace_all(&self) -> Result<Vec<Tracing>, StoreError> {
        let mut all = Vec::new();
        self.each_claim(&Query::default(), |claim| {
            all.push(claim);
            ControlFlow::Continue(())
        })?;
        Ok(all)
    }

    /// Hands the claims to which statements asked for belong to `take`, the earliest first and one at a time; every claim where nothing is
    /// asked, those too that no statement makes.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn each_claim(
        &self,
        query: &Query,
        mut take: impl FnMut(Tracing) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let Some(chosen) = self.chosen(query)? else { return Ok(()) };
        let wanted = if query.asks_nothing() {
            String::new()
        } else {
            format!("WHERE id IN (SELECT claim FROM appearances WHERE statement IN (SELECT s.id {}))", chosen.from)
        };
        let sql = format!("SELECT id FROM claims {wanted} ORDER BY seconds, name");
        let reports = Reports::new(self);
        for claim in self.claim_numbers(&sql, params_from_iter(chosen.values))? {
            if take(reports.of(claim)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Numbers of the claims that a name means: first of a claim, then of a statement, then of a document, then of words.
    fn claims_of(&self, what: &str) -> Result<Vec<i64>, StoreError> {
        let by_name = self.claim_numbers("SELECT id FROM claims WHERE name = ?1", [what])?;
        if !by_name.is_empty() {
            return Ok(by_name);
        }
        let by_statement = self.claim_numbers(
            "SELECT DISTINCT a.claim FROM statements s JOIN appearances a ON a.statement = s.id
             WHERE printf('%012x', s.name) = ?1 AND s.current",
            [what],
        )?;
        if !by_statement.is_empty() {
            return Ok(by_statement);
        }
        let mut found = Vec::new();
        for document in self.documents_named(what)? {
            found.extend(
                self.claim_numbers(
                    "SELECT DISTINCT claim FROM appearances WHERE document = ?1 ORDER BY 1",
                    [document],
                )?,
            );
        }
        if found.is_empty() { self.claims_with(what) } else { Ok(found) }
    }

    /// Claims to which statements with the words belong.
    fn claims_with(&self, words: &str) -> Result<Vec<i64>, StoreError> {
        let query = Query { words: words.to_owned(), limit: FOLLOWED, ..Query::default() };
        let mut found = Vec::new();
        for statement in self.numbers_of_hits(&query)? {
            let claims = self.claim_numbers("SELECT claim FROM appearances WHERE statement = ?1", [statement])?;
            claims.into_iter().for_each(|claim| push_new(&mut found, claim));
        }
        Ok(found)
    }

    /// Claims of sentences that share rare keys with the words, those that share most first.
    fn claims_like(&self, words: &str) -> Result<Vec<i64>, StoreError> {
        let document = Document::from_text("words", words);
        let reading = read(&document, &Options::default());
        let (_, sentences) = gather(&document, &reading, None);
        let shelf = Kept::new(&self.connection);
        let mut held: Vec<(usize, u64)> = sentences
            .iter()
            .flat_map(keys)
            .map(|key| (shelf.articles_with(key), key))
            .filter(|(known, _)| *known > 0)
            .collect();
        held.sort_unstable();
        held.truncate(KEYS);
        let mut votes: BTreeMap<SentenceId, f32> = BTreeMap::new();
        for (known, key) in held {
            for id in shelf.holding(key, usize::MAX) {
                *votes.entry(id).or_default() += 1.0 / (known as f32).sqrt();
            }
        }
        shelf.trouble()?;
        let mut ranked: Vec<(SentenceId, f32)> = votes.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = ranked.first().map_or(0.0, |(_, vote)| *vote);
        let mut found = Vec::new();
        for (id, _) in ranked.into_iter().take(HOLDING).filter(|(_, vote)| vote * 2.0 >= best) {
            let claims =
                self.claim_numbers("SELECT DISTINCT claim FROM appearances WHERE sentence = ?1", params![id.0])?;
            claims.into_iter().for_each(|claim| push_new(&mut found, claim));
        }
        Ok(found)
    }

    fn claim_numbers(&self, sql: &str, values: impl Params) -> Result<Vec<i64>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let rows = query.query_map(values, |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn push_new(found: &mut Vec<i64>, claim: i64) {
    if !found.contains(&claim) {
        found.push(claim);
    }
}
