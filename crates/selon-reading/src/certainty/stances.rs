//! How the relayer stands to what is relayed, by the weight of the words chosen to relay it.

use super::because;
use super::clauses::Clauses;
use crate::build::Told;
use crate::whole::Stance;
use selon_language::StanceMark;
use selon_text::TokenRange;

/// Labels the stance of one statement.
pub(super) fn label(clauses: &Clauses, told: &mut Told) {
    let found = clauses.table.stance.iter().find_map(|mark| {
        let words = holds(clauses, told, mark)?;
        Some((named(&mark.stance)?, words))
    });
    if let Some((stance, words)) = found {
        told.statement.stance = stance;
        because(clauses.passage, told, "stance", "the words chosen to relay it take a side", Some(words));
    }
}

fn holds(clauses: &Clauses, told: &Told, mark: &StanceMark) -> Option<TokenRange> {
    let cue = told.cue.first().copied();
    let around = cue.iter().flat_map(|cue| cue.start.saturating_sub(NEAR)..cue.end + NEAR);
    let by_lemma = || {
        let lemma = told.statement.cue_lemma.as_deref()?;
        cue.filter(|_| mark.verbs.iter().any(|verb| verb == lemma))
    };
    clauses
        .marks
        .first_of(&mark.words, around.filter(|&at| outside(told, at)))
        .or_else(by_lemma)
        .or_else(|| clauses.marks.first_of(&mark.conditional, cue?.iter()))
        .or_else(|| opened(clauses, told, mark))
}

/// How many words around the cue are looked at.
const NEAR: usize = 3;

/// Whether the token is the relayer's: not of what is relayed.
fn outside(told: &Told, at: usize) -> bool {
    !told.content.iter().any(|piece| (piece.start..piece.end).contains(&at))
}

/// Words of the author in the sentence before, where a colon ends it: «Mais il ment sur ce point :».
fn opened(clauses: &Clauses, told: &Told, mark: &StanceMark) -> Option<TokenRange> {
    if mark.opens.phrases.is_empty() {
        return None;
    }
    let words = &clauses.passage.words;
    let first = told.cue.iter().chain(&told.content).map(|piece| piece.start).min()?;
    let sentence = words.sentence_of(first).checked_sub(1)?;
    let before = words.sentences().get(sentence)?;
    let colon = before.iter().rev().take(3).any(|at| clauses.passage.reads(at, ":"));
    let near = before.end.saturating_sub(SENTENCE).max(before.start)..before.end;
    clauses
        .marks
        .first_of(&mark.opens, near)
        .filter(|words| colon && clauses.passage.quotation_at(words.start).is_none())
}

/// How many words of the sentence before are looked at.
const SENTENCE: usize = 40;

/// The stance of that name.
pub(super) fn named(name: &str) -> Option<Stance> {
    let all = [
        ("neutral", Stance::Neutral),
        ("endorses", Stance::Endorses),
        ("distances", Stance::Distances),
        ("rejects", Stance::Rejects),
    ];
    all.into_iter().find(|(known, _)| *known == name).map(|(_, stance)| stance)
}
