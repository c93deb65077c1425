//! Bytes as text → a reading in both languages. Nothing may panic, and every span lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selon_reading::{Options, read};
use selon_text::Document;

fuzz_target!(|bytes: &[u8]| {
    let document = Document::from_text("fuzz", String::from_utf8_lossy(bytes));
    for language in ["fr", "en"] {
        let reading = read(&document, &Options { language: Some(language.to_owned()), ..Options::default() });
        for statement in &reading.statements {
            for span in statement.source.iter().chain(&statement.cue).chain(&statement.content) {
                let words = document.text.get(span.start..span.end);
                assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} is not in the text");
            }
        }
    }
});
