//! What is said: finds the clause, infinitive or noun phrase that follows a cue, and where it ends.

use super::groups::Group;
use super::sources::{begins_phrase, group_at};
use crate::passage::Passage;
use selon_language::{Classes, Frame, Mood, ObjectRole, Rule};
use selon_text::{TokenKind, TokenRange};

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
}

impl Scene<'_, '_> {
    /// Content after the cue that ends before token `from`, by the surest frame that fits.
    pub(crate) fn content_after(&self, from: usize, rule: &Rule, passive: bool) -> Option<Content> {
        let after = self.skip_adjuncts(from);
        let tries = [
            self.that(from, rule),
            self.infinitive(after, rule).or_else(|| self.infinitive(from, rule)),
            self.object(after, rule, passive),
            self.question(after, rule),
            self.bare(after, rule),
            self.phrase(after, rule),
        ];
        tries.into_iter().flatten().reduce(|best, next| if next.score > best.score + 0.15 { next } else { best })
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
            if verb || [";", ":"].iter().any(|mark| self.passage.reads(at, mark)) {
                return None;
            }
            at = self.passage.after(at, self.region)?;
        }
        None
    }

    /// Whether the group's verb is one that a rule knows.
    fn says(&self, group: &Group) -> bool {
        group.lemma.is_some_and(|lemma| !self.passage.language.lemmas[lemma].rules.is_empty())
    }

    /// Whether the conjunction opens a clause: a verb comes after it.
    fn opens_clause(&self, from: usize, at: usize, rule: &Rule) -> bool {
        let verb_after = self.groups.iter().any(|group| group.tokens.start > at && group.tokens.end <= self.region.end);
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

    /// The first token after adjuncts of the cue: adverbs, week days, «dans un communiqué», ", on Monday,".
    pub(crate) fn skip_adjuncts(&self, from: usize) -> usize {
        let passage = self.passage;
        let mut at = from;
        for _ in 0..6 {
            if at >= self.region.end {
                return from;
            }
            if passage.reads(at, ",") {
                let Some(close) = (at + 1..self.region.end.min(at + 20)).find(|&t| passage.reads(t, ",")) else {
                    return at;
                };
                if !self.adjunct_at(at + 1) || self.has_finite(at + 1, close) {
                    return at;
                }
                at = close + 1;
            } else if passage.is(at, Classes::ADVERB | Classes::CONNECTIVE)
                && !passage.is(at, Classes::DETERMINER | Classes::PREPOSITION)
            {
                at += passage.lexeme(at).length.max(1);
            } else if self.adjunct_at(at) {
                at = self.adjunct_end(at);
            } else {
                return at;
            }
        }
        at
    }

    fn adjunct_at(&self, at: usize) -> bool {
        let passage = self.passage;
        let timed = passage.is(at, Classes::PREPOSITION | Classes::DETERMINER)
            && passage.is(at + 1, Classes::WEEKDAY | Classes::MONTH);
        passage.is(at, Classes::ADJUNCT | Classes::WEEKDAY) || timed || self.date_at(at)
    }

    /// «le 25 mars»: an article, a number, a month.
    fn date_at(&self, at: usize) -> bool {
        let passage = self.passage;
        at + 2 < self.region.end
            && passage.is(at, Classes::DETERMINER)
            && passage.token(at + 1).kind == TokenKind::Number
            && passage.is(at + 2, Classes::MONTH)
    }

    /// The end of the adjunct at `at`: its noun phrase, to the next thing that can't be part of it.
    fn adjunct_end(&self, at: usize) -> usize {
        let passage = self.passage;
        let mut end = at + passage.lexeme(at).length.max(1);
        if passage.is(at, Classes::PREPOSITION | Classes::DETERMINER)
            && passage.is(end, Classes::WEEKDAY | Classes::MONTH)
        {
            end += 1;
        }
        if passage.is(end, Classes::ADJUNCT) && passage.is(end - 1, Classes::WEEKDAY) {
            end += passage.lexeme(end).length.max(1);
        }
        if passage.is(at, Classes::WEEKDAY) || self.date_at(at) {
            while end < self.region.end
                && (passage.token(end).kind == TokenKind::Number || passage.is(end, Classes::MONTH))
            {
                end += 1;
            }
        }
        end
    }

    pub(crate) fn has_finite(&self, from: usize, to: usize) -> bool {
        self.groups.iter().any(|group| group.finite() && group.tokens.start >= from && group.tokens.end <= to)
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
        self.groups
            .iter()
            .any(|group| {
                group.finite()
                    && group.tokens.start > at
                    && group.tokens.end <= end
                    && self.level(group.head) == self.level(at)
            })
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
        self.groups
            .iter()
            .any(|group| group.tokens.start > at && group.tokens.end <= end)
            .then(|| self.content(at, end, Frame::Question, score))
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
        if at >= self.passage.len() {
            return false;
        }
        let letters = self.passage.letters(at).to_lowercase().replace('’', "'");
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
            if verb || [";", ":", ","].iter().any(|mark| self.passage.reads(tie, mark)) {
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
        Content { tokens: trim(self.passage, TokenRange::new(start, end)), frame, score }
    }

    /// Where the clause that begins at `start` ends: with the sentence, or before what goes on about the same source.
    pub(crate) fn clause_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.region.end {
            if at > start && (self.cuts_clause(at) || self.passage.reads(at, ";")) {
                return at;
            }
            match self.passage.after(at, self.region) {
                Some(next) => at = next,
                None => break,
            }
        }
        self.region.end
    }

    /// Where the clause that ends before token `end` begins: after the last mark that parts clauses.
    pub(crate) fn clause_start(&self, end: usize) -> usize {
        let mut at = end;
        while let Some(before) = self.passage.before(at, self.region) {
            if self.passage.reads(before, ";") {
                return before + 1;
            }
            at = before;
        }
        self.region.start
    }

    /// Whether a clause ends before the token: «, et a ajouté», «, ajoutant que», ", while".
    fn cuts_clause(&self, at: usize) -> bool {
        let passage = self.passage;
        let comma = passage.reads(at, ",");
        let joins = passage.is(at, Classes::COORDINATOR);
        if !comma && !joins {
            return false;
        }
        let mut next = at + 1;
        if comma && passage.is(next, Classes::COORDINATOR) {
            next += 1;
        }
        while passage.is(next, Classes::ADVERB | Classes::CONNECTIVE) && next < self.region.end {
            next += passage.lexeme(next).length.max(1);
        }
        let Some(group) = group_at(self.groups, next).filter(|group| group.tokens.start == next) else { return false };
        let says = self.says(group);
        match group.mood {
            Mood::PresentParticiple => says && comma,
            mood if mood.is_finite() => says && self.that_follows(group),
            _ => false,
        }
    }

    /// Whether what the group says is told as a clause or quotation, so that it goes on about the same source.
    fn that_follows(&self, group: &Group) -> bool {
        let limit = self.region.end.min(group.tokens.end + 12);
        (group.tokens.end..limit).any(|at| self.passage.is(at, Classes::COMPLEMENTIZER) || self.passage.is_quote(at))
    }

    /// Where the noun phrase that begins at `start` ends.
    pub(crate) fn phrase_end(&self, start: usize) -> usize {
        let passage = self.passage;
        let mut at = start;
        let mut relative = false;
        while at < self.region.end {
            if at > start {
                relative |= passage.is(at, Classes::RELATIVE | Classes::COMPLEMENTIZER);
                let group = group_at(self.groups, at).filter(|group| group.tokens.start == at && group.finite());
                if group.is_some() && !relative {
                    return at;
                }
                if group.is_some() {
                    relative = false;
                }
                if self.cuts_phrase(at) {
                    return at;
                }
            }
            match passage.after(at, self.region) {
                Some(next) => at = next,
                None => break,
            }
        }
        self.region.end
    }

    /// Whether a noun phrase ends before the token: an adjunct, a new clause, a comma that no list explains.
    fn cuts_phrase(&self, at: usize) -> bool {
        let passage = self.passage;
        if [";", ":", "–", "—"].iter().any(|mark| passage.reads(at, mark)) || self.cuts_clause(at) {
            return true;
        }
        if passage.is(at, Classes::SUBORDINATOR | Classes::CONNECTIVE) || self.adjunct_at(at) {
            return true;
        }
        passage.reads(at, ",") && !self.list_after(at)
    }

    /// Whether the phrase goes on after the comma: all but a new clause does, since the largest phrase is taken.
    fn list_after(&self, comma: usize) -> bool {
        let passage = self.passage;
        let next = comma + 1;
        let breaks = Classes::SUBORDINATOR | Classes::CONNECTIVE | Classes::SUBJECT_PRONOUN | Classes::NEGATION;
        if next >= self.region.end
            || passage.is(next, breaks) && !passage.is(next, Classes::DETERMINER | Classes::RELATIVE)
            || self.contrasts(next)
        {
            return false;
        }
        if let Some(group) = group_at(self.groups, next).filter(|group| group.tokens.start == next) {
            return !group.finite() && group.mood != Mood::PresentParticiple;
        }
        passage.is(next, Classes::RELATIVE | Classes::PREPOSITION | Classes::COORDINATOR | Classes::GENITIVE)
            || !self.clause_at(next)
    }

    /// Whether the word sets what follows against what was said: mais, but.
    fn contrasts(&self, at: usize) -> bool {
        self.passage.reads(at, "mais") || self.passage.reads(at, "but")
    }

    /// Whether a clause of its own begins at the token: a noun phrase and then a finite verb, no comma or relative between.
    fn clause_at(&self, at: usize) -> bool {
        let passage = self.passage;
        let mut next = at;
        while next < self.region.end {
            if passage.reads(next, ",")
                || passage.is(next, Classes::RELATIVE | Classes::COMPLEMENTIZER | Classes::SUBORDINATOR)
            {
                return false;
            }
            if group_at(self.groups, next).is_some_and(|group| group.finite()) {
                return next > at;
            }
            match passage.after(next, self.region) {
                Some(after) => next = after,
                None => return false,
            }
        }
        false
    }
}

/// Leaves marks at the ends out: full stops, commas, colons, dashes.
pub(crate) fn trim(passage: &Passage, tokens: TokenRange) -> TokenRange {
    let mark = |at: usize| {
        matches!(passage.token(at).kind, TokenKind::Mark)
            && !["(", ")", "?", "!", "…", "...", "[", "]"].iter().any(|m| passage.reads(at, m))
    };
    let mut range = tokens;
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    while range.start < range.end && mark(range.end - 1) {
        range.end -= 1;
    }
    while range.start + 1 < range.end && passage.is(range.end - 1, Classes::COORDINATOR) {
        range.end -= 1;
    }
    range
}
