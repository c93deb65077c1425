//! The shelf of sentences in the database, as tracing asks for it. What was fetched once is remembered until the shelf is put away.

use crate::claims::{Article, Rarity, Sentence, SentenceId, Shelf};
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// How many things of a kind are remembered; then all are forgotten and fetched anew.
const REMEMBERED: usize = 50_000;

/// The shelf. It never fails while it is asked; [`Kept::trouble`] tells afterwards what went wrong.
pub(crate) struct Kept<'c> {
    db: &'c Connection,
    articles: RefCell<Option<usize>>,
    counts: RefCell<HashMap<u64, usize>>,
    sentences: RefCell<HashMap<SentenceId, Arc<Sentence>>>,
    of_number: RefCell<HashMap<String, Arc<Article>>>,
    trouble: RefCell<Option<StoreError>>,
}

/// What is stored for tracing, as JSON.
pub(super) fn pack(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}

impl<'c> Kept<'c> {
    pub(crate) fn new(db: &'c Connection) -> Self {
        Self {
            db,
            articles: RefCell::default(),
            counts: RefCell::default(),
            sentences: RefCell::default(),
            of_number: RefCell::default(),
            trouble: RefCell::default(),
        }
    }

    /// What went wrong since the last time.
    pub(crate) fn trouble(&self) -> Result<(), StoreError> {
        self.trouble.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// What was asked for, or nothing and a note of the trouble.
    fn noted<T: Default>(&self, result: Result<T, StoreError>) -> T {
        result.unwrap_or_else(|error| {
            self.trouble.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    fn body<T: DeserializeOwned>(&self, sql: &str, id: i64) -> Result<Option<Arc<T>>, StoreError> {
        let body: Option<String> = self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        Ok(body.map(|body| serde_json::from_str(&body).map(Arc::new)).transpose()?)
    }

    fn ids(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<SentenceId>, StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| row.get(0).map(SentenceId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn count(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize, StoreError> {
        let found: Option<i64> = self.db.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
        Ok(usize::try_from(found.unwrap_or(0)).unwrap_or(0))
    }
}

/// What is remembered under a key, else what `fetch` gives, remembered.
fn remembered<K: std::hash::Hash + Eq, V: Clone>(
    memory: &RefCell<HashMap<K, V>>,
    key: K,
    fetch: impl FnOnce() -> Option<V>,
) -> Option<V> {
    if let Some(known) = memory.borrow().get(&key) {
        return Some(known.clone());
    }
    let value = fetch()?;
    let mut memory = memory.borrow_mut();
    if memory.len() >= REMEMBERED {
        memory.clear();
    }
    memory.insert(key, value.clone());
    Some(value)
}

impl Rarity for Kept<'_> {
    fn articles(&self) -> usize {
        let known = *self.articles.borrow();
        let count = known.unwrap_or_else(|| self.noted(self.count("SELECT count(*) FROM articles", [])));
        *self.articles.borrow_mut() = Some(count);
        count
    }

    fn articles_with(&self, key: u64) -> usize {
        let fetch = || {
            let count = self.count("SELECT articles FROM rarity WHERE key = ?1", [key.cast_signed()]);
            Some(self.noted(count))
        };
        remembered(&self.counts, key, fetch).unwrap_or(0)
    }
}

impl Shelf for Kept<'_> {
    fn holding(&self, key: u64, most: usize) -> Vec<SentenceId> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let sql = "SELECT sentence FROM holdings WHERE key = ?1 ORDER BY sentence DESC LIMIT ?2";
        self.noted(self.ids(sql, params![key.cast_signed(), most]))
    }

    fn sentence(&self, id: SentenceId) -> Option<Arc<Sentence>> {
        let fetch = || self.noted(self.body("SELECT body FROM sentences WHERE id = ?1", id.0));
        remembered(&self.sentences, id, fetch)
    }

    fn sentences_of(&self, article: &str) -> Vec<SentenceId> {
        let document: i64 = article.parse().unwrap_or(-1);
        self.noted(self.ids("SELECT id FROM sentences WHERE document = ?1 ORDER BY number", [document]))
    }

    fn article(&self, id: &str) -> Option<Arc<Article>> {
        let fetch = || self.noted(self.body("SELECT body FROM articles WHERE document = ?1", id.parse().ok()?));
        remembered(&self.of_number, id.to_owned(), fetch)
    }
}
