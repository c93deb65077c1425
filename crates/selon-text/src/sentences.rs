//! Where does a sentence end? At a final mark that no lower-case word, comma or name follows, and where a paragraph ends.

use crate::character::is_closer;
use crate::cut::is_final_token;
use crate::{Quote, Side, Token, TokenKind, TokenRange};

/// Longer sentences are cut, so that what reads them stays fast on texts without full stops. In tokens.
const LONGEST: usize = 1_000;

/// Adds the sentences of one paragraph.
pub(crate) fn find(text: &str, tokens: &[Token], paragraph: TokenRange, sentences: &mut Vec<TokenRange>) {
    let finder = Finder { text, tokens, end: paragraph.end };
    let mut start = paragraph.start;
    let mut at = start;
    while at < paragraph.end {
        let end = finder.end_at(at);
        if let Some(end) = end.or((at - start >= LONGEST).then_some(at + 1)) {
            sentences.push(TokenRange::new(start, end));
            (start, at) = (end, end);
        } else {
            at += 1;
        }
    }
    if start < paragraph.end {
        sentences.push(TokenRange::new(start, paragraph.end));
    }
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    end: usize,
}

impl Finder<'_> {
    /// Where a sentence ends whose final mark stands at `at`.
    fn end_at(&self, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Mark if is_final_token(self.letters(token)) => {
                let end = self.behind_closers(at + 1);
                (!self.goes_on(end)).then_some(end)
            }
            TokenKind::Word if token.view.len() > 2 && self.letters(token).ends_with('.') => self.after_abbreviation(at),
            _ => None,
        }
    }

    /// `etc.`, `p.m.` and `U.S.` end a sentence before a capital that is not likely a name's.
    fn after_abbreviation(&self, at: usize) -> Option<usize> {
        let word = self.letters(self.token(at)?);
        let can_end = word == "etc." || word.bytes().filter(|byte| *byte == b'.').count() > 1;
        let end = self.behind_closers(at + 1);
        let next = self.token(end)?;
        let starts = match next.kind {
            TokenKind::Word => next.capital && self.is_starter(next),
            TokenKind::Quote(quote) => quote.side == Side::Open,
            _ => false,
        };
        (can_end && starts).then_some(end)
    }

    /// Short capitalised words begin sentences more often than names.
    fn is_starter(&self, token: &Token) -> bool {
        let letters = self.letters(token).chars();
        let count = letters.clone().count();
        count <= 4 && letters.clone().skip(1).all(|c| !c.is_uppercase() && c != '.')
    }

    fn behind_closers(&self, mut at: usize) -> usize {
        while let Some(token) = self.token(at) {
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
