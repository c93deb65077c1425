//! The table of persons as it is written in `person.toml`, and what is made of it.

use super::words::{Determiner, Gender, Noun, NounKind, Number, Presents, Pronoun, Refers};
use super::{Case, PersonTable, Sample};
use serde::Deserialize;
use std::collections::HashMap;

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Data {
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
    contracted: HashMap<String, String>,
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
            contracted: data.contracted,
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
