//! Which of the times told is the time of the saying? One beside the cue or heading its sentence, never one inside what is said.

use super::Time;
use crate::build::Told;
use crate::holders::holders;
use crate::passage::Passage;
use crate::statement::{Kind, Reason};
use selon_language::{Classes, Mood};
use selon_text::TokenRange;
use std::collections::HashMap;

/// At most so many times of a sentence are weighed for a cue.
const WEIGHED: usize = 12;
/// How many words between a time and a cue are looked at.
const FAR: usize = 200;
/// How many words of a content may stand before a time that is none of it.
const HEAD: usize = 6;
/// So many words farther off a day is still taken before a week or month.
const COARSE: usize = 20;
/// A time within so many words of its sentence's beginning governs all of it.
const OPENING: usize = 3;

/// Gives each statement the time that its text tells for it.
pub(super) fn attach(passage: &Passage, times: &[Time], told: &mut [Told]) {
    if times.iter().all(|time| !time.dates) {
        return;
    }
    let holders = holders(times.iter().map(|time| time.tokens), told);
    let cues = cues(told);
    let index: HashMap<&str, usize> =
        told.iter().enumerate().map(|(at, told)| (told.statement.id.as_str(), at)).collect();
    let parents: Vec<Option<usize>> =
        told.iter().map(|told| index.get(told.statement.parent.as_deref()?).copied()).collect();
    let found: Vec<Option<usize>> = (0..told.len())
        .map(|at| {
            Search { passage, times, holders: &holders, cues: &cues, told: &told[at], parent: parents[at] }.best()
        })
        .collect();
    for (told, time) in told.iter_mut().zip(found) {
        let Some(time) = time.map(|time| &times[time]) else { continue };
        told.statement.why.push(reason(passage, time));
        told.statement.when = Some(time.when.clone());
    }
}

fn reason(passage: &Passage, time: &Time) -> Reason {
    let words = passage.original(time.tokens);
    let because = match (time.when.from.as_str(), &time.when.anchor) {
        ("stated", _) | (_, None) => format!("«{words}» dates the saying"),
        ("anchor", Some(date)) => format!("«{words}» dates the saying, counted from {date}, the date told before"),
        (_, Some(date)) => format!("«{words}» dates the saying, counted from {date}, the document's date"),
    };
    Reason { step: "when".to_owned(), because, span: time.when.span }
}

/// Every cue's first token, in order.
fn cues(told: &[Told]) -> Vec<usize> {
    let mut cues: Vec<usize> = told.iter().filter_map(|told| told.cue.first()).map(|piece| piece.start).collect();
    cues.sort_unstable();
    cues.dedup();
    cues
}

/// The search for one statement's time.
struct Search<'s, 't> {
    passage: &'s Passage<'t>,
    times: &'s [Time],
    holders: &'s [Option<usize>],
    cues: &'s [usize],
    told: &'s Told,
    parent: Option<usize>,
}

impl Search<'_, '_> {
    /// The time nearest to the cue among those that can date it.
    fn best(&self) -> Option<usize> {
        if self.told.statement.kind == Kind::Free || self.told.statement.continues.is_some() {
            return None;
        }
        let cue = *self.told.cue.first()?;
        let reach = self.reach(cue);
        let first = self.times.partition_point(|time| time.tokens.start < reach.start);
        let inside = self.times[first..].iter().take_while(|time| time.tokens.start < reach.end).take(WEIGHED);
        let fits = inside.enumerate().filter(|(step, time)| self.can_date(first + step, time, cue));
        fits.min_by_key(|(_, time)| self.distance(time, cue)).map(|(step, _)| first + step)
    }

    /// The sentence of the cue, with those in which a quotation beside it begins and ends.
    fn reach(&self, cue: TokenRange) -> TokenRange {
        let sentence = |at: usize| self.passage.words.sentences()[self.passage.words.sentence_of(at)];
        let own = sentence(cue.start);
        let beside = |piece: &&TokenRange| !piece.is_empty() && piece.start < own.end && piece.end > own.start;
        let quoted = self.told.content.iter().filter(|_| self.told.statement.kind == Kind::Direct);
        quoted.filter(beside).fold(own, |reach, piece| {
            TokenRange::new(reach.start.min(sentence(piece.start).start), reach.end.max(sentence(piece.end - 1).end))
        })
    }

    fn can_date(&self, index: usize, time: &Time, cue: TokenRange) -> bool {
        time.dates
            && (self.holders[index] == self.parent || self.is_swallowed(time.tokens))
            && (!time.ahead || self.is_ahead(cue))
            && self.is_level(time.tokens, cue)
            && !self.is_of_content(time.tokens)
            && !self.is_apart(time.tokens, cue)
    }

    /// Whether it stands outside quotations that the cue or its source does not stand in.
    fn is_level(&self, time: TokenRange, cue: TokenRange) -> bool {
        let level = self.passage.quotation_at(time.start);
        let source = self.told.source.first().map(|piece| self.passage.quotation_at(piece.start));
        level == self.passage.quotation_at(cue.start) || source == Some(level)
    }

