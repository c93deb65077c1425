//! Our scorer against figures that the shared one gave for invented gold and readings, and what is said of bad gold.

// A test stops where a file of its own is broken.
#![allow(clippy::unwrap_used)]

use selon_reading::score::{Sheet, faults, gold_of_line, reading_of_line, score, sheet_of_brat};
use serde_json::Value;

#[test]
fn every_figure_is_the_shared_scorers() {
    let cases = include_str!("score/cases.jsonl");
    for case in cases.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let gold = sheets(&case["gold"], |json| gold_of_line(1, json).unwrap());
        let read = sheets(&case["read"], |json| reading_of_line(1, json).unwrap());
        assert_eq!(serde_json::to_value(score(&gold, &read)).unwrap(), case["figures"], "{}", case["name"]);
    }
}

fn sheets(documents: &Value, of_line: fn(&str) -> Sheet) -> Vec<Sheet> {
    documents.as_array().unwrap().iter().map(|document| of_line(&document.to_string())).collect()
}

const TEXT: &str = "Le maire a dit : « 😀 oui ». Il a ajouté que non.";

/// Two statements of [`TEXT`], with everything that is read of brat's lines.
const MARKS: &str = "\
T1\tSource 0 8\tLe maire
T2\tCue 9 14\ta dit
T3\tContent 17 20;21 26\t« 😀 oui »
T4\tCUE 31 39\ta ajouté
T5\tContent 44 47\tnon
T6\tPlace 3 8\tmaire
E1\tAttribution:T2 Source:T1 Content:T3
R1\tContent Arg1:T4 Arg2:T5
R2\tparent Arg1:T5 Arg2:T3
R3\tNear Arg1:T6 Arg2:T6
A1\tkind E1 Direct
A2\tanonymous E1 false
A3\tact T4 assert
A4\tanonymous T4
N1\tReference T1 Names:7\tPaul Ardan
#1\tAnnotatorNotes T5\tspeaker: Paul Ardan; when: 2031-02-17; sure
*\tEquiv T1 T6
";

#[test]
fn brats_events_and_relations_are_statements() {
    let sheet = sheet_of_brat("a", TEXT, MARKS).unwrap();
    let [said, added] = sheet.statements.as_slice() else { panic!("{:?}", sheet.statements) };
    assert_eq!((said.id.as_deref(), said.kind.as_deref()), (Some("E1"), Some("direct")));
    assert_eq!((&said.source, &said.cue), (&vec![(0, 8)], &vec![(9, 14)]));
    assert_eq!(said.content, [(17, 20), (21, 26)]);
    assert_eq!(
        (said.speaker.as_deref(), said.anonymous, said.when.as_deref()),
        (Some("Paul Ardan"), Some(false), None)
    );
    assert_eq!((added.id.as_deref(), added.parent.as_deref()), (Some("T4"), Some("E1")));
    assert_eq!((&added.cue, &added.content), (&vec![(31, 39)], &vec![(44, 47)]));
    assert_eq!((added.speaker.as_deref(), added.anonymous), (Some("Paul Ardan"), Some(true)));
    assert_eq!((added.act.as_deref(), added.when.as_deref()), (Some("assert"), Some("2031-02-17")));
}

#[test]
fn a_content_that_nothing_leads_to_is_a_statement_without_a_cue() {
    let marks = "T1\tContent 44 47\tnon\r\nT2\tSource 0 8\tLe maire\r\nR1\tSource Arg1:T1 Arg2:T2\r\n";
    let sheet = sheet_of_brat("a", TEXT, marks).unwrap();
    assert_eq!((&sheet.statements[0].source, &sheet.statements[0].cue), (&vec![(0, 8)], &vec![]));
}

