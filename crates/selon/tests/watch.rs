//! `selon watch` as people and scripts use it, against a server of the test's own on 127.0.0.1.

use assert_cmd::Command;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::thread;

const ARTICLE: &str = "<html lang=en><title>Bridge closed</title><article><p>The mayor of Ostwick, Odile Varron, said that the bridge was closed.</p></article></html>";

/// Serves a feed with one article, and nothing else; gives its address.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Gazette</title><item><link>{address}/1</link></item></channel></rss>"
    );
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let (status, body) = match request.split(' ').nth(1) {
                Some("/feed") => ("200 OK", feed.as_str()),
                Some("/1") => ("200 OK", ARTICLE),
                _ => ("404 Not Found", ""),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
    });
    address
}

fn watch(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.args(["watch", "--once", "--pause", "0", "--model", "lexical"]).args(arguments);
    command.env("SELON_DB", folder.join("corpus.db")).env_remove("XDG_CONFIG_HOME").current_dir(folder);
    command
}

#[test]
fn a_round_adds_what_is_new_and_tells_it_line_by_line() {
    let (server, folder) = (serve(), tempfile::tempdir().expect("a folder"));
    let outline = |path: &str| format!("<outline xmlUrl=\"{server}{path}\"/>");
    let list = format!("<opml version=\"2.0\"><body>{}{}</body></opml>", outline("/feed"), outline("/none"));
    std::fs::write(folder.path().join("feeds.opml"), list).expect("a file");
    let output = watch(folder.path(), &["feeds.opml", "--format", "jsonl"]).assert().code(3).get_output().clone();
    let lines: Vec<Value> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["type"], &lines[0]["outcome"]), (&"article".into(), &"added".into()));
    assert_eq!((&lines[0]["title"], &lines[0]["statements"]), (&"Bridge closed".into(), &1.into()));
    assert_eq!((&lines[1]["added"], &lines[1]["feeds"], &lines[1]["failed"]), (&1.into(), &1.into(), &1.into()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/none: the server answered 404"));
    let again = watch(folder.path(), &[&format!("{server}/feed")]).assert().success().get_output().clone();
    assert!(again.stdout.is_empty());
    assert!(String::from_utf8_lossy(&again.stderr).contains("1 feed read, 0 articles added"));
}

#[test]
fn a_list_that_is_none_is_told_before_a_database_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("list.txt"), "no address").expect("a file");
    let output = watch(folder.path(), &["list.txt"]).assert().code(2).get_output().clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("list.txt: there is no feed in this list"));
    let missing = watch(folder.path(), &["missing.opml"]).assert().code(2).get_output().clone();
    assert!(String::from_utf8_lossy(&missing.stderr).contains("missing.opml: no such file"));
    assert!(!folder.path().join("corpus.db").exists());
}
