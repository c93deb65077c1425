//! Who speaks, right of the cue: the subject of an aside («a dit | X, ministre de Y») and the source of a frame («Selon | X, …»).

use super::groups::{Group, has_finite};
use super::sources::{LONGEST, Subject, begins_phrase, group_at, noun_phrase};
use crate::passage::Passage;
use crate::tag::Stands;
use selon_language::Classes;
use selon_text::TokenRange;

/// The noun phrase that begins at `start` and is the subject of an aside («a dit | X, ministre de Y»), to `limit`.
pub(crate) fn subject_after(passage: &Passage, start: usize, limit: usize, groups: &[Group]) -> Option<Subject> {
    if start >= limit || !begins_phrase(passage, start) {
        return None;
    }
    let mut end = start;
    while end < limit && end < start + LONGEST && !ends_inverted(passage, start, end, limit, groups) {
        if passage.reads(end, "(") {
            end = (end..limit.min(end + 14)).find(|&t| passage.reads(t, ")")).unwrap_or(end);
        }
        end = passage.after(end, TokenRange::new(start, limit)).unwrap_or(limit);
    }
    noun_phrase(passage, TokenRange::new(start, end), Stands::After, "the noun phrase after the verb")
}

/// The source of a frame that opens its sentence («Selon X, …»): to the first comma, or past an apposition that another
/// comma closes before the clause begins.
pub(crate) fn framed(passage: &Passage, start: usize, limit: usize, groups: &[Group]) -> Option<Subject> {
    if start >= limit || !begins_phrase(passage, start) {
        return None;
    }
    let comma = |from: usize| (from..limit.min(from + LONGEST)).find(|&at| passage.reads(at, ","));
    let Some(first) = comma(start) else { return subject_after(passage, start, limit, groups) };
    let clause = |from: usize, to: usize| has_finite(groups, TokenRange::new(from, to));
    if clause(start, first) && !(start..first).any(|at| passage.is(at, Classes::RELATIVE))
        || (start..first).any(|at| passage.is_quote(at) && !short_quotation(passage, at))
    {
        return subject_after(passage, start, limit, groups);
    }
    let mut end = first;
    if let Some(second) = comma(first + 1) {
        let tells_who = begins_phrase(passage, first + 1) || passage.is(first + 1, Classes::RELATIVE);
        let goes_on = second + 1 < limit
            && (begins_phrase(passage, second + 1) || passage.is_quote(second + 1))
            && group_at(groups, second + 1).is_none();
        let bare = passage.is(first + 1, Classes::SPEAKER | Classes::TITLE | Classes::RELATIVE)
            || !passage.is(first + 1, Classes::DETERMINER | Classes::SUBJECT_PRONOUN)
                && !passage.token(first + 1).capital;
        let person = (first + 1..second).any(|at| passage.is(at, Classes::SPEAKER | Classes::TITLE));
        let told = bare || passage.is(first + 1, Classes::DETERMINER) && person;
        if tells_who && goes_on && told && !clause(first + 1, second) {
            end = second;
        }
    }
    noun_phrase(passage, TokenRange::new(start, end), Stands::After, "the noun phrase after the preposition")
}

/// Whether the noun phrase of an aside ends before the token.
fn ends_inverted(passage: &Passage, start: usize, at: usize, limit: usize, groups: &[Group]) -> bool {
    let adjunct = Classes::ADJUNCT
        | Classes::WEEKDAY
        | Classes::RELATIVE
        | Classes::SUBORDINATOR
        | Classes::COMPLEMENTIZER
        | Classes::CONNECTIVE;
    if passage.is(at, adjunct)
        || (at > start && passage.is(at, Classes::ADDRESS))
        || group_at(groups, at).is_some_and(|group| group.tokens.start == at && at > start)
    {
        return true;
    }
    if passage.is_quote(at) && at > start && !short_quotation(passage, at) {
        return true;
    }
    if passage.reads(at, ",") {
        return !apposition_follows(passage, at + 1, limit, groups);
    }
    passage.reads_any(at, &[":", ";", "–", "—", "...", "…", ".", "!", "?", ")"])
}

/// Whether the quotation that opens here is short enough to be part of a name, and no sentence.
pub(crate) fn short_quotation(passage: &Passage, at: usize) -> bool {
    passage.opening_at(at).is_some_and(|q| {
        let quotation = passage.quotations[q];
        let last = quotation.inside.end.saturating_sub(1);
        quotation.close.is_some()
            && (1..=5).contains(&quotation.inside.len())
            && (passage.is_word(last) || passage.token(last).kind == selon_text::TokenKind::Number)
    })
}

/// Whether what follows a comma tells who the one before is: «, ministre de Y», ", a spokesman for Z".
fn apposition_follows(passage: &Passage, from: usize, limit: usize, groups: &[Group]) -> bool {
    let end = (from..limit).find(|&at| passage.reads(at, ",")).unwrap_or(limit);
    if from >= end {
        return false;
    }
    let finite = has_finite(groups, TokenRange::new(from, end));
    let person = (from..end).any(|at| passage.is(at, Classes::SPEAKER | Classes::TITLE));
    let age = end == from + 1 && passage.token(from).kind == selon_text::TokenKind::Number;
    if age {
        return true;
    }
    let opens = begins_phrase(passage, from);
    let determined = passage.is(from, Classes::DETERMINER) || passage.is(from, Classes::SPEAKER);
    !finite && opens && (person || determined) && group_at(groups, from).is_none()
}
