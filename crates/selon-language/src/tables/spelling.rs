//! How a language writes names of other alphabets, so that one person's name is found under every spelling.

use serde::Deserialize;

/// How a language writes names of other alphabets, against one way of writing that all languages share.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SpellingTable {
    /// Letters that are written otherwise in the shared way.
    pub rewrite: Vec<Rewrite>,
    /// Pairs of spellings of one name: as this language writes it, and in the shared way.
    pub yes: Vec<[String; 2]>,
    /// Pairs of names that are two.
    pub no: Vec<[String; 2]>,
}

/// Letters that are written otherwise in the shared way.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rewrite {
    /// Plain lower-case letters, as this language writes them.
    pub from: String,
    /// The same sound in the shared way.
    pub to: String,
    /// Whether only at the end of a word.
    pub end: bool,
}

impl SpellingTable {
    /// The name in the shared way; `plain` is in plain lower-case letters, its words parted by spaces.
    ///
    /// Of what fits at a place the longest is rewritten, from left to right.
    #[must_use]
    pub fn shared(&self, plain: &str) -> String {
        plain.split(' ').map(|word| self.shared_word(word)).collect::<Vec<_>>().join(" ")
    }

    fn shared_word(&self, word: &str) -> String {
        let mut shared = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let fits = |rewrite: &&Rewrite| {
                if rewrite.end { rest == rewrite.from } else { rest.starts_with(rewrite.from.as_str()) }
            };
            let fitting = self.rewrite.iter().filter(|rewrite| !rewrite.from.is_empty()).filter(fits);
            let (from, to) = match fitting.max_by_key(|rewrite| rewrite.from.len()) {
                Some(rewrite) => (rewrite.from.len(), rewrite.to.as_str()),
                None => (letter.len_utf8(), &rest[..letter.len_utf8()]),
            };
            shared.push_str(to);
            rest = &rest[from..];
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_that_are_one_meet_and_others_do_not() {
        for code in crate::languages() {
            let Some(language) = crate::language(code) else { continue };
            let table = &language.tables.spelling;
            for [a, b] in &table.yes {
                assert_eq!(table.shared(a), *b, "{code}: {a}");
            }
            for [a, b] in &table.no {
                assert_ne!(table.shared(a), table.shared(b), "{code}: {a}, {b}");
            }
        }
    }
}
