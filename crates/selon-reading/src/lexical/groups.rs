//! Verb groups: a verb with its auxiliaries, negation, short adverbs and clitics, found without a parser.

use super::verbs::{Start, start};
use crate::passage::Passage;
use selon_language::{Classes, Mood};
use selon_text::TokenRange;

/// A verb with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// From the first auxiliary, negation or clitic to the last token, what stands between included.
    pub(crate) tokens: TokenRange,
    /// First token of the cue: as `tokens`, leading clitics left out.
    pub(crate) start: usize,
    /// The token that carries the meaning.
    pub(crate) head: usize,
    /// The verb, where the language's data know it.
    pub(crate) lemma: Option<usize>,
    /// What the first verb of the group is: a finite form makes a clause.
    pub(crate) mood: Mood,
    /// Whether it is negated.
    pub(crate) negative: bool,
    /// Whether it is passive.
    pub(crate) passive: bool,
    /// Whether a reflexive pronoun stands before it: «s'engage».
    pub(crate) reflexive: bool,
    /// The subject pronoun that stands inside it, as in «a-t-elle dit».
    pub(crate) pronoun: Option<usize>,
    /// How many tokens of a fixed tail follow the head («faire | savoir»).
    pub(crate) tail: usize,
}

impl Group {
    /// Whether it makes a clause.
    pub(crate) fn finite(&self) -> bool {
        self.mood.is_finite()
    }

    /// The cue's pieces: clitics in front and the pronoun inside are left out.
    pub(crate) fn cue(&self) -> Vec<TokenRange> {
        match self.pronoun {
            Some(at) if at > self.start && at + 1 < self.tokens.end => {
                vec![TokenRange::new(self.start, at), TokenRange::new(at + 1, self.tokens.end)]
            }
            Some(at) if at + 1 == self.tokens.end => vec![TokenRange::new(self.start, at)],
            _ => vec![TokenRange::new(self.start, self.tokens.end)],
        }
    }
}

/// The groups that lie wholly in a stretch; `groups` are in order of place.
pub(crate) fn within(groups: &[Group], stretch: TokenRange) -> &[Group] {
    let from = groups.partition_point(|group| group.tokens.start < stretch.start);
    let to = groups.partition_point(|group| group.tokens.end <= stretch.end);
    groups.get(from..to).unwrap_or(&[])
}

/// Whether a finite verb lies wholly in the stretch.
pub(crate) fn has_finite(groups: &[Group], stretch: TokenRange) -> bool {
    within(groups, stretch).iter().any(Group::finite)
}

/// The verb groups of a stretch of tokens, in order.
pub(crate) fn find(passage: &Passage, region: TokenRange) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = region.start;
    while at < region.end {
        let low = groups.last().map_or(region.start, |group| group.tokens.end);
        let after_group = groups.last().is_some_and(|group| group.finite() && group.tokens.end == at);
        match start(passage, at, low, after_group).and_then(|start| build(passage, at, start, low, region.end)) {
            Some(group) => {
                at = group.tokens.end.max(at + 1);
                groups.push(group);
            }
            None => at += 1,
        }
    }
    groups
}

/// A group while it grows to the right.
struct Growing {
    head: usize,
    negative: bool,
    passive: bool,
    pronoun: Option<usize>,
    end: usize,
}

fn build(passage: &Passage, at: usize, begin: Start, low: usize, end: usize) -> Option<Group> {
    let mut growing = Growing { head: at, negative: false, passive: false, pronoun: None, end: at + 1 };
    let mut kind = begin;
    for _ in 0..4 {
        let Some((next, mood)) = next_verb(passage, kind, &mut growing, end) else { break };
        growing.passive = kind == Start::Be && mood == Mood::PastParticiple;
        growing.head = next;
        growing.end = next + 1;
        kind = match () {
            () if passage.is(next, Classes::HAVE) => Start::Have,
            () if passage.is(next, Classes::BE) => Start::Be,
            () if passage.is(next, Classes::MODAL) => Start::Modal,
            () => Start::Verb(mood),
        };
    }
    take_trailing(passage, &mut growing, end);
    take_alternative(passage, &mut growing, end);
    let mood = match begin {
        Start::Verb(mood) => mood,
        _ => auxiliary_mood(passage, at, low),
    };
    let lemma = lemma_of(passage, &growing, mood, at);
    let (tail, lemma) = with_tail(passage, lemma, growing.head, &mut growing.end, end);
    let (first, start) = leading(passage, at, low, &mut growing.negative);
    Some(Group {
        tokens: TokenRange::new(first, growing.end),
        start,
        head: growing.head,
        lemma,
        mood,
        negative: growing.negative,
        reflexive: reflexive(passage, first, at),
        passive: (growing.passive && !reflexive(passage, first, at))
            || (mood == Mood::PastParticiple && growing.head == at),
        pronoun: growing.pronoun,
        tail,
    })
}

/// The next verb form that the auxiliary at hand asks for, over adverbs, negation, clitics and an inverted pronoun.
fn next_verb(passage: &Passage, kind: Start, growing: &mut Growing, end: usize) -> Option<(usize, Mood)> {
    let wanted: &[Mood] = match kind {
        Start::Have => &[Mood::PastParticiple],
        Start::Be => &[Mood::PastParticiple, Mood::PresentParticiple],
        Start::Modal => &[Mood::Infinitive],
        Start::Verb(_) => return None,
    };
    let mut negative = growing.negative;
    let mut pronoun = growing.pronoun;
    for next in growing.end..end.min(growing.end + 7) {
        let lexeme = passage.lexeme(next);
        if let Some(form) = lexeme.forms.iter().find(|form| wanted.contains(&form.mood)) {
            growing.negative = negative;
            growing.pronoun = pronoun;
            return Some((next, form.mood));
        }
        let classes = lexeme.classes;
        if classes.has(Classes::NEGATIVE | Classes::NEGATION) {
            negative = true;
        } else if pronoun.is_none() && is_enclitic(passage, next) {
            pronoun = Some(next);
        } else if lexeme.length > 0
            && !classes.has(Classes::ADVERB | Classes::CLITIC | Classes::CONNECTIVE | Classes::INFINITIVE_MARK)
        {
            return None;
        }
    }
    None
}

