//! Frames: «Selon X, …» and «…, selon X»: the source follows the preposition, the clause around it is what is said.

use super::contents::Scene;
use super::inverted::{framed, subject_after};
use super::sources::{self, Subject};
use super::{Finding, Found};
use crate::passage::Passage;
use selon_language::{Classes, CueWord, Rule};
use selon_text::TokenRange;

/// What the preposition at `cue` tells by `rule`.
pub(super) fn find<'l>(scene: Scene, cue: TokenRange, rule: &'l Rule) -> Option<Finding<'l>> {
    let scene = Scene { region: scene.passage.region(cue.start), ..scene };
    let (source, pieces) = parts(scene, cue, rule)?;
    let content = Some(Found { pieces, score: best_frame(rule), clause: true });
    Some(Finding { rule, subject: Some(source), content, quote: 0.0, aside: 0.0, score: 1.0, needs_source: true })
}

/// The source after a frame's preposition, and the clause that the frame belongs to.
fn parts(scene: Scene, cue: TokenRange, rule: &Rule) -> Option<(Subject, Vec<TokenRange>)> {
    let passage = scene.passage;
    let region = scene.region;
    if frame_at(passage, cue.end) {
        return None;
    }
    let opens = passage.before(cue.start, region).is_none_or(|before| {
        passage.is(before, Classes::CONNECTIVE | Classes::COORDINATOR | Classes::ADVERB)
            || passage.reads_any(before, &[";", ":", "–", "—"])
            || before == region.start && before + 1 == cue.start && !passage.is_word(before)
    });
    let source = if opens {
        framed(passage, cue.end, region.end, scene.groups)
    } else {
        subject_after(passage, cue.end, region.end, scene.groups)
    }?;
    let end = source.tokens.end;
    if rule.opening_only && !(opens && passage.reads(end, ",") && source.speaks > 0.8) {
        return None;
    }
    let rest = passage.trimmed(TokenRange::new(end, scene.clause_end(end)));
    if opens {
        return (!rest.is_empty()).then(|| (source, vec![rest]));
    }
    let comma = passage.reads(cue.start - 1, ",");
    let front = quoted_tail(passage, scene, passage.trimmed(TokenRange::new(scene.clause_start(cue.start), cue.start)));
    let goes_on = comma
        && passage.reads(end, ",")
        && !rest.is_empty()
        && !passage.is(rest.start, Classes::RELATIVE | Classes::SUBORDINATOR | Classes::CONNECTIVE);
    let verb_next =
        goes_on && sources::group_at(scene.groups, rest.start).is_some_and(|group| group.tokens.start == rest.start);
    let front_is_clause = scene.has_finite(front.start, front.end);
    let joined = comma && cue.start >= 2 && passage.is(cue.start - 2, Classes::COORDINATOR);
    let pieces = match (goes_on, front_is_clause) {
        (true, false) if !verb_next => vec![rest],
        (true, true) if joined => vec![rest],
        (true, _) => vec![front, rest],
        (false, _) => vec![front],
    };
    let pieces: Vec<_> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    (!pieces.is_empty()).then_some((source, pieces))
}

/// Whether another frame's preposition begins at the token: no source does.
fn frame_at(passage: &Passage, at: usize) -> bool {
    let rule = passage.lexeme(at).rule.map(|rule| &passage.language.rules[rule]);
    rule.is_some_and(|rule| rule.cue_word == CueWord::Preposition)
}

/// Of what stands before a frame, only the quotation that ends it, where that is a clause of its own.
fn quoted_tail(passage: &Passage, scene: Scene, front: TokenRange) -> TokenRange {
    let quotation = front.end.checked_sub(1).and_then(|last| passage.closing_at(last)).map(|q| passage.quotations[q]);
    match quotation {
        Some(quotation) if quotation.open < front.start => quotation.whole(),
        Some(quotation)
            if scene.has_finite(front.start, quotation.open)
                && scene.has_finite(quotation.inside.start, quotation.inside.end) =>
        {
            quotation.whole()
        }
        _ => front,
    }
}

/// The surest way in which a rule's content may follow.
fn best_frame(rule: &Rule) -> f32 {
    rule.frames.values().copied().fold(0.0, f32::max)
}
