//! Does a line end break the text, or is it only where the line was full, or the link was?

use crate::character::{after, before, is_closer, is_final, is_hyphen};
use crate::function_words::languages;
use crate::{ByteRange, RepairKind, Writing};
use memchr::memchr2;
use std::collections::HashMap;

/// What a run of white space with line ends in it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A paragraph ends.
    Break,
    /// A space, and what kind of repair that is.
    Space(RepairKind),
    /// Nothing: a word goes on. The bytes to leave out, hyphen included.
    Join(ByteRange),
}

/// Judges the line ends of one text, from first to last.
pub(crate) struct Lines<'o> {
    original: &'o str,
    /// Where the block of lines ends whose shape is known.
    block: usize,
    /// Letters that a full line holds, where the block is wrapped.
    width: Option<usize>,
    /// The same of an earlier block.
    known: Option<usize>,
    /// The words of the text, gathered once a word cut at a line's end asks for them.
    words: Option<HashMap<&'o str, usize>>,
}

/// Narrower lines are verse or lists, wider ones are paragraphs.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

impl<'o> Lines<'o> {
    pub(crate) fn new(original: &'o str) -> Self {
        Self { original, block: 0, width: None, known: None, words: None }
    }

    /// What the run of white space `run` with `count` line ends is; `line` is where the line before it begins.
    pub(crate) fn judge(&mut self, run: ByteRange, count: usize, line: usize, writing: &Writing) -> Verdict {
        let (Some(last), Some(next)) = (before(self.original, run.start), after(self.original, run.end)) else {
            return Verdict::Break;
        };
        let mended = if count == 1 { RepairKind::Wrap } else { RepairKind::CutSentence };
        if self.continues_with_mark(run.end, next, last) {
            return Verdict::Space(RepairKind::CutSentence);
        }
        if count == 1 && next.is_lowercase() && (is_hyphen(last) || run.of(self.original).starts_with('\u{ad}')) {
            return self.hyphen(run, last, writing);
        }
        let full = count == 1 && self.is_full(run, line);
        let open = !is_final(self.last_word_mark(run.start)) || (count == 1 && full);
        let goes_on = next.is_lowercase() && open && (count == 1 || last != ':' && !self.is_list(run, line));
        if goes_on || full { Verdict::Space(mended) } else { Verdict::Break }
    }

    /// A line that begins with a comma, or is nothing but a full stop, belongs to the one before.
    fn continues_with_mark(&self, at: usize, next: char, last: char) -> bool {
        let second = after(self.original, at + next.len_utf8());
        let alone = second.is_none_or(char::is_whitespace);
        match next {
            ',' => !is_final(last),
            ';' | ')' | '»' | '”' => alone && !is_final(last) || second == Some(',') || second == Some('.'),
            '.' => alone && !is_final(last),
            _ => false,
        }
    }

    /// A word cut at a line's end: joined, with its hyphen where it is a compound.
    fn hyphen(&mut self, run: ByteRange, last: char, writing: &Writing) -> Verdict {
        let start = if is_hyphen(last) { run.start - last.len_utf8() } else { run.start };
        let head = letters_before(self.original, start);
        let tail = letters_after(self.original, run.end);
        if !head.ends_with(char::is_lowercase) {
            return Verdict::Space(RepairKind::Wrap);
        }
        let enclitic = writing.enclitics.iter().any(|ending| ending.strip_prefix('-') == Some(tail));
        let compound = is_hyphen(last) && (enclitic || self.is_compound(head, tail));
        Verdict::Join(ByteRange::new(if compound { run.start } else { start }, run.end))
    }

    /// What the rest of the text writes: `head-tail`, `headtail`, or both words by themselves.
    fn is_compound(&mut self, head: &str, tail: &str) -> bool {
        let words = self.words.get_or_insert_with(|| count_words(self.original));
        let often = |word: &str, times: usize| words.get(word).is_some_and(|count| *count >= times);
        let both = head.len() > 3 && often(head, 1) && (often(tail, 2) || languages(tail) != 0);
        often(&format!("{head}-{tail}"), 1) || both && !often(&format!("{head}{tail}"), 1)
    }

