//! What documents, statements and speakers are called where a format wants an address for each: their own, else a `urn:selon:…`.

use selon_reading::{Speaker, Statement};
use selon_text::Document;
use std::fmt::Write;

/// What formats of others call a document: the address that it calls its own, else that it was given with, else a name made of its id.
///
/// ```
/// use selon_text::Document;
/// assert_eq!(selon_export::address(&Document::from_text("note 1", "Non.")), "urn:selon:document:note%201");
/// ```
#[must_use]
pub fn of_document(document: &Document) -> String {
    of_doc(&document.id, document.canonical.as_deref().or(document.url.as_deref()))
}

/// The same for a document that is known by its id and its address alone.
pub(crate) fn of_doc(id: &str, address: Option<&str>) -> String {
    match address.filter(|address| is_address(address)) {
        Some(address) => legal(address),
        None => format!("urn:selon:document:{}", encoded(id)),
    }
}

/// Statements have a name of ours only: their id, in their document, since two documents with the same words share ids.
pub(crate) fn of_statement(document: &Document, id: &str) -> String {
    format!("urn:selon:statement:{}:{id}", encoded(&document.id))
}

/// A word or two of the same statement, by what they are to it.
pub(crate) fn of_part(document: &Document, statement: &Statement, part: &str) -> String {
    format!("{}:{part}", of_statement(document, &statement.id))
}

/// The speaker's identifier where the user gave one, else a name of ours: the one that a database has for a speaker whom it knows
/// across documents, else one in this document alone.
pub(crate) fn of_speaker(document: &Document, speaker: &Speaker) -> String {
    match speaker.reference.as_deref().and_then(of_reference) {
        Some(reference) => reference,
        None if is_shared(speaker) => legal(&speaker.id),
        None => format!("urn:selon:speaker:{}:{}", encoded(&document.id), encoded(&speaker.id)),
    }
}

/// Whether the speaker is known across documents, under a name of a database.
pub(crate) fn is_shared(speaker: &Speaker) -> bool {
    speaker.id.starts_with("urn:")
}

/// The address that an identifier stands for: a Wikidata item, or an address itself.
pub(crate) fn of_reference(reference: &str) -> Option<String> {
    let item = reference.rsplit(':').next().unwrap_or(reference);
    let digits = item.strip_prefix('Q').filter(|digits| !digits.is_empty());
    if digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(format!("http://www.wikidata.org/entity/{item}"));
    }
    is_address(reference).then(|| legal(reference))
}

pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Only letters, digits and `-._~` of ASCII; all else in percents.
pub(crate) fn encoded(text: &str) -> String {
    percents(text, |letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_' | '~'))
}

/// An address with what no address may hold in percents (RFC 3987).
pub(crate) fn legal(address: &str) -> String {
    percents(address, |letter| {
        !letter.is_control()
            && !letter.is_whitespace()
            && !matches!(letter, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    })
}

fn percents(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for letter in text.chars() {
        if stays(letter) {
            encoded.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_without_an_address_have_a_name() {
        let document = Document { url: Some("javascript:alert(1)".into()), ..Document::from_text("a b/é", "") };
        assert_eq!(of_document(&document), "urn:selon:document:a%20b%2F%C3%A9");
    }

    #[test]
    fn addresses_are_made_legal() {
        assert_eq!(of_doc("a", Some("https://a.example/é?x=<1>")), "https://a.example/é?x=%3C1%3E");
    }

    #[test]
    fn identifiers_of_wikidata_are_addresses() {
        let wikidata = Some("http://www.wikidata.org/entity/Q42".to_owned());
        assert_eq!([of_reference("Q42"), of_reference("Wikidata:Q42")], [wikidata.clone(), wikidata]);
        assert_eq!(of_reference("Quimper"), None);
    }
}
