//! Plain text: nothing is changed, and the furniture of the page that it was copied from is marked.

use crate::decode::Decoded;
use crate::{Hints, InputError, Options, frame, page};
use selon_text::Document;

/// A decoded text as a document; hash and id are left to the caller.
///
/// # Errors
/// Where there is nothing but white space.
pub(crate) fn document(decoded: Decoded, hints: &Hints, options: &Options) -> Result<Document, InputError> {
    if decoded.text.trim().is_empty() {
        return Err(InputError::new(hints.name(), "there is no text in it"));
    }
    let mut document = Document {
        file: hints.file.clone(),
        url: hints.url.clone(),
        fetched: hints.fetched.clone(),
        frame: frame::frame_of(&decoded.text),
        text: decoded.text,
        notes: decoded.note.into_iter().collect(),
        ..Document::default()
    };
    page::finish(&mut document, options);
    Ok(document)
}
