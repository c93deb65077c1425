//! JSON from careless writers escapes half of a surrogate pair, which is no character: each becomes the replacement character.

use std::borrow::Cow;

/// JSON with every lone `\ud800` and its like replaced by `\ufffd`; borrows where there is none.
pub(crate) fn without_lone_surrogates(json: &str) -> Cow<'_, str> {
    let (mut mended, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(found) = memchr::memchr(b'\\', &json.as_bytes()[at..]) {
        let start = at + found;
        match unit(json, start) {
            Some(high @ 0xD800..0xDC00) if high > 0 && matches!(unit(json, start + 6), Some(0xDC00..0xE000)) => {
                at = start + 12
            }
            Some(0xD800..0xE000) => {
                mended.push_str(&json[kept..start]);
                mended.push_str("\\ufffd");
                at = start + 6;
                kept = at;
            }
            Some(_) => at = start + 6,
            None => at = (start + 2).min(json.len()),
        }
    }
    if kept == 0 {
        return Cow::Borrowed(json);
    }
    mended.push_str(&json[kept..]);
    Cow::Owned(mended)
}

/// The value of a `\uXXXX` at this place.
fn unit(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stay_and_halves_go() {
        assert_eq!(without_lone_surrogates(r"a \ud83d\ude00 b"), r"a \ud83d\ude00 b");
        assert_eq!(without_lone_surrogates(r"a \ud800 b \udc00"), r"a \ufffd b \ufffd");
        assert_eq!(without_lone_surrogates(r"a \\ud800"), r"a \\ud800");
        assert_eq!(without_lone_surrogates("\\"), "\\");
    }
}
