//! Every time told in a passage, in order of place.

use super::Time;
use super::calendar::{Calendar, Clue};
use crate::passage::Passage;
use crate::whole::When;
use jiff::civil::Date;
use selon_language::time::{Term, TimeMatch, TimeValue};
use selon_language::{Classes, Mood};
use selon_text::{TokenKind, TokenRange};

/// Most words of an expression.
const LONGEST: usize = 12;
/// How many words around an expression its verb is looked for in.
const NEAR: usize = 10;
/// How many words of a verb group are looked at before the verb.
const GROUP: usize = 3;

/// What one look through a passage finds.
pub(super) struct Scanned {
    /// Every time told.
    pub(super) times: Vec<Time>,
    /// Where expressions of time stand, those that tell no date included: what numbers there are in these count nothing.
    pub(super) stretches: Vec<TokenRange>,
}

/// Every expression of time in the passage.
pub(super) fn scan(passage: &Passage, published: Option<Date>) -> Scanned {
    let mut calendar = Calendar::new(published, passage.language.tables.time.is_month_first());
    let scanner = Scanner { passage };
    let mut scanned = Scanned { times: Vec::new(), stretches: Vec::new() };
    scanner.each(|found, tokens| {
        let length = found.captures.unit.is_some() && found.expression.value == TimeValue::None;
        if !length {
            scanned.stretches.push(tokens);
        }
        scanned.times.extend(scanner.read(&mut calendar, found, tokens));
    });
    scanned
}

struct Scanner<'p, 't> {
    passage: &'p Passage<'t>,
}

impl Scanner<'_, '_> {
    /// Gives every expression of time to `take`, in order of place.
    fn each(&self, mut take: impl FnMut(&TimeMatch<'_>, TokenRange)) {
        let table = &self.passage.language.tables.time;
        let mut at = if table.is_empty() { self.passage.len() } else { 0 };
        while at < self.passage.len() {
            let terms = self.terms(at);
            let found = table.longest(terms.get(..self.words(at)).unwrap_or(&[]));
            let Some(found) = found.filter(|found| !self.is_cut(TokenRange::new(at, at + found.length))) else {
                at += 1;
                continue;
            };
            let tokens = TokenRange::new(at, at + found.length);
            take(&found, tokens);
            at = tokens.end;
        }
    }

    /// The words from `at` on, as patterns see them.
    fn terms(&self, at: usize) -> [Term<'_>; LONGEST] {
        let term = |step: usize| {
            let lower = self.passage.lower(at + step);
            let capital = at + step < self.passage.len() && self.passage.token(at + step).capital;
            Term { lower, capital }
        };
        std::array::from_fn(term)
    }

    /// How many words of its sentence begin at `at`.
    fn words(&self, at: usize) -> usize {
        let sentence = self.passage.words.sentences()[self.passage.words.sentence_of(at)];
        if self.passage.is_ignored(at) { 0 } else { LONGEST.min(sentence.end - at) }
    }

    /// Whether digits go on before or after it, as in a telephone number or a fraction.
    fn is_cut(&self, tokens: TokenRange) -> bool {
        let number = |at: usize| at < self.passage.len() && self.passage.token(at).kind == TokenKind::Number;
        let joint = |at: usize| at < self.passage.len() && matches!(self.passage.lower(at), "/" | "-" | "." | "+");
        let tight = |at: usize| at < self.passage.len() && !self.passage.token(at).space_before;
        let before = tokens.start >= 2
            && number(tokens.start)
            && joint(tokens.start - 1)
            && tight(tokens.start)
            && tight(tokens.start - 1);
        let last = tokens.end - 1;
        let after =
            number(last) && joint(tokens.end) && tight(tokens.end) && number(tokens.end + 1) && tight(tokens.end + 1);
        before || after
    }

    /// The time that an expression tells; the calendar takes note of it.
    fn read(&self, calendar: &mut Calendar, found: &TimeMatch<'_>, tokens: TokenRange) -> Option<Time> {
        let paragraph = self.passage.words.paragraph_of(tokens.start);
        let future = self.is_future(tokens);
        let clue = Clue { expression: found.expression, captures: &found.captures, future, paragraph };
        let dated = calendar.resolve(&clue)?;
        let published = found.expression.value == TimeValue::Date && calendar.is_published(&dated.value);
        let dateline = published && self.is_alone(tokens);
        let bound = found.expression.bound;
        if !dateline && !bound && self.passage.quotation_at(tokens.start).is_none() {
            calendar.told(&dated, paragraph);
        }
        let ahead = calendar.is_ahead(&dated);
        let when = When { span: Some(self.passage.words.range(tokens)), ..dated.when() };
        Some(Time { when, tokens, dates: !dateline && !bound, ahead })
    }

    /// Whether it stands by itself at the head of a paragraph, as the document's date does.
    fn is_alone(&self, tokens: TokenRange) -> bool {
        let words = &self.passage.words;
        let paragraph = words.paragraphs()[words.paragraph_of(tokens.start)];
        let end = tokens.end;
        let alone = end >= paragraph.end
            || self.passage.token(end).kind != TokenKind::Word && self.passage.lower(end) != ","
            || self.passage.token(end).capital;
        let head = paragraph.start + 4 >= tokens.start;
        head && alone
    }

    /// Whether the verb nearest to it is in the future.
    fn is_future(&self, tokens: TokenRange) -> bool {
        let region = self.passage.region(tokens.start);
        let before = (region.start.max(tokens.start.saturating_sub(NEAR))..tokens.start).rev();
        let after = tokens.end..region.end.min(tokens.end + NEAR);
        let verb = |mut range: Box<dyn Iterator<Item = usize>>| range.find(|&at| self.is_verb(at));
        let (before, after) = (verb(Box::new(before)), verb(Box::new(after)));
        let nearest = match (before, after) {
            (Some(left), Some(right)) if right - tokens.end < tokens.start - left => Some(right),
            (left, right) => left.or(right),
        };
        nearest.is_some_and(|at| self.is_future_verb(at) || self.follows_future(at, region.start))
    }

    fn is_verb(&self, at: usize) -> bool {
        self.passage.may_be_finite(at) || self.passage.is(at, Classes::VERB) || self.is_future_word(at)
    }

    fn is_future_word(&self, at: usize) -> bool {
        self.passage.language.tables.time.is_future(self.passage.lower(at))
    }

    /// Whether a word that makes a future stands before the verb in its group: "will be held".
    fn follows_future(&self, at: usize, start: usize) -> bool {
        (start.max(at.saturating_sub(GROUP))..at).any(|before| self.is_future_word(before))
    }

    fn is_future_verb(&self, at: usize) -> bool {
        let forms = self.passage.lexeme(at).forms;
        let future = forms.iter().any(|form| form.mood == Mood::Future);
        let other = forms.iter().any(|form| form.mood != Mood::Future && form.mood.is_finite());
        self.is_future_word(at) || future && !other
    }
}
