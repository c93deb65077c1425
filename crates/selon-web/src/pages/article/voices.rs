//! The tree of voices: as a list, and as rails in the margin, one for each mouth that a paragraph came through.

use super::items::{line, voice_names};
use crate::links;
use crate::words::Words;
use selon_reading::{How, Reading, Translation};
use selon_text::{ByteRange, Document};
use std::collections::HashMap;

/// Deeper rails are drawn as the deepest.
const DEEPEST: usize = 5;

/// The voices of a text, each after the one that relays it.
pub(super) struct Voices {
    pub(super) rows: Vec<Row>,
}

/// One voice.
pub(super) struct Row {
    pub(super) name: String,
    /// How many mouths stand before it: 0 for the page itself.
    pub(super) depth: usize,
    /// How it was passed on.
    pub(super) how: &'static str,
    pub(super) translated: &'static str,
    pub(super) link: Option<String>,
    /// Statements that it passes on.
    pub(super) statements: usize,
    spans: Vec<ByteRange>,
    above: Option<usize>,
}

/// A line in the margin.
pub(super) struct Rail {
    pub(super) depth: usize,
    /// Whether the voice begins to speak here.
    pub(super) begins: bool,
}

impl Voices {
    pub(super) fn new(words: Words, document: &Document, reading: &Reading) -> Self {
        let names = voice_names(words, document, reading);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for relay in reading.statements.iter().filter_map(|told| told.relays.last()) {
            *counts.entry(relay.voice.as_str()).or_default() += 1;
        }
        let order = depth_first(reading);
        let place: HashMap<&str, usize> =
            order.iter().enumerate().map(|(place, (at, _))| (reading.voices[*at].id.as_str(), place)).collect();
        let row = |&(at, depth): &(usize, usize)| {
            let voice = &reading.voices[at];
            Row {
                name: names.get(voice.id.as_str()).cloned().unwrap_or_default(),
                depth: depth.min(DEEPEST),
                how: voice.how.map_or("", |how| words.label("relay", how_name(how))),
                translated: voice.translated.map_or("", |how| words.label("translated", translation_name(how))),
                link: voice.link.as_deref().and_then(links::outside).map(line),
                statements: counts.get(voice.id.as_str()).copied().unwrap_or(0),
                spans: voice.spans.clone(),
                above: voice.parent.as_deref().and_then(|parent| place.get(parent).copied()),
            }
        };
        Self { rows: order.iter().map(row).collect() }
    }

    /// Whether anybody speaks but the page itself.
    pub(super) fn is_plain(&self) -> bool {
        self.rows.len() < 2
    }

    /// The rails of a paragraph and, where they differ from those of the last one, through whom it comes.
    pub(super) fn beside(&self, paragraph: ByteRange, before: &mut Vec<usize>) -> (Vec<Rail>, String) {
        let speaking = self.speaking(paragraph);
        let rail = |&at: &usize| Rail { depth: self.rows[at].depth, begins: !before.contains(&at) };
        let rails: Vec<Rail> = speaking.iter().map(rail).collect();
        let deepest = speaking.last().filter(|_| rails.iter().any(|rail| rail.begins));
        let through = deepest.map(|&at| self.way(at)).unwrap_or_default();
        *before = speaking;
        (rails, through)
    }

    /// The voices that speak in a paragraph with those above them, without the page's own, from the outermost in.
    fn speaking(&self, paragraph: ByteRange) -> Vec<usize> {
        let is_heard = |row: &Row| row.depth > 0 && row.spans.iter().any(|span| span.overlaps(paragraph));
        let mut speaking: Vec<usize> = Vec::new();
        for at in (0..self.rows.len()).filter(|&at| is_heard(&self.rows[at])) {
            speaking.extend(self.line_of(at));
        }
        speaking.sort_unstable_by_key(|&at| (self.rows[at].depth, at));
        speaking.dedup();
        speaking
    }

