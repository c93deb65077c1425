//! Text inside XML 1.0: what it reserves is escaped, what it can't hold becomes U+FFFD.

use std::borrow::Cow;

/// The text as the content of an element or the value of an attribute.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter| entity(letter).is_some() || !holds(letter)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match entity(letter) {
            Some(entity) => escaped.push_str(entity),
            None if holds(letter) => escaped.push(letter),
            None => escaped.push('\u{fffd}'),
        }
    }
    Cow::Owned(escaped)
}

/// Line ends and tabs too: a reader would make spaces of them in an attribute.
const fn entity(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\t' => "&#9;",
        '\n' => "&#10;",
        '\r' => "&#13;",
        _ => return None,
    })
}

/// XML 1.0, fifth edition, production 2; the controls from 80 to 9F are legal there, and discouraged.
const fn holds(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reserves_is_escaped_and_what_it_lacks_is_marked() {
        assert_eq!(escaped("A & \"B\" <c>\u{1b}\n"), "A &amp; &quot;B&quot; &lt;c&gt;\u{fffd}&#10;");
        assert!(matches!(escaped("la maire"), Cow::Borrowed(_)));
    }
}
