//! How surely the source is said to put a thing: the act first, then the content's main clause, then the verb.

use super::because;
use super::clauses::{Clauses, Content};
use crate::build::Told;
use crate::statement::{Act, Polarity};
use crate::whole::Certainty;
use selon_language::{Classes, DegreeMark, Mood};
use selon_text::TokenRange;

/// Labels the certainty of one statement.
pub(super) fn label(clauses: &Clauses, told: &mut Told, content: &Content) {
    if let Some((certainty, why)) = by_act(told) {
        told.statement.certainty = certainty;
        because(clauses.passage, told, "certainty", why, None);
    } else if let Some((certainty, why, words)) = by_words(clauses, told, content).or_else(|| by_verb(clauses, told)) {
        told.statement.certainty = certainty;
        because(clauses.passage, told, "certainty", why, Some(words));
    }
}

/// What the act alone tells.
fn by_act(told: &Told) -> Option<(Certainty, &'static str)> {
    match told.statement.act {
        Act::Urge | Act::Ask | Act::Decline => {
            Some((Certainty::Unknown, "a call, a question or a refusal says nothing of how things are"))
        }
        Act::Commit => Some((Certainty::Certain, "what somebody undertakes is put as certain")),
        Act::Assert if told.statement.polarity == Polarity::Negative => {
            Some((Certainty::Unknown, "it is told as not said"))
        }
        _ => None,
    }
}

/// What the verb tells: «craindre», "expect".
fn by_verb(clauses: &Clauses, told: &Told) -> Option<(Certainty, &'static str, TokenRange)> {
    let lemma = told.statement.cue_lemma.as_deref()?;
    let mark = clauses.table.verb.iter().find(|mark| mark.verbs.iter().any(|verb| verb == lemma))?;
    let cue = told.cue.first().copied().unwrap_or_default();
    Some((named(&mark.certainty)?, "the verb tells how surely it is put", cue))
}

/// What the words of the content tell.
fn by_words(clauses: &Clauses, told: &Told, content: &Content) -> Option<(Certainty, &'static str, TokenRange)> {
    clauses.table.degree.iter().find_map(|mark| {
        let words = marked(clauses, told, content, mark)?;
        Some((named(&mark.certainty)?, "words of the content tell how surely it is put", words))
    })
}

/// How surely a sentence of the author's is put, by the words of its main clause.
pub(crate) fn degree_in(clauses: &Clauses, sentence: TokenRange) -> Option<Certainty> {
    let content = clauses.content(&[sentence]);
    let marks = clauses.table.degree.iter().filter(|mark| !mark.own_words && !mark.opening);
    marks
        .filter(|mark| {
            let free = |words: TokenRange| !(mark.unless_negated && clauses.is_negated(words));
            content.in_first(&mark.words).any(free)
        })
        .find_map(|mark| named(&mark.certainty))
}

fn marked(clauses: &Clauses, told: &Told, content: &Content, mark: &DegreeMark) -> Option<TokenRange> {
    let counts = |words: &TokenRange| counts(clauses, told, mark, *words);
    if mark.opening {
        return clauses.marks.at(&mark.words, content.opening?).filter(counts);
    }
    let by_form = || content.main.iter().filter_map(|&at| conditional(clauses, mark, at)).find(counts);
    content.in_first(&mark.words).find(counts).or_else(by_form)
}

fn conditional(clauses: &Clauses, mark: &DegreeMark, at: usize) -> Option<TokenRange> {
    (mark.conditional_forms && clauses.is_mood(at, Mood::Conditional)).then(|| TokenRange::new(at, at + 1))
}

/// Whether the words count here: a month is no «may», and some doubts are taken away by a negation.
fn counts(clauses: &Clauses, told: &Told, mark: &DegreeMark, words: TokenRange) -> bool {
    let passage = clauses.passage;
    let month = passage.is(words.start, Classes::MONTH) && passage.token(words.start).capital;
    let own = !mark.own_words || clauses.is_own(told, words.start);
    own && !month && !(mark.unless_negated && clauses.is_negated(words))
}

/// The degree of that name.
pub(crate) fn named(name: &str) -> Option<Certainty> {
    let all = [
        ("certain", Certainty::Certain),
        ("probable", Certainty::Probable),
        ("possible", Certainty::Possible),
        ("unlikely", Certainty::Unlikely),
        ("unknown", Certainty::Unknown),
    ];
    all.into_iter().find(|(known, _)| *known == name).map(|(_, certainty)| certainty)
}
