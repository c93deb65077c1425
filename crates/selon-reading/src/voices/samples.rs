//! The examples of the tables of relays, run: what stands in […] is found, and in the others nothing is.

use crate::{Options, Reading, read};
use selon_language::{Example, load};
use selon_text::Document;

fn reading(code: &str, text: &str) -> Reading {
    let options = Options { language: Some(code.to_owned()), ..Options::default() };
    read(&Document::from_text("sample", text), &options)
}

type Spans = Vec<String>;
type Find = fn(&Reading, &str) -> Spans;

fn passages(reading: &Reading, text: &str) -> Spans {
    let blocks = reading.statements.iter().filter(|statement| statement.kind == crate::Kind::Block);
    blocks.flat_map(|block| &block.content).map(|range| range.of(text).to_owned()).collect()
}

fn media(reading: &Reading, text: &str) -> Spans {
    reading.statements.iter().flat_map(|statement| &statement.medium).map(|range| range.of(text).to_owned()).collect()
}

fn addressees(reading: &Reading, text: &str) -> Spans {
    let spans = reading.statements.iter().flat_map(|statement| &statement.addressee);
    spans.map(|range| range.of(text).to_owned()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What is wrong with the samples of one entry.
fn wrong(code: &str, yes: &[String], no: &[String], find: Find) -> Vec<String> {
    let mut wrong = Vec::new();
    for marked in yes {
        let example = Example::parse(marked).expect("samples mark their spans well");
        let wanted: Spans = example.content.iter().map(|&(start, end)| letters(&example.text[start..end])).collect();
        let found = find(&reading(code, &example.text), &example.text);
        if !found.iter().map(|found| letters(found)).eq(wanted.iter().cloned()) {
            wrong.push(format!("{code}: «{marked}» gives {found:?}"));
        }
    }
    for text in no {
        let found = find(&reading(code, text), text);
        if !found.is_empty() {
            wrong.push(format!("{code}: «{text}» gives {found:?}"));
        }
    }
    wrong
}

#[test]
fn every_sample_is_read_as_marked() {
    let mut all = Vec::new();
    for code in ["fr", "en"] {
        let table = load(code).unwrap_or_else(|error| panic!("{error}")).tables.relay;
        for mark in &table.introduction {
            all.extend(wrong(code, &mark.yes, &mark.no, passages));
        }
        for mark in &table.comment {
            all.extend(wrong(code, &mark.yes, &[], passages));
            assert!(mark.no.iter().all(|marked| wrong(code, std::slice::from_ref(marked), &[], passages).is_empty()));
        }
        for mark in &table.medium {
            all.extend(wrong(code, &mark.yes, &mark.no, media));
        }
        for mark in &table.addressee {
            all.extend(wrong(code, &mark.yes, &mark.no, addressees));
        }
        for mark in &table.outlet {
            all.extend(wrong(code, &mark.yes, &mark.no, media));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_entry_has_samples() {
    for code in ["fr", "en"] {
        let table = load(code).unwrap_or_else(|error| panic!("{error}")).tables.relay;
        let pairs = table.medium.iter().map(|mark| (&mark.yes, &mark.no));
        let pairs = pairs.chain(table.addressee.iter().map(|mark| (&mark.yes, &mark.no)));
        let pairs = pairs.chain(table.introduction.iter().map(|mark| (&mark.yes, &mark.no)));
        let mut pairs = pairs.chain(table.translation.iter().map(|mark| (&mark.yes, &mark.no)));
        assert!(pairs.all(|(yes, no)| !yes.is_empty() && !no.is_empty()), "{code}: help: give it `yes` and `no`");
    }
}

#[test]
fn translations_are_told_by_their_words() {
    use crate::whole::Translation;
    for code in ["fr", "en"] {
        let table = load(code).unwrap_or_else(|error| panic!("{error}")).tables.relay;
        for mark in &table.translation {
            let wanted = if mark.machine { Translation::Machine } else { Translation::Stated };
            let said = |text: &String| reading(code, text).voices.iter().find_map(|voice| voice.translated);
            assert!(mark.yes.iter().all(|text| said(text) == Some(wanted)), "{code}: {:?}", mark.yes);
            assert!(mark.no.iter().all(|text| said(text).is_none()), "{code}: {:?}", mark.no);
        }
    }
}
