//! What is a character, to a reader? Letters, marks, spaces and quotation marks, by table for ASCII.

/// What a character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    Digit,
    Space,
    Break,
    Quote,
    Mark,
    Symbol,
}

/// The class of a character of a view. `'` and `’` are quotation marks here; within words they are met before this is asked.
pub(crate) fn class(c: char) -> Class {
    if c.is_ascii() { ASCII[c as usize & 127] } else { class_beyond_ascii(c) }
}

fn class_beyond_ascii(c: char) -> Class {
    match c {
        '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201f}' => Class::Quote,
        '\u{2028}' | '\u{2029}' | '\u{85}' => Class::Break,
        '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '¡'
        | '¿'
        | '·'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' => Class::Mark,
        _ if is_combining(c) || c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Symbol,
    }
}

/// Marks that belong to the letter before them.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{93c}' | '\u{94d}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Scripts without spaces, where each character is cut off by itself.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Characters without width that say nothing to a reader: soft hyphen, zero-width, byte-order and direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// `'` and `’`, and what is typed for them.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{2bc}' | '\u{b4}')
}

/// Hyphens that hold compounds together.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Marks that end a sentence.
pub(crate) fn is_final(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Brackets and quotation marks that may stand between a final mark and the end of its sentence.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '”' | '›' | '’' | '"' | '\'' | '“')
}

/// The character that ends at byte `at`.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    let bytes = text.as_bytes();
    match at.checked_sub(1).and_then(|last| bytes.get(last)) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(..at)?.chars().next_back(),
        None => None,
    }
}

/// The character that begins at byte `at`.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..)?.chars().next(),
        None => None,
    }
}

const ASCII: [Class; 128] = ascii();

const fn ascii() -> [Class; 128] {
    let mut table = [Class::Symbol; 128];
    let mut at = 0;
    while at < 128 {
        table[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\n' | b'\r' | 11 | 12 => Class::Break,
            b' ' | b'\t' | 0..=8 | 14..=31 | 127 => Class::Space,
            b'"' | b'\'' => Class::Quote,
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'-' | b'/' => {
                Class::Mark
            }
            _ => Class::Symbol,
        };
        at += 1;
    }
    table
}
