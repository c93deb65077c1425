//! Writes what the trained reader finds in stored texts, for `train/agree.py live`: `found FOLDER NAME STORED.jsonl`.
//!
//! FOLDER/words.weights and FOLDER/NAME.weights are the reader; `tests/stored` says what a line of STORED.jsonl holds. Each
//! line written has `doc` and, for each way of marking, `statements` as they are stored there.

#[path = "../tests/stored/mod.rs"]
mod stored;

use selon_model::{Error, Found, Reader, Weights};
use serde_json::{Map, Value, json};
use std::io::{BufWriter, Write};
use std::path::Path;
use stored::{schemes, spans};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [folder, name, path] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "found FOLDER NAME STORED.jsonl")?;
    let reader = load(folder.as_ref(), &name)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for text in stored::read(path.as_ref()) {
        let found = schemes(&reader).into_iter().map(|(number, name)| {
            let found = text.found(number, |text, scheme| reader.read(text, scheme).0);
            (name, found.iter().map(statement).collect())
        });
        writeln!(out, "{}", json!({"doc": text.doc, "statements": found.collect::<Map<String, Value>>()}))?;
    }
    Ok(out.flush()?)
}

fn load(folder: &Path, name: &str) -> Result<Reader, Error> {
    let weights = |name: &str| Weights::read(&folder.join(format!("{name}.weights")));
    Reader::load(&weights("words")?, &weights(name)?)
}

fn statement(found: &Found) -> Value {
    json!({
        "anchor": found.anchor,
        "cued": found.cued,
        "score": found.score,
        "source": spans(&found.source),
        "cue": spans(&found.cue),
        "content": spans(&found.content),
        "labels": found.labels,
    })
}
