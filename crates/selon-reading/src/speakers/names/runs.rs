//! Which words make up a name? Where a run of capitals begins, what joins its parts, what is cut off at its ends.

use super::{FUNCTION, Finder, KNOWN, LONGEST, SELDOM, join};
use crate::speakers::fold::fold;
use selon_language::Classes;
use selon_language::person::NounKind;
use selon_text::TokenRange;

impl Finder<'_> {
    /// Whether nearly all words of the sentence are capitalised, so that capitals tell nothing.
    pub(super) fn is_headline(&self, sentence: TokenRange) -> bool {
        let long = |&at: &usize| self.passage.is_word(at) && self.passage.letters(at).chars().count() > 3;
        let words = sentence.iter().take(40).filter(long).count();
        words > 4 && sentence.iter().take(40).filter(long).filter(|&at| self.is_capital(at)).count() * 10 > words * 7
    }

    /// The run of name words that begins at `at`.
    pub(super) fn run(&self, at: usize, sentence: TokenRange, headline: bool) -> Option<TokenRange> {
        if !self.is_capital(at) || self.passage.is_ignored(at) {
            return None;
        }
        if let Some(known) = self.known(at, sentence) {
            return Some(known);
        }
        let acronym = !headline && self.is_acronym(at);
        if self.passage.lexeme(at).rule.is_some() && self.opens(at, sentence) {
            return None;
        }
        if self.classes(at).has(SELDOM) && self.given(at).is_none() && !acronym {
            return None;
        }
        let common = |at: usize| self.passage.language.word(self.lower(at)).is_some() && self.given(at).is_none();
        if headline && common(at) && !self.classes(at).has(Classes::TITLE | Classes::SPEAKER) {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end.min(at + LONGEST) {
            match self.goes_on(TokenRange::new(at, end), sentence) {
                Some(next) if !(headline && common(next - 1)) => end = next,
                _ => break,
            }
        }
        let end = self.without_days(at, end);
        let opens = end == at + 1 && self.opens(at, sentence) && common(at);
        let noun = end == at + 1 && self.is_common_noun(at);
        (!noun && (!opens || acronym)).then(|| TokenRange::new(at, end))
    }

    /// The longest name of the data's own that begins at `at`: «Le Monde», «Le Canard enchaîné».
    fn known(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let most = sentence.end.min(at + KNOWN);
        let words: Vec<String> = (at..most).map(|at| fold(self.passage.letters(at))).collect();
        let article = self.classes(at).has(Classes::DETERMINER);
        let fits = |&length: &usize| {
            let plain = article && length < 3 && !(length == 2 && self.is_capital(at + 1));
            !plain && self.table.known(&join(&words[..length]))
        };
        let length = (1..=words.len()).rev().find(fits)?;
        let more = self.goes_on(TokenRange::new(at, at + length), sentence).is_some_and(|end| self.is_capital(end - 1));
        (length > 1 || !more).then(|| TokenRange::new(at, at + length))
    }

    /// A noun for somebody that is no name by itself: «le Conseil», "Director".
    fn is_common_noun(&self, at: usize) -> bool {
        let known = self.table.named(&fold(self.passage.letters(at))).is_some();
        !known && self.given(at).is_none() && (self.table.noun(self.lower(at)).is_some() || self.is_person_noun(at))
    }

    /// The end of a run without a week day or a month behind the name: "Ardan Thursday", but "Theresa May".
    fn without_days(&self, start: usize, mut end: usize) -> usize {
        let day = |at: usize| {
            let classes = self.classes(at);
            classes.has(Classes::WEEKDAY) || classes.has(Classes::MONTH) && self.given(at - 1).is_none()
        };
        while end > start + 1 && day(end - 1) {
            end -= 1;
        }
        end
    }

    /// Whether a capital at `at` may be there only because a sentence or a quotation opens.
    fn opens(&self, at: usize, sentence: TokenRange) -> bool {
        at == sentence.start || !self.passage.is_word(at - 1) && self.passage.letters(at - 1) != ","
    }

    /// Where the run ends when it takes in what follows.
    fn goes_on(&self, run: TokenRange, sentence: TokenRange) -> Option<usize> {
        let next = run.end;
        let in_name = |at: usize| at < sentence.end && self.is_capital(at) && !self.classes(at).has(FUNCTION);
        if in_name(next) {
            return Some(next + 1);
        }
        let article = self.is_capital(next) && self.classes(next).has(Classes::DETERMINER);
        if article && in_name(next + 1) {
            return Some(next + 2);
        }
        let first = self.joins(run, next, sentence)?;
        if in_name(first) {
            return Some(first + 1);
        }
        let second = self.joins(run, first, sentence)?;
        in_name(second).then_some(second + 1)
    }

    /// The token after a particle that may join what follows to the run.
    fn joins(&self, run: TokenRange, at: usize, sentence: TokenRange) -> Option<usize> {
        if at >= sentence.end || self.is_capital(at) {
            return None;
        }
        let word = self.lower(at);
        if run.len() == 1 && self.is_person_noun(run.start) && self.given(run.start).is_none() {
            return None;
        }
        let body = self.table.noun(self.lower(run.start)).is_some_and(|(noun, _)| noun.kind != NounKind::Person);
        let only_bodies = self.table.particle(word)?;
        if !self.passage.is_word(at) {
            return Some(at + 1);
        }
        let free = !only_bodies && !self.table.stands_for(word) && !self.passage.is(at, Classes::DETERMINER);
        let person = !only_bodies && (run.len() == 1 || run.iter().skip(1).all(|at| !self.is_capital(at)));
        let bare = self.table.named(&fold(self.passage.letters(run.start))).is_none();
        (body || free || person && bare).then_some(at + 1)
    }

    /// The run without the offices at its end: "Ardan Airlines CEO"; none where nothing is left.
    pub(super) fn without_offices(&self, run: TokenRange) -> Option<TokenRange> {
        let mut end = run.end;
        let named = self.given(run.start).is_some();
        let office = |at: usize| self.is_person_noun(at) && self.given(at).is_none();
        let all = run.iter().all(office);
        while !named && end > run.start && office(end - 1) && (all || !self.is_person_noun(run.start)) {
            end -= 1;
        }
        (end > run.start).then(|| TokenRange::new(run.start, end))
    }

    /// The run without the offices and adjectives that stand before a person's name in it.
    pub(super) fn without_titles(&self, run: TokenRange) -> TokenRange {
        let last = run.iter().rev().skip(1).find(|&at| self.is_person_noun(at) && self.given(at).is_none());
        let start = last.map_or(run.start, |at| at + 1);
        if last.is_none() && self.given(run.start).is_none() {
            let inner = run.iter().skip(1).find(|&at| at + 1 < run.end && self.given(at).is_some());
            let bare = inner.filter(|&at| self.is_capital(at - 1));
            return TokenRange::new(bare.unwrap_or(start), run.end);
        }
        TokenRange::new(start, run.end)
    }

    /// The run with the article that belongs to its name: «Le Monde».
    pub(super) fn with_article(&self, run: TokenRange) -> TokenRange {
        let Some(before) = run.start.checked_sub(1).filter(|&at| self.is_capital(at)) else { return run };
        let with = TokenRange::new(before, run.end);
        let key: Vec<String> = with.iter().map(|at| fold(self.passage.letters(at))).collect();
        let known = self.table.named(&join(&key)).is_some_and(|kind| kind == NounKind::Media);
        if known && self.classes(before).has(Classes::DETERMINER) { with } else { run }
    }
}
