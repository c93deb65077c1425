//! `selon read` as scripts use it: formats, exit codes, bad inputs, files, positions.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const NOTE: &str = "La maire d'Ostrelle, Jeanne Morvan, a annoncé 🌳 que le parc ouvrirait en juin.\n\nSelon le préfet, la rue fermera lundi.\n";

/// A folder with two notes and a file that can't be read as text.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("a.txt"), NOTE).expect("a file");
    fs::write(folder.path().join("b.txt"), "The mayor of Ostwick said the bridge was closed.\n").expect("a file");
    fs::write(folder.path().join("empty.txt"), "").expect("a file");
    folder
}

fn selon(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.current_dir(folder).args(arguments).env_clear().env("HOME", folder);
    command
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.output().expect("it runs").stdout).expect("UTF-8")
}

fn stderr(command: &mut Command) -> String {
    String::from_utf8(command.output().expect("it runs").stderr).expect("UTF-8")
}

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn a_pipe_gets_json_lines() {
    let folder = folder();
    let read = records(&stdout(&mut selon(folder.path(), &["read", "a.txt", "b.txt"])));
    assert_eq!(
        read.iter().map(|record| record["document"]["file"].as_str()).collect::<Vec<_>>(),
        [Some("a.txt"), Some("b.txt")]
    );
    assert_eq!(read[0]["document"]["text"], NOTE);
    assert!(read[0]["statements"].as_array().is_some_and(|statements| !statements.is_empty()));
}

#[test]
fn the_standard_input_is_read() {
    let folder = folder();
    for arguments in [&["read"][..], &["read", "-"]] {
        let output =
            selon(folder.path(), arguments).write_stdin(NOTE).assert().code(0).stderr("").get_output().stdout.clone();
        assert_eq!(records(&String::from_utf8(output).expect("UTF-8"))[0]["document"]["text"], NOTE);
    }
}

#[test]
fn every_format_comes_out() {
    let folder = folder();
    for (format, wanted) in [
        ("jsonl", "\"type\":\"reading\""),
        ("json", "\"type\": \"reading\""),
        ("csv", "doc,file"),
        ("html", "<!doctype html>"),
        ("md", "## Statements"),
        ("terminal", "{1 "),
    ] {
        let shown = stdout(&mut selon(folder.path(), &["read", "--format", format, "a.txt"]));
        assert!(shown.contains(wanted), "{format}: {shown}");
    }
}

#[test]
fn positions_are_counted_as_asked() {
    let folder = folder();
    for unit in ["codepoint", "byte", "utf16"] {
        let record = records(&stdout(&mut selon(folder.path(), &["read", "--offsets", unit, "a.txt"]))).remove(0);
        let span = &record["statements"][1]["content"][0];
        let (start, end) = (span[0].as_u64().expect("a start") as usize, span[1].as_u64().expect("an end") as usize);
        let words = match unit {
            "codepoint" => NOTE.chars().skip(start).take(end - start).collect(),
            "byte" => NOTE[start..end].to_owned(),
            _ => String::from_utf16(&NOTE.encode_utf16().collect::<Vec<_>>()[start..end]).expect("whole characters"),
        };
        assert_eq!(words, "la rue fermera lundi", "{unit}");
    }
}

#[test]
fn the_words_why_come_only_if_asked_for() {
    let folder = folder();
    let has_why = |arguments: &[&str]| {
        records(&stdout(&mut selon(folder.path(), arguments)))[0]["statements"][0].get("why").is_some()
    };
    assert!(has_why(&["read", "--why", "a.txt"]));
    assert!(!has_why(&["read", "a.txt"]));
}

#[test]
fn a_bad_input_is_told_and_the_others_go_on() {
    let folder = folder();
    let mut command = selon(folder.path(), &["read", "a.txt", "nowhere.txt", "b.txt"]);
    let output = command.assert().code(3).get_output().clone();
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 2);
    assert!(told.starts_with("selon: nowhere.txt: "), "{told}");
    assert!(told.ends_with("selon: 2 documents read, 1 failed\n"), "{told}");
}

#[test]
fn quiet_says_nothing_but_errors() {
    let folder = folder();
    assert_eq!(stderr(&mut selon(folder.path(), &["read", "-q", "a.txt", "b.txt"])), "");
    let told = stderr(&mut selon(folder.path(), &["read", "-q", "a.txt", "nowhere.txt"]));
    assert!(
        told.starts_with("selon: nowhere.txt: ") && !told.contains("documents read") && !told.contains("document read"),
        "{told}"
    );
}

#[test]
fn fail_fast_stops_and_leaves_the_file() {
    let folder = folder();
    let out = folder.path().join("out.jsonl");
    fs::write(&out, "old").expect("a file");
    selon(folder.path(), &["read", "--fail-fast", "-o", "out.jsonl", "nowhere.txt", "a.txt"]).assert().code(3);
    assert_eq!(fs::read_to_string(&out).expect("a file"), "old");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4, "something was left behind");
}

#[test]
fn a_file_is_written_whole_and_its_ending_names_the_format() {
    let folder = folder();
    selon(folder.path(), &["read", "-o", "page.html", "a.txt"]).assert().code(0).stdout("").stderr("");
    assert!(fs::read_to_string(folder.path().join("page.html")).expect("a file").starts_with("<!doctype html>"));
    selon(folder.path(), &["read", "-o", "no/such/folder/page.html", "a.txt"]).assert().code(2);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4, "something was left behind");
}