    /// A voice and those above it but the page's own.
    fn line_of(&self, at: usize) -> Vec<usize> {
        let above = std::iter::successors(Some(at), |&at| self.rows[at].above);
        above.take(self.rows.len()).filter(|&at| self.rows[at].depth > 0).collect()
    }

    /// `Le Courrier › un ingénieur`.
    fn way(&self, at: usize) -> String {
        let mut names: Vec<&str> = self.line_of(at).into_iter().map(|at| self.rows[at].name.as_str()).collect();
        names.reverse();
        names.join(" › ")
    }
}

/// Voices by their place in the reading, each with its depth, below the one that relays it.
fn depth_first(reading: &Reading) -> Vec<(usize, usize)> {
    let mut below: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for (at, voice) in reading.voices.iter().enumerate() {
        below.entry(voice.parent.as_deref()).or_default().push(at);
    }
    let mut order = Vec::new();
    let mut waiting: Vec<(usize, usize)> = below.get(&None).into_iter().flatten().rev().map(|&at| (at, 0)).collect();
    while let Some((at, depth)) = waiting.pop() {
        if order.len() < reading.voices.len() {
            order.push((at, depth));
            let inner = below.get(&Some(reading.voices[at].id.as_str()));
            waiting.extend(inner.into_iter().flatten().rev().map(|&at| (at, depth + 1)));
        }
    }
    order
}

const fn how_name(how: How) -> &'static str {
    match how {
        How::Quoted => "quoted",
        How::BlockQuoted => "block_quoted",
        How::Paraphrased => "paraphrased",
        How::Linked => "linked",
    }
}

const fn translation_name(translation: Translation) -> &'static str {
    match translation {
        Translation::Machine => "machine",
        Translation::Stated => "stated",
        Translation::Hinted => "hinted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_reading::Voice;

    fn voice(id: &str, parent: Option<&str>, span: (usize, usize)) -> Voice {
        Voice {
            id: id.to_owned(),
            parent: parent.map(str::to_owned),
            name: Some(id.to_uppercase()),
            spans: vec![ByteRange::new(span.0, span.1)],
            ..Voice::default()
        }
    }

    fn voices() -> Voices {
        let reading = Reading {
            voices: vec![
                voice("blog", None, (0, 100)),
                voice("paper", Some("blog"), (20, 80)),
                voice("agency", Some("blog"), (85, 90)),
                voice("report", Some("paper"), (40, 50)),
            ],
            ..Reading::default()
        };
        Voices::new(Words::usual(), &Document::default(), &reading)
    }

    #[test]
    fn each_voice_stands_below_the_one_that_relays_it() {
        let told: Vec<_> = voices().rows.iter().map(|row| (row.name.clone(), row.depth)).collect();
        assert_eq!(
            told,
            [("BLOG", 0), ("PAPER", 1), ("REPORT", 2), ("AGENCY", 1)].map(|(name, d)| (name.to_owned(), d))
        );
    }

    #[test]
    fn a_rail_begins_where_a_voice_does_and_goes_on_after() {
        let (voices, mut before) = (voices(), Vec::new());
        let mut beside = |start, end| {
            let (rails, through) = voices.beside(ByteRange::new(start, end), &mut before);
            (rails.iter().map(|rail| (rail.depth, rail.begins)).collect::<Vec<_>>(), through)
        };
        assert_eq!(beside(0, 15), (vec![], String::new()));
        assert_eq!(beside(20, 30), (vec![(1, true)], "PAPER".to_owned()));
        assert_eq!(beside(40, 50), (vec![(1, false), (2, true)], "PAPER › REPORT".to_owned()));
        assert_eq!(beside(60, 70), (vec![(1, false)], String::new()));
    }

    #[test]
    fn voices_in_a_circle_are_left_out() {
        let reading = Reading {
            voices: vec![voice("a", Some("b"), (0, 1)), voice("b", Some("a"), (0, 1))],
            ..Reading::default()
        };
        assert!(Voices::new(Words::usual(), &Document::default(), &reading).rows.is_empty());
    }
}
