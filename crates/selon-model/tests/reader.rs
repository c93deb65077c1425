//! The reader says what is wrong with its files, and no text that it is given does harm: here with small random weights.
#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::single_range_in_vec_init, reason = "spans have pieces, often one")]

mod clock;
mod file;
mod small;

use clock::computed;
use proptest::prelude::*;
use selon_model::{Entity, FEATURES, Found, Path, Reader, Sketch, Text, Token, Weights};
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::LazyLock;
use std::time::Duration;

/// What is said of a file whose tensors fit [`small::config`] while its configuration is another.
fn said(edit: impl Fn(&mut Value)) -> String {
    let config = small::config();
    let mut told = config.clone();
    edit(&mut told);
    Reader::load(&small::words(32, 0), &small::weights(&config, &told, "")).unwrap_err().to_string()
}

#[test]
fn a_tensor_that_is_missing_is_named() {
    let config = small::config();
    for name in [
        "words.sample",
        "places",
        "features.3",
        "encoder.layers.0.widen.scale",
        "anchors.bias",
        "second.norm.gain",
        "moves",
        "labels.nested.weight",
    ] {
        let error = Reader::load(&small::words(32, 0), &small::weights(&config, &config, name)).unwrap_err();
        assert_eq!(error.to_string(), format!("reader: has no tensor named {name}"));
    }
}

#[test]
fn another_network_than_the_tensors_is_told() {
    assert_eq!(
        said(|told| told["encoder"]["layers"] = json!(2)),
        "reader: has no tensor named encoder.layers.1.query_key_value.weight"
    );
    assert_eq!(
        said(|told| told["before"] = json!(13)),
        "reader: has the tensor distance in the shape 33 × 32, and 34 × 32 is wanted"
    );
    assert_eq!(
        said(|told| told["window"] = json!(61)),
        "reader: has the tensor places in the shape 62 × 32, and 63 × 32 is wanted"
    );
    let schemes = said(|told| told["schemes"].as_array_mut().unwrap().truncate(1));
    assert_eq!(schemes, "reader: has the tensor anchors.weight in the shape 6 × 32, and 3 × 32 is wanted");
    let label = said(|told| told["labels"][0] = json!(["mood", ["good"]]));
    assert_eq!(label, "reader: has no tensor named labels.mood.weight");
}

#[test]
fn a_network_that_this_program_cannot_run_is_told() {
    let cannot = |edit: &dyn Fn(&mut Value), why: &str| {
        assert_eq!(said(edit), format!("reader: describes a network that cannot be run: {why}"));
    };
    cannot(&|told| told["after"] = json!(4097), "it looks further than this program does");
    cannot(&|told| told["window"] = json!(18), "its windows have no room for a token");
    cannot(&|told| told["token"] = json!(0), "its windows have no room for a token");
    cannot(&|told| told["features"] = json!([6, 3]), "it wants other features of a token than this program gives");
    cannot(&|told| told["schemes"] = json!([]), "it names no way of marking statements");
    cannot(&|told| told["labels"][1][1] = json!([]), "labels.nested has no inputs or no outputs");
    assert!(said(|told| told["encoder"]["heads"] = json!(3)).contains("cannot be shared out to 3 heads"));
    assert!(said(|told| *told = json!({})).contains("missing field"));
    assert!(said(|told| told["before"] = json!(-1)).contains("invalid value"));
}

#[test]
fn files_that_change_places_are_told() {
    let config = small::config();
    let (words, weights) = (small::words(32, 0), small::weights(&config, &config, ""));
    let error = |words: &Weights, weights: &Weights| Reader::load(words, weights).unwrap_err().to_string();
    assert!(error(&words, &words).starts_with("words: "));
    assert_eq!(error(&weights, &weights), "reader: has no tensor named pieces.text");
    let wide = error(&small::words(64, 0), &weights);
    assert!(
        wide.starts_with("words: has the tensor words in the shape ") && wide.ends_with(" × 32 is wanted"),
        "{wide}"
    );
}

#[test]
fn a_vocabulary_that_the_network_was_not_trained_with_is_told() {
    let config = small::config();
    let error = Reader::load(&small::words(32, 9), &small::weights(&config, &config, "")).unwrap_err();
    let told =
        "describes a network that cannot be run: it was trained with other embeddings of pieces than those of a test";
    assert_eq!(error.to_string(), format!("reader: {told}"));
}

/// One for all tests: it is the same in each.
static READER: LazyLock<Reader> = LazyLock::new(small::reader);

/// A text of some tokens, each with these features, in one sentence.
fn read(reader: &Reader, tokens: &[&str], sketches: &[Sketch]) -> (Vec<Found>, Vec<Entity>) {
    let tokens = given(tokens, [0; FEATURES]);
    reader.read(Text { tokens: &tokens, sentences: &[0], sketches }, 0)
}

fn given<'t>(tokens: &[&'t str], features: [u8; FEATURES]) -> Vec<Token<'t>> {
    tokens.iter().map(|text| Token { text, space: true, features }).collect()
}

