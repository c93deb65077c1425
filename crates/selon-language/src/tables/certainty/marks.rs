//! Words and phrases of many lists found together, by one look-up for each word of a text.

use foldhash::fast::FixedState;
use serde::Deserialize;
use std::collections::HashMap;

/// A list of words and phrases, lower-case; the table that owns it gives it a number when it is indexed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Marks {
    /// The words and phrases.
    pub phrases: Vec<String>,
    /// Its number in its table's index.
    pub number: u16,
}

impl From<Vec<String>> for Marks {
    fn from(phrases: Vec<String>) -> Self {
        Self { phrases, number: 0 }
    }
}

/// Finds the phrases of all lists that begin at a word.
#[derive(Clone, Debug, Default)]
pub struct MarkIndex {
    by_first: HashMap<String, Vec<(Vec<String>, u16)>, FixedState>,
}

impl MarkIndex {
    /// Numbers the lists and indexes their phrases.
    #[must_use]
    pub fn new(lists: Vec<&mut Marks>) -> Self {
        let mut index = Self::default();
        for (number, marks) in (0..).zip(lists) {
            marks.number = number;
            for phrase in &marks.phrases {
                index.add(phrase, number);
            }
        }
        index
    }

    /// Where phrases that begin at `index` end, exclusive, with the numbers of their lists.
    pub fn at<'m>(&'m self, words: &'m [String], index: usize) -> impl Iterator<Item = (u16, usize)> + 'm {
        let begun = words.get(index).and_then(|word| self.by_first.get(word));
        begun.into_iter().flatten().filter_map(move |(phrase, number)| {
            let end = index + phrase.len();
            (words.get(index..end) == Some(phrase.as_slice())).then_some((*number, end))
        })
    }

    fn add(&mut self, phrase: &str, number: u16) {
        let words: Vec<String> = cut(phrase);
        if let Some(first) = words.first() {
            self.by_first.entry(first.clone()).or_default().push((words, number));
        }
    }
}

/// Cuts a phrase into words as the segmenter does: at spaces and after straight apostrophes («qu'il»); a curved one stays
/// inside its word ("do n’t", "we ’ll") and is then read as straight.
fn cut(phrase: &str) -> Vec<String> {
    let words = phrase.split_whitespace().flat_map(|word| word.split_inclusive('\''));
    words.map(|word| word.to_lowercase().replace('’', "'")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curved_apostrophe_does_not_cut() {
        assert_eq!(cut("qu'il do n’t"), ["qu'", "il", "do", "n't"]);
    }

    #[test]
    fn phrases_of_several_lists_are_found_where_they_begin() {
        let mut first = Marks::from(vec!["il faut".to_owned()]);
        let mut second = Marks::from(vec!["il faut qu'".to_owned(), "faut".to_owned()]);
        let index = MarkIndex::new(vec![&mut first, &mut second]);
        let words = ["il", "faut", "qu'", "il"].map(str::to_owned);
        assert_eq!(index.at(&words, 0).collect::<Vec<_>>(), [(0, 2), (1, 3)]);
        assert_eq!(index.at(&words, 1).collect::<Vec<_>>(), [(1, 2)]);
        assert_eq!(index.at(&words, 3).count(), 0);
    }
}
