//! Whatever the text, the reading holds together: spans lie in it, links lead somewhere, twice the same is the same.

// A test stops where a file of its own is broken.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use selon_reading::{Options, Reading, read};
use selon_text::{ByteRange, Document};
use std::collections::HashSet;

/// What texts are composed of: quotation marks of every kind, cues, names, joints and oddities of the web.
const PIECES: &[&str] = &[
    "«",
    "»",
    "“",
    "”",
    "„",
    "‟",
    "\"",
    "'",
    "’",
    "‘",
    "‹",
    "›",
    "« ",
    " »",
    "\u{ab}\u{a0}",
    "\u{a0}\u{bb}",
    "<<",
    ">>",
    "``",
    "''",
    "Odette Marsac",
    "Paul Ardan",
    "M. Vern",
    "le maire",
    "La préfecture",
    "elle",
    "qui",
    "Mr. Rudd",
    "the minister",
    "officials",
    "she",
    "they",
    "who",
    "Le Courrier de Valbourg",
    "a spokesman for Ostwick",
    "Jeanne-Marie d'Orvane",
    "a déclaré",
    "a dit",
    "déclare",
    "a-t-il ajouté",
    "affirme-t-elle",
    "n'a pas dit",
    "a démenti",
    "accuse",
    "a promis de",
    "a été annoncé",
    "déclaréque",
    "selon",
    "Selon",
    "d'après",
    "pour",
    "à en croire",
    "l'annonce",
    "faire savoir",
    "said",
    "says",
    "has been told",
    "did not say",
    "told reporters",
    "accused",
    "denied",
    "warned",
    "according to",
    "According to",
    "promised to",
    "was quoted as saying",
    "announcement",
    "he added",
    "claims",
    "report",
    "asked",
    "que",
    "qu'",
    "qu' »",
    "that",
    "si",
    "whether",
    "de",
    "d'",
    "to",
    "et",
    "and",
    "mais",
    "but",
    "ni",
    "nor",
    "le",
    "the",
    "a",
    "mardi",
    "hier",
    "on Friday",
    "yesterday",
    "en mars 2016",
    "3,5",
    "100 000",
    "est",
    "was",
    "tiendra",
    "voter",
    "le pont",
    "war",
    ".",
    ",",
    ";",
    ":",
    " : ",
    "?",
    "!",
    "…",
    "...",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "–",
    "—",
    "-",
    "--",
    "/",
    "|",
    "*",
    ">",
    "•",
    "#",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{200f}",
    "\u{202e}",
    "\u{200d}",
    "e\u{301}",
    "😀",
    "👩\u{200d}🚀",
    "🇫🇷",
    "ﬁ",
    "ß",
    "İ",
    "ǆ",
    "שלום",
    "قال",
    "他说",
    "&nbsp;",
    "&#8217;",
    "Ã©",
    "â€™",
    "\0",
    "<p>",
];

fn composed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec((piece, prop::bool::weighted(0.6)), 0..60)
        .prop_map(|pieces| pieces.iter().flat_map(|(piece, space)| [*piece, if *space { " " } else { "" }]).collect())
}

fn language() -> impl Strategy<Value = Option<String>> {
    prop::sample::select(vec![Some("fr"), Some("en"), Some("de"), None]).prop_map(|code| code.map(str::to_owned))
}

fn read_text(text: &str, language: Option<String>) -> Reading {
    read(&Document::from_text("property", text), &Options { language, ..Options::default() })
}

fn check_spans(text: &str, what: &str, spans: &[ByteRange]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for span in spans {
        prop_assert!(span.start < span.end, "{what}: {span:?} is empty");
        prop_assert!(text.get(span.start..span.end).is_some(), "{what}: {span:?} is not in the text");
        prop_assert!(last <= span.start, "{what}: pieces overlap or are out of order: {spans:?}");
        last = span.end;
    }
    Ok(())
}

fn check(text: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let ids: HashSet<&str> = reading.statements.iter().map(|statement| statement.id.as_str()).collect();
    prop_assert_eq!(ids.len(), reading.statements.len(), "two statements have one id");
    for statement in &reading.statements {
        check_spans(text, "source", &statement.source)?;
        check_spans(text, "cue", &statement.cue)?;
        check_spans(text, "content", &statement.content)?;
        prop_assert!(!statement.content.is_empty(), "a statement without content");
        prop_assert!((0.0..=1.0).contains(&statement.score), "score {}", statement.score);
        check_chain(reading, &statement.id, "parent", |id| parent(reading, id))?;
        check_chain(reading, &statement.id, "continues", |id| continues(reading, id))?;
    }
    check_links(reading, &ids)?;
    let places = (reading.notes.iter().filter_map(|note| note.span))
        .chain(reading.statements.iter().flat_map(|statement| statement.why.iter().filter_map(|reason| reason.span)))
        .chain(reading.statements.iter().flat_map(|statement| statement.addressee.iter().copied()))
        .chain(reading.voices.iter().flat_map(|voice| voice.spans.iter().copied()))
        .chain(reading.speakers.iter().flat_map(|speaker| speaker.mentions.iter().copied()))
        .chain(reading.quantities.iter().flat_map(|quantity| [quantity.span].into_iter().chain(quantity.compared)))
        .chain(reading.conclusions.iter().flat_map(|told| [told.span].into_iter().chain(told.markers.iter().copied())))
        .chain(reading.conflicts.iter().flat_map(|conflict| conflict.spans.iter().copied()));
    for place in places {
        prop_assert!(text.get(place.start..place.end).is_some(), "a place named lies outside: {place:?}");
    }
    Ok(())
}

