//! What character was meant? Text decoded with the wrong character set, typesetters' ligatures, letters and accents in two pieces.

use crate::character::{after, before, is_combining};
use crate::{ByteRange, RepairKind};
use unicode_normalization::char::compose;

/// A stretch of the original and what stands in the view for it.
pub(crate) struct Meant {
    pub(crate) range: ByteRange,
    pub(crate) with: String,
    pub(crate) kind: Option<RepairKind>,
}

/// What was meant by the character `c` at byte `at` of `text`, if it is not what it seems.
pub(crate) fn meant(text: &str, at: usize, c: char) -> Option<Meant> {
    match c {
        '\u{80}'..='\u{9f}' => windows(text, at, c),
        'Ã' | 'Â' | 'â' => misread(text, at, c),
        '\u{fb00}'..='\u{fb06}' => {
            let with = LIGATURES.get(c as usize - 0xfb00)?;
            Some(Meant { range: ByteRange::new(at, at + c.len_utf8()), with: (*with).to_owned(), kind: None })
        }
        _ if is_combining(c) => composed(text, at, c),
        _ => None,
    }
}

const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Windows-1252 read as Latin-1: control characters where quotation marks stood.
fn windows(text: &str, at: usize, c: char) -> Option<Meant> {
    if c == '\u{85}' && !before(text, at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let with = WINDOWS_1252.chars().nth(c as usize - 0x80).filter(|with| *with != '\0')?;
    Some(Meant {
        range: ByteRange::new(at, at + c.len_utf8()),
        with: with.to_string(),
        kind: Some(RepairKind::Charset),
    })
}

/// UTF-8 read as Windows-1252, once or twice: `Ã©` for `é`, `â€™` for `’`, `Ã\u{83}Â©` for `é`.
fn misread(text: &str, at: usize, c: char) -> Option<Meant> {
    let (mut with, mut end) = decoded(text, at, c)?;
    if let ('Ã' | 'Â', Some(next @ ('Ã' | 'Â'))) = (with, after(text, end)) {
        let (second, further) = decoded(text, end, next)?;
        (with, end) = (character(&[byte_of(with)?, byte_of(second)?])?, further);
    }
    // A closing guillemet behind a capital may be just that.
    let guillemet = before(text, end).is_some_and(|last| matches!(last, '»' | '«'));
    let fits = !guillemet || after(text, end).is_some_and(char::is_lowercase);
    let with = if with.is_whitespace() { ' ' } else { with };
    let range = ByteRange::new(at, end);
    fits.then(|| Meant { range, with: with.to_string(), kind: Some(RepairKind::Charset) })
}

/// The character whose bytes stand as characters from byte `at` on, the first of them `c`, and where they end.
fn decoded(text: &str, at: usize, c: char) -> Option<(char, usize)> {
    let length = if c == 'â' { 3 } else { 2 };
    let mut bytes = [0_u8; 3];
    let mut end = at;
    for (byte, c) in bytes.iter_mut().zip(text.get(at..)?.chars()).take(length) {
        *byte = byte_of(c)?;
        end += c.len_utf8();
    }
    Some((character(bytes.get(..length)?)?, end))
}

/// The one character that the bytes are.
fn character(bytes: &[u8]) -> Option<char> {
    let mut characters = std::str::from_utf8(bytes).ok()?.chars();
    characters.next().filter(|c| !c.is_ascii() && characters.next().is_none())
}

/// The byte that Windows-1252 writes for `c`.
fn byte_of(c: char) -> Option<u8> {
    let low = u8::try_from(u32::from(c)).ok();
    let high = WINDOWS_1252.chars().position(|other| other == c && c != '\0').map(|place| place + 0x80);
    high.and_then(|place| u8::try_from(place).ok()).or(low)
}

/// What Windows-1252 has from 0x80 to 0x9F.
const WINDOWS_1252: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// A letter and an accent after it are one letter.
fn composed(text: &str, at: usize, accent: char) -> Option<Meant> {
    let base = before(text, at)?;
    let mut letter = compose(base, accent)?;
    let mut end = at + accent.len_utf8();
    while let Some(next) = after(text, end).filter(|next| is_combining(*next)) {
        let Some(more) = compose(letter, next) else { break };
        (letter, end) = (more, end + next.len_utf8());
    }
    Some(Meant { range: ByteRange::new(at - base.len_utf8(), end), with: letter.to_string(), kind: None })
}
