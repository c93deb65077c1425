//! Which quotation mark closes which: pairs the marks of a text, over paragraphs too, and never refuses an odd one.

use selon_text::{QuoteStyle, Side, TokenKind, TokenRange, Words};

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The token that opens it.
    pub open: usize,
    /// The token that closes it; none where the text forgot.
    pub close: Option<usize>,
    /// The tokens between.
    pub inside: TokenRange,
    /// How many quotations it stands in.
    pub depth: usize,
}

impl Quotation {
    /// The tokens with their marks.
    #[must_use]
    pub fn whole(&self) -> TokenRange {
        TokenRange::new(self.open, self.close.map_or(self.inside.end, |close| close + 1))
    }
}

/// An opening mark that waits for its close.
struct Open {
    token: usize,
    style: QuoteStyle,
    paragraph: usize,
}

/// Pairs the quotation marks of a text, in order of the opening ones.
#[must_use]
pub(crate) fn find(words: &Words) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (paragraph, range) in words.paragraphs().iter().enumerate() {
        continue_or_end(words, *range, paragraph, &mut open, &mut found);
        for token in range.iter() {
            let TokenKind::Quote(quote) = words.tokens()[token].kind else { continue };
            let first = token == range.start;
            let pending = open.iter().rposition(|o| pairs(o.style, quote.style));
            match (quote.side, pending) {
                (Side::Open, Some(at)) if first && open[at].paragraph < paragraph => open[at].paragraph = paragraph,
                (Side::Open, Some(at)) if open[at].style == quote.style && ambiguous(quote.style) => {
                    close_at(token, at, &mut open, &mut found);
                }
                (Side::Close | Side::Either, Some(at)) => close_at(token, at, &mut open, &mut found),
                (Side::Open | Side::Either, _) if open.len() < 4 => {
                    open.push(Open { token, style: quote.style, paragraph });
                }
                _ => {}
            }
        }
    }
    for left in open {
        end_unclosed(words, &left, &mut found);
    }
    found.sort_by_key(|quotation| quotation.open);
    measure_depth(&mut found);
    found
}

/// The innermost quotation around each of `tokens` tokens.
#[must_use]
pub(crate) fn innermost(quotations: &[Quotation], tokens: usize) -> Vec<Option<usize>> {
    let mut inside = vec![None; tokens];
    for (index, quotation) in quotations.iter().enumerate() {
        inside[quotation.inside.start..quotation.inside.end].fill(Some(index));
    }
    inside
}

/// Whether a mark of style `close` can close one of style `open`.
fn pairs(open: QuoteStyle, close: QuoteStyle) -> bool {
    use QuoteStyle::{Double, Low, Single, Straight, StraightSingle};
    let low = |style| matches!(style, Low | Double | Straight);
    let single = |style| matches!(style, Single | StraightSingle);
    open == close || (low(open) && low(close)) || (single(open) && single(close))
}

/// Whether marks of this style look the same open and closed.
fn ambiguous(style: QuoteStyle) -> bool {
    matches!(style, QuoteStyle::Straight | QuoteStyle::StraightSingle)
}

/// At a paragraph's start: a quotation left open goes on if this paragraph opens with its mark again, else it ended.
fn continue_or_end(
    words: &Words,
    range: TokenRange,
    paragraph: usize,
    open: &mut Vec<Open>,
    found: &mut Vec<Quotation>,
) {
    let first = match words.tokens()[range.start].kind {
        TokenKind::Quote(quote) if quote.side != Side::Close => Some(quote.style),
        _ => None,
    };
    let goes_on = |o: &Open| first == Some(o.style) && o.paragraph + 1 == paragraph;
    if let Some(at) = open.iter().position(|o| !goes_on(o)) {
        for left in open.drain(at..) {
            end_unclosed(words, &left, found);
        }
    }
}

/// Closes the pending quotation `at`; those opened inside it and forgotten end there too.
fn close_at(token: usize, at: usize, open: &mut Vec<Open>, found: &mut Vec<Quotation>) {
    for inner in open.drain(at + 1..) {
        found.push(Quotation {
            open: inner.token,
            close: None,
            inside: TokenRange::new(inner.token + 1, token),
            depth: 0,
        });
    }
    if let Some(o) = open.pop() {
        found.push(Quotation {
            open: o.token,
            close: Some(token),
            inside: TokenRange::new(o.token + 1, token),
            depth: 0,
        });
    }
}

/// A quotation that is never closed ends with its paragraph, or with the last sentence before another one opens there.
fn end_unclosed(words: &Words, left: &Open, found: &mut Vec<Quotation>) {
    let paragraph = words.paragraphs()[left.paragraph].end;
    let opens = |at: &usize| matches!(words.tokens()[*at].kind, TokenKind::Quote(quote) if quote.side != Side::Close);
    let next = (left.token + 1..paragraph).find(opens);
    let end = match next {
        Some(next) => words.sentences()[words.sentence_of(next)].start.max(left.token + 1),
        None => paragraph,
    };
    found.push(Quotation {
        open: left.token,
        close: None,
        inside: TokenRange::new(left.token + 1, end.max(left.token + 1)),
        depth: 0,
    });
}

fn measure_depth(quotations: &mut [Quotation]) {
    let mut ends: Vec<usize> = Vec::new();
    for quotation in quotations {
        ends.retain(|&end| quotation.open < end);
        quotation.depth = ends.len();
        ends.push(quotation.inside.end);
    }
}
