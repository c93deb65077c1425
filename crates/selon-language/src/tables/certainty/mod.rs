//! Hedges and boosters, questions, verbs' factual weight: how surely a thing is put, and how far the teller keeps from it.

mod acts;
mod marks;
mod stances;

pub use acts::{ActMark, ActPlace, PlanMark};
pub use marks::{MarkIndex, Marks};
pub use stances::StanceMark;

use serde::Deserialize;

/// Hedges and boosters, questions, verbs' factual weight: how surely a thing is put, and how far the teller keeps from it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Data")]
pub struct CertaintyTable {
    /// Words of a content that tell how surely it is put; of two that hold, the first in the data decides.
    pub degree: Vec<DegreeMark>,
    /// Verbs that tell how surely what they introduce is put.
    pub verb: Vec<DegreeVerb>,
    /// Words of a content that tell what is done by saying it, where the verb leaves that open.
    pub act: Vec<ActMark>,
    /// How a source tells what it is going to do itself.
    pub plan: Vec<PlanMark>,
    /// Words that tell how the relayer stands to what is relayed.
    pub stance: Vec<StanceMark>,
    /// Finds the words of all of them.
    pub index: MarkIndex,
}

/// The table as its file has it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Data {
    degree: Vec<DegreeMark>,
    verb: Vec<DegreeVerb>,
    act: Vec<ActMark>,
    plan: Vec<PlanMark>,
    stance: Vec<StanceMark>,
}

impl From<Data> for CertaintyTable {
    fn from(mut data: Data) -> Self {
        let mut lists: Vec<&mut Marks> = data.degree.iter_mut().map(|mark| &mut mark.words).collect();
        lists.extend(data.act.iter_mut().flat_map(ActMark::lists));
        lists.extend(data.plan.iter_mut().flat_map(PlanMark::lists));
        lists.extend(data.stance.iter_mut().flat_map(StanceMark::lists));
        let index = MarkIndex::new(lists);
        let Data { degree, verb, act, plan, stance } = data;
        Self { degree, verb, act, plan, stance, index }
    }
}

/// Words of a content's main clause that tell how surely it is put.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DegreeMark {
    /// The degree, as the guide names it.
    pub certainty: String,
    /// The words.
    pub words: Marks,
    /// Whether they count only among the speaker's own words and in free continuations.
    pub own_words: bool,
    /// Whether every verb in the conditional counts.
    pub conditional_forms: bool,
    /// Whether a negation beside them takes the doubt away: «il n'est pas possible que».
    pub unless_negated: bool,
    /// Whether they count only at the opening of the content: "whether", «si».
    pub opening: bool,
    /// Sentences whose content is put so.
    pub yes: Vec<String>,
    /// Sentences whose content is not.
    pub no: Vec<String>,
}

/// Verbs that tell how surely what they introduce is put.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DegreeVerb {
    /// The degree, as the guide names it.
    pub certainty: String,
    /// Dictionary forms.
    pub verbs: Vec<String>,
    /// Sentences whose content is put so.
    pub yes: Vec<String>,
    /// Sentences whose content is not.
    pub no: Vec<String>,
}
