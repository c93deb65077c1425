//! RSS, Atom and JSON Feed: each entry is a document.

use crate::html::{self, absolute, dom::NodeId};
use crate::meta::two_letters;
use crate::{Hints, InputError, Options, page};
use feed_rs::model::{Entry, Feed, Text};
use selon_text::Document;
use url::Url;

/// Elements nested deeper than this are no feed.
const DEEPEST: usize = 200;

/// The entries of a feed.
///
/// # Errors
/// Where it is no feed after all.
pub(crate) fn documents(
    bytes: &[u8],
    hints: &Hints,
    options: &Options,
) -> Result<Vec<Result<Document, InputError>>, InputError> {
    if is_too_deep(bytes) {
        return Err(InputError::new(
            hints.name(),
            format!("not a feed that can be read: its elements are nested deeper than {DEEPEST}"),
        ));
    }
    let parser = feed_rs::parser::Builder::new().base_uri(hints.url.as_deref()).build();
    let feed = parser
        .parse(bytes)
        .map_err(|error| InputError::new(hints.name(), format!("not a feed that can be read: {}", sentence(&error))))?;
    if feed.entries.is_empty() {
        return Err(InputError::new(hints.name(), "the feed has no entries"));
    }
    let documents = feed.entries.iter().zip(1..).map(|(entry, number)| {
        document(&feed, entry, hints, options)
            .map_err(|reason| InputError::new(hints.name(), reason).at(format!("entry {number}")))
    });
    Ok(documents.collect())
}

fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        match bytes.get(at) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!') if bytes[at..].starts_with(b"![CDATA[") => {
                at = memchr::memmem::find(&bytes[at..], b"]]>").map_or(bytes.len(), |end| at + end)
            }
            Some(b'?' | b'!') => {}
            Some(_) => {
                let end = memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                depth += usize::from(end == 0 || bytes.get(end - 1) != Some(&b'/'));
                at = end;
            }
            None => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

fn sentence(error: &feed_rs::parser::ParseFeedError) -> String {
    let words = error.to_string();
    let short: String = words.chars().take(200).collect();
    short.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn document(feed: &Feed, entry: &Entry, hints: &Hints, options: &Options) -> Result<Document, String> {
    let url = address(entry, hints);
    let base = url.as_deref().and_then(|url| Url::parse(url).ok());
    let content = content(entry).ok_or("the entry holds no text")?;
    let text = html::fragment_text(content, base.as_ref());
    if text.text.trim().is_empty() {
        return Err("the entry holds no text".into());
    }
    let title = entry.title.as_ref().and_then(plain);
    let published = entry.published.map(|time| time.to_rfc3339().replace("+00:00", "Z"));
    let updated = entry.updated.map(|time| time.to_rfc3339().replace("+00:00", "Z"));
    let people = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let mut document = Document {
        id: entry.id.clone(),
        file: hints.file.clone(),
        fetched: hints.fetched.clone(),
        title_apart: title.as_deref().is_some_and(|title| !page::stands_in(title, &text.text)),
        sha256: page::sha256(content.as_bytes()),
        title,
        outlet: feed.title.as_ref().and_then(plain),
        authors: people
            .iter()
            .filter_map(|person| Some(person.name.as_deref()?.trim().to_owned()))
            .filter(|name| !name.is_empty())
            .collect(),
        published: published.or_else(|| updated.clone()),
        modified: updated,
        language: entry.language.as_deref().or(feed.language.as_deref()).and_then(two_letters),
        url,
        text: text.text,
        links: text.links,
        blocks: text.blocks,
        ..Document::default()
    };
    if document.id.is_empty() {
        document.id = page::id_of(&document.sha256);
    }
    page::finish(&mut document, options);
    Ok(document)
}

/// The entry's own page.
fn address(entry: &Entry, hints: &Hints) -> Option<String> {
    let base = hints.url.as_deref().and_then(|url| Url::parse(url).ok());
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or_else(|| entry.links.first());
    link.and_then(|link| absolute(&link.href, base.as_ref()))
}

/// The whole content, else the summary.
fn content(entry: &Entry) -> Option<&str> {
    let whole = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let described = entry.media.iter().find_map(|media| media.description.as_ref()).map(|words| words.content.as_str());
    [whole, summary, described].into_iter().flatten().find(|words| !words.trim().is_empty())
}

fn plain(text: &Text) -> Option<String> {
    let (dom, _) = html::parse::parse(&text.content);
    Some(dom.text(NodeId::ROOT)).filter(|words| !words.is_empty())
}
