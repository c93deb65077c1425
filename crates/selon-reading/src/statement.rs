//! What a reading holds: statements, with the labels of the annotation guide, and why each was read so.

use crate::whole::{
    Anonymity, Certainty, Conclusion, Conflict, Quantity, Relay, Sourcing, Speaker, Stance, Voice, When,
};
use selon_text::ByteRange;
use serde::{Deserialize, Serialize};

/// Everything read in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Two-letter code of the language it was read in; empty where none could be told.
    pub language: String,
    /// Which tagger read it, such as `lexical-1`.
    pub model: String,
    /// The statements, in order of place.
    pub statements: Vec<Statement>,
    /// Who speaks where; the author first.
    pub voices: Vec<Voice>,
    /// Whom the sources refer to, in order of first mention.
    pub speakers: Vec<Speaker>,
    /// Numbers with what they count, in order of place.
    pub quantities: Vec<Quantity>,
    /// Dates told, in order of place.
    pub dates: Vec<When>,
    /// The author's own conclusions.
    pub conclusions: Vec<Conclusion>,
    /// Places that do not go together.
    pub conflicts: Vec<Conflict>,
    /// Counts over the statements.
    pub sourcing: Sourcing,
    /// What was odd about the text.
    pub notes: Vec<Note>,
}

/// One thing that a source is said to have communicated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Twelve hexadecimal digits made from the document and the spans; the same on every run.
    pub id: String,
    /// Which text the spans are ranges of.
    pub place: Place,
    /// How it is told.
    pub kind: Kind,
    /// The words naming who speaks; empty where the text names none.
    pub source: Vec<ByteRange>,
    /// The words that say it is said; empty for a free continuation.
    pub cue: Vec<ByteRange>,
    /// Dictionary form of the cue's head word.
    pub cue_lemma: Option<String>,
    /// What is said, in pieces where something cuts it.
    pub content: Vec<ByteRange>,
    /// The statement in whose content it stands and by which it is relayed.
    pub parent: Option<String>,
    /// The statement whose source goes on speaking here, where this one names none.
    pub continues: Option<String>,
    /// What is done by saying it.
    pub act: Act,
    /// Whether the saying is told as having happened.
    pub polarity: Polarity,
    /// The voice that speaks here: the last that passed it on.
    pub voice: Option<String>,
    /// The steps from the page towards the first mouth, the page's author first.
    pub relays: Vec<Relay>,
    /// Whom the source refers to.
    pub speaker: Option<String>,
    /// For a spokesperson: the speaker for whom they speak.
    pub speaker_for: Option<String>,
    /// Whether the text withholds the name of who speaks.
    pub anonymous: bool,
    /// What it tells of them then.
    pub anonymity: Option<Anonymity>,
    /// How the relayer stands to it.
    pub stance: Stance,
    /// How surely the source is said to put it.
    pub certainty: Certainty,
    /// Whom it was said to.
    pub addressee: Vec<ByteRange>,
    /// When it was said.
    pub when: Option<When>,
    /// By what it was said: «dans un communiqué», "on Twitter".
    pub medium: Vec<ByteRange>,
    /// How sure the reading is that the text attributes this to that source, from 0 to 1.
    pub score: f32,
    /// Identifier of the rule that found it; `selon explain` shows it.
    pub rule: String,
    /// How it was arrived at, step by step.
    pub why: Vec<Reason>,
    /// What the content means, as numbers from -127 to 127 of about one length: contents that say nearly the same, in one
    /// language or two, point nearly the same way. To be compared within one model only; empty where it was not taught that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meaning: Vec<i8>,
}

/// One step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What was decided, such as `cue` or `source`.
    pub step: String,
    /// Why, in a plain sentence.
    pub because: String,
    /// The words that it was read off.
    pub span: Option<ByteRange>,
}

/// Which text a statement's spans are ranges of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// `Document::text`.
    #[default]
    Text,
    /// `Document::title`, where it stands apart.
    Title,
}

/// Declares an enumeration of labels with the names that the schema and people see.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every label, in the guide's order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The label's name, as the schema has it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The label of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.name() == name)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

labels!(
    /// How a statement is told.
    ///
    /// ```
    /// use selon_reading::Kind;
    /// assert_eq!(Kind::named("mixed"), Some(Kind::Mixed));
    /// ```
    Kind {
        /// The speaker's own words, wholly between quotation marks.
        Direct = "direct",
        /// A reported clause or frame, without the speaker's words.
        Indirect = "indirect",
        /// A reported clause in which some words are quoted.
        Mixed = "mixed",
        /// The act is told, with a noun phrase or an infinitive.
        Reported = "reported",
        /// A sentence that goes on with the same source's statement.
        Free = "free",
        /// A passage relayed from another text.
        Block = "block",
    }
);

labels!(
    /// What is done by saying it.
    Act {
        /// Say, tell, report, explain, estimate, judge.
        Assert = "assert",
        /// Confirm, admit.
        Confirm = "confirm",
        /// Contest, reject as false.
        Deny = "deny",
        /// Refuse to comment.
        Decline = "decline",
        /// A question.
        Ask = "ask",
        /// Call for, order, demand, request, advise.
        Urge = "urge",
        /// Promise, undertake, threaten, announce one's own plan.
        Commit = "commit",
        /// Warn.
        Warn = "warn",
        /// Blame, denounce, condemn, criticise.
        Accuse = "accuse",
        /// Welcome, congratulate, thank, apologise.
        Praise = "praise",
    }
);

labels!(
    /// Whether the saying is told as having happened.
    Polarity {
        /// «a dit que».
        Positive = "positive",
        /// «n'a pas dit que».
        Negative = "negative",
    }
);

/// Something odd about a text, for whoever reads on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Short name of the kind of note, such as `unmatched_quotation_mark`.
    pub kind: String,
    /// What is odd, in a plain sentence.
    pub text: String,
    /// Where.
    pub span: Option<ByteRange>,
}
