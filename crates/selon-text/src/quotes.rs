//! Which quotation marks open, and which close? What the character says, corrected by spacing and by what is still open.

use crate::character::{after, before};
use crate::{ByteRange, Quote, QuoteStyle, Repair, RepairKind, Side, Token, TokenKind};

/// Resolves the marks of one paragraph; `repairs` takes the marks that face the wrong way.
pub(crate) fn resolve(text: &str, tokens: &mut [Token], repairs: &mut Vec<Repair>) {
    let marks: Vec<usize> = (0..tokens.len())
        .filter(|&at| matches!(tokens.get(at).map(|token| token.kind), Some(TokenKind::Quote(_))))
        .collect();
    if marks.is_empty() {
        return;
    }
    let mut paragraph = Paragraph { text, tokens, marks, repairs };
    paragraph.pointed();
    paragraph.straight();
    paragraph.single();
}

struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a mut [Token],
    marks: Vec<usize>,
    repairs: &'a mut Vec<Repair>,
}

/// What stands on both sides of a mark.
#[derive(Clone, Copy)]
struct Around {
    /// Space, an opening bracket, an elision or the start before it.
    free_before: bool,
    /// Space, a closing mark or the end after it.
    free_after: bool,
}

impl Around {
    fn side(self) -> Option<Side> {
        match (self.free_before, self.free_after) {
            (true, false) => Some(Side::Open),
            (false, true) => Some(Side::Close),
            _ => None,
        }
    }
}

/// An open quotation: its mark, and where the mark stands if it faces the wrong way.
struct Pending {
    mark: char,
    turned: Option<ByteRange>,
}

fn is_pointed(style: QuoteStyle) -> bool {
    matches!(style, QuoteStyle::Guillemet | QuoteStyle::Double | QuoteStyle::Low)
}

/// `»il dit »` is a mistake, `»er sagt«` and `”han säger”` are usage.
fn is_same_way(open: char, close: char) -> bool {
    matches!((open, close), ('»', '»') | ('›', '›'))
}

fn turn(index: usize) -> Side {
    if index.is_multiple_of(2) { Side::Open } else { Side::Close }
}

