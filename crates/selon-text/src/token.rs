//! What is a token? A word, number, quotation mark, other mark or symbol, with its place.

use crate::ByteRange;

/// What a token is.
///
/// ```
/// use selon_text::{TokenKind, Words, Writing};
/// let words = Words::new("Non, 3 fois !", &Writing::default());
/// let kinds: Vec<TokenKind> = words.tokens().iter().map(|token| token.kind).collect();
/// use TokenKind::{Mark, Number, Word};
/// assert_eq!(kinds, [Word, Mark, Number, Word, Mark]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, an address, or a word's ending (`'s`, `-t-il`).
    Word,
    /// A number, also with letters: `3,5`, `1er`, `20h30`.
    Number,
    /// A quotation mark.
    Quote(Quote),
    /// Any other mark: `.` `,` `…` `(` `–` `/`.
    Mark,
    /// Anything else: `%`, `€`, an emoji.
    Symbol,
}

/// A quotation mark after repair.
///
/// ```
/// use selon_text::{Quote, QuoteStyle, Side, TokenKind, Words, Writing};
/// let words = Words::new("Elle dit \"non\".", &Writing::default());
/// let open = Quote { side: Side::Open, style: QuoteStyle::Straight };
/// assert_eq!(words.tokens()[2].kind, TokenKind::Quote(open));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Whether it opens or closes.
    pub side: Side,
    /// What it looks like.
    pub style: QuoteStyle,
}

/// Whether a quotation mark opens or closes.
///
/// ```
/// assert_ne!(selon_text::Side::Open, selon_text::Side::Close);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
    /// A straight mark of which neither spacing nor its neighbours tell.
    Either,
}

/// What a quotation mark looks like.
///
/// ```
/// assert_ne!(selon_text::QuoteStyle::Guillemet, selon_text::QuoteStyle::Low);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteStyle {
    /// `«` `»`, also `‹` `›`.
    Guillemet,
    /// `“` `”`.
    Double,
    /// `‘` `’`.
    Single,
    /// `„` `‚`.
    Low,
    /// `"`.
    Straight,
    /// `'` used as a quotation mark.
    StraightSingle,
}

/// A word, number or mark with its place.
///
/// ```
/// use selon_text::{ByteRange, Words, Writing};
/// let words = Words::new("Été :\u{a0}non", &Writing::default());
/// let token = words.tokens()[2];
/// assert_eq!(token.range, ByteRange::new(9, 12));
/// assert!(token.space_before && !token.capital);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the original text.
    pub range: ByteRange,
    /// Bytes of the view's text.
    pub view: ByteRange,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space of any kind stands before it in the view.
    pub space_before: bool,
    /// Whether it begins with an upper-case letter.
    pub capital: bool,
}
