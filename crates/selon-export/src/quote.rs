//! Words as people cite them: pieces cut at line ends or not, with what stands before and after.

use crate::positions::{Pair, Positions};
use selon_text::ByteRange;

/// How much stands before and after a quoted piece, in code points, so that it is found again where positions have moved.
const AROUND: usize = 32;

/// One piece of a span, as it stands.
pub(crate) struct Quote<'t> {
    pub(crate) exact: &'t str,
    pub(crate) prefix: &'t str,
    pub(crate) suffix: &'t str,
    /// Code points.
    pub(crate) at: Pair,
}

/// The pieces of a span that fit the text and are not empty.
pub(crate) fn quotes<'t>(text: &'t str, positions: &Positions<'_>, pieces: &[ByteRange]) -> Vec<Quote<'t>> {
    let fitting = pieces.iter().filter(|piece| !piece.of(text).is_empty());
    let quote = |&piece: &ByteRange| Quote {
        exact: piece.of(text),
        prefix: last(&text[..piece.start]),
        suffix: first(&text[piece.end..]),
        at: positions.pair(piece),
    };
    fitting.map(quote).collect()
}

/// The pieces cut where a line ends, without the white space around them: for formats whose marks stay on one line.
pub(crate) fn on_lines(text: &str, pieces: &[ByteRange]) -> Vec<ByteRange> {
    let mut cut = Vec::new();
    for piece in pieces {
        let mut start = piece.start;
        for line in piece.of(text).split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
            let words = line.trim();
            let begins = start + (line.len() - line.trim_start().len());
            if !words.is_empty() {
                cut.push(ByteRange::new(begins, begins + words.len()));
            }
            start += line.len();
        }
    }
    cut
}

fn last(text: &str) -> &str {
    let start = text.char_indices().rev().take(AROUND).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;

    #[test]
    fn what_stands_around_is_counted_in_code_points() {
        let text = format!("{}non{}", "é".repeat(40), "😀".repeat(40));
        let positions = Positions::new(&text, Unit::Codepoint);
        let quote = &quotes(&text, &positions, &[ByteRange::new(80, 83)])[0];
        assert_eq!((quote.exact, quote.at), ("non", [40, 43]));
        assert_eq!((quote.prefix.chars().count(), quote.suffix.chars().count()), (32, 32));
    }

    #[test]
    fn pieces_end_with_their_lines() {
        let text = "un deux \r\n\n  trois";
        let cut = on_lines(text, &[ByteRange::new(3, text.len())]);
        assert_eq!(cut.iter().map(|piece| piece.of(text)).collect::<Vec<_>>(), ["deux", "trois"]);
    }
}
