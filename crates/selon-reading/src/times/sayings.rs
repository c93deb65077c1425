//! Which time is the time of the saying: whole sentences, read.

use crate::{Options, read};
use selon_text::Document;

/// The times of the statements read in a text of Wednesday, 10 August 2016.
fn whens(code: &str, text: &str) -> Vec<Option<String>> {
    let mut document = Document::from_text("d", text);
    document.language = Some(code.to_owned());
    document.published = Some("2016-08-10".to_owned());
    let reading = read(&document, &Options::default());
    reading.statements.into_iter().map(|told| told.when.map(|when| when.value)).collect()
}

fn only(code: &str, text: &str) -> Option<String> {
    let mut whens = whens(code, text);
    assert_eq!(whens.len(), 1, "«{text}» has {} statements", whens.len());
    whens.remove(0)
}

#[test]
fn a_time_beside_the_cue_dates_it() {
    assert_eq!(only("fr", "Paul Ardan a annoncé hier que le pont est fermé.").as_deref(), Some("2016-08-09"));
    assert_eq!(only("fr", "« Le pont est fermé », a déclaré lundi Paul Ardan.").as_deref(), Some("2016-08-08"));
    assert_eq!(only("en", "Ada Stone said on Monday that the bridge is shut.").as_deref(), Some("2016-08-08"));
    assert_eq!(only("en", "\"The bridge is shut,\" Ada Stone said Friday.").as_deref(), Some("2016-08-05"));
}

#[test]
fn a_time_at_the_head_of_its_sentence_governs_it() {
    assert_eq!(only("fr", "Le 3 avril, Paul Ardan a déclaré que le pont est fermé.").as_deref(), Some("2016-04-03"));
    assert_eq!(only("en", "In May, Ada Stone said that the bridge is shut.").as_deref(), Some("2016-05"));
}

#[test]
fn a_time_inside_what_is_said_dates_nothing() {
    assert_eq!(only("fr", "Paul Ardan a déclaré que le pont a été fermé lundi."), None);
    assert_eq!(only("en", "Ada Stone said that the bridge was shut on Monday."), None);
}

#[test]
fn a_time_of_another_clause_dates_nothing() {
    assert_eq!(only("en", "The bridge fell on Monday and Ada Stone says that the road is shut."), None);
    assert_eq!(only("fr", "Le pont, qui est tombé lundi à Belval, est fermé, a déclaré Paul Ardan."), None);
}

#[test]
fn the_date_of_the_document_is_not_filled_in() {
    assert_eq!(only("fr", "10 août 2016. – Paul Ardan a déclaré que le pont est fermé."), None);
    assert_eq!(only("en", "August 10, 2016\n\nAda Stone said that the bridge is shut."), None);
}

#[test]
fn a_year_or_a_bound_dates_nothing() {
    assert_eq!(only("fr", "En 2014, Paul Ardan a déclaré que le pont est fermé."), None);
    assert_eq!(only("fr", "Depuis lundi, Paul Ardan affirme que le pont est fermé."), None);
}

#[test]
fn why_it_is_dated_is_told() {
    let mut document = Document::from_text("d", "Ada Stone said on Monday that the bridge is shut.");
    document.language = Some("en".to_owned());
    document.published = Some("2016-08-10".to_owned());
    let told = read(&document, &Options::default()).statements.remove(0);
    let why = told.why.iter().find(|reason| reason.step == "when").map(|reason| reason.because.clone());
    assert_eq!(why.as_deref(), Some("«Monday» dates the saying, counted from 2016-08-10, the document's date"));
}

#[test]
fn hostile_texts_are_no_trouble() {
    for text in ["lundi ", "le 3 ", "du 3 au 4 mai ", "« ", "il dit que ", "2016-08-04"] {
        let _ = whens("fr", &text.repeat(20_000));
    }
    let _ = whens("en", &"Monday, he said. ".repeat(20_000));
}
