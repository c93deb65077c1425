//! Whom a thing was said to and by what: sixteen invented articles, ten of them those of `quality.rs`, six about this alone.
//!
//! Scored over the statements whose content is found (letters shared by half or more); a span is right where it shares half of its letters.
//! A floor lies a little below the figure of the day it was pinned. Raise it when the figure rises.

// A test says on its output what it measured.
#![allow(clippy::print_stdout)]

use selon_reading::{Options, Place, Statement, read};
use selon_text::{ByteRange, Document};
use serde_json::Value;
use std::collections::HashSet;

const SETS: [&str; 3] = [
    include_str!("../../../tests/gold/fr.jsonl"),
    include_str!("../../../tests/gold/en.jsonl"),
    include_str!("../../../tests/gold/circumstances.jsonl"),
];

/// Least precision and recall in per cent.
const ADDRESSEE: [f64; 2] = [95.0, 85.0];
const MEDIUM: [f64; 2] = [78.0, 72.0];

/// Letters of a text, by the bytes that they begin at.
type Letters = HashSet<usize>;

/// What was right, what was told, what was to be found.
#[derive(Default)]
struct Tally {
    right: usize,
    told: usize,
    wanted: usize,
}

impl Tally {
    fn add(&mut self, told: &Letters, wanted: &Letters) {
        self.told += usize::from(!told.is_empty());
        self.wanted += usize::from(!wanted.is_empty());
        self.right += usize::from(!wanted.is_empty() && overlap(told, wanted) >= 0.5);
    }

    fn figures(&self) -> [f64; 2] {
        [self.told, self.wanted].map(|of| 100.0 * self.right as f64 / of.max(1) as f64)
    }
}

/// Intersection over union.
fn overlap(one: &Letters, other: &Letters) -> f64 {
    one.intersection(other).count() as f64 / one.union(other).count().max(1) as f64
}

fn letters(text: &str, spans: &[ByteRange]) -> Letters {
    let within =
        spans.iter().flat_map(|span| span.of(text).char_indices().map(|(at, letter)| (span.start + at, letter)));
    within.filter(|(_, letter)| letter.is_alphanumeric()).map(|(at, _)| at).collect()
}

/// The spans of a gold field, which count code points.
fn marked(text: &str, field: &Value) -> Letters {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |place: &Value| {
        let point = place.as_u64().and_then(|point| usize::try_from(point).ok()).expect("a place");
        bytes[point]
    };
    let spans: Vec<ByteRange> =
        field.as_array().into_iter().flatten().map(|span| ByteRange::new(at(&span[0]), at(&span[1]))).collect();
    letters(text, &spans)
}

/// The statement whose content is most like the marked one, if it is like it at all.
fn nearest<'s>(text: &str, statements: &'s [Statement], wanted: &Letters) -> Option<&'s Statement> {
    let likeness = |told: &&Statement| overlap(&letters(text, &told.content), wanted);
    let told = statements.iter().filter(|told| told.place == Place::Text);
    told.max_by(|one, other| likeness(one).total_cmp(&likeness(other))).filter(|told| likeness(told) >= 0.5)
}

#[test]
fn addressees_and_media_are_found_no_worse_than_before() {
    let (mut addressee, mut medium) = (Tally::default(), Tally::default());
    for line in SETS.iter().flat_map(|set| set.lines()) {
        let row: Value = serde_json::from_str(line).expect("the gold is JSON");
        let text = row["text"].as_str().expect("a text");
        let language = row["lang"].as_str().map(str::to_owned);
        let document = Document::from_text(row["doc"].as_str().unwrap_or(""), text);
        let reading = read(&document, &Options { language, ..Options::default() });
        for gold in row["statements"].as_array().expect("statements") {
            let Some(told) = nearest(text, &reading.statements, &marked(text, &gold["content"])) else { continue };
            addressee.add(&letters(text, &told.addressee), &marked(text, &gold["addressee"]));
            medium.add(&letters(text, &told.medium), &marked(text, &gold["medium"]));
        }
    }
    for (name, tally, floors) in [("addressee", addressee, ADDRESSEE), ("medium", medium, MEDIUM)] {
        let [precision, recall] = tally.figures();
        let told = format!("{name}: P {precision:.1} R {recall:.1} of {} (floors {floors:?})", tally.wanted);
        println!("{told}");
        assert!(precision >= floors[0] && recall >= floors[1], "{told}");
    }
}