    /// Whether the saying itself is still to come.
    fn is_ahead(&self, cue: TokenRange) -> bool {
        let future = |at: usize| {
            let forms = self.passage.lexeme(at).forms;
            self.passage.is(at, Classes::MODAL) || forms.iter().any(|form| form.mood == Mood::Future)
        };
        (cue.start.saturating_sub(2)..cue.end).any(future)
    }

    /// Whether it only seems to be inside the content, whose first words it follows: "declined to comment Tuesday on",
    /// "said earlier on Friday that".
    fn is_swallowed(&self, time: TokenRange) -> bool {
        let Some(piece) = self.told.content.iter().find(|piece| piece.contains(time)) else { return false };
        let second = self.told.statement.kind != Kind::Direct && time.start == piece.start + 1 && time.end < piece.end;
        let before = piece.start..time.start;
        let head = before.len() <= HEAD && !before.clone().any(|at| self.passage.may_be_finite(at));
        let after = time.end..piece.end.min(time.end + HEAD);
        let opens = |at: usize| self.passage.is(at, Classes::COMPLEMENTIZER) || self.passage.is_quote(at);
        let first = piece.start == time.start || before.clone().all(|at| !self.passage.is(at, Classes::COMPLEMENTIZER));
        second || head && first && after.into_iter().any(opens)
    }

    /// Whether it belongs to the noun that ends the content: «l'attentat | du 22 mars», «dès | lundi».
    fn is_of_content(&self, time: TokenRange) -> bool {
        let tie = Classes::PREPOSITION | Classes::GENITIVE | Classes::DETERMINER;
        let Some(before) = time.start.checked_sub(1) else { return false };
        let noun = before.checked_sub(1).is_some_and(|at| self.is_content(at));
        let genitive = self.passage.is(before, Classes::GENITIVE) && noun;
        genitive || self.is_content(before) && self.passage.is(before, tie)
    }

    /// A time of the day gives way to a day, and a week or month to a day not far off.
    fn distance(&self, time: &Time, cue: TokenRange) -> (bool, usize) {
        let between = between(time.tokens, cue);
        let passed = (between.start..between.end).take(FAR).filter(|&at| !self.is_content(at)).count();
        let coarse = if matches!(time.when.granularity.as_str(), "week" | "month") { COARSE } else { 0 };
        (time.when.granularity == "time", passed + coarse)
    }

    fn is_content(&self, at: usize) -> bool {
        self.told.content.iter().any(|piece| piece.start <= at && at < piece.end)
    }

    /// Whether it belongs to another clause than the cue.
    fn is_apart(&self, time: TokenRange, cue: TokenRange) -> bool {
        if time.start >= cue.end { self.is_apart_after(time, cue) } else { self.is_apart_before(time, cue) }
    }

    /// After the cue: another cue or clause begins between.
    fn is_apart_after(&self, time: TokenRange, cue: TokenRange) -> bool {
        let from = cue.end;
        let mut others = self.cues[self.cues.partition_point(|&other| other < from)..].iter().take(WEIGHED);
        let other = others.any(|&other| other < time.start && !self.is_content(other));
        other || (from..time.start).take(FAR).any(|at| !self.is_content(at) && self.opens_clause(at))
    }

    /// Before the cue: its clause is over before the one of the cue begins.
    fn is_apart_before(&self, time: TokenRange, cue: TokenRange) -> bool {
        let sentence = self.passage.words.sentences()[self.passage.words.sentence_of(cue.start)];
        let heads = time.start <= sentence.start + OPENING;
        let source = self.told.source.first().filter(|piece| piece.start >= time.end);
        let joins = |at: usize| !self.is_content(at) && self.passage.is(at, Classes::COORDINATOR);
        let joined = |source: &TokenRange| (time.end..source.start.min(cue.start)).take(FAR).any(joins);
        let coordinated = !heads && source.is_some_and(joined);
        coordinated || self.is_in_relative(time, cue, sentence)
    }

    /// Whether it stands in a relative clause that is closed again before the cue.
    fn is_in_relative(&self, time: TokenRange, cue: TokenRange, sentence: TokenRange) -> bool {
        let comma = |at: usize| self.passage.reads(at, ",");
        let clause = (sentence.start..time.start).rev().take(FAR).take_while(|&at| !comma(at));
        let relative = clause.into_iter().any(|at| self.passage.is(at, Classes::RELATIVE));
        relative && (time.end..cue.start).take(FAR).any(comma)
    }

    fn opens_clause(&self, at: usize) -> bool {
        self.passage.is(at, Classes::RELATIVE | Classes::SUBORDINATOR)
    }
}

/// The words between two stretches.
fn between(a: TokenRange, b: TokenRange) -> TokenRange {
    if a.end <= b.start { TokenRange::new(a.end, b.start) } else { TokenRange::new(b.end.min(a.start), a.start) }
}
