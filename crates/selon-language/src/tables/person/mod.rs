//! Pronouns with gender and number, determiners, nouns for kinds of speakers, first names, how names are put together.

mod data;
mod words;

pub use words::{Determiner, Gender, Noun, NounKind, Number, Presents, Pronoun, Refers};

use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Everything that the data tell of words for people and bodies.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "data::Data")]
pub struct PersonTable {
    /// Whether the head of a noun phrase is its first noun (French) and not its last (English).
    pub head_first: bool,
    /// Whether a bare name is a person's: bodies and places take an article there.
    pub articles: bool,
    /// Short texts with a source and its speaker, that a test resolves.
    pub cases: Vec<Case>,
    /// Noun phrases with the kind that a test finds, and those it must not.
    pub samples: Vec<Sample>,
    /// Names of offices that are one: président, chef de l'État.
    pub same: Vec<Vec<String>>,
    /// Words that tell why a name is withheld: sous couvert d'anonymat.
    pub reasons: Vec<String>,
    /// How «son avocat» is written where it is known whose: `{what} de {whose}`; before a vowel the second.
    pub owned: Vec<String>,
    pronouns: HashMap<String, Pronoun>,
    determiners: HashMap<String, Determiner>,
    nouns: HashMap<String, Noun>,
    names: HashMap<String, NounKind>,
    places: HashSet<String>,
    given: HashMap<String, Gender>,
    particles: HashMap<String, bool>,
    joiners: Vec<String>,
    for_words: Vec<String>,
    contracted: HashMap<String, String>,
    possessives: Vec<String>,
    plural_endings: Vec<(String, String)>,
    feminine_endings: Vec<String>,
    name_endings: Vec<(String, NounKind)>,
}

/// A short text with what is to be found in it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The text.
    pub text: String,
    /// The last source that reads so.
    pub source: String,
    /// Who it is; empty where nobody may be found.
    pub speaker: String,
}

/// A noun phrase and a kind.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The phrase.
    pub phrase: String,
    /// The kind.
    pub kind: NounKind,
    /// Whether the phrase is of the kind, or must not be.
    pub is: bool,
}

impl PersonTable {
    /// The pronoun that the lower-case `word` can be.
    #[must_use]
    pub fn pronoun(&self, word: &str) -> Option<Pronoun> {
        self.pronouns.get(word).copied()
    }

    /// The determiner that the lower-case `word` can be.
    #[must_use]
    pub fn determiner(&self, word: &str) -> Option<Determiner> {
        self.determiners.get(word).copied()
    }

    /// The noun that the lower-case `word` is, and whether it is its plural.
    #[must_use]
    pub fn noun(&self, word: &str) -> Option<(Noun, bool)> {
        if let Some(noun) = self.nouns.get(word) {
            return Some((*noun, false));
        }
        let singular = self.singular(word)?;
        self.nouns.get(&singular).map(|noun| (*noun, true))
    }

    /// The singular of a lower-case word that ends as plurals do.
    #[must_use]
    pub fn singular(&self, word: &str) -> Option<String> {
        let cut = |(plural, singular): &(String, String)| {
            let stem = word.strip_suffix(plural.as_str()).filter(|stem| stem.chars().count() > 2)?;
            Some(format!("{stem}{singular}"))
        };
        let mut known = self.plural_endings.iter().filter_map(cut);
        let first = known.next()?;
        if self.nouns.contains_key(&first) {
            return Some(first);
        }
        Some(known.find(|word| self.nouns.contains_key(word)).unwrap_or(first))
    }

    /// What bears the lower-case name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<NounKind> {
        let ending = || self.name_endings.iter().find(|(ending, _)| name.ends_with(ending.as_str()));
        self.names.get(name).copied().or_else(|| ending().map(|(_, kind)| *kind))
    }

    /// Whether the folded name is one of the data's own.
    #[must_use]
    pub fn known(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Whether the folded name is a place's, which speaks as a state does.
    #[must_use]
    pub fn is_place(&self, name: &str) -> bool {
        self.places.contains(name)
    }

    /// The gender of the lower-case first name, where it is known as one.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<Gender> {
        self.given.get(name).copied()
    }

    /// Whether the lower-case word joins parts of a name; `Some(true)` where only parts of a body's name.
    #[must_use]
    pub fn particle(&self, word: &str) -> Option<bool> {
        self.particles.get(word).copied()
    }

    /// Whether the lower-case word joins speakers: et, and.
    #[must_use]
    pub fn joins(&self, word: &str) -> bool {
        self.joiners.iter().any(|joiner| joiner == word)
    }

    /// Whether the lower-case word stands between a spokesperson and whom they speak for.
    #[must_use]
    pub fn stands_for(&self, word: &str) -> bool {
        self.for_words.iter().any(|known| known == word)
    }

    /// The article in a lower-case word that a preposition and an article have become: «le» for «du».
    #[must_use]
    pub fn article_in(&self, word: &str) -> Option<&str> {
        self.contracted.get(word).map(String::as_str)
    }

    /// Whether the word is the ending of a possessor: 's.
    #[must_use]
    pub fn possessive(&self, word: &str) -> bool {
        self.possessives.iter().any(|known| known == word)
    }

    /// Whether the lower-case noun ends as feminines do.
    #[must_use]
    pub fn ends_feminine(&self, word: &str) -> bool {
        self.feminine_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}
