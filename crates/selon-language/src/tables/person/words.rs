//! What a word for people and bodies can be: pronoun, determiner, noun, each with gender, number and kind.

use serde::Deserialize;

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

impl Gender {
    /// Whether both are told and not the same.
    #[must_use]
    pub fn differs(self, other: Self) -> bool {
        self != other && self != Self::Unknown && other != Self::Unknown
    }
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
