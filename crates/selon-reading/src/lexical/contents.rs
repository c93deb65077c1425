//! What is said: finds the clause, infinitive or noun phrase that follows a cue, and where it ends.

use super::groups::Group;
use super::groups::{has_finite, within};
use super::sources::{begins_phrase, group_at};
use crate::passage::Passage;
use selon_language::{Classes, Frame, Mood, ObjectRole, Rule};
use selon_text::TokenRange;

/// How far after its cue a conjunction may stand, in tokens.
const REACH: usize = 30;

/// A content that was found after a cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) tokens: TokenRange,
    pub(crate) frame: Frame,
    /// From 0 to 1: the rule's score for this frame, less where the fit is loose.
    pub(crate) score: f32,
}

impl Content {
    /// Whether it is a clause, and not a noun phrase or an infinitive.
    pub(crate) fn is_clause(&self) -> bool {
        matches!(self.frame, Frame::That | Frame::Bare | Frame::Question)
    }
}

/// Where contents are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'p, 't> {
    pub(crate) passage: &'p Passage<'t>,
    pub(crate) region: TokenRange,
    pub(crate) groups: &'p [Group],
    /// Where clauses are cut in the whole sentence, in order of place.
    pub(crate) cuts: &'p [usize],
}

impl Scene<'_, '_> {
    /// Content after the cue that ends before token `from`, by the surest frame that fits.
    pub(crate) fn content_after(&self, from: usize, rule: &Rule, group: &Group) -> Option<Content> {
        let after = self.skip_adjuncts(from);
        let tries = [
            self.that(from, rule),
            self.infinitive(after, rule).or_else(|| self.infinitive(from, rule)),
            self.object(after, rule, group.passive),
            self.question(after, rule),
            self.bare(after, rule),
            self.phrase(after, rule).filter(|_| !group.reflexive || !rule.phrase_after.iter().all(String::is_empty)),
        ];
        tries.into_iter().flatten().reduce(|best, next| if next.score > best.score + 0.15 { next } else { best })
    }

    /// Content after a noun that ends before token `from`: right after it, and no further than the noun's own verb.
    pub(crate) fn content_of_noun(&self, from: usize, rule: &Rule) -> Option<Content> {
        let that = self
            .that(from, rule)
            .filter(|content| content.tokens.start <= from + 1 && !self.verb_at(content.tokens.start));
        let tries = [that, self.infinitive(from, rule), self.question(from, rule), self.phrase(from, rule)];
        let best = tries
            .into_iter()
            .flatten()
            .reduce(|best, next| if next.score > best.score + 0.15 { next } else { best })?;
        let end = self.end_before_main_verb(best.tokens, best.is_clause());
        Some(Content { tokens: TokenRange::new(best.tokens.start, end), ..best })
            .filter(|content| !content.tokens.is_empty())
    }

    fn verb_at(&self, at: usize) -> bool {
        group_at(self.groups, at).is_some_and(|group| group.finite())
    }

    /// Where the content of a noun ends at the latest: before the finite verb that the noun itself is the subject of.
    fn end_before_main_verb(&self, tokens: TokenRange, clause: bool) -> usize {
        let ties = Classes::RELATIVE
            | Classes::COMPLEMENTIZER
            | Classes::SUBORDINATOR
            | Classes::COORDINATOR
            | Classes::QUESTION_WORD;
        let mut verbs = usize::from(!clause);
        let mut tied = false;
        for at in tokens.iter() {
            tied |= self.passage.is(at, ties) || self.passage.reads(at, ",");
            if let Some(group) = group_at(self.groups, at).filter(|group| group.finite() && group.tokens.start == at) {
                if verbs > 0 && !tied {
                    return group.tokens.start;
                }
                verbs += 1;
                tied = false;
            }
        }
        tokens.end
    }

    /// «a dit que …», with the conjunction not far and nothing but adjuncts between.
    fn that(&self, from: usize, rule: &Rule) -> Option<Content> {
        let score = rule.frame(Frame::That);
        if score == 0.0 {
            return None;
        }
        let limit = self.region.end.min(from + REACH);
        let mut at = from;
        while at < limit {
            if self.passage.is(at, Classes::COMPLEMENTIZER) && self.opens_clause(from, at, rule) {
                let start = at + self.passage.lexeme(at).length.max(1);
                let end = self.clause_end(start);
                let loose = self.looseness(from, at, rule);
                return (start < end).then(|| self.content(start, end, Frame::That, score - loose));
            }
            let verb = group_at(self.groups, at).is_some_and(|group| group.finite() || self.says(group));
            if verb || self.passage.reads_any(at, &[";", ":"]) {
                return None;
            }
            at = self.passage.after(at, self.region)?;
        }
        None
    }

