//! `selon eval` as people and scripts use it: gold in, figures out, and a sentence where gold is bad.

// A test stops where a file of its own can't be made.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const GOLD: &str = r#"{"doc": "a", "lang": "fr", "text": "Le maire a déclaré que le pont fermerait lundi.", "statements": [{"id": "s1", "kind": "indirect", "source": [[0, 8]], "cue": [[9, 18]], "content": [[23, 46]], "parent": null, "act": "assert", "speaker": "maire"}]}
{"doc": "b", "lang": "fr", "text": "Le pont est vieux. 😀 « Il tient », a dit Maud Tallec.", "statements": [{"id": "s1", "kind": "direct", "source": [[41, 52]], "cue": [[35, 40]], "content": [[23, 31]], "parent": null, "act": "assert", "speaker": "Maud Tallec"}]}
"#;

/// Reading by rules: what is tested here is the scoring, and rules read at once.
fn selon(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.args(["eval", "--model", "lexical"]).args(arguments);
    command
}

fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn figures(arguments: &[&str]) -> Value {
    let output = selon(arguments).args(["--format", "json"]).assert().success().get_output().stdout.clone();
    serde_json::from_slice(&output).unwrap()
}

#[test]
fn texts_are_read_and_scored() {
    let folder = TempDir::new().unwrap();
    let score = figures(&[name(&file(&folder, "gold.jsonl", GOLD))]);
    assert_eq!((&score["documents"], &score["gold"]), (&Value::from(2), &Value::from(2)));
    assert_eq!(score["whole"]["f1"], 100.0, "{score}");
    assert_eq!(score["speaker"]["of"], 2);
    assert!(score.get("type").is_none() && score.get("when").is_none(), "{score}");
}

#[test]
fn what_was_kept_scores_the_same() {
    let folder = TempDir::new().unwrap();
    let gold = file(&folder, "gold.jsonl", GOLD);
    let kept = folder.path().join("read.jsonl");
    let first = figures(&["--save", name(&kept), name(&gold)]);
    assert_eq!(figures(&["--predictions", name(&kept), name(&gold)]), first);
}

#[test]
fn brats_files_are_gold() {
    let folder = TempDir::new().unwrap();
    file(&folder, "a.txt", "Le maire a déclaré que le pont fermerait lundi.\n");
    let marks = "T1\tSource 0 8\tLe maire\nT2\tCue 9 18\ta déclaré\nT3\tContent 23 46\tle pont fermerait lundi\n\
                 E1\tAttribution:T2 Source:T1 Content:T3\nA1\tkind E1 indirect\n";
    let pair = file(&folder, "a.ann", marks);
    for gold in [folder.path(), &pair, &pair.with_extension("txt")] {
        let score = figures(&["--lang", "fr", name(gold)]);
        assert_eq!((&score["gold"], &score["whole"]["f1"]), (&Value::from(1), &Value::from(100.0)), "{score}");
        assert_eq!(score["kind"]["right"], 1);
    }
}

#[test]
fn web_annotations_are_gold() {
    let folder = TempDir::new().unwrap();
    let text = "Le maire a déclaré que le pont 😀 fermerait lundi.\n";
    file(&folder, "a.txt", text);
    let select = |exact: &str| {
        let start = text[..text.find(exact).unwrap()].chars().count();
        serde_json::json!([{ "source": "a.txt", "selector": [
            { "type": "TextQuoteSelector", "exact": exact },
            { "type": "TextPositionSelector", "start": start, "end": start + exact.chars().count() },
        ] }])
    };
    let tag = |value: &str| serde_json::json!({ "type": "TextualBody", "purpose": "tagging", "value": value });
    let link = serde_json::json!({ "type": "SpecificResource", "source": "urn:a:1" });
    let kind = serde_json::json!({ "type": "TextualBody", "purpose": "classifying", "value": "kind: indirect" });
    let page = serde_json::json!({ "type": "AnnotationPage", "items": [
        { "id": "urn:a:1:s", "type": "Annotation", "body": [tag("source"), link], "target": select("Le maire") },
        { "id": "urn:a:1", "type": "Annotation", "body": [tag("content"), kind], "target": select("le pont 😀 fermerait lundi") },
        { "id": "urn:a:1:c", "type": "Annotation", "body": [tag("cue"), link], "target": select("a déclaré") },
    ] });
    let marks = file(&folder, "marks.jsonld", &page.to_string());
    let score = figures(&["--lang", "fr", name(&marks)]);
    assert_eq!((&score["gold"], &score["whole"]["f1"]), (&Value::from(1), &Value::from(100.0)), "{score}");
    assert_eq!(score["kind"]["right"], 1);
}

