//! Settings by layers: flags, environment, project file, personal file; what is said earlier wins, what is unknown is an error.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A project below a home, each with its file of settings.
fn home(project: &str, personal: &str) -> TempDir {
    let home = TempDir::new().expect("a folder");
    fs::create_dir_all(home.path().join("project/deep")).expect("a folder");
    fs::create_dir_all(home.path().join("config/selon")).expect("a folder");
    fs::write(home.path().join("project/selon.toml"), project).expect("a file");
    fs::write(home.path().join("config/selon/config.toml"), personal).expect("a file");
    home
}

fn selon(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.current_dir(home.join("project/deep")).args(arguments).env_clear();
    command.env("XDG_CONFIG_HOME", home.join("config")).write_stdin("Le maire a dit non.");
    command
}

fn starts(mut command: Command) -> String {
    let output = command.assert().code(0).get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8").lines().next().unwrap_or("").chars().take(9).collect()
}

#[test]
fn what_is_said_earlier_wins() {
    let home = home("format = \"html\"", "format = \"csv\"\noffsets = \"byte\"");
    let (csv, html, json) = ("doc,file,", "<!doctype", "{");
    assert_eq!(starts(selon(home.path(), &["read"])), html);
    fs::write(home.path().join("project/selon.toml"), "").expect("a file");
    assert_eq!(starts(selon(home.path(), &["read"])), csv);
    let mut command = selon(home.path(), &["read"]);
    command.env("SELON_FORMAT", "html");
    assert_eq!(starts(command), html);
    let mut command = selon(home.path(), &["read", "--format", "json"]);
    command.env("SELON_FORMAT", "html");
    assert_eq!(starts(command), json);
}

#[test]
fn layers_fill_one_another() {
    let home = home("format = \"jsonl\"", "offsets = \"byte\"");
    let output = selon(home.path(), &["read"]).output().expect("it runs").stdout;
    assert!(String::from_utf8_lossy(&output).contains("\"offset_unit\":\"byte\""));
}

#[test]
fn an_unknown_key_names_file_and_key() {
    let home = home("", "colour = \"never\"");
    let told = selon(home.path(), &["read"]).assert().code(2).get_output().stderr.clone();
    let told = String::from_utf8(told).expect("UTF-8");
    assert!(
        told.contains("config.toml: ") && told.contains("'colour'") && told.contains("the keys are format"),
        "{told}"
    );
}

#[test]
fn a_wrong_value_names_its_place_and_the_right_ones() {
    let home = home("", "");
    let mut command = selon(home.path(), &["read"]);
    let told = command.env("SELON_FORMAT", "pdf").assert().code(2).get_output().stderr.clone();
    let told = String::from_utf8(told).expect("UTF-8");
    assert!(told.contains("SELON_FORMAT") && told.contains("jsonl, json, csv"), "{told}");
}

#[test]
fn a_file_that_is_no_toml_is_told_with_its_place() {
    let home = home("format = ", "");
    let told = selon(home.path(), &["read"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&told).contains("selon.toml: "), "{}", String::from_utf8_lossy(&told));
}
