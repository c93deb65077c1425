//! The addresses of the pages: the one place where they are made, so that ids and names are always encoded.

use crate::fields::Fields;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Letters that stand in an address as they are. The full stop does not: `/document/a.json` is the twin of `/document/a`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');

fn segment(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A text that was given to be read.
pub(crate) fn text(hash: &str) -> String {
    format!("/read/{}", segment(hash))
}

/// An article of the database, by its id.
pub(crate) fn document(doc: &str) -> String {
    format!("/document/{}", segment(doc))
}

/// A statement in its article: `statement` is the statement's id.
pub(crate) fn passage(doc: &str, statement: &str) -> String {
    format!("{}#s-{}", document(doc), segment(statement))
}

/// Words of an article that are no statement: the browser looks for them (a text fragment of the address).
pub(crate) fn words(doc: &str, words: &str) -> String {
    let begin: Vec<&str> = words.split_whitespace().take(LOOKED_FOR).collect();
    format!("{}#:~:text={}", document(doc), utf8_percent_encode(&begin.join(" "), NON_ALPHANUMERIC))
}

/// Words that a browser is to look for; of more, a number in the text might part them.
const LOOKED_FOR: usize = 6;

/// A claim, by its id.
pub(crate) fn claim(id: &str) -> String {
    format!("/claim/{}", segment(id))
}

/// A speaker, by a name.
pub(crate) fn speaker(name: &str) -> String {
    format!("/speaker/{}", segment(name))
}

/// An outlet, by its name.
pub(crate) fn outlet(name: &str) -> String {
    format!("/outlet/{}", segment(name))
}

/// The twin of an address that has no fragment, for programs.
pub(crate) fn twin(address: &str) -> String {
    let (path, query) = address.split_once('?').map_or((address, ""), |(path, query)| (path, query));
    let path = if path == "/" { "/index" } else { path };
    if query.is_empty() { format!("{path}.json") } else { format!("{path}.json?{query}") }
}

/// A page with a query.
pub(crate) fn with_query(path: &str, fields: &Fields) -> String {
    format!("{path}{}", fields.query())
}

/// Where an address leads to that a document gives: only the web is linked to.
pub(crate) fn outside(address: &str) -> Option<&str> {
    let scheme = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    (scheme.starts_with("http://") || scheme.starts_with("https://")).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_cannot_leave_their_segment() {
        assert_eq!(document("../a b/c?d#e.json"), "/document/%2E%2E%2Fa%20b%2Fc%3Fd%23e%2Ejson");
        assert_eq!(passage("n1", "ab\"c"), "/document/n1#s-ab%22c");
        assert_eq!(words("n1", "a, b-c\n&d"), "/document/n1#:~:text=a%2C%20b%2Dc%20%26d");
    }

    #[test]
    fn twins_keep_the_query() {
        assert_eq!(twin("/"), "/index.json");
        assert_eq!(twin("/search?q=a"), "/search.json?q=a");
    }

    #[test]
    fn only_the_web_is_linked_to() {
        assert_eq!(outside("HTTPS://example.org/é"), Some("HTTPS://example.org/é"));
        assert_eq!(outside("javascript:alert(1)"), None);
        assert_eq!(outside("data:text/html,<b>"), None);
    }
}
