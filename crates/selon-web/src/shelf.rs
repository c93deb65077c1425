//! Texts that were given to be read, under the hash of what they say: kept while the server runs, the oldest leave first.

use selon_reading::Reading;
use selon_text::Document;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Texts kept at most.
const TEXTS: usize = 64;
/// Bytes of text kept at most.
const BYTES: usize = 32 << 20;
/// Digits of a hash that an address has.
const DIGITS: usize = 16;

/// A text with what was read in it.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) reading: Reading,
    /// Key of what is to be told of how it was read; its place takes the reader's id. Nothing where it was read as asked.
    pub(crate) remark: Option<&'static str>,
}

#[derive(Default)]
pub(crate) struct Shelf {
    texts: Mutex<VecDeque<(String, Arc<Read>)>>,
}

impl Shelf {
    pub(crate) fn get(&self, hash: &str) -> Option<Arc<Read>> {
        self.texts().iter().find(|(known, _)| known == hash).map(|(_, read)| Arc::clone(read))
    }

    pub(crate) fn put(&self, hash: String, read: Arc<Read>) {
        let mut texts = self.texts();
        texts.retain(|(known, _)| *known != hash);
        texts.push_back((hash, read));
        let mut bytes: usize = texts.iter().map(|(_, read)| read.document.text.len()).sum();
        while texts.len() > 1 && (texts.len() > TEXTS || bytes > BYTES) {
            bytes -= texts.pop_front().map_or(0, |(_, read)| read.document.text.len());
        }
    }

    fn texts(&self) -> MutexGuard<'_, VecDeque<(String, Arc<Read>)>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a document is known by on the shelf: all that a reading depends on, and the id of who reads it.
pub(crate) fn hash(document: &Document, reader: &str) -> String {
    let mut hasher = Sha256::new();
    let told = [&document.title, &document.url, &document.outlet, &document.published, &document.language];
    for part in told.into_iter().map(|part| part.as_deref().unwrap_or("")).chain([document.text.as_str(), reader]) {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let digits: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digits[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Arc<Read> {
        Arc::new(Read { document: Document::from_text("note", text), reading: Reading::default(), remark: None })
    }

    #[test]
    fn the_oldest_leave_first() {
        let shelf = Shelf::default();
        (0..=TEXTS).for_each(|number| shelf.put(number.to_string(), read("words")));
        assert!(shelf.get("0").is_none());
        assert!(shelf.get("1").is_some() && shelf.get(&TEXTS.to_string()).is_some());
    }

    #[test]
    fn large_texts_push_out_others_but_the_last_stays() {
        let shelf = Shelf::default();
        let large = "x".repeat(BYTES);
        shelf.put("a".to_owned(), read("words"));
        shelf.put("b".to_owned(), read(&large));
        assert!(shelf.get("a").is_none() && shelf.get("b").is_some());
    }

    #[test]
    fn other_words_or_another_reader_have_another_hash() {
        let document = |text: &str| Document::from_text("note", text);
        assert_ne!(hash(&document("yes"), "a"), hash(&document("no"), "a"));
        assert_ne!(hash(&document("yes"), "a"), hash(&document("yes"), "b"));
        assert_eq!(hash(&document("yes"), "a"), hash(&document("yes"), "a"));
    }
}
