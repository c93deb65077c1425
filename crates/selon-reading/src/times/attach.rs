//! Which of the times told is the time of the saying? One beside the cue or heading its sentence, never one inside what is said.

use super::Time;
use crate::build::Told;
use crate::passage::Passage;
use crate::statement::{Kind, Reason};
use selon_language::Classes;
use selon_text::TokenRange;
use std::collections::HashMap;

/// At most so many times of a sentence are weighed for a cue.
const WEIGHED: usize = 12;

/// Gives each statement the time that its text tells for it.
pub(super) fn attach(passage: &Passage, times: &[Time], told: &mut [Told]) {
    if times.iter().all(|time| !time.dates) {
        return;
    }
    let holders = holders(times, told);
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

/// For each time, the innermost statement in whose content it stands.
fn holders(times: &[Time], told: &[Told]) -> Vec<Option<usize>> {
    let mut pieces: Vec<(TokenRange, usize)> = Vec::new();
    for (at, told) in told.iter().enumerate() {
        pieces.extend(told.content.iter().filter(|piece| !piece.is_empty()).map(|piece| (*piece, at)));
    }
    pieces.sort_by_key(|(piece, _)| (piece.start, std::cmp::Reverse(piece.end)));
    let mut next = pieces.into_iter().peekable();
    let mut open: Vec<(TokenRange, usize)> = Vec::new();
    let holder = |time: &Time| {
        while let Some(piece) = next.next_if(|(piece, _)| piece.start <= time.tokens.start) {
            open.retain(|(outer, _)| outer.end > piece.0.start);
            open.push(piece);
        }
        open.retain(|(piece, _)| piece.end > time.tokens.start);
        open.last().map(|(_, at)| *at)
    };
    times.iter().map(holder).collect()
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
        let sentence = self.passage.words.sentences()[self.passage.words.sentence_of(cue.start)];
        let first = self.times.partition_point(|time| time.tokens.start < sentence.start);
        let inside = self.times[first..].iter().take_while(|time| time.tokens.start < sentence.end).take(WEIGHED);
        let fits = inside.enumerate().filter(|(step, time)| self.can_date(first + step, time, cue));
        fits.min_by_key(|(_, time)| self.distance(time, cue)).map(|(step, _)| first + step)
    }

    fn can_date(&self, index: usize, time: &Time, cue: TokenRange) -> bool {
        time.dates
            && self.holders[index] == self.parent
            && self.passage.quotation_at(time.tokens.start) == self.passage.quotation_at(cue.start)
            && !self.is_apart(time.tokens, cue)
    }

    /// A time of the day gives way to a day.
    fn distance(&self, time: &Time, cue: TokenRange) -> (bool, usize) {
        let between = between(time.tokens, cue);
        let passed = (between.start..between.end).filter(|&at| !self.is_content(at)).count();
        (time.when.granularity == "time", passed)
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
        let mut others = self.cues[self.cues.partition_point(|&other| other < from)..].iter();
        let other = others.next().is_some_and(|&other| other < time.start && !self.is_content(other));
        other || (from..time.start).any(|at| !self.is_content(at) && self.opens_clause(at))
    }

    /// Before the cue: it stands in a clause that is closed again before the cue.
    fn is_apart_before(&self, time: TokenRange, cue: TokenRange) -> bool {
        let sentence = self.passage.words.sentences()[self.passage.words.sentence_of(cue.start)];
        let clause = (sentence.start..time.start)
            .rev()
            .take_while(|&at| !self.passage.reads(at, ","))
            .find(|&at| self.opens_clause(at));
        let closed = (time.end..cue.start).any(|at| self.passage.reads(at, ","));
        clause.is_some() && closed
    }

    fn opens_clause(&self, at: usize) -> bool {
        self.passage.is(at, Classes::RELATIVE | Classes::SUBORDINATOR)
    }
}

/// The words between two stretches.
fn between(a: TokenRange, b: TokenRange) -> TokenRange {
    if a.end <= b.start { TokenRange::new(a.end, b.start) } else { TokenRange::new(b.end.min(a.start), a.start) }
}
