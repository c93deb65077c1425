//! How is a view cut into tokens? One pass over its characters.
//!
//! Rules of our own: Unicode's (UAX 29) know neither elisions nor endings, acronyms or addresses, and split compounds, so that
//! nearly every word would have to be looked at again. Measured on news (November 2026, one core, million words a second):
//! view, tokens, quotation marks and sentences together 6–9; `icu_segmenter` 2, words and sentences alone, 11–17;
//! `unicode-segmentation` 1 the same, 2.7.

use crate::character::{Class, after, before, class, is_combining, is_final, is_ideograph};
use crate::word::{Word, address_end};
use crate::{ByteRange, Quote, QuoteStyle, Side, Token, TokenKind, Writing};

/// Tokens without their places in the original, and the tokens that begin paragraphs.
#[derive(Default)]
pub(crate) struct Cut {
    pub(crate) tokens: Vec<Token>,
    pub(crate) starts: Vec<usize>,
}

/// Cuts `text`, the text of a view.
pub(crate) fn cut(text: &str, writing: &Writing) -> Cut {
    let mut cutter = Cutter { text, writing, cut: Cut::default(), space: true, fresh: true };
    cutter.cut.tokens.reserve(text.len() / 5);
    cutter.run();
    cutter.cut
}

struct Cutter<'v> {
    text: &'v str,
    writing: &'v Writing,
    cut: Cut,
    space: bool,
    fresh: bool,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = after(self.text, at) {
            at = self.step(at, c);
        }
    }

    fn step(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        match class(c) {
            Class::Space => self.space = true,
            Class::Break => (self.space, self.fresh) = (true, true),
            Class::Letter if is_ideograph(c) => return self.push(at, end, TokenKind::Word),
            Class::Letter | Class::Digit => return self.word(at),
            Class::Quote | Class::Mark => return self.mark_or_ending(at, c),
            Class::Symbol => return self.symbol(at, c),
        }
        end
    }

    fn word(&mut self, at: usize) -> usize {
        let mut word = Word::new(self.text, self.writing, at);
        let end = word.scan();
        for part in word.parts() {
            let kind = kind_of(part.of(self.text));
            self.push(part.start, part.end, kind);
        }
        end
    }

    fn mark_or_ending(&mut self, at: usize, c: char) -> usize {
        if let Some(end) = self.loose_ending(at, c) {
            return self.push(at, end, TokenKind::Word);
        }
        match class(c) {
            Class::Quote => self.push(at, at + c.len_utf8(), TokenKind::Quote(written(c))),
            _ => self.mark(at, c),
        }
    }

    /// The end of an ending that a space parts from its word: `dit -il`, `Rudd 's`.
    fn loose_ending(&self, at: usize, c: char) -> Option<usize> {
        let loose = self.space && matches!(c, '-' | '\'');
        if !loose || !after(self.text, at + 1).is_some_and(char::is_alphabetic) {
            return None;
        }
        let rest = self.text.get(at..)?;
        let ending = self.writing.enclitics.iter().find(|ending| {
            let next = rest.strip_prefix(ending.as_str()).map(|rest| rest.chars().next());
            next.is_some_and(|next| next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’')))
        })?;
        Some(at + ending.len())
    }

    /// Dots in a row are one mark, and so are dashes.
    fn mark(&mut self, at: usize, c: char) -> usize {
        let mut end = at + c.len_utf8();
        if c == '.' || c == '-' {
            while after(self.text, end) == Some(c) {
                end += 1;
            }
        }
        self.push(at, end, TokenKind::Mark)
    }

    /// `@name`, `#word`, or a sign with what modifies it.
    fn symbol(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        let names = matches!(c, '@' | '#') && after(self.text, end).is_some_and(char::is_alphanumeric);
        if names && !before(self.text, at).is_some_and(char::is_alphanumeric) {
            let rest = self.text.get(end..).unwrap_or("");
            let name = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || is_combining(c))).unwrap_or(rest.len());
            return self.push(at, end + name, TokenKind::Word);
        }
        let end = self.modifiers(end);
        self.push(at, end, TokenKind::Symbol)
    }

    fn modifiers(&self, mut end: usize) -> usize {
        while let Some(c) = after(self.text, end) {
            let joined = before(self.text, end) == Some('\u{200d}') && class(c) == Class::Symbol;
            if !(joined || is_combining(c) || matches!(c, '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        if self.fresh {
            self.cut.starts.push(self.cut.tokens.len());
        }
        let capital = after(self.text, start).is_some_and(char::is_uppercase);
        let view = ByteRange::new(start, end);
        self.cut.tokens.push(Token { range: view, view, kind, space_before: self.space, capital });
        (self.space, self.fresh) = (false, false);
        end
    }
}

/// A word that begins with a digit is a number, unless it goes on as a compound (`15-year-old`).
fn kind_of(word: &str) -> TokenKind {
    let number = word.starts_with(char::is_numeric) && address_end(word, 0).is_none();
    let compound = word.split_once('-').is_some_and(|(_, rest)| rest.starts_with(char::is_alphabetic));
    if number && !compound { TokenKind::Number } else { TokenKind::Word }
}

/// A quotation mark as its character has it.
fn written(c: char) -> Quote {
    let (side, style) = match c {
        '«' | '‹' => (Side::Open, QuoteStyle::Guillemet),
        '»' | '›' => (Side::Close, QuoteStyle::Guillemet),
        '“' | '‟' => (Side::Open, QuoteStyle::Double),
        '”' => (Side::Close, QuoteStyle::Double),
        '„' | '‚' => (Side::Open, QuoteStyle::Low),
        '‘' | '‛' => (Side::Open, QuoteStyle::Single),
        '’' => (Side::Close, QuoteStyle::Single),
        '"' => (Side::Either, QuoteStyle::Straight),
        _ => (Side::Either, QuoteStyle::StraightSingle),
    };
    Quote { side, style }
}

/// Whether a token ends a sentence by its letters: `.`, `...`, `?`.
pub(crate) fn is_final_token(text: &str) -> bool {
    text.chars().next().is_some_and(is_final)
}
