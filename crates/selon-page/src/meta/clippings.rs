//! What a page says of itself, gathered in one pass: meta tags, JSON-LD, headlines, times, bylines.

use super::jsonld::{self, Graph};
use crate::html::dom::{Dom, NodeData, NodeId};

/// Most elements of one kind that are kept: more say nothing new.
const ENOUGH: usize = 60;
/// Most meta tags that are kept.
const ENOUGH_TAGS: usize = 400;

/// The clippings of one page.
#[derive(Default)]
pub(crate) struct Clippings {
    /// Meta tags as (name in lower case, content).
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) graph: Graph,
    pub(crate) titles: Vec<String>,
    pub(crate) headlines: Vec<(NodeId, String)>,
    /// What the first itemprop of the date of publication says.
    pub(crate) stamped: Option<String>,
    /// `<time>` elements outside comments with their machine-readable or visible date.
    pub(crate) times: Vec<(NodeId, String)>,
    /// Elements that by rel, itemprop or class name authors.
    pub(crate) bylines: Vec<Byline>,
    pub(crate) dated: Vec<(NodeId, String)>,
    pub(crate) language: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) base: Option<String>,
}

/// An element that seems to name authors, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    Itemprop,
    Rel,
    Class,
}

pub(crate) struct Byline {
    pub(crate) sureness: Sureness,
    pub(crate) words: String,
}

impl Clippings {
    pub(crate) fn gather(dom: &Dom) -> Self {
        let mut found = Self::default();
        let mut scripts = Vec::new();
        for id in dom.descendants(NodeId::ROOT) {
            if let NodeData::Element(_) = &dom.node(id).data {
                found.clip(dom, id, &mut scripts);
            }
        }
        found.graph = jsonld::read(&scripts);
        found.bylines.sort_by_key(|byline| byline.sureness);
        found
    }

