//! A text made ready for reading: its words with what the language knows of each, and its quotations.

use crate::quotation::{self, Quotation};
use selon_language::{Classes, Form, Language};
use selon_text::{ByteRange, Token, TokenKind, TokenRange, Words};
use sha2::{Digest, Sha256};

/// What the language knows of one token.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme<'l> {
    /// Classes, those of a phrase that begins here included.
    pub classes: Classes,
    /// The verbs that it may be a form of.
    pub forms: &'l [Form],
    /// A rule whose cue (noun or preposition) begins here.
    pub rule: Option<usize>,
    /// How many tokens the phrase that begins here covers; 1 where none does, 0 inside one.
    pub length: usize,
}

/// What stands past the end of a text, so that looking ahead needs no care.
static NO_TOKEN: Token = Token {
    range: ByteRange::new(0, 0),
    view: ByteRange::new(0, 0),
    kind: TokenKind::Mark,
    space_before: false,
    capital: false,
};

/// A text made ready for reading.
pub struct Passage<'t> {
    /// The original text.
    pub text: &'t str,
    /// Its tokens, sentences and paragraphs.
    pub words: Words,
    /// The language it is read in; its data are empty for a language that there are none for.
    pub language: &'t Language,
    /// Its quotations, in order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// What the page set off as quotations.
    pub blocks: Vec<TokenRange>,
    /// SHA-256 of the text, which statements' identities begin with.
    pub(crate) digest: [u8; 32],
    /// Every token's letters in lower case, with the apostrophe that the data use.
    lower: Vec<String>,
    lexemes: Vec<Lexeme<'t>>,
    no_lexeme: Lexeme<'t>,
    /// The innermost quotation that each token stands in.
    inside: Vec<Option<usize>>,
    /// Closing marks with their quotations, in order of place.
    closes: Vec<(usize, usize)>,
    ignored: Vec<bool>,
}

impl<'t> Passage<'t> {
    /// Prepares `text`. Tokens in `frame`, the page's furniture in order of place, are not read; `blocks` are what the page
    /// set off as quotations.
    #[must_use]
    pub fn new(text: &'t str, language: &'t Language, frame: &[ByteRange], blocks: &[ByteRange]) -> Self {
        let words = Words::new(text, &language.writing);
        let quotations = quotation::find(&words);
        let inside = quotation::innermost(&quotations, words.tokens().len());
        let mut closes: Vec<_> =
            quotations.iter().enumerate().filter_map(|(index, quotation)| Some((quotation.close?, index))).collect();
        closes.sort_unstable();
        let lower: Vec<String> = (0..words.tokens().len()).map(|index| normal(words.text(index))).collect();
        let lexemes = lexemes(&lower, language);
        let no_lexeme = Lexeme { classes: Classes::default(), forms: &[], rule: None, length: 1 };
        let ignored = covered(&words, frame);
        let blocks = blocks.iter().filter_map(|block| tokens_in(&words, *block)).collect();
        let digest = Sha256::digest(text.as_bytes()).into();
        Self { digest, text, words, language, quotations, blocks, lower, lexemes, inside, closes, ignored, no_lexeme }
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// Whether there are no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lexemes.is_empty()
    }

    /// The token at `index`; past the end of the text, a mark that stands nowhere.
    #[must_use]
    pub fn token(&self, index: usize) -> &Token {
        self.words.tokens().get(index).unwrap_or(&NO_TOKEN)
    }

