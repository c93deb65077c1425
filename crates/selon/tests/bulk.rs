//! `selon read` over many documents: the same output on any number of cores, after any stop, with failures told apart.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::time::Duration;
use tempfile::TempDir;

fn selon(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command
        .current_dir(folder)
        .args(["read", "--model", "lexical", "-q"])
        .args(arguments)
        .env_clear()
        .env("HOME", folder);
    command
}

fn stderr(command: &mut Command) -> String {
    String::from_utf8(command.output().expect("it runs").stderr).expect("UTF-8")
}

/// A line of news; every ninth is broken.
fn line(number: usize) -> String {
    if number % 9 == 4 {
        return format!("{{\"id\": \"n{number}\", \"text\": \"\"}}\n");
    }
    let sentence = format!(
        "La maire d'Ostrelle a dit que {number} maisons seraient bâties. Selon le préfet, {number} suffiront. "
    );
    format!("{{\"id\": \"n{number}\", \"text\": \"{}\"}}\n", sentence.repeat(1 + number % 5))
}

fn lines(count: usize) -> String {
    (0..count).map(line).collect()
}

fn folder_with(name: &str, content: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(name), content).expect("a file");
    folder
}

fn bytes(folder: &TempDir, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn any_number_of_jobs_puts_out_the_same() {
    let folder = folder_with("news.jsonl", &lines(500));
    for format in ["jsonl", "csv", "parquet"] {
        for jobs in ["1", "2", "7", "0"] {
            let errors = format!("{jobs}.errors.csv");
            selon(folder.path(), &["-f", format, "--jobs", jobs, "--errors", &errors, "-o", jobs, "news.jsonl"])
                .assert()
                .code(3)
                .stderr("");
        }
        for jobs in ["2", "7", "0"] {
            assert!(bytes(&folder, jobs) == bytes(&folder, "1"), "{format} by {jobs} jobs");
            assert_eq!(bytes(&folder, &format!("{jobs}.errors.csv")), bytes(&folder, "1.errors.csv"));
        }
    }
}

#[test]
fn order_is_that_of_the_inputs() {
    let folder = folder_with("news.jsonl", &lines(200));
    fs::write(folder.path().join("a.txt"), "The mayor of Ostwick said no.").expect("a file");
    let output = selon(folder.path(), &["--jobs", "3", "a.txt", "news.jsonl"]).output().expect("it runs").stdout;
    let ids: Vec<String> = String::from_utf8(output)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["doc"].as_str().expect("a name").to_owned())
        .skip(1)
        .collect();
    assert_eq!(ids, (0..200).filter(|number| number % 9 != 4).map(|number| format!("n{number}")).collect::<Vec<_>>());
}

#[test]
fn failures_are_rows_of_a_file() {
    let folder = folder_with("news.jsonl", &format!("{}no json\n", lines(5)));
    let arguments = ["--errors", "errors.jsonl", "-o", "out.jsonl", "news.jsonl", "lost.txt"];
    selon(folder.path(), &arguments).assert().code(3).stderr("");
    let rows: Vec<Value> = String::from_utf8(bytes(&folder, "errors.jsonl"))
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let told = |row: &Value| [&row["input"], &row["place"]].map(|cell| cell.as_str().unwrap_or("-").to_owned());
    assert_eq!(
        rows.iter().map(told).collect::<Vec<_>>(),
        [["news.jsonl", "line 5"], ["news.jsonl", "line 6"], ["lost.txt", "-"]]
    );
    assert!(rows.iter().all(|row| row["type"] == "error" && row["schema"] == "selon/1" && row["reason"].is_string()));
    selon(folder.path(), &["--errors", "errors.csv", "-o", "out.jsonl", "news.jsonl"]).assert().code(3);
    let table = String::from_utf8(bytes(&folder, "errors.csv")).expect("UTF-8");
    assert!(table.starts_with("input,place,reason,help\nnews.jsonl,line 5,the field text holds no text,\n"), "{table}");
}

/// A run that reads lines as they are given to it.
struct Running {
    child: Child,
    input: ChildStdin,
    given: usize,
}

/// The command, not deaf to Ctrl-C where those who started the tests in the background made them so.
fn program() -> std::process::Command {
    let selon = assert_cmd::cargo::cargo_bin("selon");
    if !cfg!(target_os = "linux") {
        return std::process::Command::new(selon);
    }
    let mut command = std::process::Command::new("env");
    command.arg("--default-signal=INT").arg(selon);
    command
}

