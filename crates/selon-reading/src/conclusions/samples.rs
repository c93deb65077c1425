//! Runs the examples of the tables of inference: each `yes` holds a conclusion, each `no` none.

use crate::{Options, read};
use selon_text::Document;

fn concludes(language: &str, text: &str) -> bool {
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    !read(&Document::from_text("sample", text), &options).conclusions.is_empty()
}

fn wrong(language: &str, yes: &[String], no: &[String]) -> Vec<String> {
    let missing = yes.iter().filter(|text| !concludes(language, text)).map(|text| format!("nothing in «{text}»"));
    let false_alarm = no.iter().filter(|text| concludes(language, text)).map(|text| format!("something in «{text}»"));
    let bare = (yes.is_empty() || no.is_empty()).then(|| format!("{language}: an entry lacks examples"));
    missing.chain(false_alarm).chain(bare).collect()
}

#[test]
fn every_example_concludes_or_does_not_as_its_entry_says() {
    let mut found = Vec::new();
    for language in ["fr", "en"] {
        let table = &selon_language::language(language).expect("a language").tables.inference;
        found.extend(table.marker.iter().flat_map(|mark| wrong(language, &mark.yes, &mark.no)));
        found.extend(wrong(language, &table.forecast.yes, &table.forecast.no));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
