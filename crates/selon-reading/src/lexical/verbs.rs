//! Which words are verbs here: a form that could be a noun too is told by what stands before and after it.

use crate::passage::Passage;
use selon_language::{Classes, Mood};

/// What one token begins, as a verb.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Start {
    Have,
    Be,
    Modal,
    Verb(Mood),
}

/// What kind of verb the token can begin here, if any; nouns that look like verbs are refused by what stands before.
pub(crate) fn start(passage: &Passage, at: usize, low: usize, after_group: bool) -> Option<Start> {
    let lexeme = passage.lexeme(at);
    if !passage.is_word(at) || lexeme.length == 0 {
        return None;
    }
    let adjective =
        passage.is(at, Classes::NEVER_CUE) && at > low && passage.is(at - 1, Classes::DETERMINER | Classes::NEVER_CUE);
    let office = lexeme.classes.has(Classes::SPEAKER | Classes::TITLE)
        && !passage.is(at, Classes::HAVE | Classes::BE | Classes::MODAL);
    if office || adjective || passage.token(at).capital && at > low && named(passage, at) {
        return None;
    }
    let noun_before = noun_context(passage, at, low);
    let governed = noun_before
        && at > low
        && passage.is(at - 1, Classes::PREPOSITION)
        && !lexeme.forms.iter().any(|form| form.mood.is_finite());
    if (!noun_before || governed) && !possessive(passage, at) {
        if lexeme.classes.has(Classes::HAVE) {
            return Some(Start::Have);
        }
        if lexeme.classes.has(Classes::BE) {
            return Some(Start::Be);
        }
        if lexeme.classes.has(Classes::MODAL) {
            return Some(Start::Modal);
        }
    }
    let mood = best_mood(passage, at, low, noun_before)?;
    if after_group && mood == Mood::Present && !lexeme.forms.is_empty() && passage.language.knows_plurals() {
        return None;
    }
    Some(Start::Verb(mood))
}

/// Whether a capital is that of a name: not the first word after a mark that opens a sentence or quotation.
fn named(passage: &Passage, at: usize) -> bool {
    let sentence = passage.words.sentences()[passage.words.sentence_of(at)];
    at > sentence.start && passage.is_word(at - 1)
}

/// Whether an auxiliary hung to a word by an apostrophe hangs to a noun: «the mayor's» is a genitive, "he's" is none.
pub(crate) fn possessive(passage: &Passage, at: usize) -> bool {
    let hung = !passage.token(at).space_before && passage.letters(at).starts_with(['\'', '’']);
    let pronouns = Classes::SUBJECT_PRONOUN
        | Classes::RELATIVE
        | Classes::PRONOUN
        | Classes::QUESTION_WORD
        | Classes::DETERMINER
        | Classes::ADVERB;
    hung && at > 0 && !passage.is(at - 1, pronouns)
}

/// Whether a present form is a noun all the same: a verb follows it at once, or it agrees with nothing before it.
fn reads_as_noun(passage: &Passage, at: usize, previous: Option<usize>, base: bool) -> bool {
    let auxiliary = Classes::HAVE | Classes::BE | Classes::MODAL;
    let finite_next = || passage.lexeme(at + 1).forms.iter().any(|form| form.mood.is_finite());
    let verb_next = passage.is(at + 1, auxiliary)
        && !possessive(passage, at + 1)
        && (passage.lexeme(at + 1).forms.is_empty() || finite_next());
    verb_next || if base { disagrees(passage, at, previous) } else { disagrees_singular(passage, at, previous) }
}

/// Whether a singular present form comes after a plural or a number: «40 states», "police officers claims".
fn disagrees_singular(passage: &Passage, at: usize, previous: Option<usize>) -> bool {
    let Some(previous) = previous else { return false };
    let singular = passage.lexeme(at).forms.iter().any(|form| form.mood == Mood::Present)
        && !passage.lexeme(at).forms.iter().any(|form| form.mood == Mood::Past);
    if !singular || !passage.language.knows_plurals() {
        return false;
    }
    let number = passage.token(previous).kind == selon_text::TokenKind::Number;
    let word = passage.is_word(previous)
        && !passage.token(previous).capital
        && passage.lexeme(previous).classes == Classes::default();
    number || (word && passage.language.looks_plural(passage.lower(previous)))
}

