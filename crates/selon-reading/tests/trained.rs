//! No text harms the trained reader, with the weights of `model/`: small stand-ins always, the large ones when asked for.
//!
//! `cargo test --release -p selon-reading --test trained -- --ignored --nocapture` reads the large ones.
#![allow(clippy::print_stdout, reason = "a test says what it measured")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "../../selon-model/tests/clock/mod.rs"]
mod clock;
#[path = "../../selon-model/tests/weights/mod.rs"]
mod weights;

use clock::computed;
use selon_model::Reader;
use selon_reading::{Options, Trained, read_with};
use selon_text::Document;
use std::time::Duration;

/// A piece, what stands before its repetitions, and which language is told; `#` becomes the repetition's number.
const NASTY: &[(&str, &str, &str, &str)] = &[
    ("no space", "", "abcdé", "fr"),
    ("one sentence", "", "le maire a dit que # et ", "fr"),
    ("unknown scripts", "", "漢字 დიახ ᚠᚢᚦ \u{1f600} ", "fr"),
    ("no language", "", "漢字 said Mara. ", "zz"),
    ("NUL bytes", "he said\0", "\0", "en"),
    ("NUL bytes apart", "", "\0 ", "en"),
    ("quotation marks", "", "\"", "en"),
    ("guillemets", "", "« ", "fr"),
    ("line breaks", "", "\n", "en"),
    ("cues", "", "said ", "en"),
    ("combining marks", "a", "\u{301}", "fr"),
    ("statements", "", "« Non », a dit Paul Ard#. ", "fr"),
];

fn text(before: &str, piece: &str, bytes: usize) -> String {
    let pieces = bytes.div_ceil(piece.len());
    before.to_owned() + &(0..pieces).map(|number| piece.replace('#', &number.to_string())).collect::<String>()
}

/// Reads a text, looks whether all that is found lies in it, and says how long that took.
fn read(reader: &Reader, text: String, language: &str) -> Duration {
    let document = Document::from_text("nasty", text);
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    let trained = Trained::new(reader, "guide").unwrap();
    let started = computed();
    let reading = read_with(&trained, &document, &options);
    let took = computed() - started;
    for statement in &reading.statements {
        let spans = statement.source.iter().chain(&statement.cue).chain(&statement.content);
        assert!(
            spans.clone().all(|span| document.text.get(span.start..span.end).is_some_and(|words| !words.is_empty()))
        );
    }
    assert_eq!(reading.model, reader.id());
    took
}

#[test]
fn nasty_texts_are_read() {
    let Some(reader) = weights::reader("base") else { return };
    for &(name, before, piece, language) in NASTY {
        let took = read(&reader, text(before, piece, 1500), language);
        println!("{name}: {took:?}");
    }
    read(&reader, String::new(), "fr");
    read(&reader, "a".repeat(300_000), "en");
}

/// Times below this are taken for this.
const LEAST: Duration = Duration::from_millis(5);

/// The most memory that this process has held, in megabytes; where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? / 1024)
}

#[test]
#[ignore = "takes minutes; needs --release"]
fn time_grows_with_the_text_and_memory_is_bounded() {
    let Some(reader) = weights::reader("base") else { return };
    for &(name, before, piece, language) in NASTY {
        let took = |bytes: usize| (0..2).map(|_| read(&reader, text(before, piece, bytes), language)).min().unwrap();
        let (short, long) = (took(6_000), took(24_000));
        // The system tells time in steps of milliseconds: of a few of them no ratio can be made.
        let times = long.as_secs_f64() / short.max(LEAST).as_secs_f64();
        println!("{name}: {short:?}, four times as long {long:?}, {times:.1} times");
        assert!(times < 8.0, "{name}: {times:.1}");
    }
    read(&reader, "abcdé".repeat(2 << 20), "fr");
    println!("10 MB and more without a space: {:?} MB at most", peak());
    read(&reader, "\n".repeat(10 << 20), "fr");
    println!("ten million line breaks: {:?} MB at most", peak());
    let took = read(&reader, "\"".repeat(1_000_000), "en");
    println!("a million quotation marks: {took:?}, {:?} MB at most", peak());
    // Tokens of the text, and what the lexical reader keeps of each, are held; of what the network makes, little at a time.
    assert!(peak().is_none_or(|megabytes| megabytes < 2_000), "{:?}", peak());
}
