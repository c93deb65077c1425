//! The shelf of sentences in the database, as tracing asks for it. What was fetched once is remembered until the shelf is put away.

use super::keys::{self, Held};
use super::{meanings, pack};
use crate::claims::{Article, Rarity, Sentence, SentenceId, Shelf};
use crate::error::StoreError;
use foldhash::fast::RandomState;
use rusqlite::{Connection, OptionalExtension};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// How many things of a kind are remembered: a sentence takes some 5 kB, an article with its text more. What was not asked for since as many
/// others were is forgotten.
const SENTENCES: usize = 10_000;
const ARTICLES: usize = 4_000;
const KEYS: usize = 10_000;
const COUNTS: usize = 200_000;

/// What was fetched lately.
type Memory<K, V> = RefCell<Recent<K, V>>;

/// The shelf. It never fails while it is asked; [`Kept::trouble`] tells afterwards what went wrong.
pub(crate) struct Kept<'c> {
    db: &'c Connection,
    articles: RefCell<Option<usize>>,
    counts: Memory<u64, usize>,
    keys: Memory<u64, Arc<Held>>,
    /// What has just been written under keys, until [`Kept::clear_away`].
    laid_out: HashMap<u64, Arc<Held>, RandomState>,
    sentences: Memory<SentenceId, Arc<Sentence>>,
    documents: Memory<i64, Rc<Shelved>>,
    any_meanings: Cell<Option<bool>>,
    trouble: RefCell<Option<StoreError>>,
}

/// An article with its text and the numbers of its sentences.
struct Shelved {
    article: Arc<Article>,
    text: String,
    title: String,
    sentences: OnceCell<Vec<SentenceId>>,
}

/// Of what else a document has: the addresses that it links to.
#[derive(serde::Deserialize)]
struct Linked {
    links: Vec<selon_text::Link>,
}

impl<'c> Kept<'c> {
    pub(crate) fn new(db: &'c Connection) -> Self {
        Self {
            db,
            articles: RefCell::default(),
            counts: RefCell::default(),
            keys: RefCell::default(),
            laid_out: HashMap::default(),
            sentences: RefCell::default(),
            documents: RefCell::default(),
            any_meanings: Cell::new(None),
            trouble: RefCell::default(),
        }
    }

    /// Remembers what has just been written under the keys of what joins: it is asked for key by key in no order, which takes a page of
    /// the file each where there are many.
    pub(super) fn lay_out(&mut self, written: Vec<(u64, Held)>) {
        let counts = self.counts.get_mut();
        written.iter().for_each(|(key, held)| counts.keep(COUNTS, *key, held.articles));
        self.laid_out = written.into_iter().map(|(key, held)| (key, Arc::new(held))).collect();
    }

    /// Forgets the lists of what was laid out; how many articles have each key stays known.
    pub(super) fn clear_away(&mut self) {
        self.laid_out = HashMap::default();
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

    fn held(&self, key: u64) -> Arc<Held> {
        if let Some(held) = self.laid_out.get(&key) {
            return Arc::clone(held);
        }
        let fetch = || Some(Arc::new(self.noted(keys::held(self.db, key))));
        remembered(&self.keys, KEYS, key, fetch).unwrap_or_default()
    }

    fn any_meanings(&self) -> bool {
        let any = self.any_meanings.get().unwrap_or_else(|| self.noted(meanings::any(self.db)));
        self.any_meanings.set(Some(any));
        any
    }

    fn shelved(&self, document: i64) -> Option<Rc<Shelved>> {
        remembered(&self.documents, ARTICLES, document, || self.noted(self.fetch_article(document)).map(Rc::new))
    }

    fn fetch_article(&self, document: i64) -> Result<Option<Shelved>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT a.body, o.name, d.url, v.published, v.seconds, coalesce(r.language, ''), v.details, v.text, coalesce(v.title, '')
             FROM articles a JOIN documents d ON d.id = a.document JOIN versions v ON v.id = d.version
             LEFT JOIN outlets o ON o.id = d.outlet LEFT JOIN readings r ON r.id = v.reading WHERE a.document = ?1",
        )?;
        let mut rows = query.query([document])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (body, details): (Vec<u8>, String) = (row.get(0)?, row.get(6)?);
        let (packed, names_outlet) = pack::unpack_article(&body).ok_or_else(unreadable)?;
        let linked: Linked = serde_json::from_str(&details)?;
        let article = Article {
            id: document.to_string(),
            outlet: row.get::<_, Option<String>>(1)?.filter(|_| names_outlet),
            url: row.get(2)?,
            published: row.get(3)?,
            seconds: row.get(4)?,
            language: row.get(5)?,
            links: linked.links.into_iter().map(|link| link.href).collect(),
            ..packed
        };
        let (text, title) = (row.get(7)?, row.get(8)?);
        Ok(Some(Shelved { article: Arc::new(article), text, title, sentences: OnceCell::new() }))
    }

    fn fetch_sentences_of(&self, document: i64) -> Result<Vec<SentenceId>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT id FROM sentences WHERE document = ?1 ORDER BY number")?;
        Ok(query.query_map([document], |row| row.get(0).map(SentenceId))?.collect::<Result<_, _>>()?)
    }

    fn fetch_sentence(&self, id: SentenceId) -> Result<Option<Sentence>, StoreError> {
        let row: Option<(i64, i64, Vec<u8>)> = self
            .db
            .prepare_cached("SELECT document, number, body FROM sentences WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((document, number, body)) = row else { return Ok(None) };
        let Some(shelved) = self.shelved(document) else { return Ok(None) };
        let packed = pack::unpack_sentence(&body).ok_or_else(unreadable)?;
        let within = if packed.place == selon_reading::Place::Title { &shelved.title } else { &shelved.text };
        let words = within.get(packed.span.start..packed.span.end).ok_or_else(unreadable)?.to_owned();
        let meanings = if self.any_meanings() { meanings::compared(self.db, document, &packed)? } else { Vec::new() };
        Ok(Some(Sentence {
            meanings,
            article: shelved.article.id.clone(),
            order: usize::try_from(number).unwrap_or(0),
            language: shelved.article.language.clone(),
            words,
            ..packed
        }))
    }
}

