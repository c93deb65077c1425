//! Markers of the author's own conclusions.

use super::certainty::{MarkIndex, Marks};
use serde::Deserialize;

/// Markers of the author's own conclusions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Data")]
pub struct InferenceTable {
    /// The markers.
    pub marker: Vec<InferenceMark>,
    /// How a sentence foretells.
    pub forecast: ForecastMark,
    /// Finds the words of all of them.
    pub index: MarkIndex,
}

/// The table as its file has it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Data {
    marker: Vec<InferenceMark>,
    forecast: ForecastMark,
}

impl From<Data> for InferenceTable {
    fn from(mut data: Data) -> Self {
        let mut lists: Vec<&mut Marks> = data.marker.iter_mut().map(|mark| &mut mark.words).collect();
        lists.extend([&mut data.forecast.words, &mut data.forecast.scheduled]);
        let index = MarkIndex::new(lists);
        let Data { marker, forecast } = data;
        Self { marker, forecast, index }
    }
}

/// Words by which a sentence in the author's voice infers, evaluates or predicts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InferenceMark {
    /// What the author does, in a plain phrase: `infers from what was told`.
    pub does: String,
    /// How surely, as the guide names it, where the sentence's own hedges do not tell; certain if empty.
    pub certainty: String,
    /// The words.
    pub words: Marks,
    /// Whether they count only at the beginning of the sentence.
    pub opening: bool,
    /// Whether they point back at what was just told.
    pub back: bool,
    /// Whether they count only beside another conclusion.
    pub weak: bool,
    /// Whether they are a conclusion too where they are read as the cue of a thing, not of a speaker: «ce silence signifie».
    pub cue: bool,
    /// Texts that hold such a sentence.
    pub yes: Vec<String>,
    /// Texts that hold none.
    pub no: Vec<String>,
}

/// How a sentence foretells: a future, and a negation or a neighbour that concludes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ForecastMark {
    /// Words for what is to come, besides verbs' forms.
    pub words: Marks,
    /// Words with which it is a date in a calendar and no forecast.
    pub scheduled: Marks,
    /// Texts that foretell.
    pub yes: Vec<String>,
    /// Texts that do not.
    pub no: Vec<String>,
}
