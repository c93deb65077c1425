//! One document's statements, those of people beside those that were read, and what is counted of them.

use super::letters::{Numbered, overlap};
use super::pairs::{Pair, Side, pairs};
use super::{Label, Measure, Score, Sheet, THRESHOLDS};
use std::collections::BTreeMap;

/// Room for rounding where an intersection over union is compared with a threshold.
const ROUNDING: f64 = 1e-9;

pub(super) struct Compared<'s> {
    pub(super) text: Numbered,
    pub(super) gold: Side<'s>,
    pub(super) read: Side<'s>,
    /// Best first.
    pairs: Vec<Pair>,
}

impl<'s> Compared<'s> {
    pub(super) fn new(gold: &'s Sheet, read: &'s Sheet) -> Self {
        let text = Numbered::new(&gold.text);
        let (gold, read) = (Side::of(&text, gold), Side::of(&text, read));
        Self { pairs: pairs(&gold.contents, &read.contents), text, gold, read }
    }

    /// The pairs that share at least so much.
    pub(super) fn at(&self, least: f64) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().take_while(move |pair| pair.overlap >= least - ROUNDING)
    }

    pub(super) fn add_to(&self, total: &mut Score) {
        let (gold, read) = (self.gold.statements.len(), self.read.statements.len());
        total.gold += gold;
        total.read += read;
        for (measure, least) in total.content.iter_mut().zip(THRESHOLDS) {
            measure.add(self.at(least).count() as f64, read, gold);
        }
        total.soft.add(self.pairs.iter().map(|pair| pair.overlap).sum(), read, gold);
        let source_right = |pair: &&Pair| overlap(&self.gold.sources[pair.gold], &self.read.sources[pair.read]) >= 0.5;
        total.whole.add(self.at(0.8).filter(source_right).count() as f64, read, gold);
        let half: Vec<Pair> = self.at(0.5).copied().collect();
        total.source.add_spans(&half, &self.gold.sources, &self.read.sources);
        total.cue.add_spans(&half, &self.gold.cues, &self.read.cues);
        if let Some(nested) = &mut total.nested {
            self.add_nested(&half, nested);
        }
        self.add_labels(&half, total);
        self.add_kinds(total);
    }

    fn add_nested(&self, half: &[Pair], measure: &mut Measure) {
        let to: BTreeMap<usize, usize> = half.iter().map(|pair| (pair.gold, pair.read)).collect();
        let outer_of: BTreeMap<usize, usize> =
            self.read.nested().into_iter().map(|(outer, inner)| (inner, outer)).collect();
        let gold = self.gold.nested();
        let right = gold.iter().filter(|(outer, inner)| match (to.get(outer), to.get(inner)) {
            (Some(outer), Some(inner)) => outer_of.get(inner) == Some(outer),
            _ => false,
        });
        measure.add(right.count() as f64, outer_of.len(), gold.len());
    }

    fn add_labels(&self, half: &[Pair], total: &mut Score) {
        for pair in half {
            let (gold, read) = (self.gold.statements[pair.gold], self.read.statements[pair.read]);
            for (label, share) in &mut total.labels {
                if let Some(agrees) = label.agrees(gold, read) {
                    share.add(agrees);
                }
            }
            if let Some(invented) = total.when_invented.as_mut().filter(|_| !Label::When.is_marked(gold)) {
                invented.add(Label::When.is_marked(read));
            }
        }
    }

    fn add_kinds(&self, total: &mut Score) {
        let mut found = vec![false; self.gold.statements.len()];
        for pair in self.at(0.8) {
            found[pair.gold] = true;
        }
        for (marked, found) in self.gold.statements.iter().zip(found) {
            total.recall_by_kind.entry(marked.kind.clone()).or_default().add(found);
        }
    }
}
