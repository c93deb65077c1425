//! Which content that people marked is which content that was read?

use super::letters::{Letters, Numbered, overlap};
use super::{Marked, Sheet};
use std::collections::BTreeMap;

/// One side of one document: its statements that have a content, and the letters they cover.
pub(super) struct Side<'s> {
    pub(super) statements: Vec<&'s Marked>,
    pub(super) contents: Vec<Letters>,
    pub(super) sources: Vec<Letters>,
    pub(super) cues: Vec<Letters>,
}

impl<'s> Side<'s> {
    pub(super) fn of(text: &Numbered, sheet: &'s Sheet) -> Self {
        let statements: Vec<&Marked> = sheet.statements.iter().filter(|marked| !marked.content.is_empty()).collect();
        let all = |of: fn(&Marked) -> &Vec<(usize, usize)>| -> Vec<Letters> {
            statements.iter().map(|marked| text.covered(of(marked))).collect()
        };
        let contents = statements.iter().map(|marked| text.covered_by_content(&marked.content)).collect();
        Self { contents, sources: all(|marked| &marked.source), cues: all(|marked| &marked.cue), statements }
    }

    /// The outer and inner statements, by their places in the list.
    ///
    /// A missing id is an id too, as in the shared scorer: where a statement has none, those without a parent stand inside it.
    pub(super) fn nested(&self) -> Vec<(usize, usize)> {
        let places: BTreeMap<Option<&str>, usize> =
            self.statements.iter().enumerate().map(|(at, marked)| (marked.id.as_deref(), at)).collect();
        let outer = |marked: &Marked| places.get(&marked.parent.as_deref()).copied();
        self.statements.iter().enumerate().filter_map(|(inner, marked)| Some((outer(marked)?, inner))).collect()
    }
}

/// A gold content and a read one that belong together.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) gold: usize,
    pub(super) read: usize,
    pub(super) overlap: f64,
}

/// Contents that share letters, one to one, best pair first; of equals the earlier in gold, then in the reading.
pub(super) fn pairs(gold: &[Letters], read: &[Letters]) -> Vec<Pair> {
    let mut all = Vec::new();
    for (at, ours) in gold.iter().enumerate() {
        for (beside, theirs) in read.iter().enumerate().filter(|(_, theirs)| meet(ours, theirs)) {
            let overlap = overlap(ours, theirs);
            if overlap > 0.0 {
                all.push(Pair { gold: at, read: beside, overlap });
            }
        }
    }
    all.sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then((a.gold, a.read).cmp(&(b.gold, b.read))));
    let (mut gold, mut read) = (vec![false; gold.len()], vec![false; read.len()]);
    all.retain(|pair| {
        let free = !gold[pair.gold] && !read[pair.read];
        if free {
            (gold[pair.gold], read[pair.read]) = (true, true);
        }
        free
    });
    all
}

/// Whether two contents can share a letter, told by where they begin and end.
fn meet(a: &Letters, b: &Letters) -> bool {
    let reach = |letters: &Letters| Some((letters.first()?.0, letters.last()?.1));
    match (reach(a), reach(b)) {
        (Some(a), Some(b)) => a.0 < b.1 && b.0 < a.1,
        _ => false,
    }
}
