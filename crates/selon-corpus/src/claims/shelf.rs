//! Where sentences are kept and looked up by what they share; in memory here, in the database elsewhere.

use super::appearance::{Article, Sentence};
use super::rarity::Rarity;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Number of a sentence on its shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SentenceId(pub i64);

/// Where sentences are kept. What is not there is `None` or empty: nothing here fails.
pub trait Shelf: Rarity {
    /// Sentences with the key, at most so many, the newest first.
    fn holding(&self, key: u64, most: usize) -> Vec<SentenceId>;
    /// A sentence.
    fn sentence(&self, id: SentenceId) -> Option<Arc<Sentence>>;
    /// The sentences of an article, in order of place.
    fn sentences_of(&self, article: &str) -> Vec<SentenceId>;
    /// An article.
    fn article(&self, id: &str) -> Option<Arc<Article>>;
}

/// A shelf in memory.
///
/// ```
/// use selon_corpus::claims::{Memory, gather};
/// let document = selon_text::Document::from_text("a", "La digue tient, a dit Maud Tallec.");
/// let reading = selon_reading::read(&document, &selon_reading::Options::default());
/// let mut shelf = Memory::default();
/// let (article, sentences) = gather(&document, &reading, None);
/// assert_eq!(shelf.add(article, sentences).len(), 1);
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    articles: HashMap<String, (Arc<Article>, Vec<SentenceId>)>,
    sentences: Vec<Arc<Sentence>>,
    holding: HashMap<u64, Vec<SentenceId>>,
    counts: HashMap<u64, usize>,
}

impl Memory {
    /// Puts an article on the shelf, and tells the numbers of its sentences; an article that is there already is not
    /// added again.
    pub fn add(&mut self, article: Article, sentences: Vec<Sentence>) -> Vec<SentenceId> {
        if let Some((_, there)) = self.articles.get(&article.id) {
            return there.clone();
        }
        let mut keys: HashSet<u64> = HashSet::new();
        let mut ids = Vec::new();
        for sentence in sentences {
            let id = SentenceId(self.sentences.len() as i64);
            for key in super::links::keys(&sentence) {
                keys.insert(key);
                self.holding.entry(key).or_default().push(id);
            }
            self.sentences.push(Arc::new(sentence));
            ids.push(id);
        }
        keys.into_iter().for_each(|key| *self.counts.entry(key).or_default() += 1);
        self.articles.insert(article.id.clone(), (Arc::new(article), ids.clone()));
        ids
    }

    /// All sentences.
    pub fn ids(&self) -> impl Iterator<Item = SentenceId> + use<> {
        (0..self.sentences.len() as i64).map(SentenceId)
    }
}

impl Rarity for Memory {
    fn articles(&self) -> usize {
        self.articles.len()
    }

    fn articles_with(&self, key: u64) -> usize {
        self.counts.get(&key).copied().unwrap_or(0)
    }
}

impl Shelf for Memory {
    fn holding(&self, key: u64, most: usize) -> Vec<SentenceId> {
        self.holding.get(&key).into_iter().flatten().rev().take(most).copied().collect()
    }

    fn sentence(&self, id: SentenceId) -> Option<Arc<Sentence>> {
        self.sentences.get(usize::try_from(id.0).ok()?).cloned()
    }

    fn sentences_of(&self, article: &str) -> Vec<SentenceId> {
        self.articles.get(article).map(|(_, ids)| ids.clone()).unwrap_or_default()
    }

    fn article(&self, id: &str) -> Option<Arc<Article>> {
        self.articles.get(id).map(|(article, _)| Arc::clone(article))
    }
}
