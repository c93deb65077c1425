//! Hostile text made harmless to look at: what would steer a terminal or turn the direction of writing is shown instead of obeyed.

use std::borrow::Cow;

/// The text with control characters and direction overrides made visible; line feeds and tabs stay.
///
/// ```
/// use selon_export::visible;
/// assert_eq!(visible("safe"), "safe");
/// assert_eq!(visible("\u{1b}[31mred"), "␛[31mred");
/// assert_eq!(visible("a\u{202e}b"), "a‹U+202E›b");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\r' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\u{7f}' => shown.push('␡'),
            '\0'..='\u{1f}' if is_hidden(character) => shown.extend(char::from_u32(0x2400 + character as u32)),
            _ if is_hidden(character) => shown.push_str(&format!("‹U+{:04X}›", character as u32)),
            _ => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// The same on one line: every run of white space is one space.
pub(crate) fn visible_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in visible(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn is_hidden(character: char) -> bool {
    let kept = matches!(character, '\n' | '\t');
    let turns_direction = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks_line = matches!(character, '\u{2028}' | '\u{2029}');
    (character.is_control() && !kept) || turns_direction || breaks_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bit_escapes_are_shown() {
        assert_eq!(visible("a\u{9b}31m"), "a‹U+009B›31m");
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(visible_line(" deux\r\n lignes\u{2028}ou trois\t"), "deux lignes ou trois");
    }

    #[test]
    fn no_break_spaces_are_folded_on_one_line_only() {
        assert_eq!(visible("«\u{a0}non\u{a0}»"), "«\u{a0}non\u{a0}»");
    }
}
