//! Lists of feeds: OPML 2.0, or one address a line.

use crate::error::WatchError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashSet;

/// The addresses of the feeds in a list, in order and without doubles; `name` is what the list is called in messages.
///
/// # Errors
/// Where it is no list, or there is no feed in it.
///
/// ```
/// use selon_watch::feeds_in;
/// let list = r#"<opml version="2.0"><body><outline text="News"><outline type="rss" xmlUrl="https://gazette.example/feed"/></outline></body></opml>"#;
/// assert_eq!(feeds_in(list, "feeds.opml").unwrap(), ["https://gazette.example/feed"]);
/// ```
pub fn feeds_in(text: &str, name: &str) -> Result<Vec<String>, WatchError> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let found = if text.starts_with('<') { in_opml(text, name)? } else { in_lines(text) };
    let mut seen = HashSet::new();
    let feeds: Vec<String> = found.into_iter().filter(|address| seen.insert(address.clone())).collect();
    if feeds.is_empty() {
        return Err(failed(name, "there is no feed in this list".to_owned()));
    }
    Ok(feeds)
}

fn failed(name: &str, reason: String) -> WatchError {
    let hint = Some("a list is OPML with xmlUrl, or has one address a line");
    WatchError::List { name: name.to_owned(), reason, hint }
}

/// Whether it is an address that can be followed.
pub(crate) fn is_address(word: &str) -> bool {
    let scheme = word.get(..8).unwrap_or(word).to_ascii_lowercase();
    scheme.starts_with("http://") || scheme.starts_with("https://")
}

fn in_lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| is_address(line)).map(str::to_owned).collect()
}

fn in_opml(text: &str, name: &str) -> Result<Vec<String>, WatchError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut found, mut is_opml) = (Vec::new(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => match element.local_name().as_ref() {
                "opml" => is_opml = true,
                "outline" => found.extend(feed_of(&element)),
                _ => {}
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(failed(name, format!("not OPML that can be read: {error}"))),
        }
    }
    if is_opml { Ok(found) } else { Err(failed(name, "this is no list of feeds".to_owned())) }
}

/// The address that an outline gives, with its entities undone.
fn feed_of(outline: &BytesStart<'_>) -> Option<String> {
    let mut attributes = outline.html_attributes();
    attributes.with_checks(false);
    let given = attributes.flatten().find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case("xmlUrl"))?;
    let address = given.normalized_value(XmlVersion::Implicit1_0).ok()?.trim().to_owned();
    is_address(&address).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_with_their_entities_undone_and_once() {
        let list = r#"<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
            <outline xmlUrl="https://a.example/f?x=1&amp;y=2"/><outline xmlurl=" https://b.example/ "></outline>
            <outline xmlUrl="https://b.example/"/><outline xmlUrl="file:///etc/passwd"/><outline text="no feed"/></body></opml>"#;
        assert_eq!(feeds_in(list, "x").unwrap(), ["https://a.example/f?x=1&y=2", "https://b.example/"]);
    }

    #[test]
    fn a_list_may_be_lines() {
        let list = "# ours\nhttps://a.example/feed\n\nnonsense\nhttps://a.example/feed\n";
        assert_eq!(feeds_in(list, "x").unwrap(), ["https://a.example/feed"]);
    }

    #[test]
    fn what_is_no_list_is_said_to_be_none() {
        assert_eq!(
            feeds_in("<html><body/></html>", "a.html").unwrap_err().to_string(),
            "a.html: this is no list of feeds"
        );
        assert_eq!(feeds_in("", "a.opml").unwrap_err().to_string(), "a.opml: there is no feed in this list");
        assert!(feeds_in("<opml><body><outline xmlUrl=", "a").is_err());
    }
}