    /// Whether the conjunction opens a clause: a verb comes after it.
    fn opens_clause(&self, from: usize, at: usize, rule: &Rule) -> bool {
        let verb_after = !within(self.groups, TokenRange::new(at + 1, self.region.end)).is_empty();
        let quoted_after = self.passage.is_quote(at + 1);
        let determiner = self.passage.is(at, Classes::DETERMINER) && at > from && self.looseness(from, at, rule) > 0.2;
        (verb_after || quoted_after) && !determiner
    }

    /// How much less sure a conjunction is for what stands between it and the cue: adjuncts and whom one tells it cost
    /// nothing, a noun phrase that could be the object with a relative clause costs much.
    fn looseness(&self, from: usize, to: usize, rule: &Rule) -> f32 {
        let after = self.skip_adjuncts(from);
        if after >= to || rule.object == ObjectRole::Addressee && rule.frame(Frame::Object) > 0.0 {
            return 0.0;
        }
        let passage = self.passage;
        let light = Classes::PREPOSITION | Classes::ADJUNCT | Classes::CLITIC | Classes::PRONOUN | Classes::ADDRESS;
        if passage.is(after, light) || passage.reads(after, ",") || passage.reads(after, "(") {
            return if after == from { 0.1 } else { 0.15 };
        }
        0.4
    }

    pub(crate) fn has_finite(&self, from: usize, to: usize) -> bool {
        has_finite(self.groups, TokenRange::new(from, to))
    }

    /// «said he would …»: a clause with no conjunction.
    fn bare(&self, at: usize, rule: &Rule) -> Option<Content> {
        let score = rule.frame(Frame::Bare);
        let clause = score > 0.0
            && at < self.region.end
            && (begins_phrase(self.passage, at)
                || self.quoted(at)
                || self
                    .passage
                    .is(at, Classes::SUBORDINATOR | Classes::PREPOSITION | Classes::WEEKDAY | Classes::ADJUNCT));
        if !clause || group_at(self.groups, at).is_some_and(|group| group.start == at && group.finite()) {
            return None;
        }
        let at = if rule.object == ObjectRole::Addressee && rule.frame(Frame::Object) > 0.0 {
            self.past_addressee(at)
        } else {
            at
        };
        let end = self.clause_end(at);
        if self.passage.opening_at(at).is_some_and(|q| self.passage.quotations[q].whole().end + 1 >= end) {
            return None;
        }
        within(self.groups, TokenRange::new(at + 1, end))
            .iter()
            .any(|group| group.finite() && self.level(group.head) == self.level(at))
            .then(|| self.content(at, end, Frame::Bare, score))
    }

    fn level(&self, at: usize) -> Option<usize> {
        self.passage.quotation_at(at)
    }

    /// Where the clause begins after whom one tells it: "told | reporters | he …", "told | the panel | the files …".
    fn past_addressee(&self, at: usize) -> usize {
        let passage = self.passage;
        let ties =
            Classes::PREPOSITION | Classes::GENITIVE | Classes::DETERMINER | Classes::TITLE | Classes::COORDINATOR;
        let limit = self.region.end.min(at + 14);
        for next in at + 1..limit {
            if passage.reads(next, ",") {
                return next + 1;
            }
            if group_at(self.groups, next).is_some_and(|group| group.finite()) {
                return at;
            }
            let begins = passage.is(next, Classes::SUBJECT_PRONOUN | Classes::DETERMINER | Classes::PRONOUN)
                || (passage.token(next).capital && !passage.token(next - 1).capital);
            if begins && !passage.is(next - 1, ties) {
                return next;
            }
        }
        at
    }

    fn quoted(&self, at: usize) -> bool {
        self.passage.opening_at(at).is_some()
    }

    /// «a demandé si …».
    fn question(&self, at: usize, rule: &Rule) -> Option<Content> {
        let score = rule.frame(Frame::Question);
        if score == 0.0 || !self.passage.is(at, Classes::QUESTION_WORD) {
            return None;
        }
        let end = self.clause_end(at);
        let verb = !within(self.groups, TokenRange::new(at + 1, end)).is_empty();
        verb.then(|| self.content(at, end, Frame::Question, score))
    }

    /// «a promis de …», "vowed to …".
    fn infinitive(&self, at: usize, rule: &Rule) -> Option<Content> {
        let score = rule.frame(Frame::Infinitive);
        if score == 0.0 {
            return None;
        }
        let start = self.past_marker(at, &rule.infinitive_after)?;
        self.infinitive_at(start).then(|| self.content(start, self.clause_end(start), Frame::Infinitive, score))
    }

