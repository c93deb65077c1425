//! What a content tells of the act, where the verb leaves it open.

use super::Marks;
use serde::Deserialize;

/// Words of a content that tell what is done by saying it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActMark {
    /// The act, as the guide names it.
    pub act: String,
    /// The words.
    pub words: Marks,
    /// Where they stand in the content.
    pub stands: ActPlace,
    /// How verbs end that are such words at the opening: the imperative's «-ez».
    pub verb_endings: Vec<String>,
    /// Whether a verb in the infinitive is such a word at the opening: the imperative of English.
    pub bare_verbs: bool,
    /// Whether they count only among the speaker's own words.
    pub own_words: bool,
    /// Acts of the cue under which they count; by default only a plain assertion.
    pub under: Vec<String>,
    /// Dictionary forms of the cues under which they count; any where there is none.
    pub verbs: Vec<String>,
    /// Whether they count only where the saying is negated: «n'a pas précisé si».
    pub negated: bool,
    /// Words before the cue that negate it: «sans», «refuser de».
    pub cue_after: Marks,
    /// Whether they count only where the content is no clause.
    pub phrase: bool,
    /// Whether a negation beside them takes their weight away.
    pub unless_negated: bool,
    /// Sentences in which that is done.
    pub yes: Vec<String>,
    /// Sentences in which it is not.
    pub no: Vec<String>,
}

impl ActMark {
    /// Its lists of words.
    pub(super) fn lists(&mut self) -> [&mut Marks; 2] {
        [&mut self.words, &mut self.cue_after]
    }
}

/// Where the words stand in a content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActPlace {
    /// Anywhere in it.
    #[default]
    Anywhere,
    /// In the main clause of its first sentence.
    Main,
    /// At its beginning.
    Opening,
    /// At its end.
    Closing,
    /// No words are needed.
    Wordless,
}

/// How a source tells what it is going to do itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanMark {
    /// Dictionary forms of the cues under which it counts; any plain assertion where there is none.
    pub verbs: Vec<String>,
    /// Words for the source itself at the beginning of the content: «il», "the company".
    pub subjects: Marks,
    /// Whether anybody may be the subject.
    pub any_subject: bool,
    /// Whether it counts only among the speaker's own words.
    pub own_words: bool,
    /// Words for what is to come: «va», "will".
    pub futures: Marks,
    /// Whether forms of the future and the conditional count as such.
    pub future_forms: bool,
    /// Words after them by which it is a forecast and no plan: «être», "be".
    pub no_deeds: Marks,
    /// Words that open a content which is a plan by itself: «son intention», «vouloir».
    pub openings: Marks,
    /// Whether an infinitive that is not of the past is a plan.
    pub infinitives: bool,
    /// Words with which no plan is told: «sa mort».
    pub never: Marks,
    /// Sentences that tell such a plan.
    pub yes: Vec<String>,
    /// Sentences that tell none.
    pub no: Vec<String>,
}

impl PlanMark {
    /// Its lists of words.
    pub(super) fn lists(&mut self) -> [&mut Marks; 5] {
        [&mut self.subjects, &mut self.futures, &mut self.no_deeds, &mut self.openings, &mut self.never]
    }
}
