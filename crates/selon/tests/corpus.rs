//! The verbs on a database, as people and scripts use them: what goes in comes out, in words and with the exit codes that are promised.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ARTICLES: &str = r#"{"doc": "g1", "outlet": "Gazette d'Ostrelle", "url": "https://gazette.example/1", "published": "2025-02-03T08:00:00Z", "title": "La digue", "text": "La maire d'Ostrelle, Odile Varron, a affirmé lundi que la digue de Kervel tiendrait jusqu'en 2040. « Le rapport de l'ingénieur Paul Josse est faux », a-t-elle déclaré."}
{"doc": "g2", "outlet": "Le Phare", "url": "https://phare.example/2", "published": "2025-02-04T08:00:00Z", "title": "Vives réactions", "text": "La digue de Kervel tiendrait jusqu'en 2040, a affirmé la maire Odile Varron, selon la Gazette d'Ostrelle. L'ingénieur Paul Josse dément que son rapport soit faux."}
{"doc": "e1", "outlet": "Harbour Post", "url": "https://harbour.example/3", "published": "2025-02-05T08:00:00Z", "title": "Sea wall", "text": "The mayor of Ostrelle, Odile Varron, said the sea wall would hold until 2040. A harbour official, who asked not to be named, said the wall was sinking."}
"#;

struct Corpus {
    folder: TempDir,
}

impl Corpus {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn new() -> Self {
        let corpus = Self::empty();
        corpus.write("articles.jsonl", ARTICLES);
        corpus.run(&["add", "--model", "lexical", &corpus.path("articles.jsonl")]).assert().success();
        corpus
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).expect("a file");
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn db(&self) -> PathBuf {
        self.folder.path().join("corpus.db")
    }

