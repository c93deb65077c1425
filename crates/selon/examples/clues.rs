//! What the network that tells whether two stretches speak of one claim learns from: `clues ARTICLES.jsonl lexical|base > CLUES.jsonl`.
//!
//! A line for each pair of sentences of different articles that a collection of these articles would compare: `a` and `b` are [document,
//! [start and end of each window in code points]], `clues` one list for each pair of windows, `null` where they can't speak of one claim.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use selon_corpus::claims::{Memory, SentenceId, Shelf, candidates, clues, gather};
use selon_corpus::seconds;
use selon_page::{Hints, read_bytes};
use selon_reading::{Options, read, read_with};
use selon_text::Offsets;
use selon_weights::{Model, Scheme};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let tagger = (arguments[1] == "base").then(|| Model::Base.tagger(Scheme::Guide).unwrap());
    let (mut shelf, mut texts) = (Memory::default(), HashMap::new());
    let bytes = std::fs::read(&arguments[0]).unwrap();
    for document in read_bytes(bytes, &Hints::default(), &selon_page::Options::default()).map(Result::unwrap) {
        let options = Options::default();
        let reading = match &tagger {
            Some(tagger) => read_with(tagger.as_ref(), &document, &options),
            None => read(&document, &options),
        };
        let (article, sentences) = gather(&document, &reading, document.published.as_deref().and_then(seconds));
        texts.insert(document.id, document.text);
        shelf.add(article, sentences);
    }
    let mut seen: HashSet<(SentenceId, SentenceId)> = HashSet::new();
    for id in shelf.ids() {
        for other in candidates(id, &shelf) {
            let (a, b) = (id.max(other), id.min(other));
            let found = if seen.insert((a, b)) { clues(a, b, &shelf) } else { Vec::new() };
            if found.iter().any(Option::is_some) {
                println!("{}", json!({"a": side(a, &shelf, &texts), "b": side(b, &shelf, &texts), "clues": found}));
            }
        }
    }
}

fn side(id: SentenceId, shelf: &Memory, texts: &HashMap<String, String>) -> Value {
    let sentence = shelf.sentence(id).unwrap();
    let offsets = Offsets::new(&texts[&sentence.article]);
    let windows = sentence.windows.iter().map(|window| offsets.codepoints(window.span));
    json!([sentence.article, windows.map(|span| [span.start, span.end]).collect::<Vec<_>>()])
}
