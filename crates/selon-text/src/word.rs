//! Where does a word end, and of which words is it made? Elisions, endings, abbreviations, numbers, addresses.

use crate::character::{Class, after, before, class, is_apostrophe, is_hyphen, is_ideograph};
use crate::function_words::{is_starter, languages};
use crate::{ByteRange, Writing};

/// One run of letters and what holds them together, cut where a word of its own begins.
pub(crate) struct Word<'v> {
    text: &'v str,
    writing: &'v Writing,
    /// Where the current part begins: after the last elision.
    part: usize,
    /// Where letters began after the last dot.
    segment: usize,
    dots: usize,
    joined: bool,
    parts: Parts,
}

/// Up to eight words of one run; more are left together.
#[derive(Default)]
struct Parts {
    ranges: [ByteRange; 8],
    count: usize,
}

/// What to do at a character that is no letter.
enum Next {
    /// The word goes on after it.
    On(usize),
    /// The word ends here.
    End(usize),
}

impl<'v> Word<'v> {
    pub(crate) fn new(text: &'v str, writing: &'v Writing, start: usize) -> Self {
        Self { text, writing, part: start, segment: start, dots: 0, joined: false, parts: Parts::default() }
    }

    /// The words found by [`scan`](Self::scan), in order.
    pub(crate) fn parts(&self) -> &[ByteRange] {
        self.parts.ranges.get(..self.parts.count).unwrap_or(&[])
    }

    /// Goes to the end of the run and returns it.
    pub(crate) fn scan(&mut self) -> usize {
        let mut at = self.part;
        let end = loop {
            at = letters_end(self.text, at);
            match self.joint(at) {
                Next::On(next) => at = next,
                Next::End(end) => break end,
            }
        };
        self.close(end);
        end
    }

    fn joint(&mut self, at: usize) -> Next {
        let Some(c) = after(self.text, at) else { return Next::End(at) };
        let next = at + c.len_utf8();
        match c {
            '.' => self.dot(at),
            ',' if self.is_between_digits(at, next) => Next::On(next),
            ':' | '@' | '&' => self.sign(at, c),
            _ if is_hyphen(c) => self.hyphen(at, next),
            _ if is_apostrophe(c) => self.apostrophe(at, next),
            _ => Next::End(at),
        }
    }

    fn hyphen(&mut self, at: usize, next: usize) -> Next {
        let goes_on = at > self.part && after(self.text, next).is_some_and(is_inner);
        if !goes_on {
            return Next::End(at);
        }
        (self.joined, self.segment) = (true, next);
        Next::On(next)
    }

    fn apostrophe(&mut self, at: usize, next: usize) -> Next {
        let goes_on = after(self.text, next).is_some_and(is_inner);
        let word = self.text.get(self.part..at).unwrap_or("");
        if !word.is_empty() && Writing::holds(&self.writing.elisions, word) && !self.is_full() {
            self.parts.push(ByteRange::new(self.part, next));
            (self.part, self.segment, self.joined) = (next, next, false);
            return if goes_on { Next::On(next) } else { Next::End(next) };
        }
        self.joined |= goes_on;
        if goes_on && at > self.part { Next::On(next) } else { Next::End(at) }
    }

    fn is_full(&self) -> bool {
        self.parts.count + 4 > self.parts.ranges.len()
    }

    /// A dot: of a number, an acronym, an initial, an abbreviation, an address, or a full stop.
    fn dot(&mut self, at: usize) -> Next {
        let next = at + 1;
        if self.is_between_digits(at, next) {
            return Next::On(next);
        }
        if let Some(end) = self.long_abbreviation(next) {
            return Next::End(end);
        }
        let single = self.is_single(at);
        let goes_on = after(self.text, next).is_some_and(char::is_alphabetic);
        if single && (self.dots > 0 || goes_on && self.is_acronym(at)) {
            (self.dots, self.segment) = (self.dots + 1, next);
            return if goes_on || self.is_hyphened(next) { Next::On(next) } else { Next::End(next) };
        }
        if !goes_on && self.keeps_dot(at, single) { Next::End(next) } else { self.address(at) }
    }

