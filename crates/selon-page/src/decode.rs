//! From bytes to characters: byte order marks, what server and page declare, and a guess where nobody says.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its declaration is sought.
const DECLARED_WITHIN: usize = 4_096;
/// How much is looked at for a guess.
const GUESSED_FROM: usize = 256 * 1024;

/// A text, and what was odd about getting it.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) note: Option<String>,
}

/// The beginning of a text, as far as it can be read, to tell its format by.
pub(crate) fn head_text(head: &[u8]) -> String {
    match Encoding::for_bom(head) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0.into_owned(),
        None => match without_mark(head) {
            Some(encoding) => encoding.decode_without_bom_handling(head).0.into_owned(),
            None => String::from_utf8_lossy(head).into_owned(),
        },
    }
}

/// Whether the zero bytes of a text are those of UTF-16.
pub(crate) fn is_utf16(head: &[u8]) -> bool {
    matches!(Encoding::for_bom(head), Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE)
        || without_mark(head).is_some()
}

/// UTF-16 that does not say so: nearly every second byte is zero.
fn without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half < 2 {
        return None;
    }
    if odd * 10 > half * 7 && even * 20 < half {
        return Some(UTF_16LE);
    }
    (even * 10 > half * 7 && odd * 20 < half).then_some(UTF_16BE)
}

/// Decodes a page of HTML: byte order mark, then the server's charset, then the page's own, then a guess.
pub(crate) fn decode_page(bytes: Vec<u8>, content_type: Option<&str>) -> Decoded {
    let declared = content_type.and_then(charset).or_else(|| declared_in_page(&bytes));
    decode(bytes, declared)
}

/// Decodes text that declares nothing, but may come with a server's word.
pub(crate) fn decode_text(bytes: Vec<u8>, content_type: Option<&str>) -> Decoded {
    let declared = content_type.and_then(charset);
    decode(bytes, declared)
}

fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return with_encoding(&bytes[mark..], encoding);
    }
    if let Some(encoding) = without_mark(&bytes[..bytes.len().min(DECLARED_WITHIN)]) {
        return with_encoding(&bytes, encoding);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, note: None },
        Err(error) => error.into_bytes(),
    };
    match declared {
        Some(encoding) if encoding != UTF_8 => with_encoding(&bytes, encoding),
        Some(_) if mostly_utf8(&bytes) => with_encoding(&bytes, UTF_8),
        _ => with_encoding(&bytes, guess(&bytes)),
    }
}

fn with_encoding(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = broken.then(|| format!("some bytes were not valid {} and were replaced", encoding.name()));
    Decoded { text: text.into_owned(), note }
}

/// Whether a page that calls itself UTF-8 is so but for a few broken places.
pub(crate) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut wide) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        wide += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
    }
    broken * 10 <= wide
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if guessed == UTF_8 { WINDOWS_1252 } else { guessed }
}

/// The charset of a `Content-Type`.
fn charset(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    label(lower.split("charset").nth(1)?)
}

/// Reads `="utf-8"`, `=utf-8;` and the like.
fn label(after: &str) -> Option<&'static Encoding> {
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/' | '?'))
        .unwrap_or(value.len());
    Encoding::for_label(&value.as_bytes()[..end])
}

fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let declared = head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        label(tag[..tag.find('>').unwrap_or(tag.len())].split("charset").nth(1)?)
    });
    let declared = declared.or_else(|| {
        head.strip_prefix("<?xml").and_then(|rest| label(rest.split("?>").next()?.split("encoding").nth(1)?))
    });
    // A page that can be read as ASCII up to its declaration is not in UTF-16, whatever it says.
    declared.map(|encoding| if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], content_type: Option<&str>) -> String {
        decode_page(bytes.to_vec(), content_type).text
    }

    #[test]
    fn the_declared_charset_is_followed() {
        assert_eq!(text(b"<meta charset=windows-1251>\xcc\xe8\xf0", None), "<meta charset=windows-1251>Мир");
        assert_eq!(text(b"\xcc\xe8\xf0", Some("text/html; charset=\"windows-1251\"")), "Мир");
        assert_eq!(
            text(b"<?xml version='1.0' encoding='iso-8859-1'?>\xe9", None),
            "<?xml version='1.0' encoding='iso-8859-1'?>é"
        );
    }

    #[test]
    fn a_mark_beats_every_declaration() {
        assert_eq!(text(b"\xff\xfeh\0i\0", Some("text/html; charset=utf-8")), "hi");
        assert_eq!(text(b"\xef\xbb\xbf\xc3\xa9", Some("text/html; charset=windows-1252")), "é");
    }

    #[test]
    fn what_nobody_declares_is_guessed() {
        assert_eq!(
            text(b"Le pr\xe9fet d'Orvane a d\xe9clar\xe9 que l'\xe9cole serait ferm\xe9e.", None),
            "Le préfet d'Orvane a déclaré que l'école serait fermée."
        );
    }

    #[test]
    fn one_broken_byte_does_not_undo_utf8() {
        let decoded = decode_text("é".repeat(100).into_bytes().into_iter().chain([0xff]).collect(), None);
        assert!(decoded.text.starts_with("éé") && decoded.note.is_some());
    }
}
