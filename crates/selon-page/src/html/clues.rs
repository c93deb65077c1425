//! What the names of classes and ids betray about an element: one pass over the names finds all patterns of `data/clues.toml`.

use super::dom::{Dom, NodeId};
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

/// What an element's names say that it is; several may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clues(u8);

impl Clues {
    pub(crate) const BODY: Self = Self(1);
    pub(crate) const ARTICLE: Self = Self(2);
    pub(crate) const MAIN: Self = Self(4);
    pub(crate) const FURNITURE: Self = Self(8);
    pub(crate) const COMMENTS: Self = Self(16);
    pub(crate) const CAPTION: Self = Self(32);
    pub(crate) const HIDDEN: Self = Self(64);
    pub(crate) const TEASER: Self = Self(128);

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[derive(Deserialize)]
struct Patterns {
    body: Vec<String>,
    article: Vec<String>,
    main: Vec<String>,
    furniture: Vec<String>,
    comments: Vec<String>,
    caption: Vec<String>,
    hidden: Vec<String>,
    teaser: Vec<String>,
}

struct Matcher {
    automaton: AhoCorasick,
    meanings: Vec<Clues>,
}

static MATCHER: LazyLock<Matcher> = LazyLock::new(|| {
    let patterns: Patterns =
        toml::from_str(include_str!("../../data/clues.toml")).expect("data/clues.toml is checked by a test");
    let lists = [
        (patterns.body, Clues::BODY),
        (patterns.article, Clues::ARTICLE),
        (patterns.main, Clues::MAIN),
        (patterns.furniture, Clues::FURNITURE),
        (patterns.comments, Clues::COMMENTS),
        (patterns.caption, Clues::CAPTION),
        (patterns.hidden, Clues::HIDDEN),
        (patterns.teaser, Clues::TEASER),
    ];
    let (words, meanings): (Vec<_>, Vec<_>) =
        lists.into_iter().flat_map(|(list, meaning)| list.into_iter().map(move |word| (word, meaning))).unzip();
    Matcher { automaton: AhoCorasick::new(words).expect("data/clues.toml is checked by a test"), meanings }
});

/// Reads the names of one element. `buffer` is scratch space.
pub(crate) fn clues(dom: &Dom, id: NodeId, buffer: &mut String) -> Clues {
    names(dom, id, buffer);
    if buffer.len() <= 1 {
        return Clues::default();
    }
    let matcher = &*MATCHER;
    matcher
        .automaton
        .find_overlapping_iter(buffer.as_str())
        .fold(Clues::default(), |known, found| known.and(matcher.meanings[found.pattern().as_usize()]))
}

/// Longest run of names that is looked at; real ones are far shorter.
const MAX_NAMES: usize = 600;

fn names(dom: &Dom, id: NodeId, buffer: &mut String) {
    buffer.clear();
    buffer.push(' ');
    let Some(element) = dom.element(id) else { return };
    for attribute in &element.attributes {
        let mark = match &*attribute.name.local {
            "class" => "",
            "id" => "#",
            "role" | "itemprop" | "data-component" => "@",
            _ => continue,
        };
        for name in attribute.value.split_ascii_whitespace() {
            if buffer.len() + name.len() > MAX_NAMES {
                break;
            }
            buffer.push_str(mark);
            buffer.push_str(name);
            buffer.push(' ');
        }
    }
    buffer.make_ascii_lowercase();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse::parse;

    fn of(html: &str) -> Clues {
        let (dom, _) = parse(html);
        let id = dom.descendants(NodeId::ROOT).find(|id| dom.tag(*id) == "div").unwrap();
        clues(&dom, id, &mut String::new())
    }

    #[test]
    fn whole_names_are_told_from_parts() {
        assert!(of("<div class='post'>").has(Clues::ARTICLE));
        assert!(!of("<div class='postman'>").has(Clues::ARTICLE));
        assert!(of("<div id='Sidebar'>").has(Clues::FURNITURE));
        assert!(of("<div itemprop='articleBody'>").has(Clues::BODY));
        assert_eq!(of("<div>"), Clues::default());
    }
}
