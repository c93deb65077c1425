//! The floor under the quality of page reading, on the pages of `../shared/pages` where that folder is at hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use selon_page::{Document, Hints, Options, page_from_html};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Body F1, and the shares of titles, authors and dates that are right, as `score_pages.py` counts them.
const FLOORS: [(&str, f64); 4] = [("body", 0.95), ("title", 0.885), ("author", 0.80), ("date", 0.88)];

#[derive(Default)]
struct Score {
    found: f64,
    missed: f64,
    wrong: f64,
    right: HashMap<&'static str, (f64, f64)>,
}

#[test]
fn the_shared_pages_are_read_well_enough() {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pages");
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.json")) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let expected: HashMap<String, Value> = serde_json::from_str(&expected).unwrap();
    let mut score = Score::default();
    for gold in expected.values() {
        let html = std::fs::read(folder.join("html").join(gold["file"].as_str().unwrap())).unwrap();
        let page = page_from_html(&html, &Hints::default(), &Options::default()).unwrap_or_default();
        score.add(gold, &page);
    }
    let (precision, recall) = (score.found / (score.found + score.wrong), score.found / (score.found + score.missed));
    let body = 2.0 * precision * recall / (precision + recall);
    for (what, floor) in FLOORS {
        let reached = if what == "body" { body } else { score.right[what].0 / score.right[what].1 };
        assert!(reached >= floor, "{what}: {reached:.3} is below {floor}");
    }
}

impl Score {
    fn add(&mut self, gold: &Value, page: &Document) {
        let text = folded(&page.text);
        let segments = |name: &str| {
            gold[name]
                .as_array()
                .unwrap()
                .iter()
                .map(|segment| text.contains(&folded(segment.as_str().unwrap())))
                .collect::<Vec<_>>()
        };
        for found in segments("with") {
            *(if found { &mut self.found } else { &mut self.missed }) += 1.0;
        }
        self.wrong += segments("without").into_iter().filter(|found| *found).count() as f64;
        let title = letters(page.title.as_deref().unwrap_or(""));
        self.count("title", gold, |gold| {
            !title.is_empty() && (letters(gold).contains(&title) || title.contains(&letters(gold)))
        });
        let authors = letters(&page.authors.join(" ; "));
        self.count("author", gold, |gold| gold.split(';').all(|name| authors.contains(&letters(name))));
        let date = page.published.as_deref().unwrap_or("");
        self.count("date", gold, |gold| !date.is_empty() && gold.get(..10) == date.get(..10));
    }

    fn count(&mut self, what: &'static str, gold: &Value, right: impl Fn(&str) -> bool) {
        if let Some(gold) = gold[what].as_str().filter(|gold| !gold.is_empty()) {
            let (known, all) = self.right.entry(what).or_default();
            *known += f64::from(u8::from(right(gold)));
            *all += 1.0;
        }
    }
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(words: &str) -> String {
    words
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