    /// What the language knows of the token; past the end of the text, nothing.
    #[must_use]
    pub fn lexeme(&self, index: usize) -> &Lexeme<'t> {
        self.lexemes.get(index).unwrap_or(&self.no_lexeme)
    }

    /// Whether the token is of any of the classes.
    #[must_use]
    pub fn is(&self, index: usize, classes: Classes) -> bool {
        self.lexemes.get(index).is_some_and(|lexeme| lexeme.classes.has(classes))
    }

    /// Whether the token can be a finite verb, by its form alone.
    #[must_use]
    pub fn may_be_finite(&self, index: usize) -> bool {
        let lexeme = self.lexeme(index);
        lexeme.classes.has(Classes::HAVE | Classes::BE | Classes::MODAL)
            || lexeme.forms.iter().any(|form| form.mood.is_finite())
    }

    /// The token's letters.
    #[must_use]
    pub fn letters(&self, index: usize) -> &str {
        self.words.text(index)
    }

    /// The token's letters in lower case, with the apostrophe that the data use; past the end of the text, none.
    #[must_use]
    pub fn lower(&self, index: usize) -> &str {
        self.lower.get(index).map_or("", String::as_str)
    }

    /// All tokens' letters in lower case, in order of place.
    #[must_use]
    pub fn lowered(&self) -> &[String] {
        &self.lower
    }

    /// Whether the token is the mark or word `what`, letters' case aside.
    #[must_use]
    pub fn reads(&self, index: usize, what: &str) -> bool {
        index < self.len() && same(self.letters(index), what)
    }

    /// Whether the token is one of the marks or words, letters' case aside.
    #[must_use]
    pub fn reads_any(&self, index: usize, of: &[&str]) -> bool {
        of.iter().any(|what| self.reads(index, what))
    }

    /// Whether the token is a word (not a mark, number or symbol).
    #[must_use]
    pub fn is_word(&self, index: usize) -> bool {
        index < self.len() && self.token(index).kind == TokenKind::Word
    }

    /// Whether the token is a quotation mark.
    #[must_use]
    pub fn is_quote(&self, index: usize) -> bool {
        index < self.len() && matches!(self.token(index).kind, TokenKind::Quote(_))
    }

    /// The innermost quotation that the token stands in; its own marks stand outside.
    #[must_use]
    pub fn quotation_at(&self, index: usize) -> Option<usize> {
        self.inside.get(index).copied().flatten()
    }

    /// Whether the token belongs to the page's furniture.
    #[must_use]
    pub fn is_ignored(&self, index: usize) -> bool {
        self.ignored.get(index).copied().unwrap_or(false)
    }

    /// The stretch around `index` that a construction may cover: its sentence, and of that only the quotation it stands
    /// in or, outside quotations, all of it.
    #[must_use]
    pub fn region(&self, index: usize) -> TokenRange {
        let sentence = self.words.sentences().get(self.words.sentence_of(index)).copied().unwrap_or_default();
        match self.quotation_at(index) {
            None => sentence,
            Some(quotation) => {
                let inner = self.quotations[quotation].inside;
                TokenRange::new(sentence.start.max(inner.start), sentence.end.min(inner.end))
            }
        }
    }

    /// The token before `index` in the region; a quotation that ends there is passed over as a whole, to its opening mark.
    #[must_use]
    pub fn before(&self, index: usize, region: TokenRange) -> Option<usize> {
        let previous = index.checked_sub(1).filter(|&previous| previous >= region.start)?;
        if let Some(q) = self.closing_at(previous) {
            let open = self.quotations[q].open;
            return (open >= region.start).then_some(open);
        }
        Some(previous)
    }

    /// The first token after `index`, a quotation that opens at `index` being passed over as a whole.
    #[must_use]
    pub fn after(&self, index: usize, region: TokenRange) -> Option<usize> {
        let next = match self.opening_at(index).and_then(|q| self.quotations[q].close) {
            Some(close) => close + 1,
            None => index + 1,
        };
        (next < region.end).then_some(next)
    }

    /// The quotation that opens with the mark at `index`.
    #[must_use]
    pub fn opening_at(&self, index: usize) -> Option<usize> {
        self.quotations.binary_search_by_key(&index, |quotation| quotation.open).ok()
    }

    /// The quotation that closes with the mark at `index`.
    #[must_use]
    pub fn closing_at(&self, index: usize) -> Option<usize> {
        let at = self.closes.binary_search_by_key(&index, |(close, _)| *close).ok()?;
        Some(self.closes[at].1)
    }

    /// Leaves marks at the ends out: full stops, commas, colons, dashes.
    #[must_use]
    pub fn trimmed(&self, tokens: TokenRange) -> TokenRange {
        let mark = |at: usize| {
            matches!(self.token(at).kind, TokenKind::Mark)
                && !self.reads_any(at, &["(", ")", "?", "!", "…", "...", "[", "]"])
        };
        let mut range = tokens;
        while range.start < range.end && mark(range.start) {
            range.start += 1;
        }
        while range.start < range.end && mark(range.end - 1) {
            range.end -= 1;
        }
        while range.start + 1 < range.end && self.is(range.end - 1, Classes::COORDINATOR) {
            range.end -= 1;
        }
        range
    }

    /// The tokens' words in the original.
    #[must_use]
    pub fn original(&self, tokens: TokenRange) -> &'t str {
        if tokens.is_empty() { "" } else { self.words.range(tokens).of(self.text) }
    }
}

