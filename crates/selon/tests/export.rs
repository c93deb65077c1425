//! `selon export`: what a database keeps comes out in the formats of other programs, as much of it as is asked for.

#![allow(clippy::unwrap_used, reason = "tests")]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// Articles that programs of others are given too, as exported (`tests/outside`).
const ARTICLES: &str = include_str!("../../../tests/outside/articles.jsonl");

fn selon(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.args(arguments).env("SELON_DB", folder.path().join("corpus.db")).env_remove("XDG_CONFIG_HOME");
    command.current_dir(folder.path());
    command
}

fn corpus() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("articles.jsonl"), ARTICLES).expect("a file");
    selon(&folder, &["add", "--quiet", "--model", "lexical", "articles.jsonl"]).assert().success();
    folder
}

fn stdout(folder: &TempDir, arguments: &[&str]) -> String {
    let out = selon(folder, arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(out).expect("UTF-8")
}

/// One article alone in a database of its own.
fn alone(article: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("article.jsonl"), article).expect("a file");
    selon(&folder, &["add", "--quiet", "--model", "lexical", "article.jsonl"]).assert().success();
    folder
}

/// What a format tells, but for the names of speakers, which a database gives over all documents.
fn told(format: &str, text: &str) -> Vec<String> {
    match format {
        "csv" => rows(text).into_iter().map(|row| format!("{row:?}")).collect(),
        "ftm" => text.lines().map(entity).collect(),
        // In the order of the names.
        "gexf" | "graphml" | "prov" => {
            let mut lines: Vec<String> =
                unnamed(text).lines().map(|line| line.trim_end_matches(',').to_owned()).collect();
            lines.sort();
            lines
        }
        _ => vec![unnamed(text)],
    }
}

/// The text with one name for all speakers.
fn unnamed(text: &str) -> String {
    let mut parts = text.split("selon:speaker");
    let mut unnamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(['"', '<']).expect("names end");
        unnamed.push_str("selon:speaker");
        unnamed.push_str(&part[end..]);
    }
    unnamed
}

/// An entity without what points at speakers.
fn entity(line: &str) -> String {
    let mut entity: Value = serde_json::from_str(line).expect("JSON");
    entity["id"].take();
    for pointer in ["resolved", "entity", "agent", "client"] {
        entity["properties"][pointer].take();
    }
    entity.to_string()
}

type Row = BTreeMap<String, String>;

/// The rows of a table, with scores as fine as a database keeps them.
fn rows(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize::<Row>().map(|row| row.expect("a row"));
    rows.map(|mut row| {
        row.entry("score".to_owned()).and_modify(|score| *score = format!("{:.3}", score.parse::<f32>().unwrap()));
        row
    })
    .collect()
}

#[test]
fn what_was_read_comes_back_as_it_was() {
    let formats =
        ["csv", "webannotation", "gexf", "graphml", "schemaorg", "claimreview", "prov", "ftm", "csl", "spacy", "tei"];
    let mut statements = 0;
    for article in ARTICLES.lines() {
        let folder = alone(article);
        for format in formats {
            let read = stdout(&folder, &["read", "--model", "lexical", "--format", format, "article.jsonl"]);
            let kept = stdout(&folder, &["export", "--format", format]);
            assert_eq!(told(format, &kept), told(format, &read), "{format}");
        }
        statements += rows(&stdout(&folder, &["export", "--format", "csv"])).len();
        for format in ["brat", "parquet"] {
            let read = selon(&folder, &["read", "--model", "lexical", "--format", format, "article.jsonl"]).output();
            let kept = selon(&folder, &["export", "--format", format]).output();
            let (read, kept) = (read.expect("it runs").stdout, kept.expect("it runs").stdout);
            // A table differs where scores have more digits.
            assert!(if format == "brat" { kept == read } else { kept.starts_with(b"PAR1") }, "{format}");
        }
    }
    assert!(statements > 8, "{statements}");
}

#[test]
fn all_documents_come_in_the_order_in_which_they_were_added() {
    let folder = corpus();
    let read = rows(&stdout(&folder, &["read", "--model", "lexical", "--format", "csv", "articles.jsonl"]));
    let kept = rows(&stdout(&folder, &["export", "--format", "csv"]));
    let told = |rows: &[Row]| -> Vec<(String, String)> {
        rows.iter().map(|row| (row["statement"].clone(), row["content"].clone())).collect()
    };
    assert_eq!(told(&kept), told(&read));
    // A document in which nobody speaks is one all the same.
    assert!(stdout(&folder, &["export", "--format", "csl"]).contains("Nobody speaks"));
}

