//! Translation as a hop: what the text says of one, and marks in the text that only hint at it.

use super::reader::Reader;
use super::tree::Tree;
use crate::build::Told;
use crate::whole::Translation;
use selon_text::{Document, RepairKind};

/// Marks the voices that went through a translation.
pub(super) fn mark(reader: &Reader, document: &Document, told: &[Told], tree: &mut Tree) {
    for (at, translation) in stated(reader) {
        let voice = voice_meant(reader, told, tree, at);
        let said = &mut tree.voices[voice].translated;
        *said = Some(if *said == Some(Translation::Machine) { Translation::Machine } else { translation });
    }
    if document.translated_from.is_some() {
        tree.voices[0].translated.get_or_insert(Translation::Stated);
    }
    hint(reader, tree);
}

/// Where the text says that it is translated.
fn stated(reader: &Reader) -> Vec<(usize, Translation)> {
    let mut found = Vec::new();
    for at in 0..reader.passage.len() {
        let mark = reader.table.translation.iter().find(|mark| reader.at(&mark.words, at).is_some());
        let Some(mark) = mark.filter(|_| reader.passage.quotation_at(at).is_none()) else { continue };
        found.push((at, if mark.machine { Translation::Machine } else { Translation::Stated }));
    }
    found
}

/// Whose words are said to be translated: of the passage that the paragraph introduces, else of who speaks there.
fn voice_meant(reader: &Reader, told: &[Told], tree: &Tree, at: usize) -> usize {
    let paragraph = reader.paragraph(reader.passage.words.paragraph_of(at));
    let from = tree.passages.partition_point(|(start, _)| *start < paragraph.end);
    let named_here = |index: usize| told[index].cue.iter().any(|cue| paragraph.contains(*cue));
    let next = |start: usize| start == paragraph.end;
    let introduced = tree.passages[from..].iter().take(2).find(|&&(start, index)| next(start) || named_here(index));
    introduced.map_or_else(|| tree.voice_at(at), |&(_, index)| tree.own[index].unwrap_or(0))
}

/// Words glued together, broken compounds and quotation marks that face the wrong way: some of them in what the author
/// relays hint at a machine between, since nobody types so. Which hop it was can't be told: the outermost is marked.
fn hint(reader: &Reader, tree: &mut Tree) {
    let mangled = [RepairKind::GluedWords, RepairKind::BrokenCompound, RepairKind::QuotationMark];
    let mut counts = vec![0usize; tree.voices.len()];
    let repairs = reader.passage.words.view().repairs();
    for repair in repairs.iter().filter(|repair| mangled.contains(&repair.kind)) {
        let at = reader.passage.words.tokens().partition_point(|token| token.range.end <= repair.at.start);
        counts[tree.outermost(tree.voice_at(at))] += 1;
    }
    for (voice, count) in tree.voices.iter_mut().zip(counts).skip(1) {
        if count >= LEAST_MARKS {
            voice.translated.get_or_insert(Translation::Hinted);
        }
    }
}

/// How many marks hint at a translation.
const LEAST_MARKS: usize = 3;
