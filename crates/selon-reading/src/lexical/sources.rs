//! Who speaks: finds the noun phrase that is a verb group's subject, left of it or, in an aside, right of it.

use super::groups::{Group, has_finite, within};
use super::inverted::short_quotation;
use crate::passage::Passage;
use crate::tag::Stands;
use selon_language::{Classes, Mood};
use selon_text::TokenRange;

/// Longest noun phrase looked at, in tokens.
pub(crate) const LONGEST: usize = 40;

/// A subject that was found, and how.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subject {
    pub(crate) tokens: TokenRange,
    pub(crate) stands: Stands,
    /// How much it looks like somebody who speaks, from 0 to 1.
    pub(crate) speaks: f32,
    pub(crate) because: &'static str,
}

/// The subject of `groups[at]` in `region`.
pub(crate) fn subject(passage: &Passage, region: TokenRange, groups: &[Group], at: usize) -> Option<Subject> {
    subject_within(passage, region, groups, at, 0)
}

fn subject_within(passage: &Passage, region: TokenRange, groups: &[Group], at: usize, depth: usize) -> Option<Subject> {
    let group = &groups[at];
    if let Some(pronoun) = group.pronoun {
        return Some(found(
            passage,
            TokenRange::new(pronoun, pronoun + 1),
            Stands::After,
            "the pronoun hung to the verb",
        ));
    }
    if !group.finite() {
        return borrowed(passage, region, groups, at, depth);
    }
    let Some(mut before) = passage.before(group.tokens.start, region) else {
        return outside_quotation(passage, groups, at);
    };
    while between_subject_and_verb(passage, before) {
        before = passage.before(before, region)?;
    }
    if passage.is(before, Classes::SUBJECT_PRONOUN) && passage.lexeme(before).length == 1 {
        return Some(found(
            passage,
            TokenRange::new(before, before + 1),
            Stands::Before,
            "the subject pronoun before the verb",
        ));
    }
    if passage.is(before, Classes::SUBJECT_RELATIVE) {
        return antecedent(passage, region, groups, before);
    }
    if passage.is(before, Classes::COORDINATOR)
        || (passage.reads(before, ",") && at > 0 && coordinate(passage, region, groups, at))
    {
        return borrowed(passage, region, groups, at, depth);
    }
    if passage.reads_any(before, &[",", "–", "—", "-"]) {
        return before_apposition(passage, region, groups, before);
    }
    if let Some(relative) = relative_before(passage, region, groups, before) {
        return antecedent(passage, region, groups, relative);
    }
    phrase_before(passage, region, groups, before, "the noun phrase before the verb")
}

/// Whether a token may stand between a subject and its verb: «le maire | mardi | a dit», "Ardo | on Friday | said".
fn between_subject_and_verb(passage: &Passage, at: usize) -> bool {
    let adverb =
        passage.is(at, Classes::ADVERB) && !passage.is(at, Classes::PRONOUN | Classes::DETERMINER | Classes::SPEAKER);
    let day = passage.is(at, Classes::WEEKDAY)
        || (passage.is(at, Classes::PREPOSITION) && passage.is(at + 1, Classes::WEEKDAY));
    adverb || day
}

/// The pronoun of a relative clause that stands between the subject and its verb: «les gens qui ont vu l'accident | disent».
fn relative_before(passage: &Passage, region: TokenRange, groups: &[Group], last: usize) -> Option<usize> {
    let inner = within(groups, TokenRange::new(region.start, last + 1)).iter().rfind(|group| group.finite())?;
    let relative = passage.before(inner.tokens.start, region).filter(|&before| {
        passage.is(before, Classes::SUBJECT_RELATIVE) && !passage.is(before, Classes::COMPLEMENTIZER)
    })?;
    let cut = (inner.tokens.end..=last).any(|at| {
        passage.reads_any(at, &[";", ":"])
            || passage.is(at, Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::COMPLEMENTIZER)
    });
    let comma = relative > 0 && passage.reads(relative - 1, ",");
    (!cut && !comma).then_some(relative)
}

