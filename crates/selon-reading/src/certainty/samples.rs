//! Runs the examples of the tables of certainty: in each `yes` a statement bears the label, in each `no` none does.

use crate::statement::Statement;
use crate::{Options, read};
use selon_text::Document;

fn statements(language: &str, text: &str) -> Vec<Statement> {
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    read(&Document::from_text("sample", text), &options).statements
}

/// What is wrong with the examples of one entry.
fn wrong(
    language: &str,
    label: &str,
    yes: &[String],
    no: &[String],
    bears: impl Fn(&Statement) -> bool,
) -> Vec<String> {
    let read_as = |text: &String| statements(language, text).iter().any(&bears);
    let missing = yes.iter().filter(|text| !read_as(text)).map(|text| format!("{language}: no {label} in «{text}»"));
    let false_alarm = no.iter().filter(|text| read_as(text)).map(|text| format!("{language}: {label} in «{text}»"));
    let bare = (yes.is_empty() || no.is_empty()).then(|| format!("{language}: an entry for {label} lacks examples"));
    missing.chain(false_alarm).chain(bare).collect()
}

fn all_wrong(language: &str) -> Vec<String> {
    let table = &selon_language::language(language).expect("a language").tables.certainty;
    let mut found = Vec::new();
    for mark in &table.act {
        found.extend(wrong(language, &mark.act, &mark.yes, &mark.no, |told| told.act.name() == mark.act));
    }
    for mark in &table.plan {
        found.extend(wrong(language, "commit", &mark.yes, &mark.no, |told| told.act.name() == "commit"));
    }
    let put = |told: &Statement, name: &str| super::degrees::named(name) == Some(told.certainty);
    for mark in &table.degree {
        found.extend(wrong(language, &mark.certainty, &mark.yes, &mark.no, |told| put(told, &mark.certainty)));
    }
    for mark in &table.verb {
        found.extend(wrong(language, &mark.certainty, &mark.yes, &mark.no, |told| put(told, &mark.certainty)));
    }
    let stands = |told: &Statement, name: &str| super::stances::named(name) == Some(told.stance);
    for mark in &table.stance {
        found.extend(wrong(language, &mark.stance, &mark.yes, &mark.no, |told| stands(told, &mark.stance)));
    }
    found
}

#[test]
fn every_example_is_read_as_its_entry_says() {
    let wrong: Vec<String> = ["fr", "en"].into_iter().flat_map(all_wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
