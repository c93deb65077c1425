//! Pronouns with gender and number, determiners, nouns for kinds of speakers, first names, how names are put together.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Grammatical gender; for people in English also their sex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// il, he.
    Masculine,
    /// elle, she.
    Feminine,
    /// Either, or not told.
    #[default]
    Unknown,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
    /// Either, or not told.
    #[default]
    Unknown,
}

/// What a noun names, as the guide has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NounKind {
    /// habitant, ministre.
    Person,
    /// foule, population: people in the singular.
    Group,
    /// ministère, police.
    Organisation,
    /// journal, agence de presse.
    Media,
    /// rapport, sondage.
    Document,
    /// rumeurs: nobody in particular.
    Unknown,
}

/// Whom a pronoun refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refers {
    /// Who speaks: je, we.
    Speaker,
    /// Somebody or something told of before: il, they.
    Before,
    /// The nearest told of before: celui-ci, the latter.
    Nearest,
    /// People who are not named: certains, others.
    Some,
    /// Nobody in particular: on, there.
    Nobody,
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// Whom it refers to.
    pub refers: Refers,
    /// Its gender.
    pub gender: Gender,
    /// Its number.
    pub number: Number,
    /// Whether only people are told of by it.
    pub people: bool,
}

/// How a determiner presents its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presents {
    /// le, the.
    Definite,
    /// un, some, two.
    Indefinite,
    /// ce, this.
    Demonstrative,
    /// son, their.
    Possessive,
}

/// A determiner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Determiner {
    /// How it presents its noun.
    pub presents: Presents,
    /// Its gender.
    pub gender: Gender,
    /// Its number.
    pub number: Number,
    /// Whether it tells how many: deux, plusieurs.
    pub counts: bool,
}

/// A noun that names a speaker, or a part of a name that tells what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// What it names.
    pub kind: NounKind,
    /// Its gender, where the noun alone tells it.
    pub gender: Gender,
    /// Whether it withholds who it is: source, témoin.
    pub withholds: bool,
    /// Whether it tells no office, so that anybody told of before may be meant: homme, intéressé.
    pub general: bool,
    /// Whether it speaks for somebody else: porte-parole.
    pub speaks_for: bool,
    /// Whether it only carries what its issuer says, who is the speaker: communiqué.
    pub carries: bool,
}

/// Everything that the data tell of words for people and bodies.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Data")]
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

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Data {
    head_first: bool,
    articles: bool,
    pronoun: Vec<PronounData>,
    determiner: Vec<DeterminerData>,
    noun: Vec<NounData>,
    name: Vec<NameData>,
    case: Vec<Case>,
    given_masculine: String,
    given_feminine: String,
    particles: Vec<String>,
    links: Vec<String>,
    joiners: Vec<String>,
    for_words: Vec<String>,
    possessives: Vec<String>,
    plural_endings: Vec<(String, String)>,
    feminine_endings: Vec<String>,
    same: Vec<Vec<String>>,
    reasons: Vec<String>,
    owned: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PronounData {
    words: Vec<String>,
    refers: Refers,
    #[serde(default)]
    gender: Gender,
    #[serde(default)]
    number: Number,
    #[serde(default)]
    people: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeterminerData {
    words: Vec<String>,
    presents: Presents,
    #[serde(default)]
    gender: Gender,
    #[serde(default)]
    number: Number,
    #[serde(default)]
    counts: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NounData {
    kind: NounKind,
    #[serde(default)]
    gender: Gender,
    #[serde(default)]
    withholds: bool,
    #[serde(default)]
    general: bool,
    #[serde(default)]
    speaks_for: bool,
    #[serde(default)]
    carries: bool,
    words: String,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameData {
    kind: NounKind,
    #[serde(default)]
    place: bool,
    words: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

impl From<Data> for PersonTable {
    fn from(data: Data) -> Self {
        let mut table = Self { head_first: data.head_first, articles: data.articles, ..Self::default() };
        data.pronoun.into_iter().for_each(|pronoun| table.add_pronoun(pronoun));
        data.determiner.into_iter().for_each(|determiner| table.add_determiner(determiner));
        data.noun.into_iter().for_each(|noun| table.add_noun(noun));
        data.name.into_iter().for_each(|name| table.add_name(name));
        table.add_given(&data.given_masculine, Gender::Masculine);
        table.add_given(&data.given_feminine, Gender::Feminine);
        table.particles.extend(data.links.into_iter().map(|word| (word, true)));
        table.particles.extend(data.particles.into_iter().map(|word| (word, false)));
        Self {
            cases: data.case,
            same: data.same,
            reasons: data.reasons,
            owned: data.owned,
            joiners: data.joiners,
            for_words: data.for_words,
            possessives: data.possessives,
            plural_endings: data.plural_endings,
            feminine_endings: data.feminine_endings,
            ..table
        }
    }
}

impl PersonTable {
    fn add_pronoun(&mut self, data: PronounData) {
        let pronoun = Pronoun { refers: data.refers, gender: data.gender, number: data.number, people: data.people };
        self.pronouns.extend(data.words.into_iter().map(|word| (word, pronoun)));
    }

    fn add_determiner(&mut self, data: DeterminerData) {
        let DeterminerData { words, presents, gender, number, counts } = data;
        let determiner = Determiner { presents, gender, number, counts };
        self.determiners.extend(words.into_iter().map(|word| (word, determiner)));
    }

    fn add_noun(&mut self, data: NounData) {
        let NounData { kind, gender, withholds, general, speaks_for, carries, .. } = data;
        let noun = Noun { kind, gender, withholds, general, speaks_for, carries };
        self.nouns.extend(data.words.split_whitespace().map(|word| (word.replace('_', " "), noun)));
        self.add_samples(kind, data.yes, data.no);
    }

    fn add_name(&mut self, data: NameData) {
        if data.place {
            self.places.extend(data.words.iter().cloned());
        }
        self.names.extend(data.words.into_iter().map(|word| (word, data.kind)));
        self.name_endings.extend(data.endings.into_iter().map(|ending| (ending, data.kind)));
        self.add_samples(data.kind, data.yes, data.no);
    }

    fn add_samples(&mut self, kind: NounKind, yes: Vec<String>, no: Vec<String>) {
        self.samples.extend(yes.into_iter().map(|phrase| Sample { phrase, kind, is: true }));
        self.samples.extend(no.into_iter().map(|phrase| Sample { phrase, kind, is: false }));
    }

    /// A name that both sexes bear tells nothing of its bearer's.
    fn add_given(&mut self, names: &str, gender: Gender) {
        for name in names.split_whitespace() {
            let known = self.given.entry(name.to_owned()).or_insert(gender);
            if *known != gender {
                *known = Gender::Unknown;
            }
        }
    }
}
