//! How well was it read? Compares readings with statements marked by people, by the measures of the shared scorer.
//!
//! Contents are compared by the letters and digits they cover (quotation marks, spaces and a leading *que* or *that* do
//! not count), by intersection over union, and paired one to one, best pair first. `docs/eval.md` tells what each figure
//! says, and which forms of gold are read.

mod annotations;
mod brat;
mod compared;
mod faults;
mod figures;
mod label;
mod letters;
mod lines;
mod measure;
mod pairs;
mod sheet;
mod speakers;
mod wrong;

pub use annotations::Annotations;
pub use brat::sheet_of_brat;
pub use faults::{Fault, faults};
pub use label::Label;
pub use lines::{gold_of_line, reading_of_line};
pub use measure::{Measure, Share};
pub use sheet::{Marked, Sheet};
pub use wrong::Wrong;

use compared::Compared;
use std::collections::BTreeMap;

/// Intersections over union from which two contents count as paired, for [`Score::content`].
pub const THRESHOLDS: [f64; 4] = [0.3, 0.5, 0.8, 1.0];

/// Most statements of one document: each of them may have to be set beside each that was read.
pub const MOST_STATEMENTS: usize = 5_000;

/// How well some documents were read. What the gold marks nowhere has no figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Documents marked by people.
    pub documents: usize,
    /// Those of them that were not read.
    pub without_reading: usize,
    /// Statements marked by people.
    pub gold: usize,
    /// Statements read.
    pub read: usize,
    /// Content paired at 0.8 and source right (at 0.5, or both empty): the headline.
    pub whole: Measure,
    /// Content paired at each of [`THRESHOLDS`].
    pub content: [Measure; 4],
    /// How much of the contents is covered, as the sum of intersections over union.
    pub soft: Measure,
    /// Sources right, among pairs at 0.5.
    pub source: Measure,
    /// Cues right, among pairs at 0.5.
    pub cue: Measure,
    /// Pairs of an outer and an inner statement, both paired at 0.5.
    pub nested: Option<Measure>,
    /// Labels right, among pairs at 0.5 whose gold has one.
    pub labels: BTreeMap<Label, Share>,
    /// Pairs at 0.5 whose gold has no date, and how many of them were given one.
    pub when_invented: Option<Share>,
    /// Of each kind of statement marked, how many contents were paired at 0.8; `None` for those of no kind.
    pub recall_by_kind: BTreeMap<Option<String>, Share>,
}

impl Score {
    /// The measure of contents paired at 0.8.
    #[must_use]
    pub fn content_at_80(&self) -> Measure {
        self.content[2]
    }

    /// How many of these labels were right; none where the gold has no such label.
    #[must_use]
    pub fn label(&self, label: Label) -> Share {
        self.labels.get(&label).copied().unwrap_or_default()
    }
}

/// Scores what was `read` against `gold`; documents are joined by their names, and those that only one side has count as
/// read without a statement, or not at all.
///
/// ```
/// use selon_reading::score::{Marked, Sheet, score};
/// let said = Marked { content: vec![(17, 20)], source: vec![(0, 8)], ..Marked::default() };
/// let gold = Sheet { doc: "a".into(), text: "Le maire a dit : non.".into(), statements: vec![said], ..Sheet::default() };
/// assert_eq!(score(&[gold.clone()], &[gold.clone()]).whole.f1(), 100.0);
/// assert_eq!(score(&[gold], &[]).whole.f1(), 0.0);
/// ```
#[must_use]
pub fn score(gold: &[Sheet], read: &[Sheet]) -> Score {
    let mut total = Score::asked_by(gold);
    for (gold, read) in joined(gold, read) {
        total.documents += 1;
        total.without_reading += usize::from(read.is_none());
        Compared::new(gold, read.unwrap_or(&Sheet::default())).add_to(&mut total);
    }
    total
}

/// Each gold document with what was read in it.
fn joined<'s>(gold: &'s [Sheet], read: &'s [Sheet]) -> impl Iterator<Item = (&'s Sheet, Option<&'s Sheet>)> {
    let by_name: BTreeMap<&str, &Sheet> = read.iter().map(|sheet| (sheet.doc.as_str(), sheet)).collect();
    gold.iter().map(move |sheet| (sheet, by_name.get(sheet.doc.as_str()).copied()))
}

impl Score {
    /// Nothing counted yet, with a place for each figure that this gold asks for.
    fn asked_by(gold: &[Sheet]) -> Self {
        let any = |holds: &dyn Fn(&Marked) -> bool| gold.iter().flat_map(|sheet| &sheet.statements).any(holds);
        let asked = Label::ALL.iter().filter(|label| any(&|marked| label.is_marked(marked)));
        let labels: BTreeMap<Label, Share> = asked.map(|label| (*label, Share::default())).collect();
        Self {
            nested: any(&|marked| marked.parent.is_some()).then(Measure::default),
            when_invented: labels.get(&Label::When).copied(),
            labels,
            ..Self::default()
        }
    }
}