#[test]
fn colour_stays_out_of_pipes_unless_it_is_asked_for() {
    let folder = folder();
    let colored = |arguments: &[&str]| {
        stdout(&mut selon(folder.path(), &[&["read", "--format", "terminal", "a.txt"], arguments].concat()))
            .contains('\u{1b}')
    };
    assert!(!colored(&[]));
    assert!(!colored(&["--color", "never"]));
    assert!(colored(&["--color", "always"]));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("selon"));
    let many: Vec<&str> = std::iter::repeat_n("a.txt", 2000).collect();
    let command = command.current_dir(folder.path()).args(["read", "-q", "--model", "lexical"]).args(many);
    let mut child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_date_is_taken_where_the_input_tells_none() {
    let folder = folder();
    let read = records(&stdout(&mut selon(folder.path(), &["read", "--date", "2026-03-14", "a.txt"])));
    assert_eq!(read[0]["document"]["published"], "2026-03-14");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder();
    let read = || stdout(&mut selon(folder.path(), &["read", "a.txt", "b.txt"]));
    assert_eq!(read(), read());
}

#[test]
fn every_rule_that_a_statement_names_can_be_explained() {
    let folder = folder();
    fs::write(
        folder.path().join("c.txt"),
        "« Nous verrons », a dit le préfet. « Rien n'est décidé. »\n\nIl y aurait trois blessés.\n",
    )
    .expect("a file");
    let read = records(&stdout(&mut selon(folder.path(), &["read", "a.txt", "b.txt", "c.txt"])));
    let rules: Vec<&str> = read
        .iter()
        .filter_map(|record| record["statements"].as_array())
        .flatten()
        .filter_map(|statement| statement["rule"].as_str())
        .collect();
    assert!(rules.len() >= 4, "{rules:?}");
    for rule in rules {
        selon(folder.path(), &["explain", rule]).assert().code(0);
    }
}

#[test]
fn a_sentence_that_stands_alone_is_read() {
    let folder = folder();
    for (model, text) in [
        ("base", "« La digue tient », a déclaré la préfète."),
        ("base", "La préfète a déclaré que la digue tenait."),
        ("base", "La préfète dénonce un chantier mené sans elle."),
        ("base", "\"The ferry was never paid for,\" Mayor Lena Ostwick said on Friday."),
        ("fast", "La préfète a déclaré que la digue tenait."),
    ] {
        fs::write(folder.path().join("alone.txt"), text).expect("a file");
        let found = records(&stdout(&mut selon(folder.path(), &["read", "-q", "--model", model, "alone.txt"])));
        assert_eq!(found[0]["statements"].as_array().map(Vec::len), Some(1), "{model}: {text}");
    }
}

#[test]
fn a_headline_does_not_go_on_in_the_first_sentence() {
    let folder = folder();
    let text = "Barrage d'Ardan : une fissure cachée pendant huit mois\n\nUne fissure de quarante mètres traverse le barrage d'Ardan depuis juillet, selon deux \
                employés de la régie. « Rien ne presse », assure le directeur, Paul Josse. Il a démenti que la régie ait été prévenue en juillet.\n\nLe maire, Yann Varron, \
                réclame une expertise. Trois cents personnes vivent sous l'ouvrage, selon la mairie.\n";
    fs::write(folder.path().join("headline.txt"), text).expect("a file");
    for model in ["base", "fast", "lexical"] {
        let found = records(&stdout(&mut selon(
            folder.path(),
            &["read", "-q", "--model", model, "--format", "jsonl", "headline.txt"],
        )));
        let statements = found[0]["statements"].as_array().expect("statements");
        assert!(statements.len() >= 3, "{model}");
        let end = text.chars().position(|letter| letter == '\n').expect("a headline");
        for span in statements.iter().flat_map(|statement| statement["content"].as_array().expect("spans")) {
            let [start, stop] = [&span[0], &span[1]].map(|at| at.as_u64().expect("a place") as usize);
            assert!(start > end || stop <= end, "{model}: {span}");
        }
    }
}

#[test]
fn a_wish_not_to_be_named_is_no_statement() {
    let folder = folder();
    let text = "A senior engineer at the plant, who asked not to be named, said the alarms were off. The mayor asked residents not to drink the water.\n";
    fs::write(folder.path().join("wish.txt"), text).expect("a file");
    for model in ["base", "lexical"] {
        let found = records(&stdout(&mut selon(folder.path(), &["read", "-q", "--model", model, "wish.txt"])));
        let statements = found[0]["statements"].as_array().expect("statements");
        let acts: Vec<&str> = statements.iter().filter_map(|statement| statement["act"].as_str()).collect();
        assert_eq!(acts, ["assert", "urge"], "{model}");
        assert!(statements.iter().all(|statement| statement["polarity"] == "positive"), "{model}");
    }
}

#[test]
fn what_cannot_be_written_or_read_is_told() {
    let folder = folder();
    fs::create_dir(folder.path().join("nothing")).expect("a folder");
    let told = |arguments: &[&str], code: i32| {
        let output = selon(folder.path(), arguments).assert().code(code).get_output().stderr.clone();
        String::from_utf8(output).expect("UTF-8")
    };
    assert!(told(&["read", "a.txt", "-o", "a.xlsx"], 2).contains("a.xlsx: no format is known by that ending"));
    assert!(!folder.path().join("a.xlsx").exists());
    assert!(told(&["check", "a.txt", "-o", "a.csv"], 2).contains("check does not write csv"));
    assert!(told(&["read", "nothing"], 3).contains("nothing: the folder is empty"));
}
