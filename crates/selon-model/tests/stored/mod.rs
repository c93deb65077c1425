//! The stored texts: what the network was given of each, and what PyTorch found in it. `train/agree.py` writes them.
#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(dead_code, reason = "the test and the example each use a part")]

use selon_model::{FEATURES, Found, Reader, Sketch, Text, Token};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// A stretch of tokens.
pub(crate) type Span = (usize, usize);

/// One text.
#[derive(Deserialize)]
pub(crate) struct Stored {
    /// Its name.
    pub(crate) doc: String,
    /// Its tokens; a space before one stands for white space before it.
    tokens: Vec<String>,
    /// The features that are not all 0, by token: one digit each.
    features: Vec<(usize, String)>,
    /// What the lexical reader found: source, cue, content.
    sketches: Vec<[Vec<Span>; 3]>,
    /// The first token of each sentence.
    sentences: Vec<usize>,
    /// For each way of marking, what PyTorch found.
    pub(crate) statements: BTreeMap<String, Vec<Statement>>,
}

/// One statement that PyTorch found; as [`Found`].
#[derive(Debug, Deserialize)]
pub(crate) struct Statement {
    pub(crate) anchor: usize,
    pub(crate) cued: bool,
    pub(crate) score: f32,
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
    pub(crate) labels: Vec<(usize, f32)>,
    /// What it means; by our guide alone.
    #[serde(default)]
    pub(crate) meaning: Vec<i8>,
}

/// The texts of one file.
pub(crate) fn read(path: &Path) -> Vec<Stored> {
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl Stored {
    /// What `reader` finds in it, for the `scheme` of that number.
    pub(crate) fn found(&self, scheme: usize, find: impl Fn(Text<'_>, usize) -> Vec<Found>) -> Vec<Found> {
        let features: BTreeMap<usize, &str> = self.features.iter().map(|(at, digits)| (*at, &digits[..])).collect();
        let tokens: Vec<Token<'_>> = self
            .tokens
            .iter()
            .enumerate()
            .map(|(at, token)| Token {
                text: token.strip_prefix(' ').unwrap_or(token),
                space: token.starts_with(' '),
                features: features.get(&at).map(|digits| values(digits)).unwrap_or_default(),
            })
            .collect();
        let sketches: Vec<Sketch> = self.sketches.iter().map(sketch).collect();
        find(Text { tokens: &tokens, sentences: &self.sentences, sketches: &sketches }, scheme)
    }
}

fn values(digits: &str) -> [u8; FEATURES] {
    let values: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
    values.try_into().unwrap()
}

fn sketch(parts: &[Vec<Span>; 3]) -> Sketch {
    let [source, cue, content] = parts.each_ref().map(|spans| spans.iter().map(|&(start, end)| start..end).collect());
    Sketch { source, cue, content }
}

/// Ranges as they are stored.
pub(crate) fn spans(ranges: &[Range<usize>]) -> Vec<Span> {
    ranges.iter().map(|range| (range.start, range.end)).collect()
}

/// The number and name of each way of marking that `reader` knows.
pub(crate) fn schemes(reader: &Reader) -> Vec<(usize, String)> {
    reader.config().schemes.iter().map(|scheme| scheme.name.clone()).enumerate().collect()
}