    fn run(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("selon").expect("the command is built");
        command.args(arguments).env("SELON_DB", self.db()).env_remove("XDG_CONFIG_HOME");
        command
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let out = self.run(arguments).assert().success().get_output().stdout.clone();
        let text = String::from_utf8(out).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    fn shown(&self, arguments: &[&str]) -> String {
        let out = self.run(arguments).args(["--format", "terminal"]).assert().get_output().stdout.clone();
        String::from_utf8(out).expect("UTF-8")
    }

    fn told(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments).assert().code(code).get_output().clone();
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

#[test]
fn adding_tells_what_was_added_and_what_was_known() {
    let corpus = Corpus::empty();
    corpus.write("articles.jsonl", ARTICLES);
    let file = corpus.path("articles.jsonl");
    assert!(corpus.told(&["add", "--model", "lexical", &file], 0).contains("3 documents added"));
    assert!(corpus.told(&["add", "--model", "lexical", &file], 0).contains("0 documents added, 3 known already"));
    corpus.write("articles.jsonl", &ARTICLES.replace("jusqu'en 2040.", "jusqu'en 2035."));
    assert!(corpus.told(&["add", "--model", "lexical", &file], 0).contains("1 changed, 2 known already"));
}

#[test]
fn a_bad_input_is_told_and_the_others_are_added() {
    let corpus = Corpus::empty();
    corpus.write("articles.jsonl", &format!("{ARTICLES}no json\n"));
    let told =
        corpus.told(&["add", "--model", "lexical", &corpus.path("articles.jsonl"), &corpus.path("nowhere.txt")], 3);
    assert!(told.contains("line 4: not valid JSON") && told.contains("3 documents added, 2 failed"), "{told}");
}

#[test]
fn statements_are_found_by_words_speaker_and_act() {
    let corpus = Corpus::new();
    let found = corpus.lines(&["search", "DIGUE", "--speaker", "odile varron"]);
    assert!(found.len() >= 3, "{found:?}");
    assert!(found[..found.len() - 1].iter().all(|hit| hit["speaker"] == "Odile Varron" && hit["type"] == "hit"));
    let summary = &found[found.len() - 1];
    assert_eq!((summary["type"].as_str(), summary["total"].as_u64()), (Some("found"), Some(found.len() as u64 - 1)));
    let denied = corpus.lines(&["search", "--act", "deny"]);
    assert!(denied.iter().any(|hit| hit["speaker"] == "Paul Josse"), "{denied:?}");
    let unnamed = corpus.lines(&["search", "--anonymous"]);
    assert!(unnamed[0]["content"].as_str().is_some_and(|words| words.contains("sinking")), "{unnamed:?}");
}

#[test]
fn nothing_found_ends_with_1() {
    let corpus = Corpus::new();
    for arguments in [
        &["search", "girafe"][..],
        &["who", "Nobody Atall"],
        &["timeline", "girafe"],
        &["trace", "girafe"],
        &["remove", "g9"],
    ] {
        corpus.run(arguments).assert().code(1);
    }
    assert_eq!(corpus.shown(&["search", "girafe"]), "Nothing found.\n");
}

#[test]
fn without_a_database_the_way_to_one_is_told() {
    let corpus = Corpus::empty();
    for arguments in
        [&["search", "x"][..], &["who", "x"], &["trace", "x"], &["stats"], &["alias", "list"], &["reread"], &["vacuum"]]
    {
        let told = corpus.told(arguments, 2);
        assert!(told.contains("there is no database yet") && told.contains("selon add"), "{told}");
    }
}

#[test]
fn a_damaged_or_newer_database_ends_with_2_and_a_sentence() {
    let corpus = Corpus::new();
    std::fs::write(corpus.db(), "x".repeat(5000)).expect("a file");
    let told = corpus.told(&["search", "digue"], 2);
    assert!(told.contains("this is no database, or a damaged one") && told.contains("help:"), "{told}");
    let corpus = Corpus::new();
    let connection = rusqlite::Connection::open(corpus.db()).expect("a database");
    connection.pragma_update(None, "user_version", 7).expect("a version");
    drop(connection);
    assert!(
        corpus
            .told(&["add", "--model", "lexical", &corpus.path("articles.jsonl")], 2)
            .contains("written by a newer selon")
    );
}

#[test]
fn a_speaker_is_found_in_any_spelling() {
    let corpus = Corpus::new();
    for name in ["Odile Varron", "VARRON", "Одиле Варрон"] {
        let told = corpus.lines(&["who", name]);
        assert_eq!(told.last().expect("a line")["name"], "Odile Varron", "{name}");
    }
    let page = corpus.shown(&["who", "Varron"]);
    assert!(page.starts_with("Odile Varron\n"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn names_are_joined_and_parted_by_hand_and_stay_so() {
    let corpus = Corpus::new();
    corpus.run(&["alias", "join", "Odile Varron", "Paul Josse"]).assert().success();
    assert!(corpus.lines(&["who", "Paul Josse"]).iter().any(|line| line["name"] == "Odile Varron"));
    corpus.run(&["reread", "-q", "--model", "lexical"]).assert().success();
    assert!(corpus.lines(&["search", "--speaker", "Odile Varron", "--act", "deny"]).len() > 1);
    corpus.run(&["alias", "remove", "Paul Josse"]).assert().success();
    corpus
        .run(&["alias", "split", "Odile Varron", "Odile Varron (rower)", "--outlet", "Harbour Post"])
        .assert()
        .success();
    let rower = corpus.lines(&["search", "--speaker", "Odile Varron (rower)"]);
    assert_eq!(rower[0]["outlet"], "Harbour Post");
    assert!(corpus.shown(&["alias", "list"]).contains("Odile Varron in harbour post is Odile Varron (rower)"));
}

#[test]
fn a_claim_is_traced_to_where_it_was_said_first() {
    let corpus = Corpus::new();
    let claims = corpus.lines(&["trace", "digue de Kervel tiendrait"]);
    let first = &claims[0];
    assert_eq!((first["type"].as_str(), first["appearances"][0]["doc"].as_str()), (Some("claim"), Some("g1")));
    let taken: Vec<&Value> =
        first["appearances"].as_array().expect("a list").iter().filter(|step| step["doc"] == "g2").collect();
    assert!(taken.iter().any(|step| step["from"] == "g1" && step["credited"] == true), "{first}");
    assert_eq!(corpus.lines(&["trace", "--all"]).iter().filter(|claim| claim["claim"] == first["claim"]).count(), 1);
    let tree = corpus.shown(&["trace", "g1", "--why"]);
    assert!(tree.contains("└─ ") && tree.contains("independent origin"), "{tree}");
    let dot = corpus.run(&["trace", "--all", "--format", "dot"]).assert().success().get_output().stdout.clone();
    assert!(String::from_utf8_lossy(&dot).starts_with("digraph"));
}

#[test]
fn an_article_that_cites_itself_is_no_origin_of_itself() {
    let corpus = Corpus::empty();
    corpus.write(
        "self.jsonl",
        &ARTICLES.replace("\"title\": \"Vives", "\"links\": [\"https://phare.example/2\"], \"title\": \"Vives"),
    );
    corpus.run(&["add", "--model", "lexical", &corpus.path("self.jsonl")]).assert().success();
    for claim in corpus.lines(&["trace", "--all"]) {
        for step in claim["appearances"].as_array().expect("a list") {
            assert_ne!(step["doc"], step["from"], "{claim}");
        }
    }
}

#[test]
fn what_is_removed_is_gone() {
    let corpus = Corpus::new();
    corpus.run(&["remove", "https://www.harbour.example/3?utm_source=x"]).assert().success();
    corpus.run(&["search", "wall"]).assert().code(1);
    corpus.run(&["vacuum"]).assert().success();
    assert!(corpus.shown(&["stats", "--check"]).contains("The file is whole."));
}

#[test]
fn killed_at_any_moment_it_loses_and_doubles_nothing() {
    let corpus = Corpus::empty();
    let article = |n: i64| {
        format!(
            "{{\"doc\": \"k{n}\", \"url\": \"https://gazette.example/k{n}\", \"published\": \"2025-02-01\", \"text\": \"La maire, Odile Varron, a affirmé que la digue numéro {n} tiendrait. Le port a fermé.\"}}\n"
        )
    };
    let count: i64 = 600;
    corpus.write("many.jsonl", &(0..count).map(article).collect::<String>());
    let many = corpus.path("many.jsonl");
    for wait in [3, 40, 90, 160, 250, 370] {
        kill_after(&corpus, &many, wait);
        if corpus.db().exists() {
            whole(&corpus.db());
        }
    }
    corpus.run(&["add", "-q", "--model", "lexical", &many]).assert().success();
    let connection = whole(&corpus.db());
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number");
    assert_eq!(number("SELECT count(*) FROM documents"), count);
    assert_eq!(number("SELECT count(*) FROM versions"), count);
    assert_eq!(number("SELECT count(DISTINCT doc) FROM documents"), count);
    assert_eq!(number("SELECT count(*) FROM v_statements WHERE content LIKE '%digue%'"), count);
    assert_eq!(number("SELECT count(*) FROM words WHERE words MATCH 'content : digue'"), count);
}

fn kill_after(corpus: &Corpus, file: &str, milliseconds: u64) {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("selon"))
        .args(["add", "-q", "--model", "lexical", file])
        .env("SELON_DB", corpus.db())
        .spawn()
        .expect("a process");
    std::thread::sleep(std::time::Duration::from_millis(milliseconds));
    // SIGKILL on Unix; it may have ended by itself.
    let _ = child.kill();
    child.wait().expect("an end");
}

/// The database, if its file is whole and no reading is half there.
fn whole(db: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(db).expect("a database");
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
    assert_eq!(check, "ok");
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'versions'", [], |row| row.get(0))
        .expect("a number");
    if tables > 0 {
        let half = "SELECT count(*) FROM versions WHERE reading IS NULL";
        assert_eq!(connection.query_row(half, [], |row| row.get::<_, i64>(0)).expect("a number"), 0);
    }
    connection
}

/// A database of every version of the schema that was released lies in `tests/databases`; each still opens, whole.
#[test]
fn old_databases_still_open() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases");
    let mut opened = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let corpus = Corpus::empty();
        std::fs::copy(entry.expect("a file").path(), corpus.db()).expect("a copy");
        assert!(corpus.shown(&["stats", "--check"]).contains("The file is whole."));
        assert_eq!(corpus.lines(&["who", "Odile Varron"]).last().expect("a line")["name"], "Odile Varron");
        assert!(!corpus.lines(&["trace", "--all"]).is_empty());
        opened += 1;
    }
    assert!(opened > 0);
}

#[test]
fn two_writers_wait_for_each_other() {
    let corpus = Corpus::empty();
    corpus.write("one.jsonl", ARTICLES);
    corpus.write("two.jsonl", &ARTICLES.replace("example/", "example/other/"));
    let start = |name: &str| {
        std::process::Command::new(assert_cmd::cargo::cargo_bin("selon"))
            .args(["add", "-q", "--model", "lexical", &corpus.path(name)])
            .env("SELON_DB", corpus.db())
            .spawn()
            .expect("a process")
    };
    let mut writers = [start("one.jsonl"), start("two.jsonl")];
    assert!(writers.iter_mut().all(|writer| writer.wait().expect("an end").success()));
    let connection = whole(&corpus.db());
    let count: i64 = connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).expect("a number");
    assert_eq!(count, 6);
}

#[test]
fn rows_without_ids_are_documents_of_their_own() {
    let corpus = Corpus::empty();
    let row = |words: &str| format!("{{\"text\": \"La maire, Odile Varron, a affirmé que {words}.\"}}\n");
    corpus.write("rows.jsonl", &[row("le pont tiendrait"), row("le port rouvrirait")].concat());
    let file = corpus.path("rows.jsonl");
    assert!(corpus.told(&["add", "--model", "lexical", &file], 0).contains("2 documents added"));
    assert_eq!(corpus.lines(&["search", "Varron"]).iter().filter(|line| line["type"] == "hit").count(), 2);
    corpus.write("rows.jsonl", &[row("la digue bouge"), row("le pont tiendrait"), row("le port rouvrirait")].concat());
    assert!(corpus.told(&["add", "--model", "lexical", &file], 0).contains("1 document added, 2 known already"));
}

#[test]
fn a_name_of_several_documents_removes_none_of_them() {
    let corpus = Corpus::empty();
    for (file, words) in [("a.jsonl", "le pont tiendrait"), ("b.jsonl", "le port rouvrirait")] {
        corpus.write(
            file,
            &format!("{{\"doc\": \"1\", \"text\": \"La maire, Odile Varron, a affirmé que {words}.\"}}\n"),
        );
        corpus.run(&["add", "--model", "lexical", &corpus.path(file)]).assert().success();
    }
    let told = corpus.told(&["remove", "1"], 2);
    assert!(
        told.contains("2 documents are called that") && told.contains("a.jsonl") && told.contains("b.jsonl"),
        "{told}"
    );
    assert!(corpus.told(&["remove", &corpus.path("a.jsonl")], 0).contains("1 document removed"));
    assert!(corpus.told(&["remove", "1"], 0).contains("1 document removed"));
}

#[test]
fn a_page_with_an_address_of_its_own_is_found_by_its_file() {
    let corpus = Corpus::empty();
    corpus.write(
        "page.html",
        "<html lang=fr><head><link rel=canonical href='https://gazette.example/7'></head><body><article><h1>La digue</h1>\
         <p>La maire d'Ostrelle, Odile Varron, a affirmé lundi que la digue de Kervel tiendrait.</p></article></body></html>",
    );
    let file = corpus.path("page.html");
    corpus.run(&["add", "--model", "lexical", &file]).assert().success();
    assert!(corpus.told(&["remove", &file], 0).contains("1 document removed"));
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_keeps_what_was_read() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let corpus = Corpus::empty();
    let mut child = Command::new("env")
        .arg("--default-signal=INT")
        .arg(assert_cmd::cargo::cargo_bin("selon"))
        .args(["add", "--model", "lexical", "-"])
        .env("SELON_DB", corpus.db())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    let row = |n: usize| {
        format!("{{\"id\": \"{n}\", \"text\": \"La maire, Odile Varron, a affirmé que le pont {n} tiendrait.\"}}\n")
    };
    input.write_all((0..20).map(row).collect::<String>().as_bytes()).expect("it reads");
    // It listens once it has made the database.
    while !corpus.db().exists() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("it is sent").success());
    std::thread::sleep(std::time::Duration::from_millis(500));
    // The row that comes next is the one at which it stops; those before it have been read or not, and are kept where they have.
    input.write_all(row(20).as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it has ended");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("what has been read is stored") && told.contains("the same command goes on there"), "{told}");
}

#[test]
fn a_surname_alone_means_those_who_bear_it_in_full_too() {
    let corpus = Corpus::new();
    corpus.write("short.jsonl", "{\"doc\": \"s1\", \"text\": \"M. Varron a affirmé que le port rouvrirait. « Le quai tient », a déclaré M. Varron.\"}\n");
    corpus.run(&["add", "--model", "lexical", &corpus.path("short.jsonl")]).assert().success();
    let shown = corpus.shown(&["who", "Varron"]);
    assert!(shown.starts_with("Odile Varron"), "{shown}");
}
