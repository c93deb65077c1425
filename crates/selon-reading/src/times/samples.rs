//! Every example of the languages' times, read.

use super::scan;
use crate::passage::Passage;
use selon_language::time::{TimeExpression, TimeValue};

fn values(code: &str, text: &str, date: Option<&str>) -> Vec<String> {
    let language = selon_language::language(code).unwrap();
    let passage = Passage::new(text, language, &[], &[]);
    let times = scan::scan(&passage, date.and_then(super::calendar::date)).times;
    times.into_iter().map(|time| time.when.value).collect()
}

fn wrong(code: &str, expression: &TimeExpression) -> Vec<String> {
    let mut wrong = Vec::new();
    for example in &expression.yes {
        let got = values(code, &example.text, example.date.as_deref()).pop().unwrap_or_default();
        if got != example.value {
            wrong.push(format!("{code}: «{}» is {}, read as {got:?}", example.text, example.value));
        }
    }
    for text in &expression.no {
        let got = values(code, text, Some("2016-08-10"));
        if !got.is_empty() {
            wrong.push(format!("{code}: «{text}» tells no time, read as {}", got.join(", ")));
        }
    }
    wrong
}

#[test]
fn every_example_has_its_value() {
    let languages = ["fr", "en"];
    let mut failures = Vec::new();
    for code in languages {
        let table = &selon_language::load(code).unwrap().tables.time;
        let examples: usize = table.expressions.iter().map(|e| e.yes.len() + e.no.len()).sum();
        assert!(examples >= 150, "{code} has {examples} examples");
        failures.extend(table.expressions.iter().flat_map(|expression| wrong(code, expression)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_is_no_time_says_so_by_examples() {
    for code in ["fr", "en"] {
        for expression in &selon_language::language(code).unwrap().tables.time.expressions {
            let shown = expression.value != TimeValue::None || !expression.no.is_empty();
            assert!(shown, "{code}: {:?} has no example", expression.patterns);
        }
    }
}
