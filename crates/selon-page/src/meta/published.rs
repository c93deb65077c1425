//! When it was published: declared dates first, then the time that stands nearest to the headline, then the address.

use super::clippings::Clippings;
use super::jsonld;
use crate::dates;
use crate::html::dom::{Dom, NodeData, NodeId};

/// Names of meta tags that hold the date of publication, surest first.
const TAGS: [&str; 22] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "rnews:datepublished",
    "date",
    "last-modified",
];

/// The date of publication, as exactly as the page tells it; `Err` holds a guess for pages that tell none.
pub(crate) fn published(dom: &Dom, clippings: &Clippings, address: Option<&str>) -> Result<String, Option<String>> {
    let tagged = || TAGS.iter().flat_map(|name| clippings.tags_named(name)).find_map(dates::declared);
    let american = clippings
        .language
        .as_deref()
        .is_some_and(|tag| tag.eq_ignore_ascii_case("en-us") || tag.eq_ignore_ascii_case("en"));
    let read = |words: &str| {
        dates::iso(words).or_else(|| dates::find(words, !american)).filter(|date| date.as_str() >= "1994")
    };
    let sure = in_graph(clippings, &["datePublished", "uploadDate", "dateCreated"])
        .or_else(tagged)
        .or_else(|| clippings.stamped.as_deref().and_then(dates::declared))
        .or_else(|| behind_headline(dom, clippings, &read))
        .or_else(|| address.and_then(dates::in_address))
        .or_else(|| in_lines(dom, &read, Said::Published));
    let any = |found: &[(NodeId, String)]| found.iter().find_map(|(_, words)| read(words));
    sure.ok_or_else(|| {
        any(&clippings.times)
            .or_else(|| any(&clippings.dated))
            .or_else(|| modified(clippings))
            .or_else(|| in_lines(dom, &read, Said::Nothing))
    })
}

/// A date that the text itself begins with: «17.02.2031 – The bridge …».
pub(crate) fn dateline(text: &str) -> Option<String> {
    text.split("\n\n").take(3).find_map(|paragraph| {
        let (head, _) = paragraph.split_once([' ', '\u{a0}']).and_then(|_| {
            paragraph
                .split_once([',', '–', '—', '-', ':', '|'])
                .filter(|(head, _)| head.len() <= 40 && head.bytes().any(|byte| byte.is_ascii_digit()))
        })?;
        dates::find(head, true)
    })
}

/// When it was last changed, where the page declares it.
pub(crate) fn modified(clippings: &Clippings) -> Option<String> {
    let tagged = [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "last-modified",
    ];
    in_graph_modified(clippings)
        .or_else(|| tagged.iter().flat_map(|name| clippings.tags_named(name)).find_map(dates::declared))
}

fn in_graph_modified(clippings: &Clippings) -> Option<String> {
    in_graph(clippings, &["dateModified"])
}

fn in_graph(clippings: &Clippings, fields: &[&str]) -> Option<String> {
    let of = |object| fields.iter().find_map(|field| jsonld::text(object, field).as_deref().and_then(dates::declared));
    clippings.graph.article().and_then(of).or_else(|| clippings.graph.objects().find_map(of))
}

/// The first `<time>` behind the headline, else the first element behind it whose names speak of dates.
fn behind_headline(dom: &Dom, clippings: &Clippings, read: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let headline = clippings.headlines.iter().find(|(id, _)| dom.tag(*id) == "h1").map(|(id, _)| *id)?;
    let behind = |found: &[(NodeId, String)]| {
        found.iter().filter(|(id, _)| *id > headline).find_map(|(id, words)| Some((*id, read(words)?)))
    };
    let (time, dated) = (behind(&clippings.times), behind(&clippings.dated));
    let first = match (time, dated) {
        (Some(time), Some(dated)) if dated.0 < time.0 && !time.1.starts_with(&dated.1) => Some(dated),
        (time, dated) => time.or(dated),
    };
    first.map(|(_, date)| date)
}

/// Longest line, in bytes, that is taken for a line about the date.
const SHORT: usize = 120;

/// What a line must say besides its date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Published,
    Nothing,
}

/// A short line with a date and little else.
fn in_lines(dom: &Dom, read: &dyn Fn(&str) -> Option<String>, said: Said) -> Option<String> {
    const PUBLISHED: [&str; 20] = [
        "publish",
        "posted",
        "publié",
        "paru le",
        "mis en ligne",
        "veröffentlicht",
        "erschienen",
        "erstellt",
        "datum:",
        "date:",
        "stand:",
        "publicado",
        "pubblicato",
        "gepubliceerd",
        "opublikowan",
        "date :",
        "written",
        "updated",
        "aktualisiert",
        "mis à jour",
    ];
    dom.descendants(NodeId::ROOT).find_map(|id| {
        let NodeData::Text(words) = &dom.node(id).data else { return None };
        let words = words.trim();
        let short = words.len() <= SHORT
            && words.bytes().any(|byte| byte.is_ascii_digit())
            && !dom.node(id).parent.is_some_and(|parent| matches!(dom.tag(parent), "script" | "style" | "title"));
        let fits = short
            && match said {
                Said::Published => {
                    let lower = words.to_lowercase();
                    PUBLISHED.iter().any(|word| lower.contains(word))
                }
                Said::Nothing => words.len() <= 50,
            };
        if fits { read(words) } else { None }
    })
}