impl Paragraph<'_> {
    fn quote(&self, at: usize) -> Option<Quote> {
        match self.tokens.get(at)?.kind {
            TokenKind::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    fn set(&mut self, at: usize, side: Side) {
        if let Some(TokenKind::Quote(quote)) = self.tokens.get_mut(at).map(|token| &mut token.kind) {
            quote.side = side;
        }
    }

    fn make(&mut self, at: usize, kind: TokenKind) {
        if let Some(token) = self.tokens.get_mut(at) {
            token.kind = kind;
        }
    }

    fn around(&self, at: usize) -> Around {
        let Some(token) = self.tokens.get(at) else { return Around { free_before: true, free_after: true } };
        let last = before(self.text, token.view.start);
        let next = after(self.text, token.view.end);
        // `"'` and `'"`: a single mark within a double one.
        let single = after(self.text, token.view.start) != Some('"');
        let free_before = at == 0
            || single && last == Some('"')
            || last.is_none_or(|c| {
                c.is_whitespace() || matches!(c, '(' | '[' | '{' | '–' | '—' | '«' | '“' | '„' | '‘' | '\'' | '/')
            });
        let free_after = at + 1 == self.tokens.len()
            || single && next == Some('"')
            || next.is_none_or(|c| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '–' | '—' | '/'
                    )
            });
        Around { free_before, free_after }
    }

    /// `«`, `“`, `„` and their partners.
    fn pointed(&mut self) {
        let mut open: Vec<Pending> = Vec::new();
        for index in 0..self.marks.len() {
            let at = self.marks[index];
            self.pair_with_low(at, open.last());
            let Some(quote) = self.quote(at).filter(|quote| is_pointed(quote.style)) else { continue };
            let Some((mark, view)) =
                self.tokens.get(at).and_then(|token| Some((after(self.text, token.view.start)?, token.view)))
            else {
                continue;
            };
            let side = self.pointed_side(at, mark, quote.side, open.last().map(|pending| pending.mark));
            self.set(at, side);
            if side == Side::Open {
                open.push(Pending { mark, turned: (quote.side == Side::Close).then_some(view) });
            } else if let Some(pending) = open.pop() {
                self.note(pending.turned.filter(|_| is_same_way(pending.mark, mark)));
            }
        }
        for pending in open {
            self.note(pending.turned);
        }
    }

    /// `‘` after `‚` is its partner.
    fn pair_with_low(&mut self, at: usize, open: Option<&Pending>) {
        let written = Quote { side: Side::Open, style: QuoteStyle::Single };
        if open.is_some_and(|pending| pending.mark == '‚') && self.quote(at) == Some(written) {
            self.make(at, TokenKind::Quote(Quote { side: Side::Close, style: QuoteStyle::Low }));
        }
    }

    fn pointed_side(&self, at: usize, mark: char, written: Side, open: Option<char>) -> Side {
        let around = self.around(at).side();
        match (mark, open) {
            ('“', Some('„')) | ('‘', Some('‚')) => Side::Close,
            ('«', Some('»' | '«')) | ('‹', Some('›' | '‹')) | ('“', Some('“')) if around == Some(Side::Close) => {
                Side::Close
            }
            ('»' | '”' | '›', None) if around == Some(Side::Open) => Side::Open,
            _ => written,
        }
    }

    fn note(&mut self, turned: Option<ByteRange>) {
        self.repairs.extend(turned.map(|at| Repair { at, kind: RepairKind::QuotationMark }));
    }

    /// `"`: by turns where their number is even or spacing agrees, else by spacing.
    fn straight(&mut self) {
        let marks = self.without_inches(self.of_style(QuoteStyle::Straight));
        let sides: Vec<Option<Side>> = marks.iter().map(|&at| self.around(at).side()).collect();
        let agree = sides.iter().enumerate().all(|(index, side)| side.is_none_or(|side| side == turn(index)));
        let by_turns = marks.len() > 1 && (marks.len().is_multiple_of(2) || agree);
        let mut open = false;
        for (index, (&at, told)) in marks.iter().zip(sides).enumerate() {
            let pending = if open { Side::Close } else { Side::Either };
            let side = if by_turns { turn(index) } else { told.unwrap_or(pending) };
            open = side == Side::Open;
            self.set(at, side);
        }
    }

    /// Leaves out, as symbols, the marks behind a number (`a 5" pipe`, `9"81`) that can close nothing.
    fn without_inches(&mut self, marks: Vec<usize>) -> Vec<usize> {
        let mut kept = Vec::with_capacity(marks.len());
        for at in marks {
            let number = at > 0 && self.tokens.get(at - 1).is_some_and(|last| last.kind == TokenKind::Number);
            if kept.len().is_multiple_of(2) && number && !self.around(at).free_before {
                self.make(at, TokenKind::Symbol);
            } else {
                kept.push(at);
            }
        }
        kept
    }

    /// `'` and `’` at a word's edge: a quotation mark only where it has a partner, else part of a word.
    fn single(&mut self) {
        let mut marks = self.of_style(QuoteStyle::StraightSingle);
        marks.extend(self.of_style(QuoteStyle::Single));
        marks.sort_unstable();
        let mut open: Option<usize> = None;
        let closers: Vec<bool> = marks.iter().map(|&at| self.closes(at)).collect();
        for (index, &at) in marks.iter().enumerate() {
            let opens = self.opens(at);
            if open.is_some() && closers[index] && !self.is_possessive(at, closers.get(index + 1) == Some(&true)) {
                self.set(at, Side::Close);
                if let Some(partner) = open.take() {
                    self.set(partner, Side::Open);
                }
            } else if opens {
                if let Some(lonely) = open.replace(at) {
                    self.make(lonely, TokenKind::Mark);
                }
            } else {
                self.make(
                    at,
                    if self.tokens.get(at).is_some_and(|token| token.space_before) {
                        TokenKind::Mark
                    } else {
                        TokenKind::Word
                    },
                );
            }
        }
        if let Some(lonely) = open {
            self.make(lonely, TokenKind::Mark);
        }
    }

    fn opens(&self, at: usize) -> bool {
        let around = self.around(at);
        match self.quote(at) {
            Some(Quote { style: QuoteStyle::Single, side: Side::Open }) => true,
            _ => around.free_before && !around.free_after,
        }
    }

    fn closes(&self, at: usize) -> bool {
        let around = self.around(at);
        match self.quote(at) {
            Some(Quote { style: QuoteStyle::Single, side: Side::Close }) => around.free_after || !around.free_before,
            _ => around.free_after && !around.free_before,
        }
    }

    /// `the workers’ union`, while another mark that can close follows.
    fn is_possessive(&self, at: usize, another: bool) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let after_s = before(self.text, token.view.start).is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z'));
        let low = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.space_before && next.kind == TokenKind::Word && !next.capital);
        after_s && low && another
    }

    fn of_style(&self, style: QuoteStyle) -> Vec<usize> {
        self.marks.iter().copied().filter(|&at| self.quote(at).is_some_and(|quote| quote.style == style)).collect()
    }
}