    /// The last mark before `at`, behind closing marks.
    fn last_word_mark(&self, at: usize) -> char {
        let text = self.original.get(..at).unwrap_or("");
        let mut back = text.chars().rev().take(8).skip_while(|c| is_closer(*c) || c.is_whitespace());
        back.next().unwrap_or(' ')
    }

    /// Both lines are so short that they are items of a menu.
    fn is_list(&self, run: ByteRange, line: usize) -> bool {
        const SHORT: usize = 30;
        let rest = self.original.get(run.end..).unwrap_or("").as_bytes();
        let next = rest.iter().take(SHORT + 1).take_while(|&&byte| byte != b'\n').count();
        run.start.saturating_sub(line) <= SHORT && next <= SHORT
    }

    /// Whether the line was full, so that the next word had to go to the next one.
    fn is_full(&mut self, run: ByteRange, line: usize) -> bool {
        if line >= self.block {
            self.measure(line);
        }
        let length = width(self.original.get(line..run.start).unwrap_or(""));
        let word = first_word(self.original.get(run.end..).unwrap_or(""));
        self.width.is_some_and(|width| length + 1 + word > width)
    }

    /// Looks at the lines up to the next blank one.
    fn measure(&mut self, start: usize) {
        let mut shapes = Vec::new();
        let mut at = start;
        while let Some((line, next)) = self.line(at) {
            if line.trim().is_empty() {
                break;
            }
            shapes.push(Shape::of(line));
            at = next;
        }
        self.block = at.max(start + 1);
        self.width = wrap_width(&shapes, self.known);
        self.known = self.width.or(self.known);
    }

    /// The line that begins at `at`, and where the next one begins.
    fn line(&self, at: usize) -> Option<(&'o str, usize)> {
        let rest = self.original.get(at..).filter(|rest| !rest.is_empty())?;
        let Some(end) = memchr2(b'\n', b'\r', rest.as_bytes()) else { return Some((rest, self.original.len())) };
        let length = if rest.get(end..end + 2) == Some("\r\n") { 2 } else { 1 };
        Some((rest.get(..end)?, at + end + length))
    }
}

/// What wrapping shows in.
struct Shape {
    width: usize,
    first_word: usize,
    low: bool,
}

impl Shape {
    fn of(line: &str) -> Self {
        Self {
            width: width(line),
            first_word: first_word(line),
            low: line.trim_start().starts_with(char::is_lowercase),
        }
    }
}

/// The width that lines were wrapped at: most of them could not have held the next one's first word, and some go on in lower case.
fn wrap_width(shapes: &[Shape], known: Option<usize>) -> Option<usize> {
    let width = shapes.iter().map(|shape| shape.width).max()?;
    let width = if shapes.len() < 3 { known.filter(|known| *known >= width)? } else { width };
    let ends = shapes.len() - 1;
    let full = shapes
        .windows(2)
        .filter(|pair| matches!(pair, [this, next] if this.width + 1 + next.first_word > width))
        .count();
    let low = shapes.iter().skip(1).filter(|shape| shape.low).count();
    (WIDTHS.contains(&width) && full * 10 >= ends * 6 && low * 5 >= ends).then_some(width)
}

fn width(line: &str) -> usize {
    let line = line.trim_end();
    line.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

fn first_word(line: &str) -> usize {
    line.chars().take(40).take_while(|c| !c.is_whitespace()).count()
}

fn count_words(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !(c.is_alphabetic() || c == '-')) {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

/// The longest word that is looked up, in letters.
const LONGEST: usize = 32;

fn letters_before(text: &str, at: usize) -> &str {
    let text = text.get(..at).unwrap_or("");
    let length = text.chars().rev().take(LONGEST).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    text.get(at - length..).unwrap_or("")
}

fn letters_after(text: &str, at: usize) -> &str {
    let text = text.get(at..).unwrap_or("");
    let length = text.chars().take(LONGEST).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    text.get(..length).unwrap_or("")
}