/// «le maire « a fait valoir que … »»: a quotation that begins with a verb has its subject before it.
fn outside_quotation(passage: &Passage, groups: &[Group], at: usize) -> Option<Subject> {
    let quotation = passage.quotations[passage.quotation_at(groups[at].head)?];
    let outer = passage.region(quotation.open);
    let before = passage.before(quotation.open, outer).filter(|&before| passage.is_word(before))?;
    phrase_before(passage, outer, groups, before, "the noun phrase before the quotation")
}

/// The end (exclusive) of the unit whose token `before` gave: a quotation passed over counts whole.
fn end_of(passage: &Passage, at: usize) -> usize {
    passage.opening_at(at).and_then(|q| passage.quotations[q].close).map_or(at + 1, |close| close + 1)
}

/// Whether this group and the one before are verbs of one subject with nothing but marks between them: «dénonce, condamne». What ends a relative
/// clause is none: "who asked not to be named, | said".
fn coordinate(passage: &Passage, region: TokenRange, groups: &[Group], at: usize) -> bool {
    let before = &groups[at - 1];
    before.finite()
        && !in_relative(passage, region, before)
        && (before.tokens.end..groups[at].tokens.start).all(|token| !passage.is_word(token))
}

/// The subject of the nearest earlier clause of the same sentence, for participles, infinitives and «et a ajouté».
fn borrowed(passage: &Passage, region: TokenRange, groups: &[Group], at: usize, depth: usize) -> Option<Subject> {
    if depth > 3 {
        return None;
    }
    let group = &groups[at];
    if group.mood == Mood::PresentParticiple && group.tokens.start > region.start {
        let before = group.tokens.start - 1;
        let never = Classes::PREPOSITION
            | Classes::COORDINATOR
            | Classes::ADVERB
            | Classes::SUBORDINATOR
            | Classes::UTTERANCE
            | Classes::NEGATION;
        if passage.is_word(before) && !passage.is(before, never) && group_at(groups, before).is_none() {
            return phrase_before(passage, region, groups, before, "the noun that the participle belongs to");
        }
    }
    let level = passage.quotation_at(group.head);
    let earlier = (0..at).rev().filter(|&i| groups[i].finite() && passage.quotation_at(groups[i].head) == level);
    let main = earlier.into_iter().find(|&i| !in_relative(passage, region, &groups[i]))?;
    let subject = subject_within(passage, region, groups, main, depth + 1)?;
    Some(Subject { stands: Stands::Shared, because: "the subject of the clause before, which goes on", ..subject })
}

/// Whether the group is the verb of a relative clause: «qui a …».
pub(crate) fn in_relative(passage: &Passage, region: TokenRange, group: &Group) -> bool {
    passage.before(group.tokens.start, region).is_some_and(|before| passage.is(before, Classes::SUBJECT_RELATIVE))
}

/// The noun phrase that a relative pronoun at `relative` takes up.
fn antecedent(passage: &Passage, region: TokenRange, groups: &[Group], relative: usize) -> Option<Subject> {
    let mut before = passage.before(relative, region)?;
    if passage.reads(before, ",") {
        before = passage.before(before, region)?;
    }
    phrase_before(passage, region, groups, before, "the antecedent of the relative pronoun")
}

/// «X, ministre de Y, a dit»: the subject stands before an apposition or an inserted phrase that a comma closes.
fn before_apposition(passage: &Passage, region: TokenRange, groups: &[Group], close: usize) -> Option<Subject> {
    let mut at = close;
    for _ in 0..LONGEST {
        at = passage.before(at, region)?;
        let mark = passage.reads(at, ",") || (passage.reads(at, passage.letters(close)));
        if !mark {
            continue;
        }
        let last = passage.before(at, region)?;
        let subject = phrase_before(passage, region, groups, last, "the noun phrase before the apposition");
        if subject.is_some() {
            return subject.map(|subject| with_apposition(passage, groups, subject, at, close));
        }
    }
    None
}

/// Takes the apposition in, unless it is a clause or an adjunct.
fn with_apposition(passage: &Passage, groups: &[Group], subject: Subject, open: usize, close: usize) -> Subject {
    let inserted = TokenRange::new(open + 1, close);
    let clause = has_finite(groups, inserted);
    let other = passage.is(
        open + 1,
        Classes::PREPOSITION
            | Classes::ADJUNCT
            | Classes::RELATIVE
            | Classes::CONNECTIVE
            | Classes::ADVERB
            | Classes::WEEKDAY
            | Classes::SUBORDINATOR,
    ) || group_at(groups, open + 1).is_some_and(|group| group.tokens.start == open + 1);
    let plain = passage.is_word(open + 1) || passage.token(open + 1).kind == selon_text::TokenKind::Number;
    if clause || other || !plain || inserted.len() > 25 {
        return subject;
    }
    Subject { tokens: TokenRange::new(subject.tokens.start, close), ..subject }
}