#[test]
fn bad_brat_is_told_by_its_line() {
    for (marks, told) in [
        ("T1\tCue 9 14\ta dit\nX1\tCue 0 2\tLe", "line 2: X1 is no line of brat's"),
        ("T1\tCue 9 99\ta dit", "line 1: T1 stands at 9 to 99, and the text ends at 48"),
        ("T1\tCue 14 9\ta dit", "line 1: T1 stands at 14 to 9, and the text ends at 48"),
        ("T1\tCue 10 15\ta dit", "line 1: T1 has other words than the text has at its positions"),
        ("T1\tCue nine 14\ta dit", "line 1: T1 has positions that are no numbers"),
        ("T1", "line 1: T1 has no type and positions"),
        ("E1\tAttribution:T7", "line 1: E1 names T7, which is no T-line"),
        ("T1\tPlace 3 8\tmaire\nE1\tAttribution:T1", "line 1: T1 is E1's trigger, and is called place"),
        ("E1\tAttribution", "line 1: E1 has no roles"),
        ("R1\tSource Arg1:T1", "line 1: R1 has not two ends"),
        ("T1\tSource 0 8\tLe maire\nR1\tSource Arg1:T1 Arg2:T1", "line 2: R1 begins at T1, which is no statement's"),
        ("A1", "line 1: A1 says nothing"),
        ("A1\tkind", "line 1: A1 names no target"),
    ] {
        assert_eq!(sheet_of_brat("a", TEXT, marks).unwrap_err().to_string(), told, "{marks}");
    }
}

