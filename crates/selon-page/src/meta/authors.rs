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
    particles: Vec<String>,
    domains: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words =
        toml::from_str(include_str!("../../data/bylines.toml")).expect("data/bylines.toml is checked by a test");
    words.before.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// The authors' names, without «by», in the order given.
pub(crate) fn authors(dom: &Dom, clippings: &Clippings, outlet: Option<&str>) -> Vec<String> {
    let graph = &clippings.graph;
    let in_graph = || graph.article().map(|article| graph.names(article, "author")).unwrap_or_default();
    let created = || graph.article().map(|article| graph.names(article, "creator")).unwrap_or_default();
    let site = if graph.article().is_some_and(|article| graph.by_person(article)) { None } else { outlet };
    let tagged = || tagged(clippings);
    let by = |sureness| {
        move || {
            clippings
                .bylines
                .iter()
                .filter(|byline| byline.sureness == sureness)
                .map(|byline| byline.words.clone())
                .collect::<Vec<_>>()
        }
    };
    let declared = [clean(&in_graph(), site, Trust::Declared), clean(&tagged(), outlet, Trust::Declared)];
    let sources: [&dyn Fn() -> Vec<String>; 5] =
        [&created, &by(Sureness::Itemprop), &by(Sureness::Rel), &by(Sureness::Class), &|| said_by_word(dom)];
    let trust = [Trust::Declared, Trust::Marked, Trust::Marked, Trust::Guessed, Trust::Guessed];
    let [in_graph, tagged] = declared;
    if !in_graph.is_empty() || !tagged.is_empty() {
        let more =
            in_graph.is_empty() || tagged.len() > in_graph.len() && in_graph.iter().all(|name| tagged.contains(name));
        return if more { tagged } else { in_graph };
    }
    sources
        .iter()
        .zip(trust)
        .map(|(source, trust)| clean(&source(), outlet, trust))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Meta tags that name authors; sites have made up many.
fn tagged(clippings: &Clippings) -> Vec<String> {
    let names = clippings.tags.iter().filter(|(name, content)| {
        let known = name.ends_with("author")
            || name.ends_with("creator")
            || matches!(name.as_str(), "byl" | "article:author_name" | "parsely-author" | "author_name" | "authors");
        known && !name.starts_with("twitter") && !content.contains("://")
    });
    names.map(|(_, content)| content.clone()).collect()
}

/// How far a source of names is believed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Every name counts.
    Declared,
    /// Only the first mark on the page counts: others belong to other articles.
    Marked,
    /// As [`Trust::Marked`], and it must look like a person's name.
    Guessed,
}

/// Names out of raw bylines.
fn clean(bylines: &[String], outlet: Option<&str>, trust: Trust) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for byline in bylines {
        for name in split(byline) {
            let known = |known: &String| known.eq_ignore_ascii_case(&name);
            if names.len() < MOST
                && is_name(&name, outlet)
                && (trust != Trust::Guessed || is_person(&name) || is_handle(byline, &name))
                && !names.iter().any(known)
            {
                names.push(name);
            }
        }
        if trust != Trust::Declared && !names.is_empty() {
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
        let joint = matches!(
            word.to_lowercase().as_str(),
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "en"
                | "og"
                | "och"
                | "ja"
                | "&"
                | "|"
                | "/"
                | "-"
                | "–"
                | "·"
                | "•"
                | "with"
                | "avec"
                | "mit"
        );
        let ends = word.ends_with([',', ';', '|', '/', '·']);
        let word = word.trim_end_matches([',', ';', '|', '/', '·', ':']);
        if !joint && !word.is_empty() {
            let part = parts.last_mut().map(|part| {
                if !part.is_empty() {
                    part.push(' ')
                }
                part.push_str(word)
            });
            debug_assert!(part.is_some());
        }
        if joint || ends {
            parts.push(String::new());
        }
    }
    parts
        .iter()
        .flat_map(|part| part.split([',', ';', '|', '/']))
        .map(|part| without_tail(without_lead(part.trim())))
        .filter(|part| !part.is_empty())
        .collect()
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
        let stops = word.contains(['@', '(', '[', '|', '•', '·'])
            || word.bytes().any(|byte| byte.is_ascii_digit())
            || lower.starts_with("http")
            || WORDS.after.iter().any(|after| after == word);
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
    let fits = (2..=LONGEST.0).contains(&name.chars().count()) && name.split_whitespace().count() <= LONGEST.1;
    let site = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(name))
        || WORDS.domains.iter().any(|end| lower.ends_with(end.as_str()));
    fits && !site && !lower.contains("http") && !lower.contains("www.") && !WORDS.never.contains(&lower)
}

