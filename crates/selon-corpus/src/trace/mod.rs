//! Where does it come from? The claims that words, a statement or an article make, each with its way from article to article.

mod dot;
mod gexf;
mod report;

pub use dot::dot;
pub(crate) use gexf::escaped;
pub use gexf::gexf;
pub use report::{Against, Step, Tracing};

use crate::claims::{Claim, Rarity, SentenceId, Shelf, claims, gather, keys};
use crate::error::StoreError;
use crate::search::Query;
use crate::store::{Kept, Store, all_links, around};
use rusqlite::{OptionalExtension, params};
use selon_reading::{Options, read};
use selon_text::Document;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How many sentences around those asked for are looked at, the nearest first. With 200, of 3,050 invented statements
/// (`scripts/scale`) all planted copies were traced back, in 0.2 s at the 95th percentile; with 2,000 that took 2.4 s.
const NEAR: usize = 200;
/// How many statements with the words looked for are followed.
const FOLLOWED: usize = 40;
/// How many sentences that share the rarest keys of the words are followed.
const HOLDING: usize = 16;

impl Store {
    /// The claims that `what` belongs to: the id of a claim, a statement or a document, an address, a file, or words.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn trace(&self, what: &str) -> Result<Vec<Tracing>, StoreError> {
        let what = what.trim();
        let start = match self.claim_sentences(what)? {
            found if !found.is_empty() => found,
            _ => match self.statement_sentences(what)? {
                found if !found.is_empty() => found,
                _ => match self.document_sentences(what)? {
                    found if !found.is_empty() => found,
                    _ => return self.trace_words(what),
                },
            },
        };
        self.trace_from(&start)
    }

    /// All claims, the earliest first.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn trace_all(&self) -> Result<Vec<Tracing>, StoreError> {
        let shelf = Kept::new(&self.connection);
        let found = claims(&all_links(&self.connection)?, &shelf);
        shelf.trouble()?;
        self.report(&found)
    }

    /// The claims of which one of these sentences says something; those of single sentences too, as far as anybody says them again.
    fn trace_from(&self, start: &[SentenceId]) -> Result<Vec<Tracing>, StoreError> {
        let (_, links) = around(&self.connection, start, NEAR)?;
        let shelf = Kept::new(&self.connection);
        let wanted: HashSet<SentenceId> = start.iter().copied().collect();
        let mut found = claims(&links, &shelf);
        shelf.trouble()?;
        let says = |claim: &Claim| claim.appearances.iter().any(|at| wanted.contains(&at.stretch.sentence));
        let asked: BTreeSet<String> = found.iter().filter(|claim| says(claim)).map(|claim| claim.id.clone()).collect();
        found.retain(|claim| asked.contains(&claim.id));
        // What most say comes first.
        found.sort_by_key(|claim| std::cmp::Reverse(claim.appearances.len()));
        self.report(&found)
    }

    /// By the full text first; where it finds nothing, by what tracing compares.
    fn trace_words(&self, words: &str) -> Result<Vec<Tracing>, StoreError> {
        let query = Query { words: words.to_owned(), limit: FOLLOWED, ..Query::default() };
        let mut start = Vec::new();
        for hit in self.search(&query)?.hits {
            start.extend(self.statement_sentences(&hit.id)?);
        }
        let found = if start.is_empty() { Vec::new() } else { self.trace_from(&start)? };
        if found.is_empty() { self.trace_from(&self.like(words)?) } else { Ok(found) }
    }

    /// Sentences that share rare keys with the words, those that share most first.
    fn like(&self, words: &str) -> Result<Vec<SentenceId>, StoreError> {
        let document = Document::from_text("words", words);
        let reading = read(&document, &Options::default());
        let (_, sentences) = gather(&document, &reading, None);
        let shelf = Kept::new(&self.connection);
        let held: Vec<u64> = sentences.iter().flat_map(keys).collect();
        let mut votes: BTreeMap<SentenceId, f32> = BTreeMap::new();
        for key in held {
            let known = shelf.articles_with(key).max(1) as f32;
            for id in shelf.holding(key, 256) {
                *votes.entry(id).or_default() += 1.0 / known.sqrt();
            }
        }
        shelf.trouble()?;
        let mut ranked: Vec<(SentenceId, f32)> = votes.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = ranked.first().map_or(0.0, |(_, vote)| *vote);
        Ok(ranked.into_iter().take(HOLDING).filter(|(_, vote)| vote * 2.0 >= best).map(|(id, _)| id).collect())
    }

    fn claim_sentences(&self, id: &str) -> Result<Vec<SentenceId>, StoreError> {
        self.sentence_ids("SELECT DISTINCT sentence FROM appearances WHERE claim = ?1", id)
    }

    /// The sentences that a statement stands in.
    fn statement_sentences(&self, name: &str) -> Result<Vec<SentenceId>, StoreError> {
        let found: Option<(i64, String)> = self
            .connection
            .prepare_cached(
                "SELECT document, content FROM statements WHERE name = ?1 AND current ORDER BY id DESC LIMIT 1",
            )?
            .query_row(params![name], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((document, content)) = found else { return Ok(Vec::new()) };
        let shelf = Kept::new(&self.connection);
        let ids = shelf.sentences_of(&document.to_string());
        let tells = |id: &SentenceId| {
            shelf.sentence(*id).is_some_and(|sentence| {
                let by_id = sentence.windows.iter().any(|window| window.statement.as_deref() == Some(name));
                by_id || content.contains(sentence.words.trim())
            })
        };
        let found = ids.into_iter().filter(tells).collect();
        shelf.trouble()?;
        Ok(found)
    }

    fn document_sentences(&self, name: &str) -> Result<Vec<SentenceId>, StoreError> {
        let mut found = Vec::new();
        for id in self.documents_named(name)? {
            found.extend(Kept::new(&self.connection).sentences_of(&id.to_string()));
        }
        Ok(found)
    }

    fn sentence_ids(&self, sql: &str, value: &str) -> Result<Vec<SentenceId>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([value], |row| row.get(0).map(SentenceId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
