//! The commonest words of a few languages: what tells a language, and where a sentence begins. Data: `data/function_words.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The languages that the table knows, in its order.
pub(crate) const LANGUAGES: [&str; 9] = ["fr", "en", "de", "es", "it", "pt", "nl", "ru", "uk"];

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../data/function_words.txt")));

#[derive(Default)]
struct Table {
    /// One bit for each language that has the word.
    languages: HashMap<&'static str, u16>,
    /// The same for words that are common in news, and begin no sentence.
    news: HashMap<&'static str, u16>,
    /// The same for the endings of words.
    endings: HashMap<&'static str, u16>,
    particles: HashSet<&'static str>,
}

impl Table {
    fn read(data: &'static str) -> Self {
        let mut table = Self::default();
        for (name, words) in data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'))
        {
            let words = words.split_whitespace();
            let (language, of) = match name.split_once('-') {
                Some((language, "endings")) => (language, &mut table.endings),
                Some((language, _)) => (language, &mut table.news),
                None => (name, &mut table.languages),
            };
            match LANGUAGES.iter().position(|known| *known == language) {
                Some(bit) => words.for_each(|word| *of.entry(word).or_insert(0) |= 1 << bit),
                None => table.particles.extend(words),
            }
        }
        table
    }
}

/// The languages that have `word` (lower-case) among their commonest, as bits in the order of [`LANGUAGES`].
pub(crate) fn languages(word: &str) -> u16 {
    TABLE.languages.get(word).copied().unwrap_or(0)
}

/// The same for words that are common in news too.
pub(crate) fn languages_in_news(word: &str) -> u16 {
    languages(word) | TABLE.news.get(word).copied().unwrap_or(0)
}

/// The languages of which words end as `word` (lower-case) does, likewise; by its longest ending known.
pub(crate) fn languages_by_ending(word: &str) -> u16 {
    const LONGEST: usize = 6;
    let starts = word.char_indices().rev().take(LONGEST).map(|(at, _)| at).filter(|at| *at > 0);
    starts.filter_map(|at| TABLE.endings.get(word.get(at..)?).copied()).last().unwrap_or(0)
}

/// Whether `word`, capitalised, rather begins a sentence than a name.
pub(crate) fn is_starter(word: &str) -> bool {
    let word = word.to_lowercase();
    word.len() > 1 && languages(&word) != 0 && !TABLE.particles.contains(word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_words() {
        for (bit, language) in LANGUAGES.iter().enumerate() {
            for table in [&TABLE.languages, &TABLE.news, &TABLE.endings] {
                let count = table.values().filter(|bits| **bits & (1 << bit) != 0).count();
                assert!(count >= 10, "{language}: {count}");
            }
        }
    }

    #[test]
    fn a_particle_begins_names_too() {
        assert!(is_starter("The") && is_starter("Mais"));
        assert!(!is_starter("Le") && !is_starter("Monday"));
    }
}