    /// The end of an abbreviation that has more than the dot before `next`: `ph.d.`, `c.-à-d.`.
    fn long_abbreviation(&self, next: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        if self.writing.abbreviations.is_empty() || after(self.text, next).is_none_or(|c| !is_inner(c) && !is_hyphen(c))
        {
            return None;
        }
        let rest = self.text.get(next..)?;
        let run = rest
            .chars()
            .take(LONGEST)
            .take_while(|c| is_inner(*c) || *c == '.' || is_hyphen(*c))
            .map(char::len_utf8)
            .sum::<usize>();
        let end = next + rest.get(..run).filter(|run| run.ends_with('.'))?.len();
        Writing::holds(&self.writing.abbreviations, self.text.get(self.part..end)?).then_some(end)
    }

    fn address(&mut self, at: usize) -> Next {
        let low = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        if self.text.get(self.segment..at) == Some("www") {
            return Next::End(address_run(self.text, at));
        }
        if at > self.segment + 1 && low(before(self.text, at)) && low(after(self.text, at + 1)) {
            self.segment = at + 1;
            return Next::On(at + 1);
        }
        Next::End(at)
    }

    fn is_single(&self, at: usize) -> bool {
        self.text.get(self.segment..at).is_some_and(|segment| {
            let mut letters = segment.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
    }

    /// Whether a second single letter follows the dot at `at`: `U.S.`, `p.m.`, `U.S`.
    fn is_acronym(&self, at: usize) -> bool {
        let mut rest = self.text.get(at + 1..).unwrap_or("").chars();
        let letter = rest.next();
        match rest.next() {
            Some('.') => true,
            Some(c) if c.is_alphanumeric() => false,
            _ => letter.is_some_and(char::is_uppercase) && before(self.text, at).is_some_and(char::is_uppercase),
        }
    }

    fn is_hyphened(&self, at: usize) -> bool {
        after(self.text, at) == Some('-') && after(self.text, at + 1).is_some_and(char::is_alphabetic)
    }

    /// Whether the dot at `at` belongs to the word before it: an initial's or an abbreviation's, and no full stop.
    fn keeps_dot(&self, at: usize, single: bool) -> bool {
        let word = self.text.get(self.part..=at).unwrap_or("");
        let next = self.text.get(at + 1..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or("");
        let capital = next.starts_with(char::is_uppercase);
        if single && capital && word.starts_with(char::is_uppercase) {
            return self.is_initial(word, next) || Writing::holds(&self.writing.abbreviations, word) && !starts(next);
        }
        let last = self.text.get(self.segment..=at).unwrap_or("");
        let known = |word: &str| Writing::holds(&self.writing.abbreviations, word);
        known(word) && !self.is_word(word, at, next)
            || self.joined && known(last) && !self.is_word(last, at, next)
            || word.starts_with(char::is_numeric)
                && self.writing.abbreviations.contains(ORDINAL)
                && is_short_number(word)
    }

    /// `J.` before another capital: the initial of a name, unless a sentence seems to end and another to begin.
    fn is_initial(&self, word: &str, next: &str) -> bool {
        let mut after_capital = next.chars().skip(1);
        let name = after_capital.next().is_some_and(|c| c.is_lowercase() || c == '.');
        name && (self.follows_capital() || !starts(next) && !word.starts_with('I'))
    }

    /// Whether the word before this one is capitalised, or there is none.
    fn follows_capital(&self) -> bool {
        let text = self.text.get(..self.part).unwrap_or("").trim_end_matches(' ');
        let letters = text
            .chars()
            .rev()
            .take(24)
            .take_while(|c| c.is_alphanumeric() || *c == '.')
            .map(char::len_utf8)
            .sum::<usize>();
        after(text, text.len() - letters).is_none_or(char::is_uppercase)
    }

    /// Whether `word`, an abbreviation with its dot, rather is a word that ends a sentence: `She said no. They left.`, `etc. Mais`.
    fn is_word(&self, word: &str, at: usize, next: &str) -> bool {
        let letters = word.trim_end_matches('.');
        if letters.contains('.') || !letters.chars().any(is_vowel) {
            return false;
        }
        let low = letters.starts_with(char::is_lowercase);
        let closes = after(self.text, at + 1).is_none_or(|c| matches!(c, '"' | '”' | '»' | '\n'))
            || next.starts_with(['»', '«', '“', '"']);
        low && closes || next.starts_with(char::is_uppercase) && (starts(next) || low && languages(letters) != 0)
    }

    fn is_between_digits(&self, at: usize, next: usize) -> bool {
        before(self.text, at).is_some_and(char::is_numeric) && after(self.text, next).is_some_and(char::is_numeric)
    }

    /// A colon within a time, `@` within an address, `&` within a name.
    fn sign(&mut self, at: usize, c: char) -> Next {
        let next = at + 1;
        let inner = at > self.part && after(self.text, next).is_some_and(is_inner);
        match c {
            ':' if self.is_between_digits(at, next) => Next::On(next),
            ':' => address_end(self.text, self.part).map_or(Next::End(at), Next::End),
            '@' if inner => Next::End(address_run(self.text, next)),
            '&' if inner && before(self.text, at).is_some_and(char::is_uppercase) => Next::On(next),
            _ => Next::End(at),
        }
    }

    /// Ends the last part and parts its endings from it.
    fn close(&mut self, end: usize) {
        let word = ByteRange::new(self.part, end);
        if word.is_empty() {
            return;
        }
        let mut cuts = [end; 3];
        let mut count = 0;
        if self.joined && !Writing::holds(&self.writing.abbreviations, word.of(self.text)) {
            while let Some(cut) = self.ending(ByteRange::new(self.part, cuts[count])) {
                count += 1;
                cuts[count] = cut;
                if count + 1 == cuts.len() {
                    break;
                }
            }
        }
        let mut start = self.part;
        for &cut in cuts.iter().take(count + 1).rev() {
            self.parts.push(ByteRange::new(start, cut));
            start = cut;
        }
    }

    /// Where the ending of `word` that is a word of its own begins.
    fn ending(&self, word: ByteRange) -> Option<usize> {
        let letters = word.of(self.text);
        let endings = self.writing.enclitics.iter();
        let mut cuts = endings.filter_map(|ending| {
            word.end.checked_sub(ending.len()).filter(|cut| {
                *cut > word.start
                    && self.text.get(*cut..word.end).is_some_and(|tail| same_ending(tail, ending, letters))
            })
        });
        cuts.next()
    }
}

/// `-Il` is no ending, unless all is written in capitals.
fn same_ending(tail: &str, ending: &str, word: &str) -> bool {
    tail == ending || tail.eq_ignore_ascii_case(ending) && !word.contains(char::is_lowercase)
}

impl Parts {
    fn push(&mut self, range: ByteRange) {
        if let Some(free) = self.ranges.get_mut(self.count) {
            *free = range;
            self.count += 1;
        }
    }
}

/// Marks, among the abbreviations, a language that writes ordinals with a dot (`am 5. Mai`).
const ORDINAL: &str = "1.";

fn is_short_number(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'A' | 'E' | 'I' | 'O' | 'U')
}

/// Whether `text` begins with a word that rather begins a sentence than a name.
fn starts(text: &str) -> bool {
    let word = text.get(..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())).unwrap_or("");
    word.len() <= 24 && is_starter(word)
}

/// Letters and digits that go on a word after a joint.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric() && !is_ideograph(c)
}

fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            at += 1;
        }
        match after(text, at) {
            Some(c) if !c.is_ascii() && matches!(class(c), Class::Letter | Class::Digit) && !is_ideograph(c) => {
                at += c.len_utf8()
            }
            _ => return at,
        }
    }
}

/// The end of the web address that begins at `start` with its scheme, if one does.
pub(crate) fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let scheme =
        ["https://", "http://", "ftp://", "HTTPS://", "HTTP://"].iter().find(|scheme| rest.starts_with(**scheme))?;
    Some(address_run(text, start + scheme.len()))
}

/// Where the address ends that goes on at `at`: at a space, a quotation mark or a bracket, and before a final mark.
fn address_run(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let stops = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '(' | ')' | '[' | ']' | '{' | '}' | '…')
    };
    let run = rest.get(..rest.find(stops).unwrap_or(rest.len())).unwrap_or("");
    at + run.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘']).len()
}
