//! What is wrong with gold or predictions, said to those who made them.

use std::fmt;

/// Why a line of gold or of predictions can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which line of the file, counted from 1.
    pub line: usize,
    /// What is wrong, in a plain sentence without a full stop.
    pub reason: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Wrong {
    pub(super) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into(), hint: None }
    }

    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Wrong {}