/// Whether all that is named by its id is there.
fn check_links(reading: &Reading, statements: &HashSet<&str>) -> Result<(), TestCaseError> {
    let voices: HashSet<&str> = reading.voices.iter().map(|voice| voice.id.as_str()).collect();
    let speakers: HashSet<&str> = reading.speakers.iter().map(|speaker| speaker.id.as_str()).collect();
    prop_assert_eq!(voices.len(), reading.voices.len(), "two voices have one id");
    prop_assert_eq!(speakers.len(), reading.speakers.len(), "two speakers have one id");
    for statement in &reading.statements {
        let relays = statement.relays.iter().map(|relay| relay.voice.as_str());
        for voice in relays.chain(statement.voice.as_deref()) {
            prop_assert!(voices.contains(voice), "no such voice: {voice}");
        }
        for speaker in statement.speaker.iter().chain(&statement.speaker_for) {
            prop_assert!(speakers.contains(speaker.as_str()), "no such speaker: {speaker}");
        }
    }
    for voice in reading.voices.iter().filter_map(|voice| voice.parent.as_deref()) {
        prop_assert!(voices.contains(voice), "no such voice: {voice}");
    }
    let told = (reading.quantities.iter().filter_map(|quantity| quantity.statement.as_ref()))
        .chain(reading.conclusions.iter().flat_map(|told| told.rests_on.iter().chain(&told.stronger_than)))
        .chain(reading.conflicts.iter().flat_map(|conflict| [&conflict.first, &conflict.second]));
    for statement in told {
        prop_assert!(statements.contains(statement.as_str()), "no such statement: {statement}");
    }
    Ok(())
}

fn parent(reading: &Reading, id: &str) -> Option<String> {
    reading.statements.iter().find(|statement| statement.id == id)?.parent.clone()
}

fn continues(reading: &Reading, id: &str) -> Option<String> {
    reading.statements.iter().find(|statement| statement.id == id)?.continues.clone()
}

/// Whether following a link from statement to statement ends, at a statement that exists.
fn check_chain(
    reading: &Reading,
    from: &str,
    what: &str,
    next: impl Fn(&str) -> Option<String>,
) -> Result<(), TestCaseError> {
    let mut at = from.to_owned();
    for _ in 0..=reading.statements.len() {
        let Some(other) = next(&at) else { return Ok(()) };
        prop_assert!(reading.statements.iter().any(|statement| statement.id == other), "{what} leads nowhere: {other}");
        at = other;
    }
    prop_assert!(false, "{what} goes round in a circle from {from}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_composed_text_is_read_soundly(text in composed(), language in language()) {
        let reading = read_text(&text, language.clone());
        check(&text, &reading)?;
        prop_assert_eq!(reading, read_text(&text, language), "read otherwise the second time");
    }

    #[test]
    fn any_text_is_read_soundly(text in "\\PC*", language in language()) {
        check(&text, &read_text(&text, language))?;
    }

    #[test]
    fn any_characters_are_read_soundly(text in any::<String>(), language in language()) {
        check(&text, &read_text(&text, language))?;
    }

    /// Texts of news cut and glued at random places.
    #[test]
    fn news_cut_anywhere_is_read_soundly(
        cuts in prop::collection::vec((0usize..400, 0usize..400), 1..6),
        language in language(),
    ) {
        let letters: Vec<char> = NEWS.chars().collect();
        let text: String = cuts.iter().flat_map(|&(from, length)| letters.iter().skip(from).take(length)).collect();
        check(&text, &read_text(&text, language))?;
    }
}

const NEWS: &str = "« Nous partons demain », a annoncé Odette Marsac, maire de Valbourg. « Rien ne presse. » Selon Le Courrier, le \
    préfet a dit que « la digue », qui a cédé, serait « réparée » ; il n'a pas confirmé la date.\n\n\"We will not sign,\" said \
    Ann Rudd, a spokeswoman for Ostwick, who told reporters that \"the bridge\" was, according to officials, unsafe. She \
    denied it.\n\n« Rien » — Paul Ardan";
