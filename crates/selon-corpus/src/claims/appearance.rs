//! What the tracing of claims is given: articles with their metadata, and appearances, which are places where something
//! is said.

use selon_reading::{Certainty, Place};
use selon_text::ByteRange;
use serde::{Deserialize, Serialize};

/// What tracing needs to know of an article, besides its words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// Hashes of the rarest names and words of the whole article: what affair it is about.
    pub topic: Vec<u64>,
}

/// One place where something is said: a statement's content, or a sentence in the author's own voice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Appearance {
    /// The statement's id, or one made from the document and the span.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// Which text the spans are ranges of.
    pub place: Place,
    /// What is said, as byte ranges into the text or title.
    pub spans: Vec<ByteRange>,
    /// The words of `spans`, as they stand.
    pub words: String,
    /// The whole sentence that it stands in, as it stands.
    pub sentence: String,
    /// Number of the sentence in the article, from 0; the title's is before the text's.
    pub order: usize,
    /// Two-letter code of the language.
    pub language: String,
    /// The statement that it is; `None` for a sentence in the author's own voice.
    pub statement: Option<String>,
    /// Whom the words are given to, as the article names them.
    pub speaker: Option<String>,
    /// Whether the article withholds the speaker's name.
    pub anonymous: bool,
    /// Whether the words are the speaker's own, between quotation marks.
    pub quoted: bool,
    /// How it stands to what it speaks of.
    pub stance: Stance,
    /// How surely it is put.
    pub certainty: Certainty,
    /// ISO date on which it was said, where it is told.
    pub when: Option<String>,
    /// Names of those who passed it on, as the article names them, and the outlets credited beside it.
    pub credits: Vec<String>,
    /// Numbers in it.
    pub numbers: Vec<Number>,
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

/// A number with its unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// Its value; minutes since midnight for a time of day.
    pub value: f64,
    /// What is counted or measured, folded: `eur`, `%`, `km`, `tonne`.
    pub unit: Option<String>,
}
