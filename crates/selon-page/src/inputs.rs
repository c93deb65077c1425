//! What a command line gives: files, folders, `-` and addresses, several at once.

use crate::{Documents, InputError, Options};
use selon_text::Document;
use std::collections::VecDeque;

/// Iterator over the documents of several inputs, in the order given.
///
/// A folder is walked in sorted order without its hidden files; `-` is standard input; what begins with `http://` or `https://` is fetched.
/// A bad input is one error, the others go on.
pub struct Inputs {
    waiting: VecDeque<String>,
    current: Option<Documents>,
    options: Options,
}

impl Inputs {
    /// Inputs by their paths or addresses.
    #[must_use]
    pub fn new(paths_or_addresses: &[String], options: Options) -> Self {
        Self { waiting: paths_or_addresses.iter().cloned().collect(), current: None, options }
    }
}

impl Iterator for Inputs {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let _ = (&self.current, &self.options);
        self.waiting.pop_front().map(|name| Err(InputError::new(name, "not written yet")))
    }
}
