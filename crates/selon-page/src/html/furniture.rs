//! What is no part of the article by its tag, its names or its style.

use super::clues::Clues;
use super::dom::{Dom, NodeId};
use super::survey::Facts;

/// Elements that hold the page or the article as a whole.
pub(crate) fn is_frame(tag: &str) -> bool {
    matches!(tag, "" | "html" | "body" | "article" | "main")
}

pub(crate) fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements whose text nobody reads.
pub(crate) fn is_unread(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "select"
            | "option"
            | "datalist"
            | "textarea"
            | "button"
            | "input"
            | "frameset"
            | "noframes"
            | "title"
    )
}

/// Whether an element is furniture by its tag, its names or its style; the places with most of the prose are spared.
pub(crate) fn is_furniture(dom: &Dom, id: NodeId, facts: &Facts, whole: &Facts) -> bool {
    let (tag, clues) = (dom.tag(id), facts.clues);
    let most = if whole.prose > 0 { facts.prose * 5 > whole.prose * 2 } else { facts.text * 2 > whole.text };
    match tag {
        _ if is_frame(tag) => false,
        "nav" | "footer" | "aside" | "menu" | "dialog" => facts.prose * 10 < whole.prose * 9 || whole.prose == 0,
        "form" | "fieldset" | "label" => !most,
        _ if is_hidden(dom, id, clues) => !most,
        "figcaption" | "caption" => true,
        "h1" => false,
        "p" | "h2" | "h3" if facts.text > 150 => false,
        _ if clues.has(Clues::CAPTION) => facts.text < 600,
        _ if clues.has(Clues::COMMENTS) && !facts.comments_spared => true,
        _ if clues.has(Clues::TEASER) && facts.linked > 0 => !most,
        _ => clues.has(Clues::FURNITURE) && !clues.has(Clues::BODY) && !most,
    }
}

/// The gentler rule: whether its tag says so, or its names speak of readers' comments.
pub(crate) fn is_furniture_by_tag(dom: &Dom, id: NodeId, facts: &Facts, whole: &Facts) -> bool {
    let most = facts.prose * 5 > whole.prose * 2 || facts.text * 2 > whole.text;
    match dom.tag(id) {
        "nav" | "footer" | "aside" | "menu" | "dialog" | "figcaption" => !most,
        _ => facts.clues.has(Clues::COMMENTS) && !facts.comments_spared && !most,
    }
}

fn is_hidden(dom: &Dom, id: NodeId, clues: Clues) -> bool {
    let styled = dom.attribute(id, "style").is_some_and(|style| {
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("display: none") || style.contains("visibility:hidden")
    });
    styled
        || clues.has(Clues::HIDDEN)
        || dom.attribute(id, "aria-hidden") == Some("true")
        || dom.attribute(id, "hidden").is_some()
}

/// Elements that run on within a line.
pub(crate) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "" | "a"
            | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "ruby"
            | "rt"
            | "rb"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}