/// Whether the token is a subject pronoun hung to the verb by a hyphen.
fn is_enclitic(passage: &Passage, at: usize) -> bool {
    passage.letters(at).starts_with('-') && passage.is_word(at)
}

/// Takes what follows the last verb and still belongs to it: an inverted pronoun, a negation.
fn take_trailing(passage: &Passage, growing: &mut Growing, end: usize) {
    while growing.end < end {
        let classes = passage.lexeme(growing.end).classes;
        if growing.pronoun.is_none() && is_enclitic(passage, growing.end) {
            growing.pronoun = Some(growing.end);
        } else if classes.has(Classes::NEGATIVE)
            && !classes.has(Classes::DETERMINER)
            && !growing.negative
            // "asked not to be named": that is what was asked.
            && (growing.end + 1 >= end || !passage.is(growing.end + 1, Classes::INFINITIVE_MARK))
        {
            growing.negative = true;
        } else {
            break;
        }
        growing.end += 1;
    }
}

/// «ni confirmé | ni démenti», "neither confirm | nor deny": one group with two heads, of which the last counts.
fn take_alternative(passage: &Passage, growing: &mut Growing, end: usize) {
    let next = growing.end + 1;
    let joined = growing.negative && next < end && passage.is(growing.end, Classes::NEGATIVE | Classes::COORDINATOR);
    let moods = |at: usize| passage.lexeme(at).forms.iter().map(|form| form.mood);
    if joined && moods(next).any(|mood| !mood.is_finite() && moods(growing.head).any(|other| other == mood)) {
        growing.head = next;
        growing.end = next + 1;
    }
}

/// What an auxiliary is: the data list its finite forms, and its other ones as forms of verbs.
fn auxiliary_mood(passage: &Passage, at: usize, low: usize) -> Mood {
    let forms = passage.lexeme(at).forms;
    let after_mark = at.checked_sub(1).is_some_and(|p| p >= low && passage.is(p, Classes::INFINITIVE_MARK));
    let found = if after_mark { forms.iter().find(|form| form.mood == Mood::Infinitive) } else { None };
    let finite = || forms.iter().find(|form| form.mood.is_finite());
    found.or_else(finite).or(forms.first()).map_or(Mood::Present, |form| form.mood)
}

/// The verb of the head; where a form can be of several, one that tells of saying is preferred.
fn lemma_of(passage: &Passage, growing: &Growing, mood: Mood, at: usize) -> Option<usize> {
    let forms = passage.lexeme(growing.head).forms;
    let fits = |form: &&selon_language::Form| growing.head != at || form.mood == mood;
    let says = |form: &&selon_language::Form| !passage.language.lemmas[form.lemma].rules.is_empty();
    let fitting = || forms.iter().filter(fits);
    fitting().find(says).or_else(|| fitting().next()).map(|form| form.lemma)
}

/// Looks for the fixed tail of a verb of several words; a verb that needs one and lacks it is another verb.
fn with_tail(
    passage: &Passage,
    lemma: Option<usize>,
    head: usize,
    end: &mut usize,
    limit: usize,
) -> (usize, Option<usize>) {
    let forms = passage.lexeme(head).forms;
    let lemmas = &passage.language.lemmas;
    for form in forms.iter().filter(|form| !lemmas[form.lemma].tail.is_empty()) {
        let tail = &lemmas[form.lemma].tail;
        let mut from = *end;
        while from < limit && passage.is(from, Classes::ADVERB | Classes::NEGATIVE) && !passage.reads(from, &tail[0]) {
            from += 1;
        }
        if from + tail.len() <= limit && tail.iter().enumerate().all(|(i, word)| passage.reads(from + i, word)) {
            *end = from + tail.len();
            return (tail.len(), Some(form.lemma));
        }
    }
    match lemma {
        Some(found) if !lemmas[found].tail.is_empty() => {
            (0, forms.iter().map(|form| form.lemma).find(|&other| lemmas[other].tail.is_empty()))
        }
        other => (0, other),
    }
}

/// Negation and clitics before the verb: (first token of the group, first token of the cue).
fn leading(passage: &Passage, at: usize, low: usize, negative: &mut bool) -> (usize, usize) {
    let mut first = at;
    let mut start = at;
    while first > low {
        let previous = first - 1;
        let classes = passage.lexeme(previous).classes;
        if passage.lexeme(previous).length != 1 || !passage.is_word(previous) {
            break;
        }
        let negates = classes.has(Classes::NEGATION)
            || classes.has(Classes::NEGATIVE) && !classes.has(Classes::DETERMINER | Classes::COORDINATOR);
        if negates {
            *negative = true;
            first = previous;
            start = previous;
        } else if classes.has(Classes::CLITIC) && !classes.has(Classes::SUBJECT_PRONOUN | Classes::ADVERB) {
            first = previous;
        } else {
            break;
        }
    }
    (first, start)
}

/// Whether a reflexive pronoun stands before the verb: «s'est engagé» is no passive.
fn reflexive(passage: &Passage, first: usize, at: usize) -> bool {
    (first..at).any(|token| passage.is(token, Classes::REFLEXIVE))
}