/// Where the noun phrase that ends with token `last` begins.
pub(crate) fn phrase_start(passage: &Passage, region: TokenRange, groups: &[Group], last: usize) -> usize {
    let mut start = last;
    let mut at = last;
    let mut coordinated = false;
    let in_group = |token: usize| group_at(groups, token);
    for _ in 0..LONGEST {
        if in_group(at).is_some_and(|group| group.finite() || group.mood == Mood::Infinitive) {
            break;
        }
        if stops(passage, at) || (passage.is_quote(at) && !short_quotation(passage, at)) {
            break;
        }
        if passage.reads(at, ")") {
            let Some(open) = (region.start..at).rev().take(14).find(|&t| passage.reads(t, "(")) else { break };
            at = open;
        }
        if passage.reads(at, ",") && !list_goes_on(passage, region, at, coordinated) {
            break;
        }
        if passage.is(at, Classes::COORDINATOR) {
            if !joins_phrases(passage, region, groups, at) {
                break;
            }
            coordinated = true;
        }
        start = at;
        match passage.before(at, region) {
            Some(previous) => at = previous,
            None => break,
        }
    }
    strip_front(passage, start, last)
}

/// The group whose tokens hold `token`.
pub(crate) fn group_at(groups: &[Group], token: usize) -> Option<&Group> {
    let next = groups.partition_point(|group| group.tokens.end <= token);
    groups.get(next).filter(|group| group.tokens.start <= token)
}

/// Whether a noun phrase can't reach over this token.
fn stops(passage: &Passage, at: usize) -> bool {
    passage.is(
        at,
        Classes::SUBORDINATOR
            | Classes::COMPLEMENTIZER
            | Classes::RELATIVE
            | Classes::CONNECTIVE
            | Classes::SUBJECT_PRONOUN
            | Classes::QUESTION_WORD,
    ) && !passage.is(at, Classes::DETERMINER)
        || passage.reads_any(at, &[";", ":", "–", "—", "-", "...", "…", ".", "!", "?", "/", "|", "•", "*", ">"])
}

/// Whether a comma stands in a list («A, B et C») or before a bare apposition («X, ministre de Y a dit»).
fn list_goes_on(passage: &Passage, region: TokenRange, comma: usize, coordinated: bool) -> bool {
    let Some(before) = passage.before(comma, region) else { return false };
    let named = passage.token(before).capital && passage.is_word(before);
    let bare = passage.is(comma + 1, Classes::SPEAKER | Classes::TITLE) && !passage.token(comma + 1).capital;
    let listed = coordinated && passage.token(comma + 1).capital && named;
    (named && bare) || listed
}

/// Whether «et» joins noun phrases here rather than clauses: nothing before it in the sentence is a finite verb.
fn joins_phrases(passage: &Passage, region: TokenRange, groups: &[Group], at: usize) -> bool {
    let verb_before = has_finite(groups, TokenRange::new(region.start, at));
    let Some(before) = passage.before(at, region) else { return false };
    !verb_before && !passage.reads(before, ",") && !passage.is(at, Classes::CONTRAST)
}

/// Leaves out what stands in front of the noun phrase proper: «Dans un communiqué | le ministre», «Lundi | le maire».
fn strip_front(passage: &Passage, start: usize, last: usize) -> usize {
    let mut start = start;
    while start < last && front_word(passage, start) {
        let phrase = passage.lexeme(start).length.max(1);
        match next_phrase(passage, start + phrase, last) {
            Some(next) => start = next,
            None => {
                start += phrase;
                break;
            }
        }
    }
    while start < last
        && !passage.is_word(start)
        && !passage.is_quote(start)
        && passage.token(start).kind != selon_text::TokenKind::Number
    {
        start += 1;
    }
    start
}

