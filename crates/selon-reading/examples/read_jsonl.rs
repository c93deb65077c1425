//! Reads JSON lines with `doc`, `text`, `lang` and writes the scorer's form: `read_jsonl FILE > PRED`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use selon_reading::{Options, read};
use selon_text::{ByteRange, Document, Offsets};
use serde_json::{Value, json};

fn main() {
    let path = std::env::args().nth(1).unwrap();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let mut document = Document::from_text(row["doc"].as_str().unwrap(), row["text"].as_str().unwrap());
        document.language = row["lang"].as_str().map(str::to_owned);
        let reading = read(&document, &Options::default());
        let offsets = Offsets::new(&document.text);
        let spans = |ranges: &[ByteRange]| -> Value {
            ranges.iter().map(|r| offsets.codepoints(*r)).map(|r| json!([r.start, r.end])).collect()
        };
        let statements: Vec<Value> = reading
            .statements
            .iter()
            .map(|s| {
                json!({"id": s.id, "kind": s.kind, "source": spans(&s.source), "cue": spans(&s.cue), "content": spans(&s.content),
                    "parent": s.parent, "act": s.act, "rule": s.rule, "score": s.score, "cue_lemma": s.cue_lemma,
                    "frame": s.why.last().map(|w| w.because.clone())})
            })
            .collect();
        println!("{}", json!({"doc": document.id, "statements": statements}));
    }
}
