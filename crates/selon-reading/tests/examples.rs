//! Every rule's examples: `yes` sentences are read as marked, `no` sentences give nothing by that rule.

// A test stops where a file of its own is broken.
#![allow(clippy::unwrap_used)]

use selon_language::{Example, Language, Rule, any_rules, languages, load};
use selon_reading::{Options, Statement, read};
use selon_text::{ByteRange, Document};

fn statements(language: &Language, text: &str) -> Vec<Statement> {
    let options = Options { language: Some(language.code.clone()), ..Options::default() };
    read(&Document::from_text("example", text), &options).statements
}

/// The letters that some spans cover, so that marks and spaces at their ends do not matter.
fn letters(text: &str, spans: impl IntoIterator<Item = (usize, usize)>) -> String {
    spans
        .into_iter()
        .map(|(start, end)| &text[start..end])
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn covered(text: &str, spans: &[ByteRange]) -> String {
    letters(text, spans.iter().map(|range| (range.start, range.end)))
}

/// What is wrong with how an example is read, if anything.
fn wrong(language: &Language, rule: &Rule, example: &Example) -> Option<String> {
    let text = &example.text;
    let wanted = |spans: &[(usize, usize)]| letters(text, spans.iter().copied());
    let fits = |statement: &Statement| {
        statement.rule == rule.id
            && covered(text, &statement.source) == wanted(&example.source)
            && covered(text, &statement.cue) == wanted(&example.cue)
            && covered(text, &statement.content) == wanted(&example.content)
    };
    let found = statements(language, text);
    if found.iter().any(fits) {
        return None;
    }
    let of = |spans: &[ByteRange]| spans.iter().map(|range| range.of(text)).collect::<Vec<_>>().join(" … ");
    let told: Vec<String> = found
        .iter()
        .map(|s| format!("      {}: {{{}}} <{}> [{}]", s.rule, of(&s.source), of(&s.cue), of(&s.content)))
        .collect();
    Some(format!("{}: {text}\n{}", rule.id, told.join("\n")))
}

fn failures(code: &str) -> Vec<String> {
    let language = load(code).unwrap_or_else(|error| panic!("{error}"));
    let mut failures = Vec::new();
    for rule in &language.rules {
        failures.extend(rule.yes.iter().filter_map(|example| wrong(&language, rule, example)));
        for text in &rule.no {
            if statements(&language, text).iter().any(|statement| statement.rule == rule.id) {
                failures.push(format!("{}: finds something in «{text}»", rule.id));
            }
        }
    }
    failures
}

#[test]
fn the_rules_of_every_language_read_their_examples() {
    for rule in any_rules() {
        let id = format!("any/{}", rule.id);
        let read = |text: &str| {
            let options = Options { language: Some(rule.language.clone()), ..Options::default() };
            read(&Document::from_text("example", text), &options).statements
        };
        for marked in &rule.yes {
            let example = Example::parse(marked).unwrap();
            let fits = |s: &Statement| {
                s.rule == id
                    && covered(&example.text, &s.source) == letters(&example.text, example.source.iter().copied())
                    && covered(&example.text, &s.content) == letters(&example.text, example.content.iter().copied())
            };
            assert!(read(&example.text).iter().any(fits), "{id} is read otherwise in «{marked}»");
        }
        for text in &rule.no {
            assert!(read(text).iter().all(|statement| statement.rule != id), "{id} finds something in «{text}»");
        }
    }
}

#[test]
fn every_rule_reads_its_examples() {
    let failures: Vec<_> = languages().into_iter().flat_map(failures).collect();
    assert!(failures.is_empty(), "{} examples are read otherwise:\n{}", failures.len(), failures.join("\n"));
}
