//! The short texts in `lang/*/tables/person.toml`: each source is found to be whom the table says.
#![allow(clippy::unwrap_used, reason = "tests")]

use selon_language::person::Case;
use selon_language::{languages, load};
use selon_reading::{Options, read};
use selon_text::Document;

/// Who the last source that reads as the case says is found to be: empty where there is no such source, or nobody is found.
fn found(code: &str, case: &Case) -> String {
    let options = Options { language: Some(code.to_owned()), ..Options::default() };
    let reading = read(&Document::from_text("case", case.text.as_str()), &options);
    let words = |statement: &selon_reading::Statement| {
        statement.source.iter().map(|piece| piece.of(&case.text)).collect::<Vec<_>>().join(" … ")
    };
    let told = reading.statements.iter().rev().find(|statement| words(statement) == case.source);
    let id = told.and_then(|statement| statement.speaker.as_deref());
    reading
        .speakers
        .iter()
        .find(|speaker| Some(speaker.id.as_str()) == id)
        .map(|who| who.name.clone())
        .unwrap_or_default()
}

#[test]
fn the_cases_of_every_language_are_resolved_as_they_say() {
    let mut failures = Vec::new();
    for code in languages() {
        for case in &load(code).unwrap().tables.person.cases {
            let found = found(code, case);
            if found != case.speaker {
                failures
                    .push(format!("{code}: «{}» in «{}» is «{found}», not «{}»", case.source, case.text, case.speaker));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn short_statements_in_the_same_words_are_shared() {
    let options = Options { language: Some("fr".to_owned()), ..Options::default() };
    let texts = [
        "Maud Tallec a déclaré que la digue tient.",
        "Selon Maud Tallec, la digue tient.",
        "Maud Tallec dit que la digue cède.",
    ];
    let read =
        texts.map(|text| (Document::from_text("note", text), read(&Document::from_text("note", text), &options)));
    let shared = |one: usize, other: usize| {
        selon_reading::compare([(&read[one].0, &read[one].1), (&read[other].0, &read[other].1)]).statements.len()
    };
    assert_eq!((shared(0, 1), shared(0, 2)), (1, 0));
}

#[test]
fn articles_in_two_languages_share_what_they_say() {
    let read_in = |code: &str, text: &str| {
        let document = Document::from_text(code, text);
        let options = Options { language: Some(code.to_owned()), ..Options::default() };
        (read(&document, &options), document)
    };
    let fr = read_in(
        "fr",
        "La maire d'Ostwick, Odile Varron, a affirmé que le pont de Kervel fermerait pendant 12 semaines. Odile Varron a déclaré que le musée était ouvert.",
    );
    let en = read_in(
        "en",
        "The mayor of Ostwick, Odile Varron, said that the Kervel bridge would close for 12 weeks. Odile Varron said that taxes would rise.",
    );
    let both = selon_reading::compare([(&fr.1, &fr.0), (&en.1, &en.0)]);
    let places: Vec<[usize; 2]> = both.statements.iter().map(|shared| shared.places).collect();
    assert_eq!(places, [[0, 0]]);
    assert!(both.statements[0].same_speaker);
}
