//! What is the reader given? Tokens with what is known of each, and the statements that a lexical reader found.

use std::ops::Range;

/// Features of a token.
pub const FEATURES: usize = 6;

/// One token of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Whether white space stands before it.
    pub space: bool,
    /// What is known of it: each a number below the configuration's count of values; greater ones count as 0.
    pub features: [u8; FEATURES],
}

/// A statement that a lexical reader found, in tokens; what lies beyond the text counts for nothing.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// Pieces of the source.
    pub source: Vec<Range<usize>>,
    /// Pieces of the cue.
    pub cue: Vec<Range<usize>>,
    /// Pieces of the content.
    pub content: Vec<Range<usize>>,
}

/// A text to be read.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Its tokens, in order.
    pub tokens: &'a [Token<'a>],
    /// The first token of each sentence, in order.
    pub sentences: &'a [usize],
    /// What a lexical reader found in it.
    pub sketches: &'a [Sketch],
}
