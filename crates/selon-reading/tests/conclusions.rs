//! How well conclusions, what they rest on and conflicts are found, on ten articles of our own; the floors may not fall.
//!
//! The articles were written before the code and its markers, by the same person: real texts will do worse. They are
//! invented, with people and places that do not exist.

// A test says on its output what it measured.
#![allow(clippy::print_stdout)]

use selon_reading::{Certainty, Conclusion, Conflict, Options, Reading, read};
use selon_text::Document;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Article {
    doc: String,
    lang: String,
    text: String,
    conclusions: Vec<Marked>,
    conflicts: Vec<Pair>,
}

/// A sentence that concludes, with words of the contents that it rests on.
#[derive(Deserialize)]
struct Marked {
    sentence: String,
    certainty: Certainty,
    rests_on: Vec<String>,
    stronger: bool,
}

/// Words of two contents that do not go together.
#[derive(Deserialize)]
struct Pair {
    kind: String,
    first: String,
    second: String,
}

/// Right ones, found ones, marked ones.
#[derive(Default)]
struct Count {
    right: usize,
    found: usize,
    marked: usize,
}

impl Count {
    fn precision(&self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        100.0 * self.right as f64 / self.marked.max(1) as f64
    }

    /// Says what is below the floors, in per cent.
    fn below(&self, what: &str, precision: f64, recall: f64) -> Option<String> {
        let (p, r) = (self.precision(), self.recall());
        println!(
            "{what}: precision {p:.1}, recall {r:.1} ({} of {} found, {} marked)",
            self.right, self.found, self.marked
        );
        (p < precision || r < recall).then(|| format!("{what}: {p:.1}/{r:.1} is below {precision}/{recall}"))
    }
}

#[derive(Default)]
struct Counts {
    conclusions: Count,
    certainty: Count,
    rests_on: Count,
    stronger: Count,
    conflicts: Count,
}

#[test]
fn conclusions_and_conflicts_are_found_no_worse_than_before() {
    let gold = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/conclusions.jsonl");
    let lines = std::fs::read_to_string(gold).expect("the gold is there");
    let mut counts = Counts::default();
    for line in lines.lines() {
        counts.add(&serde_json::from_str(line).expect("a line of gold"));
    }
    let low: Vec<String> = [
        counts.conclusions.below("conclusions", 95.0, 90.0),
        counts.certainty.below("their certainty", 90.0, 90.0),
        counts.rests_on.below("what they rest on", 45.0, 45.0),
        counts.stronger.below("put more surely", 90.0, 55.0),
        counts.conflicts.below("conflicts", 95.0, 40.0),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert!(low.is_empty(), "{}", low.join("\n"));
}

impl Counts {
    fn add(&mut self, article: &Article) {
        let options = Options { language: Some(article.lang.clone()), ..Options::default() };
        let reading = read(&Document::from_text(&article.doc, &article.text), &options);
        let contents = contents(article, &reading);
        self.conclusions.found += reading.conclusions.len();
        for marked in &article.conclusions {
            self.conclusions.marked += 1;
            self.stronger.marked += usize::from(marked.stronger);
            self.rests_on.marked += marked.rests_on.len();
            let same =
                |found: &&Conclusion| found.span.of(&article.text).contains(marked.sentence.trim_end_matches('.'));
            if let Some(found) = reading.conclusions.iter().find(same) {
                self.conclusions.right += 1;
                self.compare(marked, found, &contents);
            }
        }
        self.conflicts.marked += article.conflicts.len();
        self.conflicts.found += reading.conflicts.len();
        let right = |found: &&Conflict| article.conflicts.iter().any(|pair| pair.is(found, &contents));
        self.conflicts.right += reading.conflicts.iter().filter(right).count();
    }

    fn compare(&mut self, marked: &Marked, found: &Conclusion, contents: &HashMap<String, String>) {
        self.certainty.found += 1;
        self.certainty.marked += 1;
        self.certainty.right += usize::from(found.certainty == marked.certainty);
        self.rests_on.found += found.rests_on.len();
        let rests = |words: &&String| found.rests_on.iter().any(|id| same(&contents[id], words));
        self.rests_on.right += marked.rests_on.iter().filter(rests).count();
        self.stronger.found += usize::from(!found.stronger_than.is_empty());
        self.stronger.right += usize::from(marked.stronger && !found.stronger_than.is_empty());
    }
}

impl Pair {
    fn is(&self, found: &Conflict, contents: &HashMap<String, String>) -> bool {
        let (first, second) = (&contents[&found.first], &contents[&found.second]);
        let pair = |one: &str, other: &str| same(first, one) && same(second, other);
        self.kind == found.kind && (pair(&self.first, &self.second) || pair(&self.second, &self.first))
    }
}

/// Whether one text holds the other.
fn same(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// The statements' contents by identifier.
fn contents(article: &Article, reading: &Reading) -> HashMap<String, String> {
    let words = |told: &selon_reading::Statement| {
        told.content.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" ")
    };
    reading.statements.iter().map(|told| (told.id.clone(), words(told))).collect()
}

#[test]
fn a_conclusion_tells_why_it_can_rest_on_each_statement() {
    let text = "« La digue de Kervel tiendra », a déclaré lundi Maud Tallec. Le préfet a appelé au calme. \
        Il est donc probable que la digue de Kervel tienne.";
    let options = Options { language: Some("fr".to_owned()), ..Options::default() };
    let reading = read(&Document::from_text("digue", text), &options);
    let [conclusion] = reading.conclusions.as_slice() else { panic!("{:?}", reading.conclusions) };
    let grounds: Vec<_> = conclusion.why.iter().filter(|reason| reason.because.starts_with("it can rest on")).collect();
    let [ground] = grounds.as_slice() else { panic!("{grounds:?}") };
    assert!(ground.because.contains("shares"), "{}", ground.because);
    assert_eq!(ground.span.map(|span| span.of(text)), Some("La digue de Kervel tiendra"));
    assert_eq!(conclusion.rests_on, [reading.statements[0].id.as_str()]);
}