/// Whether it looks like a person's name: every word but small ones begins with a capital, or the script has none.
fn is_person(name: &str) -> bool {
    let cased = |word: &str| word.chars().next().is_some_and(|first| !first.is_lowercase());
    name.chars().any(char::is_alphabetic)
        && cased(name)
        && name.split_whitespace().all(|word| cased(word) || WORDS.particles.iter().any(|particle| particle == word))
}

/// A byline that is nothing but one word: the handle of somebody.
fn is_handle(byline: &str, name: &str) -> bool {
    byline.trim() == name && !name.contains(char::is_whitespace) && name.chars().count() > 3
}

/// Lines that are asked for «by» and a name.
const LINES: usize = 4_000;

/// Short lines in the page that begin with «by» and a name.
fn said_by_word(dom: &Dom) -> Vec<String> {
    let texts = dom
        .descendants(NodeId::ROOT)
        .filter(|id| matches!(&dom.node(*id).data, NodeData::Text(words) if (2..80).contains(&words.trim().len())));
    texts.take(LINES).filter_map(|id| byline_at(dom, id)).take(3).collect()
}

/// The byline that begins in this text, where there is one; a name in a link behind it belongs to it.
fn byline_at(dom: &Dom, id: NodeId) -> Option<String> {
    const LEADS: [&str; 14] = [
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "text",
        "autor",
        "autorin",
        "author",
        "auteur",
        "written by",
        "posted by",
        "geschrieben von",
    ];
    let NodeData::Text(words) = &dom.node(id).data else { return None };
    let lower = words.trim().to_lowercase();
    let lead = LEADS.iter().find(|lead| {
        lower.strip_prefix(**lead).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}']))
    })?;
    let parent =
        dom.node(id).parent.filter(|parent| !matches!(dom.tag(*parent), "script" | "style" | "title" | "option"))?;
    let alone = lower.trim_end_matches([':', ' ', '\u{a0}']).len() == lead.len();
    let top = if alone && dom.node(id).next.is_none() { dom.node(parent).parent? } else { parent };
    let byline = if alone {
        dom.descendants(top)
            .take(20)
            .filter_map(|id| if let NodeData::Text(words) = &dom.node(id).data { Some(words.trim()) } else { None })
            .filter(|words| !words.is_empty())
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        words.trim().to_owned()
    };
    let named = byline.len() <= 100
        && split(&byline).iter().any(|name| is_person(name) && (2..=4).contains(&name.split_whitespace().count()));
    named.then_some(byline)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(byline: &str) -> Vec<String> {
        clean(&[byline.to_owned()], None, Trust::Guessed)
    }

    #[test]
    fn bylines_give_names() {
        assert_eq!(names("By Ada Lund and Tom Marsh"), ["Ada Lund", "Tom Marsh"]);
        assert_eq!(names("Par Odile Varenne, envoyée spéciale"), ["Odile Varenne"]);
        assert_eq!(names("Von: Jörg Halder | 17.02.2031"), ["Jörg Halder"]);
        assert_eq!(names("Written by Ada Lund on February 17, 2031"), ["Ada Lund"]);
        assert_eq!(names("ada@ostwick.example"), Vec::<String>::new());
        assert_eq!(names("admin"), Vec::<String>::new());
        assert_eq!(names("Par Basile Le Goff"), ["Basile Le Goff"]);
    }

    #[test]
    fn the_outlet_is_no_author() {
        assert!(clean(&["Ostwick Post".to_owned()], Some("Ostwick Post"), Trust::Declared).is_empty());
    }
}