#[test]
fn what_is_put_out_as_web_annotations_and_for_brat_is_gold_again() {
    let folder = TempDir::new().unwrap();
    let text =
        file(&folder, "a.txt", "« Le pont tient », a dit Maud Tallec.\nSelon le maire, le pont fermerait lundi.\n");
    let put_out = |format: &str, to: &Path| {
        let mut command = Command::cargo_bin("selon").expect("the command is built");
        command.args([
            "read",
            "--quiet",
            "--model",
            "lexical",
            "--lang",
            "fr",
            "--format",
            format,
            "-o",
            name(to),
            name(&text),
        ]);
        command.assert().success();
    };
    let marks = folder.path().join("a.jsonld");
    put_out("webannotation", &marks);
    let score = figures(&["--lang", "fr", name(&marks)]);
    assert_eq!((&score["gold"], &score["whole"]["f1"]), (&Value::from(2), &Value::from(100.0)), "{score}");
    let archive = folder.path().join("brat.tar");
    put_out("brat", &archive);
    let unpacked = folder.path().join("brat");
    tar::Archive::new(fs::File::open(&archive).unwrap()).unpack(&unpacked).unwrap();
    let again = figures(&["--lang", "fr", name(&unpacked)]);
    assert_eq!((&again["gold"], &again["whole"]["f1"]), (&Value::from(2), &Value::from(100.0)), "{again}");
    assert_eq!((&again["speaker"], &again["kind"], &again["act"]), (&score["speaker"], &score["kind"], &score["act"]));
}

#[test]
fn web_annotations_of_several_documents_lie_beside_their_lines() {
    let folder = TempDir::new().unwrap();
    let lines = r#"{"doc": "n 1", "text": "« Le 🚢 bac tient », a dit Maud Tallec.", "lang": "fr"}
{"doc": "n2", "url": "https://rade.example/2", "text": "Selon le maire, le pont fermerait lundi.", "lang": "fr"}
{"doc": "n3", "text": "Il pleut.", "lang": "fr"}
"#;
    let (texts, marks) = (file(&folder, "marks.jsonl", lines), folder.path().join("marks.jsonld"));
    let read = ["read", "--quiet", "--model", "lexical", "--format", "webannotation", "-o", name(&marks), name(&texts)];
    Command::cargo_bin("selon").expect("the command is built").args(read).assert().success();
    let score = figures(&[name(&marks)]);
    assert_eq!((&score["documents"], &score["whole"]["f1"]), (&Value::from(2), &Value::from(100.0)), "{score}");
    assert_eq!(score["speaker"]["right"], 2, "{score}");
    fs::write(&texts, lines.lines().next().unwrap()).unwrap();
    let told = selon(&[name(&marks)]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&told).contains("https://rade.example/2 is not in"));
}

#[test]
fn errors_are_shown_with_their_words() {
    let folder = TempDir::new().unwrap();
    let gold = file(&folder, "gold.jsonl", GOLD);
    let nothing = file(&folder, "none.jsonl", "{\"doc\": \"a\", \"statements\": [{\"content\": [[0, 8]]}]}\n");
    let arguments = ["--errors", "1", "--predictions", name(&nothing), name(&gold)];
    let lines = selon(&arguments).assert().success().get_output().stdout.clone();
    let lines: Vec<Value> =
        String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["type"], &lines[0]["without_prediction"]), (&Value::from("score"), &Value::from(1)));
    let told: Vec<_> = lines[1..].iter().map(|line| (&line["missed"], line["content"].as_str().unwrap())).collect();
    let (yes, no) = (&Value::Bool(true), &Value::Bool(false));
    assert_eq!(told, [(yes, "le pont fermerait lundi"), (no, "Le maire"), (yes, "Il tient")]);
    let table = selon(&arguments).args(["--format", "terminal"]).assert().success().get_output().stdout.clone();
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains("missed  indirect | Le maire | a déclaré | le pont fermerait lundi"), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
}

#[test]
fn bad_gold_is_told_by_its_line() {
    let folder = TempDir::new().unwrap();
    let wrong = file(&folder, "wrong.jsonl", &GOLD.replace("[23, 46]", "[23, 49]"));
    let twice = file(&folder, "twice.jsonl", &GOLD.replace("\"b\"", "\"a\""));
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    for (arguments, told) in [
        (&[name(&wrong)][..], "wrong.jsonl: line 1: statement s1: content reaches to 49, and the text ends at 47"),
        (&[name(&twice)], "gold has two documents called a"),
        (&[name(&empty)], "there is no .ann file in it"),
        (&["no-such-file.jsonl"], "no-such-file.jsonl: no such file or directory"),
        (&[], "no gold given"),
    ] {
        let output = selon(arguments).assert().code(2).stdout("").get_output().stderr.clone();
        assert!(String::from_utf8_lossy(&output).contains(told), "{}", String::from_utf8_lossy(&output));
    }
}

#[test]
fn a_text_that_is_not_read_as_it_is_marked_is_named() {
    let folder = TempDir::new().unwrap();
    file(&folder, "page.txt", "<html><body><p>Le maire a dit non.</p></body></html>");
    let marks = file(&folder, "page.ann", "T1\tContent 30 33\tnon\n");
    let output = selon(&[name(&marks)]).assert().code(3).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&output).contains("page: its text is not read as it stands"));
}
