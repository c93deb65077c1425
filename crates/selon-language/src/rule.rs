//! Rules: groups of words that tell of saying, with what they do, how their content may follow, and their examples.

use crate::Example;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How content may stand to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// A clause with its conjunction: «a dit que …», "said that …".
    That,
    /// A clause without one: "said he would …".
    Bare,
    /// An indirect question: «a demandé si …».
    Question,
    /// An infinitive: «a promis de …», "vowed to …".
    Infinitive,
    /// A noun phrase: «dénonce les violences».
    Phrase,
    /// Somebody, and what they are to do or did: «a appelé le maire à …», "urged him to …".
    Object,
    /// Words between quotation marks after the cue.
    Quote,
    /// The cue stands after or inside what is said: «…, a-t-elle dit», "…, he said".
    Aside,
    /// The cue is passive and names no source: «il a été annoncé que», "accused of".
    Passive,
}

impl Frame {
    /// The frame's name in the data and in rule identifiers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::That => "that",
            Self::Bare => "bare",
            Self::Question => "question",
            Self::Infinitive => "infinitive",
            Self::Phrase => "phrase",
            Self::Object => "object",
            Self::Quote => "quote",
            Self::Aside => "aside",
            Self::Passive => "passive",
        }
    }
}

/// What kind of word a rule's cues are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueWord {
    /// Verbs: «déclarer».
    Verb,
    /// Nouns that introduce content: «l'annonce».
    Noun,
    /// Prepositions before the source: «selon», "according to".
    Preposition,
}

/// What the object between a cue and an infinitive is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectRole {
    /// Whom one speaks to: left out of the content («appelle le Burundi à | renouer»).
    #[default]
    Addressee,
    /// Whom one speaks of: part of it («accuse | l'Élysée de tenir le dossier»).
    Content,
}

/// A rule as the data have it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleData {
    pub(crate) id: String,
    pub(crate) about: String,
    pub(crate) act: String,
    pub(crate) words: Vec<String>,
    #[serde(default)]
    pub(crate) frames: BTreeMap<Frame, f32>,
    #[serde(default)]
    pub(crate) infinitive_after: Vec<String>,
    #[serde(default)]
    pub(crate) phrase_after: Vec<String>,
    #[serde(default)]
    pub(crate) object_after: Vec<String>,
    #[serde(default)]
    pub(crate) object: ObjectRole,
    #[serde(default)]
    pub(crate) not_before: Vec<String>,
    #[serde(default)]
    pub(crate) opening_only: bool,
    pub(crate) yes: Vec<String>,
    pub(crate) no: Vec<String>,
}

/// One rule, ready for use.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Identifier with its language: `fr/announce`.
    pub id: String,
    /// What it recognises, in a plain sentence.
    pub about: String,
    /// What is done by these words, as the guide names it.
    pub act: String,
    /// What kind of word its cues are.
    pub cue_word: CueWord,
    /// Dictionary forms (verbs), or words as they stand (nouns, prepositions).
    pub words: Vec<String>,
    /// How its content may follow, each with the share of cases in which that was right where we measured, from 0 to 1.
    pub frames: BTreeMap<Frame, f32>,
    /// Words that may stand before an infinitive; the empty one means none.
    pub infinitive_after: Vec<String>,
    /// Words that may stand before a noun phrase; the empty one means none.
    pub phrase_after: Vec<String>,
    /// Words that tie what an object is to do or did: «à», «de», "to", "of".
    pub object_after: Vec<String>,
    /// What such an object is.
    pub object: ObjectRole,
    /// Words after the cue that say it is none.
    pub not_before: Vec<String>,
    /// For a preposition: whether it names a source only where it opens its sentence and a comma follows («Pour X, …»).
    pub opening_only: bool,
    /// Sentences that it recognises.
    pub yes: Vec<Example>,
    /// The same, with their marks.
    pub yes_marked: Vec<String>,
    /// Sentences in which it recognises nothing.
    pub no: Vec<String>,
}

impl Rule {
    /// The score of a frame, 0 where the rule has no such frame.
    #[must_use]
    pub fn frame(&self, frame: Frame) -> f32 {
        self.frames.get(&frame).copied().unwrap_or(0.0)
    }

    /// Checks a rule of the data and makes it ready.
    pub(crate) fn new(language: &str, cue_word: CueWord, data: RuleData) -> Result<Self, String> {
        let id = format!("{language}/{}", data.id);
        if data.yes.is_empty() || data.no.is_empty() {
            return Err(format!(
                "rule {id} lacks examples\nhelp: give it `yes = [\"{{who}} <cue> [what].\"]` and `no = [\"…\"]`"
            ));
        }
        if data.words.is_empty() {
            return Err(format!("rule {id} has no words\nhelp: list the dictionary forms of its cues in `words`"));
        }
        let yes = data.yes.iter().map(|marked| Example::parse(marked)).collect::<Result<_, _>>();
        Ok(Self {
            yes: yes.map_err(|error| format!("rule {id}: {error}"))?,
            id,
            about: data.about,
            act: data.act,
            cue_word,
            words: data.words,
            frames: data.frames,
            infinitive_after: data.infinitive_after,
            phrase_after: data.phrase_after,
            object_after: data.object_after,
            object: data.object,
            not_before: data.not_before,
            opening_only: data.opening_only,
            yes_marked: data.yes,
            no: data.no,
        })
    }
}
