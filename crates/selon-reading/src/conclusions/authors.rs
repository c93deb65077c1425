//! Which sentences are the author's own: outside every content, and not the sentence of a cue.

use crate::build::Told;
use crate::passage::Passage;
use crate::statement::Kind;
use selon_text::TokenRange;

/// A sentence of the author, with a statement that tells of a thing as if it spoke («ce silence signifie que»), if any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    pub(super) tokens: TokenRange,
    /// Its place among all sentences.
    pub(super) number: usize,
    /// Index of a statement whose cue stands in it.
    pub(super) cue: Option<usize>,
}

/// The sentences that the author tells, in order; a sentence with a cue is kept apart for what may be no saying.
pub(super) fn sentences(passage: &Passage, told: &[Told]) -> Vec<Own> {
    let sentences = passage.words.sentences();
    let relayed = relayed(passage, told);
    let mut cues = vec![None; sentences.len()];
    let inner = told.iter().enumerate().filter(|(_, told)| told.statement.kind != Kind::Block);
    for (index, told) in inner {
        for piece in &told.cue {
            if let Some(cue) = cues.get_mut(passage.words.sentence_of(piece.start)) {
                *cue = cue.or(Some(index));
            }
        }
    }
    let own = |(number, &tokens): (usize, &TokenRange)| Own { tokens, number, cue: cues[number] };
    sentences.iter().enumerate().map(own).filter(|own| is_own(passage, own, &relayed)).collect()
}

/// How many tokens are told.
fn length(told: &Told) -> usize {
    told.content.iter().map(|piece| piece.len()).sum()
}

/// For each token, whether it is relayed: in the content of a statement or a set-off block. A block that makes most of
/// the document speaks as its author: the page only hands it on.
fn relayed(passage: &Passage, told: &[Told]) -> Vec<bool> {
    let mut change = vec![0_i32; passage.len() + 1];
    let most = |told: &&Told| told.statement.kind == Kind::Block && length(told) * 2 > passage.len();
    let contents = told.iter().filter(|told| !most(told)).flat_map(|told| &told.content).chain(&passage.blocks);
    for piece in contents.filter(|piece| piece.end <= passage.len()) {
        change[piece.start] += 1;
        change[piece.end] -= 1;
    }
    let mut depth = 0;
    let covered = |step: &i32| {
        depth += step;
        depth > 0
    };
    change[..passage.len()].iter().map(covered).collect()
}

/// Whether the sentence is told by the author: mostly outside contents, or with a cue that may be none.
fn is_own(passage: &Passage, own: &Own, relayed: &[bool]) -> bool {
    let words = || own.tokens.iter().filter(|&at| passage.is_word(at));
    let count = words().take(MOST_WORDS).count();
    if !(LEAST_WORDS..MOST_WORDS).contains(&count) || words().any(|at| passage.is_ignored(at)) {
        return false;
    }
    if !own.tokens.iter().rev().take(3).any(|at| ends(passage.letters(at))) {
        return false;
    }
    let told = words().filter(|&at| relayed[at] || passage.quotation_at(at).is_some()).count();
    own.cue.is_some() || told * 2 < count
}

/// Marks at which a sentence ends; a headline has none.
fn ends(mark: &str) -> bool {
    [".", "!", "?", "…", "...", ":"].contains(&mark)
}

/// The fewest and the most words of a sentence that concludes.
const LEAST_WORDS: usize = 4;
const MOST_WORDS: usize = 100;
