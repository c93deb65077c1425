//! A search as an Atom feed (RFC 4287): what is new under it, for a feed reader to follow.

use super::{filter, hits};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::links;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use selon_corpus::{Found, Hit, Order, Query};
use sha2::{Digest, Sha256};

/// Entries of a feed.
const ENTRIES: usize = 60;

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    title: String,
    language: &'static str,
    id: String,
    updated: String,
    search: String,
    own: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    author: String,
    updated: String,
    address: String,
    source: String,
    said: String,
    language: String,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let store = site.store()?;
    let fields = filter::narrowing(&asked.query);
    let query = filter::query(&store, &fields)?;
    let found = match query {
        Some(query) => store.search(&Query { limit: ENTRIES, order: Order::NewestFirst, ..query })?,
        None => Found::default(),
    };
    let own = links::with_query("/search/feed.atom", &fields);
    let entries: Vec<Entry> = found.hits.iter().map(|hit| entry(asked, hit)).collect();
    let told: Vec<&str> = fields.iter().map(|(_, value)| value).collect();
    let feed = Feed {
        title: legible(&format!("{} {}", asked.words.say("search.feed_title"), told.join(" · "))),
        language: asked.words.code(),
        id: identity(&own),
        updated: entries.first().map_or_else(|| moment("1970-01-01"), |entry| entry.updated.clone()),
        search: format!("{}{}", asked.origin, links::with_query("/search", &fields)),
        own: format!("{}{own}", asked.origin),
        entries,
    };
    let body = feed.render().map_err(|error| Trouble::new(500, "trouble.page").because(error.to_string()))?;
    Ok(Answer::bytes("application/atom+xml; charset=utf-8", body))
}

fn entry(asked: &Asked, hit: &Hit) -> Entry {
    let words = asked.words;
    let who = hits::who(words, hit);
    let family = if hit.polarity == "negative" { "act_not" } else { "act" };
    Entry {
        id: identity(&format!("{} {}", hit.doc, hit.id)),
        title: legible(&format!("{who} {}: {}", words.label(family, &hit.act), hit.content)),
        author: legible(who),
        updated: moment(&hit.day),
        address: format!("{}{}", asked.origin, links::passage(&hit.doc, &hit.id)),
        source: legible(hit.outlet.as_deref().unwrap_or(&hit.doc)),
        said: legible(&hit.content),
        language: hit.language.clone(),
    }
}

/// An id that stays the same: a name-based UUID (RFC 9562, version 8) from the hash of what it names.
fn identity(of: &str) -> String {
    let hash = Sha256::digest(of.as_bytes());
    let mut bytes: Vec<u8> = hash.iter().take(16).copied().collect();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}

/// The beginning of a day; of what is no day the beginning of time.
fn moment(day: &str) -> String {
    let known = day.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    format!("{}T00:00:00Z", known.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string()))
}

/// Without what XML 1.0 can't hold.
fn legible(text: &str) -> String {
    let is_held = |letter: &char| {
        let is_blank = matches!(letter, '\t' | '\n' | '\r');
        (is_blank || !letter.is_control()) && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(is_held).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_that_stay() {
        assert_eq!(identity("a"), identity("a"));
        assert_ne!(identity("a"), identity("b"));
        let id = identity("a");
        assert_eq!((id.len(), id.as_bytes()[23], &id[..9]), (45, b'8', "urn:uuid:"));
    }

    #[test]
    fn moments_are_of_rfc_3339_whatever_the_day() {
        assert_eq!(moment("2031-02-03"), "2031-02-03T00:00:00Z");
        assert_eq!(moment("2031"), "1970-01-01T00:00:00Z");
        assert_eq!(moment("é"), "1970-01-01T00:00:00Z");
    }
}
