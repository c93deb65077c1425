//! What the tracing of claims works on: articles with their metadata, their sentences as they are compared, and
//! appearances, which are places where a claim is said or answered.

use selon_reading::{Certainty, Place};
use selon_text::ByteRange;
use serde::{Deserialize, Serialize};

/// What tracing needs to know of an article, besides its sentences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// The document's id.
    pub id: String,
    /// Name of the paper, site or agency.
    pub outlet: Option<String>,
    /// The address it was given with or names as its own.
    pub url: Option<String>,
    /// When it was published: ISO date, or date and time with offset.
    pub published: Option<String>,
    /// Seconds since 1970 of `published`, for the order in time; `None` where it can't be told.
    pub seconds: Option<i64>,
    /// Two-letter code of its language; empty where none could be told.
    pub language: String,
    /// Addresses that it links to.
    pub links: Vec<String>,
    /// Hashes of the names of the whole article, sorted: what affair it is about.
    pub topic: Vec<u64>,
    /// One hash of each word and name, the one that languages share where there is one, sorted: what it is about in all.
    pub subject: Vec<u64>,
    /// Hashes of all capitalised words, sorted: outlets are credited by them.
    pub mentions: Vec<u64>,
    /// Whether the article says that it, or what it passes on, went through a translation.
    pub translated: bool,
    /// Whether a sentence of it may answer what stands before it ([`super::may_answer`]).
    pub answers: bool,
}

/// A sentence of an article, with all that is asked of it when it is compared with another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sentence {
    /// The document's id.
    pub article: String,
    /// Number of the sentence in the article, from 0.
    pub order: usize,
    /// Which text the spans are ranges of.
    pub place: Place,
    /// Where it stands.
    pub span: ByteRange,
    /// Its words, as they stand.
    pub words: String,
    /// Two-letter code of the language.
    pub language: String,
    /// What is compared of it, in order of place.
    pub terms: Vec<Term>,
    /// Hedges, conditions, negations and the like, in order of place.
    pub marks: Vec<Mark>,
    /// The stretches of it that may be one appearance each, the longest first.
    pub windows: Vec<Window>,
    /// Hashes of its capitalised words, sorted: outlets are credited by them.
    pub mentions: Vec<u64>,
    /// What the statements in it mean, where the reader's model tells that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meanings: Vec<Meaning>,
}

/// What a statement means, by a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The statement's id.
    pub statement: String,
    /// The model that told it.
    pub model: String,
    /// Numbers from -127 to 127; those of statements that say nearly the same point nearly the same way. To be compared
    /// within one model only.
    pub numbers: Vec<i8>,
}

impl Sentence {
    /// The terms that begin in a span, and the number of the first: they are in order of place.
    pub(super) fn terms_from(&self, span: ByteRange) -> (usize, &[Term]) {
        let first = self.terms.partition_point(|term| term.span.start < span.start);
        let begin_in = self.terms[first..].partition_point(|term| term.span.start < span.end);
        (first, &self.terms[first..first + begin_in])
    }
}

impl Meaning {
    /// The cosine of the angle between two meanings, from -1 to 1; `None` where two models told them.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> Option<f32> {
        let product =
            |x: &[i8], y: &[i8]| x.iter().zip(y).map(|(&x, &y)| i64::from(x) * i64::from(y)).sum::<i64>() as f32;
        let lengths = (product(&self.numbers, &self.numbers) * product(&other.numbers, &other.numbers)).sqrt();
        let one_model = self.model == other.model && self.numbers.len() == other.numbers.len();
        (one_model && lengths > 0.0).then(|| product(&self.numbers, &other.numbers) / lengths)
    }
}

/// A word, name, number or date as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Hashes under which another term may be the same, the surest first: its stem, its meanings, its first letters.
    pub keys: Vec<u64>,
    /// Where it stands.
    pub span: ByteRange,
    /// In how many sentences of its article it stands.
    pub spread: u16,
    /// The value of a number.
    pub value: Option<f64>,
    /// Hash of what is counted.
    pub unit: Option<u64>,
}

/// What a term is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// A word that means something.
    #[default]
    Word,
    /// A part of a name.
    Name,
    /// A number, or a time of day in minutes.
    Number,
    /// A date told, or a word that tells when.
    Date,
}

impl TermKind {
    /// Whether terms of the kind tell what is said: names and days stand in all claims of an affair.
    pub(super) fn tells(self) -> bool {
        matches!(self, Self::Word | Self::Number)
    }
}

/// Words that change how a thing is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What they do.
    pub kind: MarkKind,
    /// Where they stand.
    pub span: ByteRange,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Puts it less surely: «pourrait», "at least".
    Hedge,
    /// Makes it hang on something: «si», "unless".
    Condition,
    /// Says that it is not so: «ne … pas», "no".
    Negation,
    /// Calls a thing false: «dément», "wrong".
    Denial,
    /// Keeps a thing in doubt: «prétend», "so-called".
    Doubt,
    /// Refuses to speak of a thing: «ne commente pas», "declined".
    Refusal,
}

impl MarkKind {
    /// The kind that the language tables call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "hedge" => Self::Hedge,
            "condition" => Self::Condition,
            "negation" => Self::Negation,
            "denial" => Self::Denial,
            "doubt" => Self::Doubt,
            "refusal" => Self::Refusal,
            _ => return None,
        })
    }
}

/// A stretch of a sentence that may be one appearance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// Where it stands.
    pub span: ByteRange,
    /// The statement whose content it is or lies in; `None` in the author's own voice.
    pub statement: Option<String>,
    /// Whom the words are given to, as the article names them.
    pub speaker: Option<String>,
    /// Hashes of the speaker's names and role.
    pub speaker_keys: Vec<u64>,
    /// Whether the article withholds the speaker's name.
    pub anonymous: bool,
    /// Whether the words are the speaker's own, between quotation marks.
    pub quoted: bool,
    /// How it stands to what it speaks of, by its own words.
    pub stance: Stance,
    /// How surely it is put.
    pub certainty: Certainty,
    /// ISO date on which it was said, where it is told.
    pub when: Option<String>,
}

/// How an appearance stands to the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Keeps it in doubt.
    Doubts,
    /// Refuses to comment.
    Declines,
}