    /// The token after one of `markers`, or `at` itself where none is needed.
    fn past_marker(&self, at: usize, markers: &[String]) -> Option<usize> {
        let marked = markers.iter().find_map(|marker| self.reads_marker(at, marker));
        let none_needed = markers.is_empty() || markers.iter().any(String::is_empty);
        marked.or_else(|| none_needed.then_some(at)).filter(|&start| start < self.region.end)
    }

    fn reads_marker(&self, at: usize, marker: &str) -> Option<usize> {
        let words: Vec<_> = marker.split_whitespace().collect();
        let fits = !words.is_empty()
            && words
                .iter()
                .enumerate()
                .all(|(i, word)| self.passage.reads(at + i, word) || self.apostrophe(at + i, word));
        fits.then_some(at + words.len())
    }

    /// «d'» for «de», with either apostrophe; and the article contracted with the preposition.
    fn apostrophe(&self, at: usize, word: &str) -> bool {
        let letters = self.passage.lower(at);
        letters == word || letters.strip_suffix('\'').is_some_and(|stem| word.strip_suffix(['e', 'a']) == Some(stem))
    }

    /// Whether an infinitive stands at `at`, over its negation and clitics.
    fn infinitive_at(&self, at: usize) -> bool {
        group_at(self.groups, at).is_some_and(|group| group.mood == Mood::Infinitive)
            || (at..self.region.end.min(at + 4))
                .take_while(|&t| {
                    self.passage.is(t, Classes::NEGATION | Classes::NEGATIVE | Classes::CLITIC | Classes::ADVERB)
                        || group_at(self.groups, t).is_some()
                })
                .any(|t| group_at(self.groups, t).is_some_and(|group| group.mood == Mood::Infinitive))
    }

    /// «appelle X à …», «accuse X de …», "urged him to …", "told reporters he …".
    fn object(&self, at: usize, rule: &Rule, passive: bool) -> Option<Content> {
        let score = rule.frame(Frame::Object);
        if score == 0.0 || at >= self.region.end {
            return None;
        }
        let limit = self.region.end.min(at + REACH);
        let mut tie = at;
        while tie < limit {
            if let Some(start) = rule.object_after.iter().find_map(|marker| self.reads_marker(tie, marker)) {
                let infinitive = self.infinitive_at(start);
                let noun =
                    rule.object == ObjectRole::Content && (begins_phrase(self.passage, start) || self.quoted(start));
                if (infinitive || noun) && (tie > at || passive || infinitive) {
                    let begin = if rule.object == ObjectRole::Content && tie > at { at } else { start };
                    let fits = tie == at
                        || begins_phrase(self.passage, at)
                        || self.passage.is(at, Classes::PREPOSITION | Classes::CLITIC | Classes::GENITIVE);
                    return fits.then(|| self.content(begin, self.clause_end(start), Frame::Object, score));
                }
            }
            let verb = group_at(self.groups, tie).is_some_and(|group| group.finite());
            if verb || self.passage.reads_any(tie, &[";", ":", ","]) {
                return None;
            }
            tie = self.passage.after(tie, self.region)?;
        }
        None
    }

    /// «dénonce les violences»: a noun phrase.
    fn phrase(&self, at: usize, rule: &Rule) -> Option<Content> {
        let score = rule.frame(Frame::Phrase);
        if score == 0.0 || at >= self.region.end {
            return None;
        }
        let start = self.past_marker(at, &rule.phrase_after)?;
        let opens = begins_phrase(self.passage, start)
            || self.quoted(start)
            || (self.passage.is(start, Classes::GENITIVE) && self.passage.is(start, Classes::DETERMINER));
        if !opens
            || self.passage.is(start, Classes::SUBJECT_PRONOUN)
                && !self.passage.is(start, Classes::PRONOUN | Classes::DETERMINER)
            || self.infinitive_at(start)
        {
            return None;
        }
        let end = self.phrase_end(start);
        let quoted = self.passage.opening_at(start).is_some_and(|q| self.passage.quotations[q].whole().end >= end);
        if quoted && rule.frame(Frame::Quote) > 0.0 {
            return None;
        }
        (end > start).then(|| self.content(start, end, Frame::Phrase, score))
    }

    fn content(&self, start: usize, end: usize, frame: Frame, score: f32) -> Content {
        Content { tokens: self.passage.trimmed(TokenRange::new(start, end)), frame, score }
    }
}