/// Whether a present form that is the dictionary form too lacks the plural before it that would make it a verb.
fn disagrees(passage: &Passage, at: usize, previous: Option<usize>) -> bool {
    let Some(previous) = previous.filter(|&p| passage.is_word(p)) else { return false };
    if passage.is(
        previous,
        Classes::SUBJECT_PRONOUN
            | Classes::RELATIVE
            | Classes::ADVERB
            | Classes::COORDINATOR
            | Classes::PRONOUN
            | Classes::NEGATIVE
            | Classes::MODAL
            | Classes::PLURAL,
    ) {
        return false;
    }
    let before = passage.lower(previous);
    !passage.language.looks_plural(before) && at > 0
}

/// Whether what stands before makes a noun of a word that could be a verb.
fn noun_context(passage: &Passage, at: usize, low: usize) -> bool {
    let Some(previous) = at.checked_sub(1).filter(|&p| p >= low) else { return false };
    if passage.reads(previous, "'s") || passage.reads(previous, "’s") {
        return true;
    }
    let determined = |p: usize| {
        p > low && passage.is(p - 1, Classes::DETERMINER) && !passage.is(p - 1, Classes::PRONOUN | Classes::RELATIVE)
    };
    if passage.is_word(previous) && passage.is(previous, Classes::GENITIVE_MARK)
        || passage.is(previous, Classes::ADVERB | Classes::ADJUNCT)
            && !passage.is(previous, Classes::SPEAKER)
            && determined(previous)
    {
        return true;
    }
    if passage.is(previous, Classes::PLURAL) && !passage.token(at).capital {
        return false;
    }
    if !passage.is(previous, Classes::DETERMINER) {
        return passage.is(previous, Classes::PREPOSITION | Classes::GENITIVE)
            && !passage.is(previous, Classes::INFINITIVE_MARK);
    }
    if passage.is(previous, Classes::CLITIC | Classes::SUBJECT_PRONOUN | Classes::RELATIVE | Classes::PRONOUN) {
        // «la», «l'», "that", "her": a pronoun only after what needs a verb.
        let before = previous.checked_sub(1).filter(|&p| p >= low);
        return !before.is_some_and(|b| {
            passage.is(b, Classes::NEGATION | Classes::SUBJECT_PRONOUN | Classes::SUBJECT_RELATIVE | Classes::CLITIC)
        }) && !passage.is(at, Classes::HAVE | Classes::BE | Classes::MODAL);
    }
    true
}

/// The mood in which the token's form is to be read here.
fn best_mood(passage: &Passage, at: usize, low: usize, noun_before: bool) -> Option<Mood> {
    let forms = passage.lexeme(at).forms;
    let previous = at.checked_sub(1).filter(|&p| p >= low);
    let has = |mood: Mood| forms.iter().any(|form| form.mood == mood);
    let after_mark = previous.is_some_and(|p| passage.is(p, Classes::INFINITIVE_MARK));
    if has(Mood::Infinitive) && (after_mark || !forms.iter().any(|form| form.mood.is_finite())) {
        return Some(Mood::Infinitive);
    }
    if after_mark {
        return None;
    }
    let determiner = Classes::DETERMINER | Classes::GENITIVE_MARK | Classes::POSSESSIVE;
    if has(Mood::PresentParticiple) && (!noun_before || previous.is_some_and(|p| !passage.is(p, determiner))) {
        return Some(Mood::PresentParticiple);
    }
    if noun_before {
        return None;
    }
    if has(Mood::PastParticiple) && follows_agent(passage, at) {
        return Some(Mood::PastParticiple);
    }
    let base = has(Mood::Infinitive) && !has(Mood::Past);
    if let Some(form) = forms.iter().find(|form| form.mood.is_finite()) {
        if has(Mood::PastParticiple)
            && form.mood == Mood::Past
            && previous.is_some_and(|p| passage.is(p, Classes::SUBORDINATOR))
        {
            return Some(Mood::PastParticiple);
        }
        let noun = form.mood == Mood::Present && reads_as_noun(passage, at, previous, base);
        return (!noun).then_some(form.mood);
    }
    if has(Mood::PastParticiple) {
        return Some(Mood::PastParticiple);
    }
    if passage.is(at, Classes::VERB) {
        return Some(Mood::Present);
    }
    let unknown = forms.is_empty() && passage.lexeme(at).classes == Classes::default() && !passage.token(at).capital;
    (unknown && passage.language.ends_as_verb(passage.lower(at))).then_some(Mood::Past)
}

/// Whether «by» or «par» comes right after: the form before is a participle then.
fn follows_agent(passage: &Passage, at: usize) -> bool {
    at + 1 < passage.len() && passage.is(at + 1, Classes::AGENT)
}
