//! Words that change how a claim is put, or answer it: hedges, conditions, negations, denials, doubts, refusals.

use super::certainty::{MarkIndex, Marks};
use serde::Deserialize;

/// Words that change how a claim is put, or answer it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Data")]
pub struct ClaimsTable {
    /// The marks.
    pub mark: Vec<ClaimMark>,
    /// Endings of verbs that put a thing less surely: «-rait».
    pub hedge_endings: Vec<String>,
    /// Words that end so and are none.
    pub hedge_endings_not: Vec<String>,
    /// Finds the words of all marks.
    pub index: MarkIndex,
}

/// The table as its file has it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Data {
    mark: Vec<ClaimMark>,
    hedge_endings: Vec<String>,
    hedge_endings_not: Vec<String>,
}

/// Words that do one thing to a claim.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimMark {
    /// `hedge`, `condition`, `negation`, `denial`, `doubt`, `refusal`.
    pub does: String,
    /// The words.
    pub words: Marks,
    /// Texts that hold such words.
    pub yes: Vec<String>,
    /// Texts that hold none.
    pub no: Vec<String>,
}

impl From<Data> for ClaimsTable {
    fn from(mut data: Data) -> Self {
        let index = MarkIndex::new(data.mark.iter_mut().map(|mark| &mut mark.words).collect());
        let Data { mark, hedge_endings, hedge_endings_not } = data;
        Self { mark, hedge_endings, hedge_endings_not, index }
    }
}

impl ClaimsTable {
    /// What the words at `index` of a text's lower-case words do, with where they end, exclusive.
    pub fn at<'m>(&'m self, words: &'m [String], index: usize) -> impl Iterator<Item = (&'m str, usize)> + 'm {
        let listed = self.index.at(words, index).filter_map(|(number, end)| {
            Some((self.mark.iter().find(|mark| mark.words.number == number)?.does.as_str(), end))
        });
        let ends = words.get(index).is_some_and(|word| self.hedges_by_ending(word));
        listed.chain(ends.then_some(("hedge", index + 1)))
    }

    fn hedges_by_ending(&self, word: &str) -> bool {
        self.hedge_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
            && !self.hedge_endings_not.iter().any(|other| other == word)
    }
}