fn unreadable() -> StoreError {
    StoreError::damaged("the database holds a sentence that can't be read")
}

/// What is remembered under a key, else what `fetch` gives, remembered; of at least `most` things the last.
fn remembered<K: std::hash::Hash + Eq, V: Clone>(
    memory: &Memory<K, V>,
    most: usize,
    key: K,
    fetch: impl FnOnce() -> Option<V>,
) -> Option<V> {
    if let Some(known) = memory.borrow().young.get(&key) {
        return Some(known.clone());
    }
    let known = memory.borrow_mut().old.remove(&key);
    let value = known.or_else(fetch)?;
    memory.borrow_mut().keep(most, key, value.clone());
    Some(value)
}

/// Things by their key, in two halves: once the young one is full, it becomes the old one, and what the old one had is forgotten. The hash is a
/// quick one with a seed of its own on every run.
struct Recent<K, V> {
    young: HashMap<K, V, RandomState>,
    old: HashMap<K, V, RandomState>,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Self { young: HashMap::default(), old: HashMap::default() }
    }
}

impl<K: std::hash::Hash + Eq, V> Recent<K, V> {
    fn keep(&mut self, most: usize, key: K, value: V) {
        if self.young.len() >= most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

impl Rarity for Kept<'_> {
    fn articles(&self) -> usize {
        let known = *self.articles.borrow();
        let count = known.unwrap_or_else(|| self.noted(super::sentences::articles(self.db)));
        *self.articles.borrow_mut() = Some(count);
        count
    }

    fn articles_with(&self, key: u64) -> usize {
        let fetch = || Some(self.noted(keys::articles_with(self.db, key)));
        remembered(&self.counts, COUNTS, key, fetch).unwrap_or(0)
    }
}

impl Shelf for Kept<'_> {
    fn holding(&self, key: u64, most: usize) -> Vec<SentenceId> {
        self.held(key).newest.iter().rev().take(most).copied().collect()
    }

    fn sentence(&self, id: SentenceId) -> Option<Arc<Sentence>> {
        remembered(&self.sentences, SENTENCES, id, || self.noted(self.fetch_sentence(id)).map(Arc::new))
    }

    fn sentences_of(&self, article: &str) -> Vec<SentenceId> {
        let Ok(document) = article.parse() else { return Vec::new() };
        let Some(shelved) = self.shelved(document) else { return Vec::new() };
        shelved.sentences.get_or_init(|| self.noted(self.fetch_sentences_of(document))).clone()
    }

    fn article(&self, id: &str) -> Option<Arc<Article>> {
        Some(Arc::clone(&self.shelved(id.parse().ok()?)?.article))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_lately_is_remembered_and_the_rest_forgotten() {
        let memory: Memory<i64, i64> = Memory::default();
        let fetched = Cell::new(0);
        let ask = |key: i64| {
            let fetch = || {
                fetched.set(fetched.get() + 1);
                Some(key * 2)
            };
            assert_eq!(remembered(&memory, 2, key, fetch), Some(key * 2));
        };
        [1, 2, 3, 1, 4].into_iter().for_each(ask);
        assert_eq!(fetched.get(), 4);
        (10..100).for_each(ask);
        assert!(memory.borrow().young.len() + memory.borrow().old.len() <= 4);
        ask(1);
        assert_eq!(fetched.get(), 95);
    }

    #[test]
    fn what_was_just_written_is_not_asked_of_the_file() {
        let nowhere = Connection::open_in_memory().unwrap();
        let mut shelf = Kept::new(&nowhere);
        shelf.lay_out(vec![(7, Held { articles: 3, newest: vec![SentenceId(1), SentenceId(4)] })]);
        assert_eq!((shelf.articles_with(7), shelf.holding(7, 1)), (3, vec![SentenceId(4)]));
        shelf.clear_away();
        assert_eq!(shelf.articles_with(7), 3);
        assert!(shelf.trouble().is_ok());
        assert!(shelf.holding(7, 1).is_empty() && shelf.trouble().is_err());
    }
}
