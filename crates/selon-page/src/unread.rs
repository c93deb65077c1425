//! Documents that have been found and not been read yet: finding is quick and done in order, reading can be done on any thread.

use crate::{Hints, InputError, Options};
use selon_text::Document;
use std::sync::Arc;

/// One document that was found in an input: its bytes are at hand, its text has not been looked for.
///
/// ```
/// use selon_page::{Hints, Options, read_bytes};
/// let rows = b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
/// let mut documents = read_bytes(rows.to_vec(), &Hints::default(), &Options::default());
/// let first = documents.next_unread().unwrap();
/// let second = documents.next_unread().unwrap();
/// assert_eq!((second.read().unwrap().id, first.read().unwrap().id), ("b".into(), "a".into()));
/// ```
pub struct Unread {
    bytes: usize,
    read: Box<dyn FnOnce() -> Result<Document, InputError> + Send>,
}

impl Unread {
    pub(crate) fn new(bytes: usize, read: impl FnOnce() -> Result<Document, InputError> + Send + 'static) -> Self {
        Self { bytes, read: Box::new(read) }
    }

    /// One that had to be read to be found.
    pub(crate) fn known(read: Result<Document, InputError>) -> Self {
        let bytes = read.as_ref().map_or(0, |document| document.text.len());
        Self::new(bytes, || read)
    }

    pub(crate) fn failed(error: InputError) -> Self {
        Self::known(Err(error))
    }

    /// How many bytes it takes, about: what reading it costs.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where there is no text in it, or its form is broken.
    pub fn read(self) -> Result<Document, InputError> {
        (self.read)()
    }
}

/// Documents of one input, one at a time.
///
/// Rows of JSON Lines, CSV and Parquet and records of web archives are taken in as they are asked for: memory does not grow with their number.
///
/// ```
/// use selon_page::{Hints, Options, read_bytes};
/// let rows = b"{\"id\": \"a\", \"text\": \"One.\"}\nno json\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
/// let read: Vec<_> = read_bytes(rows.to_vec(), &Hints::default(), &Options::default()).collect();
/// assert_eq!(read[0].as_ref().unwrap().id, "a");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("-: line 2: not valid JSON"));
/// assert_eq!(read[2].as_ref().unwrap().text, "Two.");
/// ```
pub struct Documents {
    inner: Box<dyn Iterator<Item = Unread> + Send>,
}

impl Documents {
    pub(crate) fn new(inner: impl Iterator<Item = Unread> + Send + 'static) -> Self {
        Self { inner: Box::new(inner) }
    }

    pub(crate) fn one(unread: Unread) -> Self {
        Self::new(std::iter::once(unread))
    }

    pub(crate) fn failed(error: InputError) -> Self {
        Self::one(Unread::failed(error))
    }

    /// The next one, not read yet.
    pub fn next_unread(&mut self) -> Option<Unread> {
        self.inner.next()
    }
}

impl Iterator for Documents {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_unread().map(Unread::read)
    }
}

/// What the documents of one input have in common.
#[derive(Clone)]
pub(crate) struct Shared(Arc<(Hints, Options)>);

impl Shared {
    pub(crate) fn new(hints: &Hints, options: &Options) -> Self {
        Self(Arc::new((hints.clone(), options.clone())))
    }

    pub(crate) fn hints(&self) -> &Hints {
        &self.0.0
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.1
    }

    /// An error about the input as a whole.
    pub(crate) fn error(&self, reason: impl Into<String>) -> InputError {
        InputError::new(self.hints().name(), reason)
    }
}
