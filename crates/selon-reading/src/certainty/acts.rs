//! What is done by saying a thing: the verb decides; where it leaves that open, what is said.

use super::clauses::{Clauses, Content};
use super::{because, plans};
use crate::build::Told;
use crate::statement::{Act, Polarity};
use selon_language::{ActMark, ActPlace, Classes, Mood};
use selon_text::TokenRange;

/// Labels the act of one statement.
pub(super) fn label(clauses: &Clauses, told: &mut Told, content: &Content) {
    let by_mark = clauses.table.act.iter().find_map(|mark| {
        let words = holds(clauses, told, content, mark)?;
        Some((Act::named(&mark.act)?, words))
    });
    let found = by_mark.or_else(|| plans::told(clauses, told, content).map(|words| (Act::Commit, words)));
    if let Some((act, words)) = found.filter(|(act, _)| *act != told.statement.act) {
        told.statement.act = act;
        because(clauses.passage, told, "act", "what is said tells what is done by saying it", Some(words));
    }
}

/// The words by which a mark holds for a statement.
fn holds(clauses: &Clauses, told: &Told, content: &Content, mark: &ActMark) -> Option<TokenRange> {
    if !is_under(told, &mark.under, &mark.verbs) || (mark.phrase && told.clause) {
        return None;
    }
    if mark.negated != is_negated(clauses, told, mark) {
        return None;
    }
    let words = words(clauses, told, content, mark)?;
    let own = !mark.own_words || clauses.is_own(told, words.start);
    let weight = !mark.unless_negated || !clauses.is_negated(words);
    (own && weight).then_some(words)
}

/// Whether the cue is one under which what is said decides.
pub(super) fn is_under(told: &Told, acts: &[String], verbs: &[String]) -> bool {
    let act = told.statement.act;
    let open = if acts.is_empty() { act == Act::Assert } else { acts.iter().any(|name| name == act.name()) };
    let lemma = told.statement.cue_lemma.as_deref();
    open && (verbs.is_empty() || lemma.is_some_and(|lemma| verbs.iter().any(|verb| verb == lemma)))
}

/// Whether the saying is negated, by the verb's own negation or by what stands before it: «sans», «refuse de».
fn is_negated(clauses: &Clauses, told: &Told, mark: &ActMark) -> bool {
    let before = |cue: &TokenRange| {
        let near = cue.start.saturating_sub(4)..cue.start;
        near.filter_map(|at| clauses.marks.at(&mark.cue_after, at)).any(|words| words.end + 1 >= cue.start)
    };
    told.statement.polarity == Polarity::Negative || told.cue.first().is_some_and(before)
}

fn words(clauses: &Clauses, told: &Told, content: &Content, mark: &ActMark) -> Option<TokenRange> {
    match mark.stands {
        ActPlace::Anywhere => content.anywhere(&mark.words),
        ActPlace::Main => content.in_first(&mark.words).next(),
        ActPlace::Opening => {
            let at = content.opening?;
            clauses.marks.at(&mark.words, at).or_else(|| imperative(clauses, mark, at))
        }
        ActPlace::Closing => {
            let end = told.content.last()?.end;
            clauses.marks.first_of(&mark.words, [end.saturating_sub(1), end])
        }
        ActPlace::Wordless => told.content.first().copied(),
    }
}

/// A verb at the opening whose form is the imperative's, with no subject or verb after it that would make it another.
fn imperative(clauses: &Clauses, mark: &ActMark, at: usize) -> Option<TokenRange> {
    let leaning = Classes::CLITIC | Classes::NEGATION | Classes::REFLEXIVE;
    let leans = |at: usize| clauses.passage.is(at, leaning) && !clauses.passage.is(at, Classes::SUBJECT_PRONOUN);
    let at = (at..at + 3).find(|&at| !leans(at))?;
    let ending = || mark.verb_endings.iter().any(|ending| clauses.passage.letters(at).ends_with(ending.as_str()));
    let form =
        clauses.is_mood(at, Mood::Present) && ending() || mark.bare_verbs && clauses.is_mood(at, Mood::Infinitive);
    let clause = clauses.passage.may_be_finite(at + 1) && !clauses.is_mood(at + 1, Mood::Infinitive);
    let noun = clauses.passage.token(at + 1).capital || clauses.passage.is(at + 1, Classes::GENITIVE);
    (form && !clause && !noun).then(|| TokenRange::new(at, at + 1))
}