/// Whether the word opens an adjunct and not the noun phrase itself.
fn front_word(passage: &Passage, at: usize) -> bool {
    let adjunct = Classes::ADJUNCT | Classes::WEEKDAY | Classes::CONNECTIVE | Classes::COORDINATOR;
    passage.is(at, adjunct)
        || (passage.is(at, Classes::PREPOSITION) && !passage.is(at, Classes::DETERMINER | Classes::GENITIVE))
        || (passage.is(at, Classes::ADVERB)
            && !passage.is(at, Classes::DETERMINER | Classes::PRONOUN | Classes::SPEAKER))
}

/// Where the next noun phrase begins after the one at `from`: a determiner or name that nothing ties to what is before.
pub(crate) fn next_phrase(passage: &Passage, from: usize, last: usize) -> Option<usize> {
    let ties = Classes::PREPOSITION | Classes::GENITIVE | Classes::DETERMINER | Classes::TITLE | Classes::AGENT;
    (from + 1..=last).find(|&at| {
        let begins = passage.is(at, Classes::DETERMINER | Classes::TITLE) && !passage.is(at, Classes::GENITIVE)
            || (passage.token(at).capital && passage.is_word(at) && !passage.token(at - 1).capital);
        begins && !passage.is(at - 1, ties | Classes::COORDINATOR)
    })
}

/// The noun phrase that ends with the unit at `last` as a subject, unless it can't be one.
fn phrase_before(
    passage: &Passage,
    region: TokenRange,
    groups: &[Group],
    last: usize,
    because: &'static str,
) -> Option<Subject> {
    let start = phrase_start(passage, region, groups, last);
    noun_phrase(passage, TokenRange::new(start, end_of(passage, last)), Stands::Before, because)
}

/// A subject of these tokens, unless they can't be one.
pub(crate) fn noun_phrase(
    passage: &Passage,
    tokens: TokenRange,
    stands: Stands,
    because: &'static str,
) -> Option<Subject> {
    let nouns = tokens.iter().any(|at| {
        passage.is_word(at)
            && !passage.is(at, Classes::PREPOSITION | Classes::ADVERB | Classes::CONNECTIVE | Classes::CLITIC)
            || passage.is(at, Classes::PRONOUN)
    });
    let only_determiner = tokens.len() == 1
        && passage.is(tokens.start, Classes::DETERMINER)
        && !passage.is(tokens.start, Classes::PRONOUN | Classes::SUBJECT_PRONOUN);
    (nouns && !only_determiner).then(|| found(passage, tokens, stands, because))
}

fn found(passage: &Passage, tokens: TokenRange, stands: Stands, because: &'static str) -> Subject {
    Subject { tokens, stands, speaks: speaks(passage, tokens), because }
}

/// How much a noun phrase looks like somebody who speaks.
pub(crate) fn speaks(passage: &Passage, tokens: TokenRange) -> f32 {
    let any = |classes: Classes| tokens.iter().any(|at| passage.is(at, classes));
    let name = || {
        tokens.iter().any(|at| {
            passage.token(at).capital
                && passage.is_word(at)
                && (at > tokens.start || !passage.is(at, Classes::DETERMINER))
        })
    };
    match () {
        () if any(Classes::SPEAKER | Classes::TITLE) => 1.0,
        () if tokens.len() == 1 && any(Classes::SUBJECT_PRONOUN) => 0.9,
        () if name() => 0.9,
        () if any(Classes::PRONOUN | Classes::UTTERANCE) => 0.8,
        () => 0.5,
    }
}

/// Whether a noun phrase can begin with the token.
pub(crate) fn begins_phrase(passage: &Passage, at: usize) -> bool {
    let word = passage.is_word(at) || passage.token(at).kind == selon_text::TokenKind::Number;
    let never = Classes::PREPOSITION
        | Classes::COMPLEMENTIZER
        | Classes::SUBORDINATOR
        | Classes::ADVERB
        | Classes::CONNECTIVE
        | Classes::COORDINATOR
        | Classes::NEGATION
        | Classes::NEGATIVE
        | Classes::ADJUNCT
        | Classes::WEEKDAY
        | Classes::INFINITIVE_MARK;
    word && (passage.is(at, Classes::DETERMINER | Classes::PRONOUN | Classes::TITLE | Classes::SUBJECT_PRONOUN)
        || !passage.is(at, never))
}
