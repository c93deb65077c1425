//! Reads JSON lines of articles, follows their claims in memory and writes one line a claim: `trace_jsonl FILE > CLAIMS`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use selon_corpus::claims::{Claim, Memory, claims, gather, links};
use selon_reading::{Options, read};
use selon_text::{ByteRange, Document, Link, Offsets};
use serde_json::{Value, json};
use std::collections::HashMap;

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let mut shelf = Memory::default();
    let mut texts: HashMap<String, String> = HashMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let document = document(&serde_json::from_str(line).unwrap());
        let reading = read(&document, &Options::default());
        let (article, sentences) = gather(&document, &reading, document.published.as_deref().and_then(seconds));
        texts.insert(document.id, document.text);
        shelf.add(article, sentences);
    }
    let all: Vec<_> = shelf.ids().flat_map(|id| links(id, &shelf)).collect();
    for claim in claims(&all, &shelf) {
        println!("{}", row(&claim, &texts));
    }
}

fn seconds(published: &str) -> Option<i64> {
    published.parse::<jiff::Timestamp>().ok().map(|time| time.as_second())
}

fn document(row: &Value) -> Document {
    let text = |name: &str| row[name].as_str().map(str::to_owned);
    let mut document = Document::from_text(row["doc"].as_str().unwrap(), row["text"].as_str().unwrap());
    (document.language, document.outlet, document.url) = (text("lang"), text("outlet"), text("url"));
    (document.published, document.title) = (text("published"), text("title"));
    let links = row["links"].as_array().into_iter().flatten().filter_map(Value::as_str);
    document.links = links.map(|href| Link { span: ByteRange::default(), href: href.to_owned() }).collect();
    document
}

fn row(claim: &Claim, texts: &HashMap<String, String>) -> Value {
    let appearances = claim.appearances.iter().map(|appearance| {
        let span = Offsets::new(&texts[&appearance.article]).codepoints(appearance.span);
        let from = appearance.from.as_ref();
        let drift: Vec<&str> = from.iter().flat_map(|edge| &edge.drift).map(|drift| drift.name()).collect();
        json!({"doc": appearance.article, "start": span.start, "end": span.end, "quote": appearance.quote, "stance": appearance.stance,
            "speaker": appearance.speaker, "from": from.map(|edge| &edge.article), "drift": drift,
            "why": from.map(|edge| &edge.reasons), "strength": from.map(|edge| edge.strength)})
    });
    let contradicts: Vec<&str> = claim.contradicts.iter().map(|other| other.claim.as_str()).collect();
    json!({"claim": claim.id, "origins": claim.origins, "appearances": appearances.collect::<Vec<_>>(), "contradicts": contradicts})
}
