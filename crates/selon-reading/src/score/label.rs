//! The labels of a statement that are scored.

use super::Marked;
use super::speakers::same_speaker;

/// A label of a statement that is scored, in the order in which the figures are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// How it is told.
    Kind,
    /// What is done by saying it.
    Act,
    /// Who speaks, by name.
    Speaker,
    /// Of what kind they are.
    SpeakerType,
    /// Whether their name is withheld.
    Anonymous,
    /// How surely it is put.
    Certainty,
    /// When it was said.
    When,
}

impl Label {
    /// Every label.
    pub const ALL: &[Self] =
        &[Self::Kind, Self::Act, Self::Speaker, Self::SpeakerType, Self::Anonymous, Self::Certainty, Self::When];

    /// Its name, as gold and figures have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Act => "act",
            Self::Speaker => "speaker",
            Self::SpeakerType => "speaker_type",
            Self::Anonymous => "anonymous",
            Self::Certainty => "certainty",
            Self::When => "when",
        }
    }

    /// The label of a statement, where it is a word.
    fn word(self, marked: &Marked) -> Option<&str> {
        match self {
            Self::Kind => marked.kind.as_deref(),
            Self::Act => marked.act.as_deref(),
            Self::Speaker => marked.speaker.as_deref(),
            Self::SpeakerType => marked.speaker_type.as_deref(),
            Self::Anonymous => marked.anonymous.map(|unnamed| if unnamed { "true" } else { "false" }),
            Self::Certainty => marked.certainty.as_deref(),
            Self::When => marked.when.as_deref(),
        }
    }

    pub(super) fn is_marked(self, marked: &Marked) -> bool {
        self.word(marked).is_some()
    }

    /// Whether `read` has the label of `gold`; `None` where gold has none.
    pub(super) fn agrees(self, gold: &Marked, read: &Marked) -> Option<bool> {
        let (gold, read) = (self.word(gold)?, self.word(read));
        Some(if self == Self::Speaker { same_speaker(gold, read) } else { read == Some(gold) })
    }
}
