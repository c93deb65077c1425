//! How well was it read? Compares readings with statements marked by people, by the measures of the shared scorer.
//!
//! Contents are compared by the letters and digits they cover (quotation marks, spaces and a leading *que* or *that* do
//! not count), by intersection over union, and paired one to one, best pair first.

mod letters;
mod measure;
mod sheet;

pub use measure::{Measure, Share};
pub use sheet::{Marked, Sheet};

use letters::{Letters, covered, overlap, without_lead};
use std::collections::BTreeMap;

/// Intersections over union from which two contents count as paired, for [`Score::content`].
pub const THRESHOLDS: [f64; 4] = [0.3, 0.5, 0.8, 1.0];

/// Room for rounding where an intersection over union is compared with a threshold.
const ROUNDING: f64 = 1e-9;

/// How well some documents were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
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
    pub nested: Measure,
    /// Kinds right, among pairs at 0.5.
    pub kind: Share,
    /// Acts right, among pairs at 0.5.
    pub act: Share,
    /// Of each kind of statement marked, how many contents were paired at 0.8.
    pub recall_by_kind: BTreeMap<String, Share>,
}

impl Score {
    /// The measure of contents paired at 0.8.
    #[must_use]
    pub fn content_at_80(&self) -> Measure {
        self.content[2]
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
    let by_name: BTreeMap<&str, &Sheet> = read.iter().map(|sheet| (sheet.doc.as_str(), sheet)).collect();
    let nothing = Sheet::default();
    let mut total = Score::default();
    for sheet in gold {
        let other = by_name.get(sheet.doc.as_str()).copied().unwrap_or(&nothing);
        let text: Vec<char> = sheet.text.chars().collect();
        Compared { gold: Side::of(&text, sheet), read: Side::of(&text, other) }.add_to(&mut total);
    }
    total
}

/// One side of one document: its statements that have a content, and the letters they cover.
struct Side<'s> {
    statements: Vec<&'s Marked>,
    contents: Vec<Letters>,
    sources: Vec<Letters>,
    cues: Vec<Letters>,
}

impl<'s> Side<'s> {
    fn of(text: &[char], sheet: &'s Sheet) -> Self {
        let statements: Vec<&Marked> = sheet.statements.iter().filter(|marked| !marked.content.is_empty()).collect();
        let all = |of: fn(&Marked) -> &Vec<(usize, usize)>| -> Vec<Letters> {
            statements.iter().map(|marked| covered(text, of(marked))).collect()
        };
        let contents =
            statements.iter().map(|marked| covered(text, &without_lead(text, &marked.content))).collect::<Vec<_>>();
        Self { contents, sources: all(|marked| &marked.source), cues: all(|marked| &marked.cue), statements }
    }

    /// The outer and inner statements, by their places in the list.
    fn nested(&self) -> Vec<(usize, usize)> {
        let places: BTreeMap<&str, usize> =
            self.statements.iter().enumerate().filter_map(|(at, marked)| Some((marked.id.as_deref()?, at))).collect();
        let outer = |marked: &Marked| places.get(marked.parent.as_deref()?).copied();
        self.statements.iter().enumerate().filter_map(|(inner, marked)| Some((outer(marked)?, inner))).collect()
    }
}

/// A gold content and a read one that belong together.
#[derive(Clone, Copy)]
struct Pair {
    gold: usize,
    read: usize,
    overlap: f64,
}

struct Compared<'s> {
    gold: Side<'s>,
    read: Side<'s>,
}

impl Compared<'_> {
    fn add_to(&self, total: &mut Score) {
        let pairs = self.pairs();
        let (gold, read) = (self.gold.statements.len(), self.read.statements.len());
        let at = |least: f64| pairs.iter().take_while(move |pair| pair.overlap >= least - ROUNDING);
        total.gold += gold;
        total.read += read;
        for (measure, least) in total.content.iter_mut().zip(THRESHOLDS) {
            measure.add(at(least).count() as f64, read, gold);
        }
        total.soft.add(pairs.iter().map(|pair| pair.overlap).sum(), read, gold);
        let source_right = |pair: &&Pair| overlap(&self.gold.sources[pair.gold], &self.read.sources[pair.read]) >= 0.5;
        total.whole.add(at(0.8).filter(source_right).count() as f64, read, gold);
        let half: Vec<Pair> = at(0.5).copied().collect();
        total.source.add_spans(&half, &self.gold.sources, &self.read.sources);
        total.cue.add_spans(&half, &self.gold.cues, &self.read.cues);
        self.add_nested(&half, &mut total.nested);
        self.add_labels(&half, total);
        for marked in &self.gold.statements {
            total.recall_by_kind.entry(kind_of(marked)).or_default().of += 1;
        }
        for pair in at(0.8) {
            total.recall_by_kind.entry(kind_of(self.gold.statements[pair.gold])).or_default().right += 1;
        }
    }

    /// Contents that share letters, one to one, best pair first; of equals the earlier in gold, then in the reading.
    fn pairs(&self) -> Vec<Pair> {
        let mut all = Vec::new();
        for (gold, ours) in self.gold.contents.iter().enumerate() {
            for (read, theirs) in self.read.contents.iter().enumerate() {
                let overlap = if ours.is_empty() { 0.0 } else { overlap(ours, theirs) };
                if overlap > 0.0 {
                    all.push(Pair { gold, read, overlap });
                }
            }
        }
        all.sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then((a.gold, a.read).cmp(&(b.gold, b.read))));
        let mut gold = vec![false; self.gold.contents.len()];
        let mut read = vec![false; self.read.contents.len()];
        all.retain(|pair| {
            let free = !gold[pair.gold] && !read[pair.read];
            if free {
                (gold[pair.gold], read[pair.read]) = (true, true);
            }
            free
        });
        all
    }

    fn add_nested(&self, half: &[Pair], measure: &mut Measure) {
        let to: BTreeMap<usize, usize> = half.iter().map(|pair| (pair.gold, pair.read)).collect();
        let (gold, read) = (self.gold.nested(), self.read.nested());
        let right = gold.iter().filter(|(outer, inner)| match (to.get(outer), to.get(inner)) {
            (Some(&outer), Some(&inner)) => read.contains(&(outer, inner)),
            _ => false,
        });
        measure.add(right.count() as f64, read.len(), gold.len());
    }

    fn add_labels(&self, half: &[Pair], total: &mut Score) {
        for pair in half {
            let (gold, read) = (self.gold.statements[pair.gold], self.read.statements[pair.read]);
            total.kind.add(gold.kind.as_deref(), read.kind.as_deref());
            total.act.add(gold.act.as_deref(), read.act.as_deref());
        }
    }
}

fn kind_of(marked: &Marked) -> String {
    marked.kind.clone().unwrap_or_else(|| "None".to_owned())
}
