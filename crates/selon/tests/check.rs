//! `selon check` as scripts and people use it, over invented articles in French and English; and the table of names.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const HARBOUR: &str = "Le port d'Ostrelle fermera en mai.\n\n\
Selon Le Matin, le préfet Paul Ardan a promis une enquête. « Le quai est sûr », a déclaré Jeanne Morvan.\n\n\
Un responsable a reconnu que deux alertes avaient été ignorées. Jeanne Morvan a démenti que le port ferme en mai.\n\n\
Il est clair que la ville paiera.\n";

const QUAY: &str = "Harbour master Ada Norrell said that the quay at Ostwick was safe.\n\n\
\"The old quay will close in March,\" Norrell said. An official said two warnings had been ignored.\n";

const OTHER_QUAY: &str = "Ada Norrell told reporters that the old quay would close in March.\n\n\
Councillor Tom Pell denied that the quay was safe.\n";

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in [("port.txt", HARBOUR), ("quay.txt", QUAY), ("other.txt", OTHER_QUAY)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn selon(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.current_dir(folder).args(arguments).env_clear().env("HOME", folder);
    command
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).expect("UTF-8")
}

fn json(command: &mut Command) -> Value {
    serde_json::from_str(&stdout(command)).expect("JSON")
}

/// The statements of the entry of `list` whose `of` is that.
fn statements(check: &Value, list: &str, of: impl Into<Value>) -> usize {
    let of = of.into();
    let entry = check[list].as_array().expect("a list").iter().find(|entry| entry["of"] == of);
    entry.map_or(0, |entry| entry["statements"].as_array().map_or(0, Vec::len))
}

#[test]
fn one_article_is_counted_in_french() {
    let check = json(&mut selon(folder().path(), &["check", "port.txt", "--format", "json"]));
    assert_eq!((&check["type"], &check["schema"]), (&Value::from("check"), &Value::from("selon-check/1")));
    assert_eq!(statements(&check, "classes", "unnamed"), 1, "{check:#}");
    assert_eq!(statements(&check, "classes", "outlet"), 1, "{check:#}");
    assert_eq!(statements(&check, "hops", 2), 1, "{check:#}");
    assert_eq!(statements(&check, "manners", "quoted"), 1, "{check:#}");
    assert_eq!(check["denials"].as_array().map(Vec::len), Some(1));
    assert_eq!(check["conclusions_on_nothing"], serde_json::json!([0]));
    assert_eq!(check["undated"].as_array().map(Vec::len), check["statements"].as_array().map(Vec::len));
}

#[test]
fn one_article_is_counted_in_english() {
    let check = json(&mut selon(folder().path(), &["check", "quay.txt", "--format", "json"]));
    assert_eq!(statements(&check, "classes", "named"), 2, "{check:#}");
    assert_eq!(statements(&check, "classes", "unnamed"), 1, "{check:#}");
    assert_eq!(check["speakers"][0]["name"], "Ada Norrell");
}

#[test]
fn two_articles_are_set_side_by_side() {
    let both = json(&mut selon(folder().path(), &["check", "quay.txt", "other.txt", "--format", "json"]));
    assert_eq!(both["type"], "comparison");
    assert_eq!(both["speakers"].as_array().map(Vec::len), Some(1), "{both:#}");
    let shared = both["statements"].as_array().expect("statements that both have");
    assert!(shared.iter().any(|pair| pair["same_speaker"] == true), "{both:#}");
    let shown = stdout(&mut selon(folder().path(), &["check", "quay.txt", "other.txt", "-f", "terminal"]));
    assert!(shown.contains("Sources that both have") && shown.contains("Tom Pell"), "{shown}");
}

#[test]
fn three_articles_are_checked_one_by_one() {
    let lines = stdout(&mut selon(folder().path(), &["check", "quay.txt", "other.txt", "port.txt"]));
    let types: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(types.iter().map(|line: &Value| line["type"].clone()).collect::<Vec<_>>(), ["check", "check", "check"]);
}

#[test]
fn a_bad_input_leaves_the_other_checked() {
    let output = selon(folder().path(), &["check", "quay.txt", "nothing.txt"]).assert().code(3).get_output().clone();
    let check: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(check["type"], "check");
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing.txt"));
}

#[test]
fn the_standard_input_and_pages_are_checked() {
    let page =
        format!("<html lang=\"en\"><body><article><p>{}</p></article></body></html>", QUAY.replace("\n\n", "</p><p>"));
    let folder = folder();
    let mut command = selon(folder.path(), &["check", "-", "--format", "markdown"]);
    assert!(stdout(command.write_stdin(page)).contains("## Who speaks"));
}

#[test]
fn the_terminal_names_the_sentences_where_it_is_asked_to() {
    let told =
        |arguments: &[&str]| stdout(&mut selon(folder().path(), arguments)).contains("two warnings had been ignored");
    assert!(!told(&["check", "quay.txt", "-f", "terminal"]));
    assert!(told(&["check", "quay.txt", "-f", "terminal", "--list"]));
}

#[test]
fn a_table_of_names_joins_what_the_text_does_not() {
    let folder = folder();
    fs::write(folder.path().join("names.csv"), "name,alias,wikidata\nJeanne Morvan,la Dame du Port,Q42\n")
        .expect("a file");
    let text = "La Dame du Port a déclaré que le quai était sûr. Jeanne Morvan a promis une enquête.\n";
    let speakers = |arguments: &[&str]| {
        let mut command = selon(folder.path(), arguments);
        json(command.write_stdin(text))["speakers"].as_array().cloned().unwrap_or_default()
    };
    assert_eq!(speakers(&["check", "-", "--lang", "fr"]).len(), 2);
    for verb in ["check", "read"] {
        let found = speakers(&[verb, "-", "--lang", "fr", "--aliases", "names.csv"]);
        let named: Vec<&Value> = found.iter().map(|speaker| &speaker["name"]).collect();
        assert_eq!(named, ["Jeanne Morvan"], "{verb}");
    }
}

#[test]
fn a_bad_table_of_names_is_told_before_anything_is_read() {
    let folder = folder();
    fs::write(folder.path().join("names.csv"), "Jeanne Morvan\n").expect("a file");
    for (table, reason) in
        [("names.csv", "names.csv: line 1: the other name is missing"), ("none.csv", "none.csv: no such file")]
    {
        let output =
            selon(folder.path(), &["check", "port.txt", "--aliases", table]).assert().code(2).get_output().clone();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(reason), "{told}");
        assert!(output.stdout.is_empty());
    }
}