/// What holds of everything that is found in a text of so many tokens.
fn check(found: &(Vec<Found>, Vec<Entity>), tokens: usize) {
    for it in &found.0 {
        assert!(it.anchor < tokens && !it.content.is_empty() && (0.0..=1.0).contains(&it.score));
        let pieces = it.source.iter().chain(&it.cue).chain(&it.content);
        assert!(pieces.clone().all(|piece| piece.start < piece.end && piece.end <= tokens));
        assert!(it.labels.iter().all(|(_, chance)| (0.0..=1.0).contains(chance)));
    }
    assert!(found.0.is_sorted_by_key(|it| (it.anchor, it.cued)));
    assert!(found.1.is_sorted_by_key(|it| it.tokens.start));
    assert!(found.1.iter().all(|it| it.tokens.start < it.tokens.end && it.tokens.end <= tokens));
}

#[test]
fn the_small_reader_finds_statements_everywhere() {
    let found = read(&READER, &["do", "ne", "ra", "li", "\""].repeat(100), &[]);
    check(&found, 500);
    assert!(found.0.len() > 20, "{}", found.0.len());
    assert!(found.0.iter().any(|it| it.cued) && found.0.iter().any(|it| !it.cued));
}

#[test]
fn nothing_is_read_to_nothing() {
    assert_eq!(read(&READER, &[], &[]), (Vec::new(), Vec::new()));
}

/// The least of three, since caches are shared.
fn time(reader: &Reader, tokens: &[&str], sketches: &[Sketch]) -> Duration {
    let once = || {
        let started = computed();
        check(&read(reader, tokens, sketches), tokens.len());
        computed() - started
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn time_grows_with_the_text_and_not_faster() {
    let reader = &*READER;
    let endless = "ba\u{301}".repeat(100_000);
    for token in ["\"", "do", "dit", "\n", "\0", "漢字", "\u{301}", "", &endless[..4000], &endless] {
        let count = if token.len() > 5000 { 50 } else { 400 };
        let (short, long) = (vec![token; count], vec![token; 4 * count]);
        let (short, long) = (time(reader, &short, &[]), time(reader, &long, &[]));
        let times = long.as_secs_f64() / short.as_secs_f64();
        assert!(times < 9.0, "{:?}: four times as long takes {times:.1} times as long", &token[..token.len().min(8)]);
    }
}

#[test]
fn time_grows_with_the_sketches_and_not_faster() {
    let reader = &*READER;
    let sketches = |count: usize| -> Vec<Sketch> {
        let all = |_| Sketch { source: vec![0..count], cue: vec![0..2], content: vec![2..count] };
        (0..count).map(all).collect()
    };
    let run = |count: usize| time(reader, &vec!["do"; count], &sketches(count));
    let times = run(2000).as_secs_f64() / run(500).as_secs_f64();
    assert!(times < 9.0, "{times:.1}");
}

#[test]
fn what_is_out_of_range_does_no_harm() {
    let reader = &*READER;
    let tokens = ["do", "ne", "ra"].repeat(20);
    let plain = read(reader, &tokens, &[]);
    #[allow(clippy::reversed_empty_ranges, reason = "no range that a lexical reader should give")]
    let odd: [Range<usize>; 6] =
        [0..usize::MAX, usize::MAX..usize::MAX, 40..3, 60..61, 59..4000, usize::MAX - 1..usize::MAX];
    for range in odd {
        let pieces = vec![range];
        for sketch in [
            Sketch { source: pieces.clone(), cue: pieces.clone(), content: pieces.clone() },
            Sketch { content: pieces, ..Sketch::default() },
        ] {
            check(&read(reader, &tokens, &[sketch]), tokens.len());
        }
    }
    // Values that the network has no vector for count as 0.
    let features = given(&tokens, [255; FEATURES]);
    assert_eq!(reader.read(Text { tokens: &features, sentences: &[0], sketches: &[] }, 0), plain);
    for sentences in [vec![], vec![usize::MAX], vec![7, 3, 3, 900], (0..200).collect()] {
        let tokens = given(&tokens, [1; FEATURES]);
        check(&reader.read(Text { tokens: &tokens, sentences: &sentences, sketches: &[] }, 9), tokens.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_alike_on_every_path(words in prop::collection::vec(any::<String>(), 0..120), features in any::<[u8; FEATURES]>(), starts in prop::collection::btree_set(0_usize..120, 0..9), cut in prop::collection::vec(0_usize..130, 6)) {
        let reader = &*READER;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let tokens = given(&words, features);
        let sentences: Vec<usize> = starts.into_iter().collect();
        let sketch = Sketch { source: vec![cut[0]..cut[1]], cue: vec![cut[2]..cut[3]], content: vec![cut[4]..cut[5]] };
        for scheme in 0..2 {
            let by = |path| reader.read_by(path, Text { tokens: &tokens, sentences: &sentences, sketches: std::slice::from_ref(&sketch) }, scheme);
            let scalar = by(Path::SCALAR);
            check(&scalar, words.len());
            for path in Path::available() {
                prop_assert_eq!(&by(path), &scalar, "{}", path.name());
            }
        }
    }
}
