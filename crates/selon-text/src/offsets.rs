//! How do other programs count? Bytes of a text in code points and UTF-16 units, and back.

use crate::{ByteRange, CodepointRange, Utf16Range};

/// Converts ranges of one text; built in one linear pass, a few bytes of memory per 64 bytes of text, none for ASCII.
///
/// ```
/// use selon_text::{ByteRange, CodepointRange, Offsets};
/// let offsets = Offsets::new("été 😀 ok");
/// let range = ByteRange::new(6, 10);
/// assert_eq!(offsets.codepoints(range), CodepointRange::new(4, 5));
/// assert_eq!(offsets.utf16(range).len(), 2);
/// assert_eq!(offsets.bytes_of_codepoints(CodepointRange::new(4, 5)), Some(range));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Code points and UTF-16 units before each block; empty where all is ASCII.
    blocks: Vec<(usize, usize)>,
    codepoints: usize,
    utf16: usize,
}

/// Bytes between two entries of the table.
const BLOCK: usize = 64;

impl<'t> Offsets<'t> {
    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, blocks: Vec::new(), codepoints: text.len(), utf16: text.len() };
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let (mut codepoints, mut utf16) = (0, 0);
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push((codepoints, utf16));
            let (more, wide) = count(block);
            codepoints += more;
            utf16 += more + wide;
        }
        Self { text, blocks, codepoints, utf16 }
    }

    /// Bytes to code points. Positions beyond the text count as its end, positions within a character as its end.
    #[must_use]
    pub fn codepoints(&self, range: ByteRange) -> CodepointRange {
        CodepointRange::new(self.at(range.start).0, self.at(range.end).0)
    }

    /// Bytes to UTF-16 units, likewise.
    #[must_use]
    pub fn utf16(&self, range: ByteRange) -> Utf16Range {
        Utf16Range::new(self.at(range.start).1, self.at(range.end).1)
    }

    /// Code points to bytes; `None` where the text has not so many, or the range runs backwards.
    #[must_use]
    pub fn bytes_of_codepoints(&self, range: CodepointRange) -> Option<ByteRange> {
        self.bytes(range.start, range.end, |block| block.0, |_| 1)
    }

    /// UTF-16 units to bytes; `None` where the text has not so many, the range runs backwards, or a bound splits a pair.
    #[must_use]
    pub fn bytes_of_utf16(&self, range: Utf16Range) -> Option<ByteRange> {
        self.bytes(range.start, range.end, |block| block.1, char::len_utf16)
    }

    /// Length of the text in code points.
    #[must_use]
    pub fn codepoint_len(&self) -> usize {
        self.codepoints
    }

    /// Length of the text in UTF-16 units.
    #[must_use]
    pub fn utf16_len(&self) -> usize {
        self.utf16
    }

    /// Code points and UTF-16 units before byte `at`.
    fn at(&self, at: usize) -> (usize, usize) {
        if at >= self.text.len() {
            return (self.codepoints, self.utf16);
        }
        let Some(&(codepoints, utf16)) = self.blocks.get(at / BLOCK) else { return (at, at) };
        let (more, wide) = count(self.text.as_bytes().get(at - at % BLOCK..at).unwrap_or(&[]));
        (codepoints + more, utf16 + more + wide)
    }

    fn bytes(
        &self,
        start: usize,
        end: usize,
        of: fn(&(usize, usize)) -> usize,
        unit: fn(char) -> usize,
    ) -> Option<ByteRange> {
        let range = ByteRange::new(self.byte(start, of, unit)?, self.byte(end, of, unit)?);
        (start <= end).then_some(range)
    }

    fn byte(&self, wanted: usize, of: fn(&(usize, usize)) -> usize, unit: fn(char) -> usize) -> Option<usize> {
        if self.blocks.is_empty() {
            return (wanted <= self.text.len()).then_some(wanted);
        }
        let block = self.blocks.partition_point(|block| of(block) < wanted).saturating_sub(1);
        let mut seen = of(self.blocks.get(block)?);
        let mut at = block * BLOCK;
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        for c in self.text.get(at..)?.chars() {
            if seen >= wanted {
                break;
            }
            seen += unit(c);
            at += c.len_utf8();
        }
        (seen == wanted).then_some(at)
    }
}

/// Characters that begin in `bytes`, and how many of them take two UTF-16 units.
fn count(bytes: &[u8]) -> (usize, usize) {
    let begin = bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    let wide = bytes.iter().filter(|&&byte| byte >= 0xf0).count();
    (begin, wide)
}
