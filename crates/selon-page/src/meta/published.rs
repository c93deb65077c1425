//! When it was published: declared dates first, then the time that stands nearest to the headline, then the address.

use super::clippings::Clippings;
use super::jsonld;
use crate::dates;
use crate::html::dom::{Dom, NodeData, NodeId};

/// Names of meta tags that hold the date of publication, surest first.
const TAGS: [&str; 22] = [
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate", "publication_date", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date.created", "dcterms.created", "dc.date", "citation_publication_date", "cxenseparse:recs:publishtime", "article.published", "rnews:datepublished", "date", "last-modified",
];

/// The date of publication, as exactly as the page tells it.
pub(crate) fn published(dom: &Dom, clippings: &Clippings, address: Option<&str>) -> Option<String> {
    let in_graph = in_graph(clippings, &["datePublished", "uploadDate", "dateCreated"]);
    let tagged = || TAGS.iter().flat_map(|name| clippings.tags_named(name)).find_map(dates::declared);
    let day_first = !clippings.language.as_deref().is_some_and(|tag| tag.eq_ignore_ascii_case("en-us") || tag.eq_ignore_ascii_case("en"));
    in_graph
        .or_else(tagged)
        .or_else(|| near_headline(dom, clippings, day_first))
        .or_else(|| address.and_then(dates::in_address))
        .or_else(|| in_graph_modified(clippings))
}

/// When it was last changed, where the page declares it.
pub(crate) fn modified(clippings: &Clippings) -> Option<String> {
    let tagged = ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified"];
    in_graph_modified(clippings).or_else(|| tagged.iter().flat_map(|name| clippings.tags_named(name)).find_map(dates::declared))
}

fn in_graph_modified(clippings: &Clippings) -> Option<String> {
    in_graph(clippings, &["dateModified"])
}

fn in_graph(clippings: &Clippings, fields: &[&str]) -> Option<String> {
    let of = |object| fields.iter().find_map(|field| jsonld::text(object, field).as_deref().and_then(dates::declared));
    clippings.graph.article().and_then(of).or_else(|| clippings.graph.objects().find_map(of))
}

/// The first `<time>` behind the headline, else a dated element behind it, else a short line with a date, else any of them.
fn near_headline(dom: &Dom, clippings: &Clippings, day_first: bool) -> Option<String> {
    let headline = clippings.headlines.iter().find(|(id, _)| dom.tag(*id) == "h1").map(|(id, _)| *id);
    let read = |words: &str| dates::iso(words).or_else(|| dates::find(words, day_first));
    let behind = |found: &[(NodeId, String)]| found.iter().filter(|(id, _)| headline.is_none_or(|headline| *id > headline)).find_map(|(_, words)| read(words));
    let any = |found: &[(NodeId, String)]| found.iter().find_map(|(_, words)| read(words));
    behind(&clippings.times).or_else(|| behind(&clippings.dated)).or_else(|| any(&clippings.times)).or_else(|| any(&clippings.dated)).or_else(|| in_short_lines(dom, &read))
}

/// Longest line, in bytes, that is taken for a line about the date.
const SHORT: usize = 120;

fn in_short_lines(dom: &Dom, read: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    dom.descendants(NodeId::ROOT).find_map(|id| match &dom.node(id).data {
        NodeData::Text(words) if words.len() <= SHORT && words.bytes().any(|byte| byte.is_ascii_digit()) && !dom.node(id).parent.is_some_and(|parent| matches!(dom.tag(parent), "script" | "style" | "title")) => read(words),
        _ => None,
    })
}
