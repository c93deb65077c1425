//! The furniture of a page that stayed on a text: comment forms, share bars, cookie notes, as `data/furniture.toml` lists their phrases.
//!
//! A text copied from a browser keeps them at its head or tail. The text is never changed: [`frame_of`] tells which stretches are not to be
//! read. The same phrases tell short blocks of an HTML page that are no text.

use selon_text::ByteRange;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longest paragraph, in bytes, that can be furniture.
const SHORT: usize = 180;
/// Longest paragraphs, in bytes, between two pieces of furniture that belong to them: an entry of a menu at the head, a line of a form at the tail.
const BETWEEN: (usize, usize) = (20, 120);
/// Most of them in a row.
const GAP: usize = 5;
/// Most paragraphs from head or tail that are looked at.
const REACH: usize = 60;

#[derive(Deserialize)]
struct List {
    phrases: Vec<String>,
    #[cfg(test)]
    yes: Vec<String>,
    #[cfg(test)]
    no: Vec<String>,
}

#[derive(Deserialize)]
struct Lists {
    whole: List,
    starts: List,
    holds: List,
}

struct Phrases {
    whole: HashSet<String>,
    /// Sorted, so that the candidates for a beginning lie together.
    starts: Vec<String>,
    holds: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = lists();
    let mut starts = lists.starts.phrases;
    starts.sort();
    Phrases {
        whole: lists.whole.phrases.iter().map(|phrase| bare(phrase).to_owned()).collect(),
        starts,
        holds: lists.holds.phrases,
    }
});

fn lists() -> Lists {
    toml::from_str(include_str!("../data/furniture.toml")).expect("data/furniture.toml is checked by a test")
}

/// Whether a paragraph is furniture by its words.
pub(crate) fn is_furniture(paragraph: &str) -> bool {
    let paragraph = paragraph.trim();
    if paragraph.len() > SHORT || paragraph.is_empty() {
        return false;
    }
    let folded = folded(paragraph);
    let bare = bare(&folded);
    PHRASES.whole.contains(bare)
        || begins_with_phrase(&folded)
        || PHRASES.holds.iter().any(|phrase| folded.contains(phrase.as_str()))
}

fn begins_with_phrase(folded: &str) -> bool {
    let Some(first) = folded.chars().next() else { return false };
    let from = PHRASES.starts.partition_point(|phrase| phrase.chars().next() < Some(first));
    let candidates = PHRASES.starts[from..].iter().take_while(|phrase| phrase.starts_with(first));
    candidates.into_iter().any(|phrase| {
        folded
            .strip_prefix(phrase.as_str())
            .is_some_and(|rest| !phrase.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric))
    })
}

fn folded(paragraph: &str) -> String {
    let straight = paragraph.replace(['\u{2019}', '\u{2bc}'], "'").to_lowercase();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bare(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Stretches at the head and the tail of a plain text that are furniture, in order of place.
pub(crate) fn frame_of(text: &str) -> Vec<ByteRange> {
    let paragraphs = paragraphs(text);
    let head = reach(text, paragraphs.iter(), BETWEEN.0);
    let tail = reach(text, paragraphs[head..].iter().rev(), BETWEEN.1);
    if head + tail >= paragraphs.len() {
        return Vec::new();
    }
    let head = (head > 0).then(|| ByteRange::new(paragraphs[0].start, paragraphs[head - 1].end));
    let tail = (tail > 0)
        .then(|| ByteRange::new(paragraphs[paragraphs.len() - tail].start, paragraphs[paragraphs.len() - 1].end));
    head.into_iter().chain(tail).collect()
}

/// How many paragraphs from one end are furniture, or short and between furniture.
fn reach<'a>(text: &str, paragraphs: impl Iterator<Item = &'a ByteRange>, between: usize) -> usize {
    let mut reached = 0;
    for (index, paragraph) in paragraphs.take(REACH).enumerate() {
        let words = paragraph.of(text);
        if is_furniture(words) {
            reached = index + 1;
        } else if words.len() > between || index >= reached + GAP {
            break;
        }
    }
    reached
}

/// Paragraphs: runs of lines parted by blank lines; where a text has none, its lines.
fn paragraphs(text: &str) -> Vec<ByteRange> {
    let blank_lines = text.contains("\n\n") || text.contains("\r\n\r\n");
    let (mut found, mut at, mut open): (Vec<ByteRange>, usize, bool) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if words.is_empty() {
            open = false;
            continue;
        }
        let end = start + words.len();
        match found.last_mut() {
            Some(last) if open && blank_lines => last.end = end,
            _ => found.push(ByteRange::new(start, end)),
        }
        open = true;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_keeps_its_examples() {
        let lists = lists();
        for list in [lists.whole, lists.starts, lists.holds] {
            list.yes.iter().for_each(|words| assert!(is_furniture(words), "should be furniture: {words}"));
            list.no.iter().for_each(|words| assert!(!is_furniture(words), "should be text: {words}"));
        }
    }

    #[test]
    fn a_comment_form_at_the_tail_is_framed() {
        let text = "Le maire d'Orvane a parlé hier devant le conseil, qui ne l'a pas suivi.\n\nIl a dit non.\n\nVotre commentaire\n\nEntrez vos coordonnées ci-dessous\n\nLogo Machin\n\nConnexion à %s";
        let frame = frame_of(text);
        assert_eq!(frame.len(), 1);
        assert!(frame[0].of(text).starts_with("Votre commentaire") && frame[0].of(text).ends_with("%s"));
    }

    #[test]
    fn furniture_in_the_middle_stays_text() {
        let long = "Les habitants d'Orvane attendent depuis des mois une réponse de la mairie, qui se tait, et personne ne sait plus à qui s'adresser pour l'obtenir.";
        let text = format!("{long}\n\nCommentaires\n\n{long}");
        assert!(frame_of(&text).is_empty());
    }

    #[test]
    fn a_text_that_is_nothing_but_furniture_is_left_alone() {
        assert!(frame_of("Share\n\nTweet").is_empty());
        assert!(frame_of("").is_empty());
    }

    #[test]
    fn a_skip_link_at_the_head_is_framed() {
        let text = "Skip to content\n\nThe bridge at Ostwick stays closed, the mayor said on Monday.";
        assert_eq!(frame_of(text)[0].of(text), "Skip to content");
    }
}
