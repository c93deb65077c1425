//! The trained reader in Rust finds what PyTorch finds with the same weights: `train/agree.py store` wrote the stored texts.
//!
//! Weights are those of `model/`; where they are not, the tests say so and do nothing. After weights have changed, the texts
//! are stored anew (`train/README.md`). PyTorch had the weights in 8 bits and all else in floats, so what differs is the
//! rounding of what 8-bit layers are given: it decides where two roles of a word are nearly as likely.
#![allow(clippy::print_stdout, reason = "a test says what it measured")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod stored;
mod weights;

use selon_model::{Found, Path};
use std::collections::HashMap;
use stored::{Statement, Stored, schemes, spans};

/// Of all statements, those on the same words; of these, those with the same parts and with the same labels, all six; how
/// far scores may lie apart at most, and on average. Measured for base-3: by our guide 0.992, 0.988, 0.976, 0.065 and
/// 0.0024, by PolNeAR's 0.987, 0.991, 0.996, 0.033 and 0.0045.
const ANCHORS: f64 = 0.985;
const PARTS: f64 = 0.965;
const LABELS: f64 = 0.965;
const SCORE: f32 = 0.07;
const MEAN_SCORE: f32 = 0.005;

/// How near to each other the two meanings of one statement must point at least: the cosine of the angle between them.
const MEANING: f64 = 0.97;

/// How far Rust and PyTorch agree on some texts.
#[derive(Debug, Default)]
struct Agreement {
    /// Statements that PyTorch found, and Rust.
    stored: usize,
    found: usize,
    /// On the same anchors; of these with the same parts; with the same labels.
    anchors: usize,
    parts: usize,
    labels: usize,
    /// The largest difference of scores, and all differences together.
    score: f32,
    scores: f32,
    /// How far meanings point apart at most, as the cosine of the angle: 1 is not at all.
    meaning: Option<f64>,
}

impl Agreement {
    fn add(&mut self, stored: &[Statement], found: &[Found]) {
        let known: HashMap<(usize, bool), &Found> = found.iter().map(|it| ((it.anchor, it.cued), it)).collect();
        self.stored += stored.len();
        self.found += found.len();
        for (ours, theirs) in stored.iter().filter_map(|it| Some((it, *known.get(&(it.anchor, it.cued))?))) {
            self.anchors += 1;
            self.parts += usize::from(same_parts(ours, theirs));
            self.labels += usize::from(ours.labels.iter().zip(&theirs.labels).all(|(ours, theirs)| ours.0 == theirs.0));
            self.score = self.score.max((ours.score - theirs.score).abs());
            self.scores += (ours.score - theirs.score).abs();
            if !ours.meaning.is_empty() && same_parts(ours, theirs) {
                let alike = cosine(&ours.meaning, &theirs.meaning);
                self.meaning = Some(self.meaning.map_or(alike, |least| least.min(alike)));
            }
        }
    }
}

fn cosine(a: &[i8], b: &[i8]) -> f64 {
    let product = |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>();
    product(a, b) / (product(a, a) * product(b, b)).sqrt()
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

fn same_parts(ours: &Statement, theirs: &Found) -> bool {
    (&ours.source, &ours.cue, &ours.content) == (&spans(&theirs.source), &spans(&theirs.cue), &spans(&theirs.content))
}

fn texts() -> Vec<Stored> {
    stored::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/agree.jsonl").as_ref())
}

#[test]
fn rust_finds_what_pytorch_finds() {
    let Some(reader) = weights::reader("base") else { return };
    let texts = texts();
    for (number, name) in schemes(&reader) {
        let mut all = Agreement::default();
        for text in &texts {
            all.add(&text.statements[&name], &text.found(number, |text, scheme| reader.read(text, scheme).0));
        }
        println!("{name}: {all:?}");
        assert!(all.stored > 100, "{name} has too few statements to tell: {all:?}");
        assert!(share(all.anchors, all.stored.max(all.found)) >= ANCHORS, "{name}: {all:?}");
        assert!(share(all.parts, all.anchors) >= PARTS && share(all.labels, all.anchors) >= LABELS, "{name}: {all:?}");
        assert!(all.meaning.is_none_or(|least| least >= MEANING), "{name}: {all:?}");
        assert!(all.score <= SCORE && all.scores / all.anchors as f32 <= MEAN_SCORE, "{name}: {all:?}");
    }
}

#[test]
fn every_path_finds_the_same() {
    let Some(reader) = weights::reader("base") else { return };
    for text in texts().iter().step_by(6) {
        for (number, _) in schemes(&reader) {
            let by = |path: Path| text.found(number, |text, scheme| reader.read_by(path, text, scheme).0);
            let scalar = by(Path::SCALAR);
            for path in Path::available().into_iter().skip(1) {
                assert_eq!(by(path), scalar, "{} {}", text.doc, path.name());
            }
        }
    }
}