#[test]
fn bad_lines_are_told_by_their_number() {
    let statement = |fields: &str| format!(r#"{{"doc": "a", "text": "Non.", "statements": [{fields}]}}"#);
    for (json, told) in [
        ("{".to_owned(), "line 3: not valid JSON at column 1: EOF while parsing an object"),
        ("[]".to_owned(), "line 3: is no JSON object"),
        (r#"{"text": "Non."}"#.to_owned(), "line 3: the document has no name"),
        (r#"{"doc": 7, "text": "Non."}"#.to_owned(), "line 3: the document 7 has no list of statements"),
        (r#"{"doc": "a", "statements": [{}]}"#.to_owned(), "line 3: the document a has statements and no text"),
        (statement("8"), "line 3: statement number 1 is no JSON object"),
        (statement(r#"{"id": "s1", "cue": 7}"#), "line 3: statement s1: cue is no list of [start, end] pairs"),
        (statement(r#"{"cue": [[0, 1, 2]]}"#), "line 3: statement number 1: cue is no list of [start, end] pairs"),
        (statement(r#"{"cue": [[-1, 2]]}"#), "line 3: statement number 1: cue is no list of [start, end] pairs"),
        (
            statement(r#"{"content": [[3, 2]]}"#),
            "line 3: statement number 1: content begins at 3 and ends before it, at 2",
        ),
        (statement(r#"{"act": 4}"#), "line 3: statement number 1: act is neither a word nor null"),
        (statement(r#"{"anonymous": "no"}"#), "line 3: statement number 1: anonymous is neither true, false nor null"),
    ] {
        assert_eq!(gold_of_line(3, &json).unwrap_err().to_string(), told, "{json}");
    }
    let bytes = r#"{"doc": "a", "document": {"offset_unit": "byte"}, "statements": []}"#;
    assert_eq!(reading_of_line(1, bytes).unwrap_err().to_string(), "line 1: positions count byte units");
}

#[test]
fn a_document_has_room_for_many_statements_but_not_for_any_number() {
    let line = |many: usize| format!(r#"{{"doc": "a", "statements": [{}]}}"#, vec!["{}"; many].join(","));
    assert!(reading_of_line(1, &line(5_000)).is_ok());
    assert!(reading_of_line(1, &line(5_001)).unwrap_err().to_string().contains("has 5001 statements"));
}

#[test]
fn faults_are_told_with_their_words() {
    let gold = sheet_of_brat("a", TEXT, MARKS).unwrap();
    let read =
        reading_of_line(1, r#"{"doc": "a", "statements": [{"content": [[17, 26]]}, {"content": [[0, 8]]}]}"#).unwrap();
    let faults = faults(&[gold], &[read], 1);
    let told: Vec<_> = faults.iter().map(|fault| (fault.missed, fault.cue.as_str(), fault.content.as_str())).collect();
    assert_eq!(told, [(true, "a ajouté", "non"), (false, "", "Le maire")]);
}

/// Web Annotations of [`TEXT`]: a statement, its source found by its words alone, a headline's, and one in pieces.
fn annotations(changed: &str) -> Result<Sheet, selon_reading::score::Wrong> {
    let json = format!(
        r#"{{"type": "AnnotationCollection", "first": {{"type": "AnnotationPage", "items": [
        {{"id": "u:1", "type": "Annotation", "body": [{{"type": "TextualBody", "value": "content"}},
            {{"type": "TextualBody", "purpose": "classifying", "value": "act: Deny"}},
            {{"type": "TextualBody", "purpose": "identifying", "value": "Paul Ardan"}}],
          "target": [{{"source": {{"id": "a.txt"}}, "selector": {{"type": "TextPositionSelector", "start": 17, "end": 20}}}},
            {{"source": "a.txt", "selector": [{{"type": "TextQuoteSelector", "exact": "oui »"}}]}}]}},
        {{"id": "u:1:s", "type": "Annotation", "body": [{{"value": "source"}}, "u:1"],
          "target": {{"source": "a.txt", "selector": {{"type": "TextQuoteSelector", "exact": "maire", "prefix": "Le "}}}}}},
        {{"id": "u:2", "type": "Annotation", "body": [{{"value": "content"}}, {{"source": "u:1"}}],
          "target": {{"source": "a.txt", "selector": [{{"type": "TextQuoteSelector", "exact": "non"}},
            {{"type": "TextPositionSelector", "start": 40, "end": 43}}]}}}},
        {{"id": "u:3", "type": "Annotation", "body": [{{"value": "content"}}],
          "target": {{"source": "a.txt", "selector": {{"type": "TextQuoteSelector", "exact": "Un titre"}}}}}},
        {{"id": "u:3:s", "type": "Annotation", "body": [{{"value": "source"}}, "u:3"],
          "target": {{"source": "a.txt", "selector": {{"type": "TextQuoteSelector", "exact": "Un"}}}}}}{changed}]}}}}"#
    );
    selon_reading::score::Annotations::read(&json)?.sheet("a", "a.txt", TEXT)
}

#[test]
fn web_annotations_are_statements() {
    let sheet = annotations("").unwrap();
    let [said, added] = sheet.statements.as_slice() else { panic!("{:?}", sheet.statements) };
    assert_eq!((&said.content, &said.source), (&vec![(17, 20), (21, 26)], &vec![(3, 8)]));
    assert_eq!((said.act.as_deref(), said.speaker.as_deref()), (Some("deny"), Some("Paul Ardan")));
    // The position is stale, the words are not.
    assert_eq!((&added.content, added.parent.as_deref()), (&vec![(44, 47)], Some("u:1")));
}

#[test]
fn bad_annotations_are_told() {
    let target = r#""target": {"source": "a.txt", "selector": {"type": "TextPositionSelector", "start": 1, "end": 3}}"#;
    let lost = r#""target": {"source": "a.txt", "selector": [{"type": "TextQuoteSelector", "exact": "peut-être"},
        {"type": "TextPositionSelector", "start": 1, "end": 3}]}"#;
    for (changed, told) in [
        (format!(r#",{{"body": {{"value": "content"}}, {target}}}"#), "line 1: an annotation has no id"),
        (
            format!(r#",{{"id": "u:9", "body": {{"value": "cue"}}, {target}}}"#),
            "line 1: annotation u:9 belongs to no content",
        ),
        (
            format!(r#",{{"id": "u:9", "body": {{"value": "content"}}, {}}}"#, target.replace('3', "99")),
            "line 1: annotation u:9 stands at 1 to 99, and the text ends at 48",
        ),
        (
            format!(r#",{{"id": "u:9", "body": {{"value": "content"}}, {lost}}}"#),
            "line 1: annotation u:9 has words that stand nowhere: «peut-être»",
        ),
    ] {
        assert_eq!(annotations(&changed).unwrap_err().to_string(), told);
    }
    assert_eq!(
        selon_reading::score::Annotations::read("[]").unwrap_err().to_string(),
        "line 1: there is no annotation with a target in it"
    );
}
