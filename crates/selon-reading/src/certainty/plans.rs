//! Whether a source tells what it is going to do itself.

use super::acts::is_under;
use super::clauses::{Clauses, Content};
use crate::build::Told;
use crate::statement::Polarity;
use selon_language::{Classes, Mood, PlanMark};
use selon_text::TokenRange;

/// The words that tell a plan of the source's own; where nobody is named («il a été annoncé que»), it is nobody's.
pub(super) fn told(clauses: &Clauses, told: &Told, content: &Content) -> Option<TokenRange> {
    let nobody = told.source.is_empty() && !told.cue.is_empty();
    if nobody || told.statement.polarity == Polarity::Negative {
        return None;
    }
    clauses.table.plan.iter().find_map(|mark| holds(clauses, told, content, mark))
}

fn holds(clauses: &Clauses, told: &Told, content: &Content, mark: &PlanMark) -> Option<TokenRange> {
    let under = is_under(told, &[], &mark.verbs);
    let opening = content.opening.filter(|_| under)?;
    if mark.own_words != clauses.is_own(told, opening) {
        return None;
    }
    if content.anywhere(&mark.never).is_some_and(|words| words.start < opening + NEAR) {
        return None;
    }
    clauses.marks.at(&mark.openings, opening).or_else(|| {
        let deed = || deed(clauses, told, content, mark).filter(|_| told.clause);
        infinitive(clauses, mark, opening).or_else(deed)
    })
}

/// How many words of a content are asked whether it is a plan.
const NEAR: usize = 30;

/// What the source's own subject is going to do: the words for what is to come.
fn deed(clauses: &Clauses, told: &Told, content: &Content, mark: &PlanMark) -> Option<TokenRange> {
    let opening = content.opening?;
    let mut after = content.main.iter().copied().filter(|&at| at >= opening).take(NEAR);
    if !mark.any_subject {
        let subject = clauses.marks.at(&mark.subjects, opening).or_else(|| source_again(clauses, told, opening));
        let own = |at: usize| clauses.marks.at(&mark.subjects, at).filter(|_| mark.own_words);
        let subject = subject.or_else(|| after.find_map(own))?;
        let future = (subject.end..subject.end + 3).find_map(|at| future(clauses, mark, at))?;
        return is_deed(clauses, mark, future).then_some(future);
    }
    after.find_map(|at| future(clauses, mark, at)).filter(|future| is_deed(clauses, mark, *future))
}

/// The source's own name or noun at the opening of what it says, where the text says it again.
fn source_again(clauses: &Clauses, told: &Told, opening: usize) -> Option<TokenRange> {
    let passage = clauses.passage;
    let source = told.source.first()?;
    let named = (opening..opening + 4).find(|&at| passage.token(at).capital && at > opening || is_name(clauses, at))?;
    let letters = passage.letters(named);
    let said = source.iter().take(SOURCE_WORDS).any(|at| passage.token(at).capital && passage.letters(at) == letters);
    (said && letters.len() > 3).then(|| TokenRange::new(opening, named + 1))
}

/// How many words of a source are compared.
const SOURCE_WORDS: usize = 12;

fn is_name(clauses: &Clauses, at: usize) -> bool {
    clauses.passage.token(at).capital && !clauses.passage.is(at, Classes::DETERMINER | Classes::SUBJECT_PRONOUN)
}

/// Words or a verb's form at the token that tell what is to come.
fn future(clauses: &Clauses, mark: &PlanMark, at: usize) -> Option<TokenRange> {
    let form = || clauses.is_mood(at, Mood::Future) || clauses.is_mood(at, Mood::Conditional);
    let by_form = || (mark.future_forms && form()).then(|| TokenRange::new(at, at + 1));
    clauses.marks.at(&mark.futures, at).or_else(by_form)
}

/// Whether what is to come is something to do, and no state.
fn is_deed(clauses: &Clauses, mark: &PlanMark, future: TokenRange) -> bool {
    clauses.marks.first_of(&mark.no_deeds, future.start..future.end + 2).is_none()
}

/// An infinitive that opens the content and is not of the past.
fn infinitive(clauses: &Clauses, mark: &PlanMark, opening: usize) -> Option<TokenRange> {
    let passage = clauses.passage;
    let verb = (opening..opening + 3)
        .find(|&at| !passage.is(at, Classes::CLITIC | Classes::REFLEXIVE | Classes::NEGATION | Classes::NEGATIVE))?;
    let form = clauses.is_mood(verb, Mood::Infinitive) && !passage.is(verb, Classes::HAVE | Classes::BE);
    (mark.infinitives && form).then(|| TokenRange::new(verb, verb + 1))
}
