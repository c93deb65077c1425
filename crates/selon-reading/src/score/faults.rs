//! What was missed and what was read for nothing, with the words.

use super::compared::Compared;
use super::pairs::{Pair, Side};
use super::{Sheet, joined};
use serde::Serialize;

/// A statement that only one side has: no content of the other side is paired with its own at 0.8.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Whether people marked it and it was not read; else it was read and they had not marked it.
    pub missed: bool,
    /// The document.
    pub doc: String,
    /// How it is told, as its side has it.
    pub kind: Option<String>,
    /// Who speaks, in the words of the text.
    pub source: String,
    /// The words that say it is said.
    pub cue: String,
    /// What is said, pieces parted by «…».
    pub content: String,
}

/// Of each document, at most so many statements that were missed, then as many that were read for nothing; in gold's order.
///
/// ```
/// use selon_reading::score::{Marked, Sheet, faults};
/// let said = Marked { content: vec![(17, 20)], ..Marked::default() };
/// let gold = Sheet { doc: "a".into(), text: "Le maire a dit : non.".into(), statements: vec![said], ..Sheet::default() };
/// let faults = faults(&[gold], &[], 3);
/// assert_eq!((faults[0].missed, faults[0].content.as_str()), (true, "non"));
/// ```
#[must_use]
pub fn faults(gold: &[Sheet], read: &[Sheet], most: usize) -> Vec<Fault> {
    if most == 0 {
        return Vec::new();
    }
    let nothing = Sheet::default();
    let of_one = |(gold, read): (&Sheet, Option<&Sheet>)| {
        let compared = Compared::new(gold, read.unwrap_or(&nothing));
        let mut faults = compared.alone(&gold.doc, &compared.gold, |pair| pair.gold, true, most);
        faults.extend(compared.alone(&gold.doc, &compared.read, |pair| pair.read, false, most));
        faults
    };
    joined(gold, read).flat_map(of_one).collect()
}

impl Compared<'_> {
    fn alone(&self, doc: &str, side: &Side, of: fn(&Pair) -> usize, missed: bool, most: usize) -> Vec<Fault> {
        let mut paired = vec![false; side.statements.len()];
        for pair in self.at(0.8) {
            paired[of(pair)] = true;
        }
        let alone = side.statements.iter().zip(paired).filter(|(_, paired)| !paired).take(most);
        let fault = |(marked, _): (&&super::Marked, bool)| Fault {
            missed,
            doc: doc.to_owned(),
            kind: marked.kind.clone(),
            source: self.text.words(&marked.source, " "),
            cue: self.text.words(&marked.cue, " "),
            content: self.text.words(&marked.content, " … "),
        };
        alone.map(fault).collect()
    }
}
