//! Styled text broken into rows of a given width, at the places where Unicode allows it (UAX #14), counting wide characters as two.

use anstyle::Style;
use std::ops::Range;
use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fragment {
    pub(crate) text: String,
    pub(crate) style: Style,
    /// Whether a row must not end with it: signs that open.
    pub(crate) clings_to_next: bool,
    /// Whether a row must not begin with it: signs that close.
    pub(crate) clings_to_last: bool,
}

impl Fragment {
    pub(crate) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, clings_to_next: false, clings_to_last: false }
    }
}

/// The rows, each a list of texts with their styles; at least one row.
pub(crate) fn wrap(fragments: &[Fragment], width: usize) -> Vec<Vec<(String, Style)>> {
    let plain: String = fragments.iter().map(|fragment| fragment.text.as_str()).collect();
    let forbidden = forbidden_breaks(fragments);
    let mut rows = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for (at, _) in
        linebreaks(&plain).filter(|(at, _)| !forbidden.contains(at) && !is_inside_quotation_space(&plain, *at))
    {
        if end > start && columns(plain[start..at].trim_end()) > width {
            rows.push(start..end);
            start = end;
        }
        while columns(plain[start..at].trim_end()) > width {
            let cut = start + hard_cut(&plain[start..at], width);
            rows.push(start..cut);
            start = cut;
        }
        end = at;
    }
    rows.push(start..plain.len());
    rows.into_iter().map(|row| styled(fragments, &plain, row)).collect()
}

/// The text cut to a width, with an ellipsis where something is lost.
pub(crate) fn shorten(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let kept = hard_cut_or_none(text, width.saturating_sub(1));
    format!("{}…", text[..kept].trim_end())
}

/// The text filled with spaces up to a width.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Columns that the text takes at a terminal.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Breaks next to the signs that cling.
fn forbidden_breaks(fragments: &[Fragment]) -> Vec<usize> {
    let mut forbidden = Vec::new();
    let mut at = 0;
    for fragment in fragments {
        if fragment.clings_to_last {
            forbidden.push(at);
        }
        at += fragment.text.len();
        if fragment.clings_to_next {
            forbidden.push(at);
        }
    }
    forbidden
}

/// Whether a break at `at` would part a quotation mark or a tall French sign of punctuation from its words, where a plain space stands.
fn is_inside_quotation_space(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let spaced = before.len() < at;
    spaced && (before.ends_with(['«', '“']) || text[at..].starts_with(['»', ':', ';', '!', '?']))
}

/// Bytes of the longest beginning that fits, one character at least.
fn hard_cut(text: &str, width: usize) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    hard_cut_or_none(text, width).max(first)
}

fn hard_cut_or_none(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used > width {
            return at;
        }
    }
    text.len()
}

fn styled(fragments: &[Fragment], plain: &str, row: Range<usize>) -> Vec<(String, Style)> {
    let end = row.start + plain[row.clone()].trim_end().len();
    let mut parts = Vec::new();
    let mut at = 0;
    for fragment in fragments {
        let (from, to) = (row.start.max(at), end.min(at + fragment.text.len()));
        if from < to {
            parts.push((plain[from..to].to_owned(), fragment.style));
        }
        at += fragment.text.len();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<String> {
        let fragments = [Fragment::new(text, Style::new())];
        wrap(&fragments, width).into_iter().map(|row| row.into_iter().map(|(text, _)| text).collect()).collect()
    }

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(rows("la maire a dit non", 8), ["la maire", "a dit", "non"]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(rows("市長は否定した", 6), ["市長は", "否定し", "た"]);
    }

    #[test]
    fn a_word_that_never_fits_is_cut() {
        assert_eq!(rows("anticonstitutionnel oui", 10), ["anticonsti", "tutionnel", "oui"]);
    }

    #[test]
    fn quotation_marks_stay_with_their_words() {
        assert_eq!(rows("elle dit « oui »", 12), ["elle dit", "« oui »"]);
    }

    #[test]
    fn shortening_tells_that_it_shortened() {
        assert_eq!(shorten("le parc ouvrira", 8), "le parc…");
        assert_eq!(shorten("le parc", 8), "le parc");
    }
}
