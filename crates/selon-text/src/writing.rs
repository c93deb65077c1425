//! How a language writes: what the cutting of words and sentences must know of it. Data of the language, not of the text.

use std::collections::HashSet;

/// How a language writes. Everything is lower-case.
///
/// ```
/// use selon_text::{Words, Writing};
/// let mut writing = Writing::default();
/// writing.elisions.insert("l".into());
/// let words = Words::new("L’accord tient.", &writing);
/// assert_eq!(words.text(0), "L'");
/// assert_eq!(words.text(1), "accord");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// Abbreviations with their final dot (`m.`, `u.s.`, `p.m.`): the dot is part of the word, and ends no sentence by itself.
    /// A word without a final dot (`rendez-vous`) is kept whole, although [`enclitics`](Self::enclitics) would cut it.
    pub abbreviations: HashSet<String>,
    /// Letters before an apostrophe that are a word of their own: `l`, `qu`, `lorsqu`.
    pub elisions: HashSet<String>,
    /// Endings that are a word of their own, longest first: `-t-il`, `-il`, `n't`, `'s`.
    pub enclitics: Vec<String>,
    /// Words that mangled pages glue to the next one: `déclaré`.
    pub glued_heads: HashSet<String>,
    /// What is glued to them: `que`, `qu'`.
    pub glued_tails: Vec<String>,
}

impl Writing {
    /// Whether `word`, in whatever case, stands in `set`.
    pub(crate) fn holds(set: &HashSet<String>, word: &str) -> bool {
        const LONGEST: usize = 64;
        word.len() <= LONGEST && !set.is_empty() && (set.contains(word) || set.contains(&word.to_lowercase()))
    }
}
