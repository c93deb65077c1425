//! Reads JSON lines of articles, follows their claims in memory and writes one line a claim: `trace_jsonl FILE > CLAIMS`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use selon_corpus::claims::gather;
use selon_reading::{Options, read};
use selon_text::{ByteRange, Document, Link};
use serde_json::{Value, json};

fn main() {
    let path = std::env::args().nth(1).unwrap();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let document = document(&row);
        let reading = read(&document, &Options::default());
        let (article, sentences) = gather(&document, &reading, None);
        println!("{}", json!({"article": article, "sentences": sentences}));
    }
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
