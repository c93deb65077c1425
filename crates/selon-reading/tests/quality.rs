//! How well it reads may not fall unseen: scores on our own gold, and on the shared texts where they are at hand.
//!
//! A floor lies a little below the figure of the day it was pinned. Raise it when the figure rises.

// A test says on its output what it measured, and stops where a file of its own is broken.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use selon_reading::score::{Label, Sheet, gold_of_line, score};
use selon_reading::{Options, read};
use selon_text::Document;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Least F1 in per cent: whole (content and source right) and content alone.
struct Floor {
    whole: f64,
    content: f64,
}

const OWN: &[(&str, Floor)] =
    &[("fr", Floor { whole: 78.0, content: 89.0 }), ("en", Floor { whole: 81.0, content: 89.0 })];

/// PolNeAR's sources are not marked by our guide, so that only contents count there.
const SHARED: &[(&str, Floor)] = &[
    ("french.dev", Floor { whole: 57.0, content: 63.0 }),
    ("english.dev", Floor { whole: 62.0, content: 69.5 }),
    ("polnear.dev", Floor { whole: 0.0, content: 46.0 }),
];

#[test]
fn our_own_gold_is_read_no_worse_than_before() {
    let low: Vec<String> = OWN
        .iter()
        .filter_map(|(name, floor)| below(name, &folder("tests/gold").join(format!("{name}.jsonl")), floor))
        .collect();
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn the_shared_texts_are_read_no_worse_than_before() {
    let mut low = Vec::new();
    for (name, floor) in SHARED {
        let path = folder("../shared/corpora").join(format!("{name}.jsonl"));
        if path.exists() {
            low.extend(below(name, &path, floor));
        } else {
            println!("skipped: {} is not here", path.display());
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn our_scorer_agrees_with_the_shared_one() {
    let scorer = folder("../shared/eval/score.py");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !scorer.exists() || !python {
        println!("skipped: python3 and {} are not both here", scorer.display());
        return;
    }
    let own = OWN.iter().map(|(name, _)| folder("tests/gold").join(format!("{name}.jsonl")));
    let shared = ["french.dev", "english.dev", "polnear.dev"]
        .map(|name| folder("../shared/corpora").join(format!("{name}.jsonl")));
    for gold in own.chain(shared).filter(|path| path.exists()) {
        let sheets = sheets(&gold);
        let readings: Vec<Sheet> = sheets.iter().map(reading_of).collect();
        let predicted = std::env::temp_dir().join(format!("selon-quality-{}.jsonl", std::process::id()));
        let lines: Vec<String> = readings.iter().map(|sheet| serde_json::to_string(sheet).unwrap()).collect();
        fs::write(&predicted, lines.join("\n")).unwrap();
        let output = Command::new("python3").arg(&scorer).args([&gold, &predicted]).arg("--json").output().unwrap();
        fs::remove_file(&predicted).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(serde_json::to_value(score(&sheets, &readings)).unwrap(), theirs, "{}", gold.display());
    }
}

/// A sentence where the scores lie below their floor.
fn below(name: &str, gold: &Path, floor: &Floor) -> Option<String> {
    let sheets = sheets(gold);
    let readings: Vec<Sheet> = sheets.iter().map(reading_of).collect();
    let score = score(&sheets, &readings);
    let (whole, content) = (score.whole.f1(), score.content_at_80().f1());
    let told =
        format!("{name}: whole {whole:.1} (floor {}), content {content:.1} (floor {})", floor.whole, floor.content);
    println!(
        "{told}, act {:.1} %, kind {:.1} %",
        score.label(Label::Act).percent(),
        score.label(Label::Kind).percent()
    );
    (whole < floor.whole || content < floor.content).then_some(told)
}

fn sheets(path: &Path) -> Vec<Sheet> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().enumerate().map(|(at, line)| gold_of_line(at + 1, line).unwrap()).collect()
}

fn reading_of(gold: &Sheet) -> Sheet {
    let document = Document::from_text(gold.doc.as_str(), gold.text.as_str());
    Sheet::of(&document, &read(&document, &Options { language: gold.lang.clone(), ..Options::default() }))
}

fn folder(below_the_root: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(below_the_root)
}
