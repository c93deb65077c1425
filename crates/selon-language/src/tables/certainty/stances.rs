//! How the relayer stands to what is relayed: verbs' factual weight.

use super::Marks;
use serde::Deserialize;

/// Words that tell how the relayer stands to what is relayed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StanceMark {
    /// The stance, as the schema names it.
    pub stance: String,
    /// Dictionary forms of cues.
    pub verbs: Vec<String>,
    /// Words in the cue or right before it: «à tort», "reportedly".
    pub words: Marks,
    /// Words of the author in a sentence with a colon that introduces the statement: «il ment».
    pub opens: Marks,
    /// Words for a cue in the conditional: «aurait» in «aurait dit».
    pub conditional: Marks,
    /// Sentences relayed so.
    pub yes: Vec<String>,
    /// Sentences that are not.
    pub no: Vec<String>,
}

impl StanceMark {
    /// Its lists of words.
    pub(super) fn lists(&mut self) -> [&mut Marks; 3] {
        [&mut self.words, &mut self.opens, &mut self.conditional]
    }
}
