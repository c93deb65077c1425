//! The part of all sentences that one worker has at hand, with what was counted over all of them.

use crate::bodies::unpack;
use crate::sign::ORDERS;
use crate::table::Table;
use arrow_array::RecordBatch;
use pyo3::PyResult;
use selon_corpus::claims::{Article, Rarity, Sentence, SentenceId, Shelf};
use std::collections::HashMap;
use std::sync::Arc;

/// A shelf of some of the sentences. Sentences are numbered by their article's rank in time and their place in it, so that numbers stand
/// in the same order as on a shelf that holds everything.
#[derive(Default)]
pub(crate) struct Portion {
    all: usize,
    articles: HashMap<String, (Arc<Article>, i64, i64)>,
    sentences: HashMap<SentenceId, (Arc<Sentence>, i64)>,
    counts: HashMap<u64, usize>,
    holders: HashMap<u64, Vec<SentenceId>>,
}

impl Portion {
    /// An empty part of a collection of so many articles, in which the keys of `common` are too common to be followed.
    pub(crate) fn of(all: usize, common: &[i64]) -> Self {
        let counts = common.iter().map(|key| (key.cast_unsigned(), all)).collect();
        Self { all, counts, ..Self::default() }
    }

    /// Takes the rows of a batch that hold an article (`doc`, `rank`, `sentences`, `body`) or a sentence (`id`, `start`, `keys` with how
    /// many articles have them in `counts`, `body`).
    pub(crate) fn take(&mut self, batch: &RecordBatch) -> PyResult<()> {
        let table = Table(batch);
        let (kind, doc, rank) = (table.text("kind")?, table.text("doc")?, table.longs("rank")?);
        let (sentences, id, start) = (table.longs("sentences")?, table.longs("id")?, table.longs("start")?);
        let (keys, counts, body) = (table.numbers("keys")?, table.numbers("counts")?, table.bytes("body")?);
        for row in 0..table.rows() {
            match kind.value(row) {
                "article" => {
                    let article: Arc<Article> = Arc::new(unpack(body.value(row))?);
                    self.articles.insert(doc.value(row).to_owned(), (article, rank.value(row), sentences.value(row)));
                }
                "sentence" => {
                    let sentence = Arc::new(unpack(body.value(row))?);
                    self.sentences.insert(SentenceId(id.value(row)), (sentence, start.value(row)));
                    self.count(&keys.get(row), &counts.get(row));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Remembers how many articles have each key.
    pub(crate) fn count(&mut self, keys: &[i64], counts: &[i64]) {
        let counted = keys.iter().zip(counts).map(|(key, &count)| (key.cast_unsigned(), count.max(0) as usize));
        self.counts.extend(counted);
    }

    /// Puts a sentence on the shelf by itself.
    pub(crate) fn put(&mut self, id: SentenceId, sentence: Arc<Sentence>) {
        self.sentences.insert(id, (sentence, 0));
    }

    /// Remembers which sentences hold a key, the newest first.
    pub(crate) fn hold(&mut self, key: i64, holders: Vec<i64>) {
        self.holders.insert(key.cast_unsigned(), holders.into_iter().map(SentenceId).collect());
    }

    /// The code point at which a sentence starts.
    pub(crate) fn start(&self, id: SentenceId) -> i64 {
        self.sentences.get(&id).map_or(0, |(_, start)| *start)
    }
}

impl Rarity for Portion {
    fn articles(&self) -> usize {
        self.all
    }

    fn articles_with(&self, key: u64) -> usize {
        self.counts.get(&key).copied().unwrap_or(0)
    }
}

impl Shelf for Portion {
    fn holding(&self, key: u64, most: usize) -> Vec<SentenceId> {
        self.holders.get(&key).into_iter().flatten().take(most).copied().collect()
    }

    fn sentence(&self, id: SentenceId) -> Option<Arc<Sentence>> {
        self.sentences.get(&id).map(|(sentence, _)| Arc::clone(sentence))
    }

    /// All numbers of the article's sentences, those that are not at hand too: places count from one to the next.
    fn sentences_of(&self, article: &str) -> Vec<SentenceId> {
        let Some(&(_, rank, sentences)) = self.articles.get(article) else { return Vec::new() };
        (0..sentences).map(|number| SentenceId(rank * ORDERS + number)).collect()
    }

    fn article(&self, id: &str) -> Option<Arc<Article>> {
        self.articles.get(id).map(|(article, ..)| Arc::clone(article))
    }
}
