//! What is told of one claim: its appearances, which took it from which, what changed on the way.

use super::appearance::Stance;
use super::links::Stretch;
use super::same::Likeness;
use selon_text::ByteRange;
use serde::{Deserialize, Serialize};

/// One claim, with all places where it is said or answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Made from the earliest stretch that says it: stays when later ones join.
    pub id: String,
    /// In order of time.
    pub appearances: Vec<Appearance>,
    /// Articles in which it is said and that took it from none of the others.
    pub origins: Vec<String>,
    /// Claims with which it does not go together.
    pub contradicts: Vec<Contradiction>,
    /// Articles that lean on one another in a circle, each list one circle.
    pub circles: Vec<Vec<String>>,
}

impl Claim {
    /// How many origins stand behind it that do not lean on one another.
    #[must_use]
    pub fn independent(&self) -> usize {
        self.origins.len()
    }
}

/// A place where a claim is said or answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Appearance {
    /// The document's id.
    pub article: String,
    /// Where it is kept.
    pub stretch: Stretch,
    /// Where it stands in the article's text.
    pub span: ByteRange,
    /// The words, as they stand.
    pub quote: String,
    /// The statement that it is; `None` in the author's own voice.
    pub statement: Option<String>,
    /// Whom the words are given to, as the article names them.
    pub speaker: Option<String>,
    /// How it stands to the claim.
    pub stance: Stance,
    /// The article that it was taken from, or for an answer the one that it answers.
    pub from: Option<Edge>,
}

/// A step from an earlier appearance to a later one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// The earlier article.
    pub article: String,
    /// The earlier words, as they stand.
    pub quote: String,
    /// Whether the later article names or links to the earlier one.
    pub credited: bool,
    /// How sure it is, from 0 to 1. Where `credited` is false it rests on likeness and time: it is likely, no more.
    pub strength: f32,
    /// By what the two are alike.
    pub kind: Likeness,
    /// Whether the later article carries the earlier one's text, as papers carry an agency's copy: several sentences are nearly
    /// word for word, with a credit or as half of either text.
    #[serde(default)]
    pub copied: bool,
    /// What changed on the way.
    pub drift: Vec<Drift>,
    /// The words that changed.
    pub difference: Vec<Change>,
    /// Why, in plain sentences.
    pub reasons: Vec<String>,
}

/// What changed between two appearances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drift {
    /// Nothing, or next to nothing.
    Verbatim,
    /// The wording.
    Paraphrased,
    /// The language.
    Translated,
    /// A part was left out.
    Truncated,
    /// Words that put it less surely were left out.
    HedgeLost,
    /// Words that put it less surely were added.
    HedgeAdded,
    /// A number is another.
    NumberChanged,
    /// What it hung on was left out.
    ConditionDropped,
    /// A yes became a no, or a no a yes.
    NegationChanged,
    /// It is given to another speaker.
    SpeakerChanged,
    /// A date is another.
    DateShifted,
}

impl Drift {
    /// All kinds.
    const ALL: [Self; 11] = [
        Self::Verbatim,
        Self::Paraphrased,
        Self::Translated,
        Self::Truncated,
        Self::HedgeLost,
        Self::HedgeAdded,
        Self::NumberChanged,
        Self::ConditionDropped,
        Self::NegationChanged,
        Self::SpeakerChanged,
        Self::DateShifted,
    ];

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Paraphrased => "paraphrased",
            Self::Translated => "translated",
            Self::Truncated => "truncated",
            Self::HedgeLost => "hedge_lost",
            Self::HedgeAdded => "hedge_added",
            Self::NumberChanged => "number_changed",
            Self::ConditionDropped => "condition_dropped",
            Self::NegationChanged => "negation_changed",
            Self::SpeakerChanged => "speaker_changed",
            Self::DateShifted => "date_shifted",
        }
    }
}

/// Words that two appearances share, or that one of them has alone, in the order of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Both have them.
    Kept(String),
    /// Only the earlier one.
    Removed(String),
    /// Only the later one.
    Added(String),
}

/// Another claim with which a claim does not go together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contradiction {
    /// The other claim.
    pub claim: String,
    /// Words of this claim.
    pub quote: String,
    /// Words of the other one.
    pub other: String,
    /// Why, in plain sentences.
    pub reasons: Vec<String>,
}