    /// The first content of the first of these meta tags that has one.
    pub(crate) fn tag(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.tags.iter().find(|(known, _)| known == name))
            .map(|(_, content)| content.as_str())
    }

    pub(crate) fn tags_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.tags.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    fn clip(&mut self, dom: &Dom, id: NodeId, scripts: &mut Vec<String>) {
        match dom.tag(id) {
            "meta" => self.clip_tag(dom, id),
            "html" => {
                self.language = dom.attribute(id, "lang").or_else(|| dom.attribute(id, "xml:lang")).map(str::to_owned)
            }
            "base" => self.base = self.base.take().or_else(|| dom.attribute(id, "href").map(str::to_owned)),
            "link" if dom.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = dom.attribute(id, "href").map(str::to_owned)
            }
            "script" => {
                let json = dom.attribute(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
                if let Some(NodeData::Text(script)) =
                    dom.node(id).first.filter(|_| json && scripts.len() < ENOUGH).map(|child| &dom.node(child).data)
                {
                    scripts.push(script.clone());
                }
            }
            "title" if self.titles.is_empty() => self.titles.push(dom.text(id)),
            "h1" | "h2" if self.headlines.len() < ENOUGH => self.headlines.push((id, dom.text(id))),
            "style" | "noscript" | "svg" => {}
            tag => self.clip_element(dom, id, tag),
        }
    }

    fn clip_tag(&mut self, dom: &Dom, id: NodeId) {
        let name = ["name", "property", "itemprop", "http-equiv"].iter().find_map(|key| dom.attribute(id, key));
        let Some((name, content)) = name.zip(dom.attribute(id, "content")) else { return };
        if self.tags.len() < ENOUGH_TAGS && !content.trim().is_empty() {
            self.tags.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
        }
    }

    fn clip_element(&mut self, dom: &Dom, id: NodeId, tag: &str) {
        let itemprop = dom.attribute(id, "itemprop").unwrap_or("");
        let stamped = dom.attribute(id, "datetime").or_else(|| dom.attribute(id, "content")).map(str::to_owned);
        if itemprop == "datePublished" && self.stamped.is_none() {
            self.stamped = Some(stamped.clone().unwrap_or_else(|| short_text(dom, id)));
        } else if tag == "time" && self.times.len() < ENOUGH && !inside_comments(dom, id) {
            self.times.push((id, stamped.unwrap_or_else(|| short_text(dom, id))));
        }
        if itemprop == "author" || itemprop == "creator" {
            let named = dom.descendants(id).take(30).find(|inner| dom.attribute(*inner, "itemprop") == Some("name"));
            let words = named.map_or_else(
                || short_text(dom, id),
                |name| dom.attribute(name, "content").map_or_else(|| short_text(dom, name), str::to_owned),
            );
            self.byline(Sureness::Itemprop, words);
        } else if tag == "a" && leads_to_author(dom, id) && !inside_comments(dom, id) {
            self.byline(Sureness::Rel, short_text(dom, id));
        }
        let names = format!(" {} {} ", dom.attribute(id, "class").unwrap_or(""), dom.attribute(id, "id").unwrap_or(""))
            .to_ascii_lowercase();
        if names.len() > 2 {
            self.clip_by_names(dom, id, &names);
        }
    }

    fn clip_by_names(&mut self, dom: &Dom, id: NodeId, names: &str) {
        let author = ["author", "byline", "autor", "auteur", "writer", "posted-by", "postedby", "creator"]
            .iter()
            .any(|word| names.contains(word));
        if author && !names.contains("comment") && !inside_comments(dom, id) {
            self.byline(Sureness::Class, short_text(dom, id));
        }
        let dated = [
            "date",
            "datum",
            "fecha",
            "time",
            "publish",
            "posted",
            "byline",
            "meta",
            "info",
            "submitted",
            "dateline",
            "data-",
            "updated",
            "stand",
        ]
        .iter()
        .any(|word| names.contains(word));
        if dated && self.dated.len() < ENOUGH {
            let stamp = dom.attribute(id, "title").filter(|title| crate::dates::iso(title).is_some());
            let words = stamp.map_or_else(|| short_text(dom, id), str::to_owned);
            if words.bytes().any(|byte| byte.is_ascii_digit()) && !inside_comments(dom, id) {
                self.dated.push((id, words));
            }
        }
    }

    fn byline(&mut self, sureness: Sureness, words: String) {
        if self.bylines.len() < ENOUGH && !words.is_empty() {
            self.bylines.push(Byline { sureness, words });
        }
    }
}

fn leads_to_author(dom: &Dom, id: NodeId) -> bool {
    let by_rel = dom.attribute(id, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author"));
    by_rel
        || dom.attribute(id, "href").is_some_and(|href| {
            href.len() < 300
                && ["/author/", "/autor/", "/auteur/", "/authors/", "/autoren/", "/auteurs/"]
                    .iter()
                    .any(|part| href.contains(part))
        })
}

fn inside_comments(dom: &Dom, id: NodeId) -> bool {
    dom.ancestors(id).take(12).any(|above| {
        let named = |key| {
            dom.attribute(above, key)
                .is_some_and(|names| names.len() < 200 && names.to_ascii_lowercase().contains("comment"))
        };
        !matches!(dom.tag(above), "body" | "html") && (named("class") || named("id"))
    })
}

/// Longest text of a byline or date, in bytes.
const SHORT: usize = 200;

/// The text of an element if it is short, else nothing; looks at few nodes.
fn short_text(dom: &Dom, top: NodeId) -> String {
    let mut text = String::new();
    for id in dom.descendants(top).take(60) {
        match &dom.node(id).data {
            NodeData::Text(words) if text.len() + words.len() > 4 * SHORT => return String::new(),
            NodeData::Text(words) if !in_script(dom, id) => crate::html::dom::fold_into(&mut text, words),
            NodeData::Element(_) => crate::html::dom::fold_into(&mut text, " "),
            _ => {}
        }
    }
    let text = text.trim();
    if text.len() > SHORT { String::new() } else { text.to_owned() }
}

fn in_script(dom: &Dom, id: NodeId) -> bool {
    dom.node(id).parent.is_some_and(|parent| matches!(dom.tag(parent), "script" | "style" | "noscript"))
}
