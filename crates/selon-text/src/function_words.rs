//! The commonest words of a few languages: what tells a language, and where a sentence begins. Data: `data/function_words.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The languages that the table knows, in its order.
pub(crate) const LANGUAGES: [&str; 9] = ["fr", "en", "de", "es", "it", "pt", "nl", "ru", "uk"];

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../data/function_words.txt")));

struct Table {
    /// One bit for each language that has the word.
    languages: HashMap<&'static str, u16>,
    particles: HashSet<&'static str>,
}

impl Table {
    fn read(data: &'static str) -> Self {
        let mut table = Self { languages: HashMap::new(), particles: HashSet::new() };
        for (name, words) in data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')) {
            match LANGUAGES.iter().position(|language| *language == name) {
                Some(bit) => words.split_whitespace().for_each(|word| *table.languages.entry(word).or_insert(0) |= 1 << bit),
                None => table.particles.extend(words.split_whitespace()),
            }
        }
        table
    }
}

/// The languages that have `word` (lower-case) among their commonest, as bits in the order of [`LANGUAGES`].
pub(crate) fn languages(word: &str) -> u16 {
    TABLE.languages.get(word).copied().unwrap_or(0)
}

/// Whether `word`, capitalised, rather begins a sentence than a name.
pub(crate) fn is_starter(word: &str) -> bool {
    let word = word.to_lowercase();
    languages(&word) != 0 && !TABLE.particles.contains(word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_words() {
        for bit in 0..LANGUAGES.len() {
            let count = TABLE.languages.values().filter(|bits| **bits & (1 << bit) != 0).count();
            assert!(count > 60, "{}: {count}", LANGUAGES[bit]);
        }
    }

    #[test]
    fn a_particle_begins_names_too() {
        assert!(is_starter("The") && is_starter("Mais"));
        assert!(!is_starter("Le") && !is_starter("Monday"));
    }
}
