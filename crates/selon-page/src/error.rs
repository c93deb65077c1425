//! What went wrong with one input, in words for the person who gave it.

use std::fmt;

/// One input, or one place in it, that could not be read; the others go on.
///
/// ```
/// use selon_page::InputError;
/// let error = InputError::new("news.jsonl", "not JSON: expected value").at("line 12");
/// assert_eq!(error.to_string(), "news.jsonl: line 12: not JSON: expected value");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InputError {
    /// The path or address as given, or `-`.
    pub input: String,
    /// Where in it: `line 12`, `row 3`, `entry 2`.
    pub place: Option<String>,
    /// What happened, as a plain sentence in lower case.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl InputError {
    /// An error about the whole of `input`.
    #[must_use]
    pub fn new(input: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { input: input.into(), place: None, reason: reason.into(), hint: None }
    }

    /// The same error at a place within the input.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The same error with advice.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.input)?;
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.reason)
    }
}
