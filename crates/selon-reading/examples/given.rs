//! Writes what the trained reader is given of texts, for `train/`: `given FILE... > GIVEN.jsonl`.
//!
//! Each line of a FILE is an object with `doc`, `text` and `lang`; each line written has `doc`, `lang`, and
//! `tokens` ([start, end, text, 1 where white space stands before it], in code points), `features` (as
//! [`selon_reading::given`] orders them, for each token), `sketches` (what the lexical reader found, in tokens), `sentences`
//! and `paragraphs` (the first token of each).

use selon_language::Language;
use selon_reading::given::Given;
use selon_reading::{Lexical, Passage, Tagger};
use selon_text::{Offsets, TokenRange};
use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::ops::Range;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let file = std::fs::File::open(&path).map_err(|error| format!("{path}: {error}"))?;
        for (number, line) in BufReader::new(file).lines().enumerate() {
            let line = line?;
            let row = serde_json::from_str(&line).map_err(|error| format!("{path}, line {}: {error}", number + 1))?;
            writeln!(out, "{}", given(&row))?;
        }
    }
    Ok(out.flush()?)
}

/// What is given of one text.
fn given(row: &Value) -> Value {
    let text = row["text"].as_str().unwrap_or_default();
    let code = row["lang"].as_str().unwrap_or("en");
    let unknown = Language::default();
    let passage = Passage::new(text, selon_language::language(code).unwrap_or(&unknown), &[], &[]);
    let given = Given::of(&passage, &Lexical.drafts(&passage));
    let sketches = given.sketches.iter().map(
        |sketch| json!({"source": pairs(&sketch.source), "cue": pairs(&sketch.cue), "content": pairs(&sketch.content)}),
    );
    json!({
        "doc": row["doc"],
        "lang": code,
        "tokens": tokens(&passage, text),
        "features": given.features,
        "sketches": sketches.collect::<Value>(),
        "sentences": starts(passage.words.sentences()),
        "paragraphs": starts(passage.words.paragraphs()),
    })
}

fn tokens(passage: &Passage, text: &str) -> Value {
    let offsets = Offsets::new(text);
    let token = |at: usize| {
        let token = passage.token(at);
        let place = offsets.codepoints(token.range);
        json!([place.start, place.end, passage.words.text(at), u8::from(token.space_before)])
    };
    (0..passage.len()).map(token).collect()
}

fn pairs(ranges: &[Range<usize>]) -> Value {
    ranges.iter().map(|range| json!([range.start, range.end])).collect()
}

fn starts(ranges: &[TokenRange]) -> Value {
    ranges.iter().map(|range| range.start).collect()
}
