//! Which quotation marks open, and which close? What the character says, corrected by spacing and by what is still open.

use crate::character::{after, before};
use crate::{Quote, QuoteStyle, Repair, RepairKind, Side, Token, TokenKind};

/// Resolves the marks of one paragraph; `repairs` takes the marks that face the wrong way.
pub(crate) fn resolve(text: &str, tokens: &mut [Token], repairs: &mut Vec<Repair>) {
    let marks: Vec<usize> = (0..tokens.len()).filter(|&at| matches!(tokens.get(at).map(|token| token.kind), Some(TokenKind::Quote(_)))).collect();
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
        let free_before = at == 0 || last.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '–' | '—' | '«' | '“' | '„' | '‘' | '\'' | '/'));
        let free_after = at + 1 == self.tokens.len()
            || next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '–' | '—' | '/'));
        Around { free_before, free_after }
    }

    /// `«`, `“`, `„` and their partners.
    fn pointed(&mut self) {
        let mut open: Vec<char> = Vec::new();
        for index in 0..self.marks.len() {
            let at = self.marks[index];
            let Some(quote) = self.quote(at) else { continue };
            if matches!(quote.style, QuoteStyle::Straight | QuoteStyle::StraightSingle | QuoteStyle::Single) {
                continue;
            }
            let Some(mark) = self.tokens.get(at).and_then(|token| after(self.text, token.view.start)) else { continue };
            let side = self.pointed_side(at, mark, quote.side, open.last().copied());
            match side {
                Side::Open => open.push(mark),
                _ => drop(open.pop()),
            }
            self.turn(at, quote.side, side, mark);
        }
    }

    fn pointed_side(&self, at: usize, mark: char, written: Side, open: Option<char>) -> Side {
        let around = self.around(at).side();
        match (mark, open) {
            ('«', Some('»')) | ('‹', Some('›')) | ('“', Some('„')) => Side::Close,
            ('«', Some('«')) | ('“', Some('“')) if around == Some(Side::Close) => Side::Close,
            ('»' | '”' | '›', None) if around == Some(Side::Open) => Side::Open,
            _ => written,
        }
    }

    fn turn(&mut self, at: usize, written: Side, side: Side, mark: char) {
        self.set(at, side);
        if written != side && !matches!((mark, side), ('“', Side::Close)) {
            if let Some(token) = self.tokens.get(at) {
                self.repairs.push(Repair { at: token.view, kind: RepairKind::QuotationMark });
            }
        }
    }

    /// `"`: by spacing where that makes pairs, else by turns.
    fn straight(&mut self) {
        let marks: Vec<usize> = self.of_style(QuoteStyle::Straight);
        let sides: Vec<Option<Side>> = marks.iter().map(|&at| self.around(at).side()).collect();
        let turn = |index: usize| if index % 2 == 0 { Side::Open } else { Side::Close };
        let agree = sides.iter().enumerate().all(|(index, side)| side.is_none_or(|side| side == turn(index)));
        let by_turns = marks.len() % 2 == 0 || agree;
        let mut open = false;
        for (index, (&at, side)) in marks.iter().zip(sides).enumerate() {
            let told = side.unwrap_or(if open { Side::Close } else { Side::Either });
            let side = if by_turns && marks.len() > 1 { turn(index) } else { told };
            open = side == Side::Open;
            self.set(at, side);
        }
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
                self.make(at, if self.tokens.get(at).is_some_and(|token| token.space_before) { TokenKind::Mark } else { TokenKind::Word });
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
        let low = self.tokens.get(at + 1).is_some_and(|next| next.space_before && next.kind == TokenKind::Word && !next.capital);
        after_s && low && another
    }

    fn of_style(&self, style: QuoteStyle) -> Vec<usize> {
        self.marks.iter().copied().filter(|&at| self.quote(at).is_some_and(|quote| quote.style == style)).collect()
    }
}
