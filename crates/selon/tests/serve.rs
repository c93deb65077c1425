//! `selon serve --get`: one page without a server, with or without a database.

use assert_cmd::Command;
use std::path::Path;
use std::time::Duration;

/// The command with nothing of the person's own around it.
fn serve(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.current_dir(folder).env("HOME", folder).env("XDG_DATA_HOME", folder).env_remove("SELON_DB");
    command.args(["serve", "--model", "lexical"]).args(arguments);
    command
}

fn text(command: &mut Command, status: i32) -> String {
    let output = command.assert().code(status).get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8")
}

#[test]
fn pages_are_printed_without_a_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = text(&mut serve(folder.path(), &["--get", "/read?lang=fr"]), 0);
    assert!(page.starts_with("<!doctype html>") && page.contains("lang=\"fr\""), "{page}");
    let missing: serde_json::Value =
        serde_json::from_str(&text(&mut serve(folder.path(), &["--get", "/search.json"]), 1)).expect("JSON");
    assert_eq!((missing["type"].as_str(), missing["status"].as_u64()), (Some("error"), Some(404)));
}

#[test]
fn a_database_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let assert = serve(folder.path(), &["nowhere.db", "--get", "/"]).assert().code(2);
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(told.contains("there is no such database"), "{told}");
}

#[test]
fn what_is_no_database_is_told_before_anything_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("note.txt"), "no database").expect("written");
    let assert = serve(folder.path(), &["note.txt", "-p", "0"]).timeout(Duration::from_secs(60)).assert().code(2);
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(told.starts_with("selon: note.txt: ") && told.contains("help: "), "{told}");
}

#[test]
fn a_path_that_is_none_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let assert = serve(folder.path(), &["--get", "search"]).assert().code(2);
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(told.contains("it begins with /"), "{told}");
}

#[test]
fn articles_that_were_added_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("note.txt"), "Le maire d'Orvane a dit que le pont fermerait.").expect("written");
    let mut add = Command::cargo_bin("selon").expect("the command is built");
    add.current_dir(folder.path()).args(["add", "-q", "--model", "lexical", "--db", "news.db", "note.txt"]);
    add.assert().success();
    let home: serde_json::Value =
        serde_json::from_str(&text(&mut serve(folder.path(), &["news.db", "--get", "/index.json"]), 0)).expect("JSON");
    assert_eq!(home["counts"]["documents"].as_u64(), Some(1));
}
