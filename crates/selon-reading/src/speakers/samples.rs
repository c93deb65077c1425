//! The phrases in `lang/*/tables/person.toml`: a source that reads so is found to be of the kind that its entry tells, or is not.

use super::resolver::{Resolver, place};
use super::{cast_of, page};
use crate::passage::Passage;
use selon_language::person::{NounKind, Sample};
use selon_text::TokenRange;

/// Whom the phrase is found to name as a source, and what that is; several people are people.
fn found(code: &str, phrase: &str) -> (String, Option<NounKind>) {
    let language = selon_language::language(code).unwrap();
    let passage = Passage::new(phrase, language, &[], &[]);
    let pages = [page(&passage, &[])];
    let mut resolver = Resolver { cast: cast_of(&pages), ..Resolver::default() };
    let tokens = TokenRange::new(0, passage.len());
    let (entity, _) = resolver.phrase(&pages[0], tokens, place(&pages[0], 0, None));
    let who = &resolver.cast.entities[entity];
    (who.name.clone(), who.kind)
}

fn wrong(code: &str, sample: &Sample) -> Option<String> {
    let (_, found) = found(code, &sample.phrase);
    let several = sample.is && sample.kind == NounKind::Person && found == Some(NounKind::Group);
    let is = found == Some(sample.kind) || several;
    (is != sample.is).then(|| {
        let wanted = if sample.is { "" } else { "no " };
        format!("{code}: «{}» should be {wanted}{:?}, is {found:?}", sample.phrase, sample.kind)
    })
}

#[test]
fn every_sample_is_of_its_kind() {
    for code in ["fr", "en"] {
        let samples = &selon_language::language(code).unwrap().tables.person.samples;
        assert!(samples.len() >= 40, "{code} has {} samples", samples.len());
        let wrong: Vec<String> = samples.iter().filter_map(|sample| wrong(code, sample)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn a_name_behind_a_long_office_is_its_bearers() {
    let name = |phrase| found("fr", phrase).0;
    assert_eq!(name("le ministre des Ports, de la Pêche et du Sel Paul Ardan"), "Paul Ardan");
    assert_eq!(name("l'ancien chef du parti, actuel maire de Kervel, Paul Ardan"), "Paul Ardan");
    assert_eq!(name("l'avocat du ministre des Ports"), "l'avocat du ministre des Ports");
}

#[test]
fn what_a_tagger_saw_at_most_places_tells_who_bears_a_name() {
    use crate::tag::{Bearer, NameTag};
    let kind = |text: &str, name: &str, seen: &[Option<Bearer>]| {
        let passage = Passage::new(text, selon_language::language("en").unwrap(), &[], &[]);
        let places = (0..passage.len()).filter(|&at| passage.words.text(at) == name);
        let tags: Vec<NameTag> = places
            .zip(seen)
            .filter_map(|(at, bearer)| Some(NameTag { tokens: TokenRange::new(at, at + 1), bearer: (*bearer)? }))
            .collect();
        let cast = cast_of(&[page(&passage, &tags)]);
        cast.entities.iter().find(|entity| entity.name == name).and_then(|entity| entity.kind)
    };
    let plain = "It met Venlor and saw Venlor with Venlor.";
    let (person, body) = (Some(Bearer::Person), Some(Bearer::Organisation));
    assert_eq!(kind(plain, "Venlor", &[]), None);
    assert_eq!(kind(plain, "Venlor", &[person, person, body]), Some(NounKind::Person));
    assert_eq!(kind(plain, "Venlor", &[body, None, body]), Some(NounKind::Organisation));
    assert_eq!(kind(plain, "Venlor", &[person, None, body]), None);
    assert_eq!(kind("It met Mr Venlor and saw Venlor.", "Venlor", &[body, body]), Some(NounKind::Person));
}
