//! Who wrote it: declared names first, then bylines, cleaned of «by», dates, roles and addresses.

use super::clippings::{Clippings, Sureness};
use crate::html::dom::{Dom, NodeData, NodeId};
use serde::Deserialize;
use std::sync::LazyLock;

/// Most authors that are kept.
const MOST: usize = 20;
/// Longest name, in characters and in words.
const LONGEST: (usize, usize) = (60, 6);

#[derive(Deserialize)]
struct Words {
    before: Vec<String>,
    after: Vec<String>,
    never: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words = toml::from_str(include_str!("../../data/bylines.toml")).expect("data/bylines.toml is checked by a test");
    words.before.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// The authors' names, without «by», in the order given.
pub(crate) fn authors(dom: &Dom, clippings: &Clippings, outlet: Option<&str>) -> Vec<String> {
    let graph = &clippings.graph;
    let in_graph = || graph.article().map(|article| graph.names(article, "author")).unwrap_or_default();
    let tagged = || ["author", "article:author", "dc.creator", "dcterms.creator", "dc.creator.creator", "citation_author", "parsely-author", "sailthru.author", "byl", "article:author_name", "og:article:author", "og:author", "cxenseparse:author", "twitter:data1"].iter().flat_map(|name| clippings.tags_named(name).filter(move |content| *name != "twitter:data1" || content.split_whitespace().count() < 4)).map(str::to_owned).collect();
    let by = |sureness| move || clippings.bylines.iter().filter(|byline| byline.sureness == sureness).map(|byline| byline.words.clone()).collect::<Vec<_>>();
    let sources: [&dyn Fn() -> Vec<String>; 6] = [&in_graph, &tagged, &by(Sureness::Itemprop), &by(Sureness::Rel), &by(Sureness::Class), &|| said_by_word(dom)];
    for (index, source) in sources.iter().enumerate() {
        let names = clean(&source(), outlet, index >= 3);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// Names out of raw bylines. Where the source is unsure, only the first byline that gives names counts.
fn clean(bylines: &[String], outlet: Option<&str>, unsure: bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for byline in bylines {
        for name in split(byline) {
            let known = |known: &String| known.eq_ignore_ascii_case(&name);
            if names.len() < MOST && is_name(&name, outlet) && (!unsure || is_person(&name)) && !names.iter().any(known) {
                names.push(name);
            }
        }
        if unsure && !names.is_empty() {
            break;
        }
    }
    names
}

/// Parts a byline into what may be names.
fn split(byline: &str) -> Vec<String> {
    let bare = without_lead(byline.trim());
    let mut parts = vec![String::new()];
    for word in bare.split_whitespace() {
        let joint = matches!(word.to_lowercase().as_str(), "and" | "und" | "et" | "y" | "e" | "en" | "og" | "och" | "ja" | "&" | "|" | "/" | "-" | "–" | "·" | "•" | "with" | "avec" | "mit");
        let ends = word.ends_with([',', ';', '|', '/', '·']);
        let word = word.trim_end_matches([',', ';', '|', '/', '·', ':']);
        if !joint && !word.is_empty() {
            let part = parts.last_mut().map(|part| { if !part.is_empty() { part.push(' ') } part.push_str(word) });
            debug_assert!(part.is_some());
        }
        if joint || ends {
            parts.push(String::new());
        }
    }
    parts.iter().flat_map(|part| part.split([',', ';', '|', '/'])).map(|part| without_tail(without_lead(part.trim()))).filter(|part| !part.is_empty()).collect()
}

/// Cuts «by», «written by», «von» and the like off the head.
fn without_lead(words: &str) -> &str {
    let mut rest = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    for _ in 0..3 {
        let lower = rest.to_lowercase();
        let cut = WORDS.before.iter().find_map(|lead| {
            let after = lower.strip_prefix(lead.as_str())?;
            (after.starts_with([' ', ':', '\u{a0}']) && rest.is_char_boundary(lead.len())).then_some(lead.len())
        });
        match cut.and_then(|cut| rest.get(cut..)) {
            Some(after) => rest = after.trim_start_matches([' ', ':', '\u{a0}']),
            None => return rest,
        }
    }
    rest
}

/// Cuts dates, roles, addresses and handles off the end of a name.
fn without_tail(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        let lower = word.to_lowercase();
        let stops = word.contains(['@', '(', '[', '|', '•', '·']) || word.bytes().any(|byte| byte.is_ascii_digit()) || lower.starts_with("http") || WORDS.after.iter().any(|after| *after == lower);
        if stops {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned()
}

fn is_name(name: &str, outlet: Option<&str>) -> bool {
    let lower = name.to_lowercase();
    let length = name.chars().count();
    let site = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(name));
    (2..=LONGEST.0).contains(&length) && name.split_whitespace().count() <= LONGEST.1 && !site && !lower.contains("http") && !lower.contains("www.") && !WORDS.never.contains(&lower)
}

/// Whether it looks like a person's name: every long word begins with a capital, or the script has none.
fn is_person(name: &str) -> bool {
    let mut long = name.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3).peekable();
    let cased = |word: &str| word.chars().next().is_some_and(|first| !first.is_lowercase());
    name.chars().any(char::is_alphabetic) && (long.peek().is_none() || long.all(cased)) && name.chars().next().is_some_and(|first| !first.is_lowercase())
}

/// Short lines in the page that begin with «by» and a name; only the first of the page's lines are asked.
fn said_by_word(dom: &Dom) -> Vec<String> {
    let mut found = Vec::new();
    for id in dom.descendants(NodeId::ROOT) {
        let NodeData::Text(words) = &dom.node(id).data else { continue };
        let words = words.trim();
        if words.len() > 80 || words.len() < 6 || found.len() >= 3 {
            continue;
        }
        let lower = words.to_lowercase();
        let led = ["by ", "von ", "par ", "por ", "di ", "door ", "text: ", "by: ", "von: ", "autor: ", "autorin: ", "author: ", "auteur : ", "written by", "posted by", "geschrieben von"].iter().any(|lead| lower.starts_with(lead));
        if led && split(words).iter().any(|name| is_person(name) && (2..=4).contains(&name.split_whitespace().count())) && dom.node(id).parent.is_some_and(|parent| !matches!(dom.tag(parent), "script" | "style" | "title" | "option")) {
            found.push(words.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(byline: &str) -> Vec<String> {
        clean(&[byline.to_owned()], None, true)
    }

    #[test]
    fn bylines_give_names() {
        assert_eq!(names("By Ada Lund and Tom Marsh"), ["Ada Lund", "Tom Marsh"]);
        assert_eq!(names("Par Odile Varenne, envoyée spéciale"), ["Odile Varenne"]);
        assert_eq!(names("Von: Jörg Halder | 17.02.2031"), ["Jörg Halder"]);
        assert_eq!(names("Written by Ada Lund on February 17, 2031"), ["Ada Lund"]);
        assert_eq!(names("ada@ostwick.example"), Vec::<String>::new());
        assert_eq!(names("admin"), Vec::<String>::new());
    }

    #[test]
    fn the_outlet_is_no_author() {
        assert!(clean(&["Ostwick Post".to_owned()], Some("Ostwick Post"), false).is_empty());
    }
}