/// Whether two words are the same, letters' case aside.
fn same(a: &str, b: &str) -> bool {
    a == b || (a.len() == b.len() && a.eq_ignore_ascii_case(b))
}

/// Looks every token up, and the phrases that begin at it.
fn lexemes<'l>(lower: &[String], language: &'l Language) -> Vec<Lexeme<'l>> {
    let mut lexemes: Vec<Lexeme> = Vec::with_capacity(lower.len());
    let mut covered = 0;
    for index in 0..lower.len() {
        if index < covered {
            lexemes.push(Lexeme { classes: Classes::default(), forms: &[], rule: None, length: 0 });
            continue;
        }
        let entry = language.word(&lower[index]);
        let mut lexeme = Lexeme {
            classes: entry.map(|entry| entry.classes).unwrap_or_default(),
            forms: entry.map_or(&[], |entry| entry.forms.as_slice()),
            rule: None,
            length: 1,
        };
        if entry.is_none() && language.ends_as_adverb(&lower[index]) {
            lexeme.classes = Classes::ADVERB;
        }
        for phrase in language.phrases_from(&lower[index]) {
            let end = index + phrase.words.len();
            if end <= lower.len() && phrase.words.iter().zip(&lower[index..end]).all(|(a, b)| a == b) {
                if phrase.words.len() > 1 {
                    if lexeme.length > 1 && phrase.words.len() != lexeme.length {
                        continue;
                    }
                    if lexeme.length == 1 {
                        lexeme.classes = Classes::default();
                        lexeme.forms = &[];
                    }
                    lexeme.length = phrase.words.len();
                    covered = end;
                }
                lexeme.classes |= phrase.class;
                if lexeme.length == phrase.words.len() {
                    lexeme.rule = lexeme.rule.or(phrase.rule);
                }
            }
        }
        lexemes.push(lexeme);
    }
    lexemes
}

/// Which tokens lie in one of the stretches, which are in order of place.
fn covered(words: &Words, stretches: &[ByteRange]) -> Vec<bool> {
    let mut rest = stretches.iter().peekable();
    let covers = |token: &Token| {
        while rest.next_if(|stretch| stretch.end <= token.range.start).is_some() {}
        rest.peek().is_some_and(|stretch| stretch.overlaps(token.range))
    };
    words.tokens().iter().map(covers).collect()
}

/// The tokens that lie in a stretch of the original.
fn tokens_in(words: &Words, stretch: ByteRange) -> Option<TokenRange> {
    let start = words.tokens().partition_point(|token| token.range.start < stretch.start);
    let end = words.tokens().partition_point(|token| token.range.end <= stretch.end);
    (start < end).then(|| TokenRange::new(start, end))
}

/// Lower case, with the apostrophe that the data use.
pub(crate) fn normal(word: &str) -> String {
    let mut lower = word.to_lowercase();
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn words_are_looked_up_in_lower_case_with_a_straight_apostrophe() {
        assert_eq!(normal("L’"), "l'");
    }
}
