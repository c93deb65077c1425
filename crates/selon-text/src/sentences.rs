//! Where does a sentence end? At a final mark that no lower-case word, comma or name follows, and where a paragraph ends.

use crate::character::is_closer;
use crate::cut::is_final_token;
use crate::function_words::is_starter;
use crate::{Quote, Side, Token, TokenKind, TokenRange};

/// Longer sentences are cut, so that what reads them stays fast on texts without full stops. In tokens.
const LONGEST: usize = 1_000;

/// Final and closing marks in a row that still count as one sentence's end.
const MOST_CLOSERS: usize = 32;

/// Adds the sentences of one paragraph.
pub(crate) fn find(text: &str, tokens: &[Token], paragraph: TokenRange, sentences: &mut Vec<TokenRange>) {
    let finder = Finder { text, tokens, start: paragraph.start, end: paragraph.end };
    let mut start = paragraph.start;
    let mut at = start;
    while at < paragraph.end {
        let (next, ends) = finder.look(at);
        at = next;
        if ends || at - start >= LONGEST {
            let cut = at.min(start + LONGEST);
            sentences.push(TokenRange::new(start, cut));
            (start, at) = (cut, cut);
        }
    }
    if start < paragraph.end {
        sentences.push(TokenRange::new(start, paragraph.end));
    }
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    start: usize,
    end: usize,
}

impl Finder<'_> {
    /// Where to go on behind the token at `at`, and whether a sentence ends there.
    fn look(&self, at: usize) -> (usize, bool) {
        let Some(token) = self.token(at) else { return (at + 1, false) };
        match token.kind {
            TokenKind::Mark if is_final_token(self.letters(token)) => {
                let end = self.behind_closers(at + 1);
                (end, !self.goes_on(end) && !self.numbers_an_item(at))
            }
            TokenKind::Word if token.view.len() > 2 && self.letters(token).ends_with('.') => {
                let end = self.behind_closers(at + 1);
                (end, end > at + 1 && !self.goes_on(end) || self.ends_after_acronym(token, end))
            }
            _ => (at + 1, false),
        }
    }

    /// `1.` at the start of a paragraph.
    fn numbers_an_item(&self, at: usize) -> bool {
        let first = self.tokens.get(self.start).map(|token| (token.kind, token.view.len()));
        at == self.start + 1 && matches!(first, Some((TokenKind::Number, 1..=2)))
    }

    /// `p.m.` and `U.S.` end a sentence before a capitalised word that is no name.
    fn ends_after_acronym(&self, acronym: &Token, end: usize) -> bool {
        let dots = self.letters(acronym).bytes().filter(|byte| *byte == b'.').count();
        dots > 1
            && self
                .token(end)
                .is_some_and(|next| next.capital && next.kind == TokenKind::Word && is_starter(self.letters(next)))
    }

    fn behind_closers(&self, mut at: usize) -> usize {
        let farthest = at + MOST_CLOSERS;
        while let Some(token) = self.token(at).filter(|_| at < farthest) {
            let closes = match token.kind {
                TokenKind::Quote(Quote { side: Side::Close, .. }) => true,
                TokenKind::Quote(Quote { side: Side::Either, .. }) => !token.space_before,
                TokenKind::Mark => is_final_token(self.letters(token)) || self.letters(token).starts_with(is_closer),
                _ => false,
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether what stands at `at`, after a final mark, goes on with the sentence.
    fn goes_on(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        match token.kind {
            TokenKind::Mark => matches!(self.letters(token), "," | ";" | ":" | ")" | "]" | "–" | "—" | "-" | "/"),
            TokenKind::Word => self.letters(token).starts_with(char::is_lowercase),
            _ => false,
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        if at < self.end { self.tokens.get(at) } else { None }
    }

    fn letters(&self, token: &Token) -> &str {
        token.view.of(self.text)
    }
}