#[test]
fn words_and_filters_choose() {
    let folder = corpus();
    let count =
        |arguments: &[&str]| rows(&stdout(&folder, &[&["export", "--format", "csv"], arguments].concat())).len();
    let all = count(&[]);
    let brandt = count(&["--speaker", "Odile Brandt"]);
    let denied = count(&["--act", "deny"]);
    let later = count(&["--since", "2025-02-05"]);
    assert!(
        0 < denied && denied < brandt && brandt < all && 0 < later && later < all,
        "{all} {brandt} {denied} {later}"
    );
    assert!(count(&["ferry"]) < count(&["--outlet", "Harbour Post"]));
}

#[test]
fn one_speaker_of_many_articles_is_one_node_and_claims_are_edges() {
    let folder = corpus();
    for format in ["gexf", "graphml"] {
        let graph = stdout(&folder, &["export", "--format", format]);
        let label = if format == "gexf" { "label=\"Odile Brandt\"" } else { "<data key=\"label\">Odile Brandt</data>" };
        assert_eq!(graph.matches(label).count(), 1, "{graph}");
        assert!(graph.contains("taken_from"), "{graph}");
    }
    let claims = stdout(&folder, &["trace", "--all", "--format", "gexf"]);
    assert!(claims.contains("https://rade.example/1") && !claims.contains("Odile Brandt\""), "{claims}");
}

#[test]
fn every_format_comes_out_of_a_database() {
    let folder = corpus();
    for (format, wanted) in [
        ("webannotation", "TextQuoteSelector"),
        ("schemaorg", "firstAppearance"),
        ("claimreview", "\"ratingValue\":\"\""),
        ("prov", "prov:PrimarySource"),
        ("ftm", "\"schema\":\"Documentation\""),
        ("csl", "\"container-title\":\"La Rade\""),
        ("spacy", "selon/content"),
        ("tei", "<said "),
    ] {
        let shown = stdout(&folder, &["export", "--format", format]);
        assert!(shown.contains(wanted) && shown.contains("harbour.example/3"), "{format}: {shown}");
    }
}

#[test]
fn the_ending_of_the_file_names_the_format_and_the_file_is_whole() {
    let folder = corpus();
    selon(&folder, &["export", "-o", "affair.graphml", "bac"]).assert().success().stdout("");
    let graph = std::fs::read_to_string(folder.path().join("affair.graphml")).expect("a file");
    assert!(graph.ends_with("</graphml>\n") && graph.contains("rade.example/1"), "{graph}");
    selon(&folder, &["export", "-o", "marks.tar"]).assert().success();
    let archive = std::fs::File::open(folder.path().join("marks.tar")).expect("a file");
    let mut archive = tar::Archive::new(archive);
    let names: Vec<String> = archive
        .entries()
        .expect("an archive")
        .map(|file| file.expect("a file").path().expect("a name").display().to_string())
        .collect();
    assert_eq!(
        names,
        ["annotation.conf", "r1.txt", "r1.ann", "f2.txt", "f2.ann", "p3.txt", "p3.ann", "q4.txt", "q4.ann"]
    );
}

#[test]
fn nothing_found_ends_with_1_and_wrong_use_with_2() {
    let folder = corpus();
    selon(&folder, &["export", "--format", "ftm", "--speaker", "Nobody At All"]).assert().code(1).stdout("");
    for (arguments, told) in [
        (&["export"][..], "no format given"),
        (&["export", "--format", "jsonl"], "invalid value 'jsonl'"),
        (&["export", "--format", "csv", "--db", "no-such.db"], "there is no database yet"),
    ] {
        let output = selon(&folder, arguments).assert().code(2).get_output().stderr.clone();
        assert!(String::from_utf8_lossy(&output).contains(told), "{}", String::from_utf8_lossy(&output));
    }
    assert!(!Path::new("no-such.db").exists());
}

#[test]
fn names_of_speakers_hold_over_documents() {
    let folder = corpus();
    let lines = stdout(&folder, &["export", "--format", "ftm"]);
    let entities: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let named = |name: &str| {
        entities.iter().filter(|entity| entity["schema"] == "Person" && entity["properties"]["name"][0] == name).count()
    };
    assert_eq!(named("Odile Brandt"), 1, "{lines}");
    let mentions = entities
        .iter()
        .filter(|entity| entity["schema"] == "Mention" && entity["properties"]["name"][0] == "Odile Brandt");
    assert_eq!(mentions.count(), 3);
}
