//! Where selectors point in a text: by position, where the words agree, else by the words and what stands around them.

use selon_text::{ByteRange, CodepointRange, Offsets};
use serde_json::Value;

/// A text, and its length in code points.
pub(super) struct Text<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, offsets: Offsets::new(text) }
    }

    /// Start and end in code points; nothing where words without a position stand nowhere. What is wrong otherwise, said behind a name.
    pub(super) fn place<'v>(
        &self,
        selectors: impl Iterator<Item = &'v Value>,
    ) -> Result<Option<(usize, usize)>, String> {
        let (mut position, mut quote) = (None, None);
        for selector in selectors {
            match selector.get("type").and_then(Value::as_str) {
                Some("TextPositionSelector") => position = Some(self.range(selector)?),
                Some("TextQuoteSelector") => quote = Some(Quote::of(selector)),
                _ => {}
            }
        }
        match (position, quote) {
            (None, None) => Err("has no selector of a position or of words".to_owned()),
            (Some(at), None) => Ok(Some(self.codepoints(at))),
            (Some(at), Some(quote)) if at.of(self.text) == quote.exact => Ok(Some(self.codepoints(at))),
            (position, Some(quote)) => match quote.find(self.text) {
                Some(at) => Ok(Some(self.codepoints(at))),
                None if position.is_none() => Ok(None),
                None => Err(format!("has words that stand nowhere: «{}»", quote.exact)),
            },
        }
    }

    fn range(&self, selector: &Value) -> Result<ByteRange, String> {
        let bound = |name: &str| selector.get(name).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        let (Some(start), Some(end)) = (bound("start"), bound("end")) else {
            return Err("has a position without start and end".to_owned());
        };
        let range = self.offsets.bytes_of_codepoints(CodepointRange::new(start, end));
        range
            .ok_or_else(|| format!("stands at {start} to {end}, and the text ends at {}", self.offsets.codepoint_len()))
    }

    fn codepoints(&self, range: ByteRange) -> (usize, usize) {
        let points = self.offsets.codepoints(range);
        (points.start, points.end)
    }
}

/// Words with what stands around them.
struct Quote<'v> {
    exact: &'v str,
    prefix: &'v str,
    suffix: &'v str,
}

impl<'v> Quote<'v> {
    fn of(selector: &'v Value) -> Self {
        let words = |name: &str| selector.get(name).and_then(Value::as_str).unwrap_or_default();
        Self { exact: words("exact"), prefix: words("prefix"), suffix: words("suffix") }
    }

    /// The first place where the words stand between those around them.
    fn find(&self, text: &str) -> Option<ByteRange> {
        if self.exact.is_empty() {
            return None;
        }
        let all = format!("{}{}{}", self.prefix, self.exact, self.suffix);
        let start = text.find(&all)? + self.prefix.len();
        Some(ByteRange::new(start, start + self.exact.len()))
    }
}
