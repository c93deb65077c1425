//! A language, ready to be asked: what a word can be, which phrases it begins, which rules there are.

use crate::conjugation::Mood;
use crate::rule::Rule;
use crate::{Classes, Tables};
use foldhash::fast::FixedState;
use selon_text::Writing;
use smallvec::SmallVec;
use std::collections::HashMap;

/// Everything that the data tell of one language.
#[derive(Debug, Default)]
pub struct Language {
    /// Two-letter code.
    pub code: String,
    /// The language's own name for itself.
    pub name: String,
    /// How it is written.
    pub writing: Writing,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// Whether an aside may have its subject before its verb: "…, he said", but not «…, il a dit».
    pub straight_asides: bool,
    /// What its parts of the reading ask besides.
    pub tables: Tables,
    /// Its verbs.
    pub lemmas: Vec<Lemma>,
    pub(crate) entries: HashMap<String, Entry, FixedState>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) phrases_by_first: HashMap<String, Vec<usize>, FixedState>,
    pub(crate) finite_endings: Vec<String>,
    pub(crate) plural_endings: Vec<String>,
    pub(crate) adverb_endings: Vec<String>,
}

/// What one written word can be.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its classes.
    pub classes: Classes,
    /// The verbs that it may be a form of.
    pub forms: SmallVec<[Form; 2]>,
}

/// A verb's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Index into [`Language::lemmas`].
    pub lemma: usize,
    /// What the form is.
    pub mood: Mood,
}

/// A verb.
#[derive(Clone, Debug)]
pub struct Lemma {
    /// Dictionary form, with what belongs to it: «faire savoir».
    pub text: String,
    /// Words that must follow the verb: «savoir».
    pub tail: Vec<String>,
    /// Indexes into [`Language::rules`]; empty for a verb that tells of no saying.
    pub rules: Vec<usize>,
}

/// Several words that count as one, or a cue that is no verb.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The words, lower-case, as the segmenter cuts them.
    pub words: Vec<String>,
    /// What they are together.
    pub class: Classes,
    /// The rule whose cue they are.
    pub rule: Option<usize>,
}

impl Language {
    /// What the lower-case `word` can be, where the data know it.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// Phrases that begin with the lower-case `word`, longest first.
    pub fn phrases_from(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        self.phrases_by_first.get(word).into_iter().flatten().map(|&index| &self.phrases[index])
    }

    /// Whether any word or phrase is of the class.
    #[must_use]
    pub fn has_class(&self, class: Classes) -> bool {
        self.entries.values().any(|entry| entry.classes.has(class))
            || self.phrases.iter().any(|phrase| phrase.class.has(class))
    }

    /// Whether an unknown lower-case word ends as a finite verb does.
    #[must_use]
    pub fn ends_as_verb(&self, word: &str) -> bool {
        self.finite_endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// Whether the data tell how plurals end.
    #[must_use]
    pub fn knows_plurals(&self) -> bool {
        !self.plural_endings.is_empty()
    }

    /// Whether an unknown lower-case word ends as adverbs do.
    #[must_use]
    pub fn ends_as_adverb(&self, word: &str) -> bool {
        self.adverb_endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// Whether a lower-case noun ends as plurals do; true where the data tell no endings.
    #[must_use]
    pub fn looks_plural(&self, word: &str) -> bool {
        self.plural_endings.is_empty() || self.plural_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    pub(crate) fn entry(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(word.to_owned()).or_default()
    }

    pub(crate) fn index_phrases(&mut self) {
        for (index, phrase) in self.phrases.iter().enumerate() {
            self.phrases_by_first.entry(phrase.words[0].clone()).or_default().push(index);
        }
    }
}