impl Running {
    fn new(folder: &TempDir, arguments: &[&str]) -> Self {
        let mut child = program()
            .current_dir(folder.path())
            .args(["read", "--model", "lexical", "-q", "-"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let input = child.stdin.take().expect("a pipe");
        Self { child, input, given: 0 }
    }

    fn give(&mut self, count: usize) {
        let lines: String = (self.given..self.given + count).map(line).collect();
        self.input.write_all(lines.as_bytes()).expect("it reads");
        self.given += count;
    }

    /// Gives lines until the manifest says that more than `taken` are safe, and some more; tells how many are.
    fn give_behind(&mut self, folder: &TempDir, taken: u64) -> u64 {
        loop {
            self.give(64);
            std::thread::sleep(Duration::from_millis(60));
            let safe = manifest(folder).map_or(0, |manifest| manifest["position"]["taken"].as_u64().unwrap_or(0));
            if safe > taken {
                self.give(640);
                std::thread::sleep(Duration::from_millis(30));
                return safe;
            }
            assert!(self.given < 200_000, "nothing was made safe");
        }
    }

    /// The same, then kills it.
    fn kill_behind(mut self, folder: &TempDir, taken: u64) -> u64 {
        let safe = self.give_behind(folder, taken);
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it has ended");
        safe
    }

    /// Ctrl-C; tells the exit code and what was said.
    #[cfg(unix)]
    fn interrupt(self) -> (Option<i32>, String) {
        let sent = std::process::Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(sent.expect("the signal is sent").success());
        // The end of what it reads comes after the signal, so that it is the signal that ends it.
        let output = self.child.wait_with_output().expect("it has ended");
        drop(self.input);
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    }
}

fn manifest(folder: &TempDir) -> Option<Value> {
    serde_json::from_slice(&fs::read(folder.path().join("run.json")).ok()?).ok()
}

#[test]
fn a_killed_run_goes_on_and_no_row_is_lost_or_twice() {
    for (format, jobs) in [("jsonl", "2"), ("csv", "1")] {
        let folder = TempDir::new().expect("a folder");
        let arguments = ["-f", format, "--jobs", jobs, "--manifest", "run.json", "--errors", "errors.csv", "-o", "out"];
        let first = Running::new(&folder, &arguments).kill_behind(&folder, 0);
        let second = Running::new(&folder, &arguments).kill_behind(&folder, first);
        assert!(second > first);
        let all = lines(usize::try_from(second).expect("few") + 900);
        let mut rest = vec!["-"];
        rest.extend(arguments);
        selon(folder.path(), &rest).write_stdin(all.clone()).assert().code(3).stderr("");
        assert_eq!(manifest(&folder).expect("a manifest")["done"], true);
        selon(folder.path(), &["-f", format, "--errors", "whole.csv", "-o", "whole", "-"])
            .write_stdin(all)
            .assert()
            .code(3);
        assert!(bytes(&folder, "out") == bytes(&folder, "whole"), "{format}");
        assert!(bytes(&folder, "errors.csv") == bytes(&folder, "whole.csv"), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_what_is_written_and_the_same_command_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let arguments = ["-f", "csv", "--manifest", "run.json", "--errors", "errors.csv", "-o", "out.csv"];
    let mut running = Running::new(&folder, &arguments);
    running.give_behind(&folder, 0);
    let all = lines(running.given + 100);
    let (code, told) = running.interrupt();
    let read = &manifest(&folder).expect("a manifest")["read"];
    let stopped = format!("selon: stopped; {read} documents are read, and what they gave is in out.csv\n");
    assert_eq!(
        (code, told.replace(',', "")),
        (Some(130), stopped.replace(',', "") + "  help: the same command goes on there\n")
    );
    selon(folder.path(), &[&["-"], &arguments[..]].concat()).write_stdin(all.clone()).assert().code(3).stderr("");
    selon(folder.path(), &["-f", "csv", "--errors", "whole.csv", "-o", "whole", "-"]).write_stdin(all).assert().code(3);
    assert!(bytes(&folder, "out.csv") == bytes(&folder, "whole"));
    assert!(bytes(&folder, "errors.csv") == bytes(&folder, "whole.csv"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_without_a_manifest_leaves_the_output_as_it_was() {
    let folder = folder_with("out.csv", "kept");
    for (more, told) in [(&["-o", "out.csv"][..], "out.csv is as it was before\n"), (&[], " documents\n")] {
        let mut running = Running::new(&folder, &[&["-f", "csv", "--errors", "errors.csv"], more].concat());
        running.give(640);
        // The head of the table is there before anything is read.
        while fs::read(folder.path().join("errors.csv")).map_or(0, |rows| rows.split(|byte| *byte == b'\n').count()) < 3
        {
            std::thread::sleep(Duration::from_millis(20));
        }
        let (code, said) = running.interrupt();
        assert_eq!(code, Some(130));
        assert!(said.starts_with("selon: stopped after ") && said.contains(told), "{said}");
        assert!(said.contains("with -o and --manifest the same command goes on"), "{said}");
        fs::remove_file(folder.path().join("errors.csv")).expect("it is there");
    }
    let left: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file").file_name()).collect();
    assert_eq!((left, bytes(&folder, "out.csv")), (vec!["out.csv".into()], b"kept".to_vec()));
}

#[test]
fn with_a_manifest_a_parquet_table_is_a_folder_of_parts() {
    let folder = folder_with("news.jsonl", &lines(300));
    let arguments = ["--manifest", "run.json", "-f", "parquet", "-o", "table", "news.jsonl"];
    fs::create_dir(folder.path().join("whole")).expect("a folder");
    selon(folder.path(), &["-f", "parquet", "-o", "whole/part-000000.parquet", "news.jsonl"]).assert().code(3);
    selon(folder.path(), &arguments).assert().code(3);
    let parts: Vec<String> = fs::read_dir(folder.path().join("table"))
        .expect("a folder")
        .map(|part| part.expect("a part").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(parts, ["part-000000.parquet"]);
    assert!(bytes(&folder, "table/part-000000.parquet") == bytes(&folder, "whole/part-000000.parquet"));
    let mut again = Command::cargo_bin("selon").expect("the command is built");
    again.current_dir(folder.path()).args(["read", "--model", "lexical"]).args(arguments).env("HOME", folder.path());
    let again = again.output().expect("it runs");
    assert_eq!(again.status.code(), Some(0));
    let told = "selon: run.json: 267 documents were read before; nothing is left\n";
    assert_eq!(String::from_utf8_lossy(&again.stderr), told);
    assert!(bytes(&folder, "table/part-000000.parquet") == bytes(&folder, "whole/part-000000.parquet"));
}

#[test]
fn a_run_goes_on_with_what_it_was_begun_with_alone() {
    let folder = folder_with("news.jsonl", &lines(20));
    let begun = ["--manifest", "run.json", "-o", "out.jsonl", "news.jsonl"];
    selon(folder.path(), &begun).assert().code(3);
    let with = |more: &[&str]| stderr(&mut selon(folder.path(), &[&begun[..], more].concat()));
    assert!(with(&["--offsets", "byte"]).contains("run.json: the run was begun with offsets=codepoint"));
    assert!(with(&["other.jsonl"]).contains("the run was begun with other inputs"));
    assert!(with(&["--errors", "e.csv"]).contains("the run was begun with no --errors"));
    let anew = ["--manifest", "other.json", "-o", "out.jsonl", "news.jsonl"];
    assert!(
        stderr(&mut selon(folder.path(), &anew))
            .contains("out.jsonl: is there already, and no manifest tells what is in it")
    );
    fs::write(folder.path().join("out.jsonl"), "cut").expect("a file");
    assert!(stderr(&mut selon(folder.path(), &begun)).contains("it is shorter than its manifest says"));
    fs::write(folder.path().join("run.json"), "{}").expect("a file");
    assert!(stderr(&mut selon(folder.path(), &begun)).contains("run.json: not a manifest of this program"));
}

#[test]
fn a_manifest_of_inputs_that_changed_is_told() {
    let folder = folder_with("a.txt", "Le maire a dit non.");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::rename(folder.path().join("a.txt"), folder.path().join("texts/b.txt")).expect("a file");
    let arguments = ["--manifest", "run.json", "-o", "out.jsonl", "texts"];
    selon(folder.path(), &arguments).assert().code(0);
    fs::write(folder.path().join("texts/a.txt"), "La maire a dit oui.").expect("a file");
    let told = stderr(&mut selon(folder.path(), &arguments));
    assert!(
        told.contains("b.txt: stood at place 1 of the inputs; ") && told.contains("a.txt stands there now"),
        "{told}"
    );
}

#[test]
fn fail_fast_leaves_what_came_before() {
    let folder = folder_with("news.jsonl", &lines(100));
    for jobs in ["1", "3"] {
        let output = selon(folder.path(), &["--fail-fast", "--jobs", jobs, "news.jsonl"]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(3));
        assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 4);
    }
}

#[test]
fn what_does_not_go_together_is_told() {
    let folder = folder_with("news.jsonl", &lines(3));
    for arguments in
        [&["--jobs", "2", "-f", "html"][..], &["--manifest", "run.json"], &["--errors", "e.csv", "-f", "terminal"]]
    {
        selon(folder.path(), &[arguments, &["news.jsonl"]].concat()).assert().code(2);
    }
}

/// Which readers made the readings of so many short documents, where none was asked for, and what was said of it.
fn unasked(count: usize) -> (Vec<String>, String) {
    let text = |number: usize| format!("{{\"id\": \"n{number}\", \"text\": \"La digue tient, a dit la maire.\"}}\n");
    let folder = folder_with("news.jsonl", &(0..count).map(text).collect::<String>());
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command
        .current_dir(folder.path())
        .args(["read", "news.jsonl", "-f", "jsonl"])
        .env_clear()
        .env("HOME", folder.path());
    let output = command.output().expect("it runs");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let mut models: Vec<String> = rows.filter_map(|row| row["model"].as_str().map(str::to_owned)).collect();
    models.sort_unstable();
    models.dedup();
    (models, String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn more_than_a_hundred_documents_are_read_by_fast_unasked_and_it_is_said() {
    let (models, said) = unasked(101);
    assert!(models.iter().all(|model| model.starts_with("fast")) && !models.is_empty(), "{models:?}");
    assert!(said.contains("read by fast"), "{said}");
    let (models, said) = unasked(3);
    assert!(models.iter().all(|model| model.starts_with("base")) && !models.is_empty(), "{models:?}");
    assert!(!said.contains("fast"), "{said}");
}
