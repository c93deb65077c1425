//! `selon mcp` as a client sees it, line by line: both protocols, bounded answers, and what is wrong said in words.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::collections::HashMap;
use tempfile::TempDir;

const ARTICLES: &str = r#"{"doc": "g1", "outlet": "Ostwick Gazette", "published": "2025-02-03", "text": "The mayor of Ostwick, Odile Varron, said that the sea wall would hold until 2040."}
{"doc": "h2", "outlet": "Harbour Post", "published": "2025-02-04", "text": "The sea wall would hold until 2040, mayor Odile Varron said, according to the Ostwick Gazette."}
"#;

/// What the protocol of 2026-07-28 wants to stand in every request.
fn meta() -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {}
    })
}

fn call(id: u64, tool: &str, arguments: &Value) -> Value {
    let params = json!({"name": tool, "arguments": arguments, "_meta": meta()});
    json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params})
}

/// Sends messages to a server over a small database, and gives what it answered by the numbers of the questions.
fn answers(messages: &[Value]) -> HashMap<u64, Value> {
    answers_to(messages.iter().map(|message| format!("{message}\n")).collect())
}

fn answers_to(input: String) -> HashMap<u64, Value> {
    let folder = TempDir::new().expect("a folder");
    let (articles, db) = (folder.path().join("a.jsonl"), folder.path().join("corpus.db"));
    std::fs::write(&articles, ARTICLES).expect("a file");
    let selon = || {
        let mut command = Command::cargo_bin("selon").expect("the command is built");
        command.env("SELON_DB", &db);
        command
    };
    selon().args(["add", "--model", "lexical"]).arg(&articles).assert().success();
    let output = selon().args(["mcp", "--model", "lexical"]).write_stdin(input).assert().success().get_output().clone();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let told = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("only messages on the output"));
    told.filter_map(|message| Some((message["id"].as_u64()?, message))).collect()
}

#[test]
fn the_stateless_protocol_needs_no_greeting() {
    let list = json!({"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {"_meta": meta()}});
    let discover = json!({"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": meta()}});
    let told = answers(&[discover, list, call(3, "who", &json!({"name": "Varron"}))]);
    let versions = told[&1]["result"]["supportedVersions"].as_array().expect("versions");
    assert!(versions.contains(&json!("2026-07-28")) && versions.contains(&json!("2025-11-25")));
    let tools = told[&2]["result"]["tools"].as_array().expect("tools");
    let mut names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["check", "read", "search", "trace", "who"]);
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
        assert_eq!((&tool["inputSchema"]["type"], &tool["outputSchema"]["type"]), (&json!("object"), &json!("object")));
    }
    let who = &told[&3]["result"]["structuredContent"];
    assert_eq!((&who["speaker"]["name"], &who["statements"][0]["act"]), (&json!("Odile Varron"), &json!("assert")));
}

#[test]
fn older_clients_begin_with_initialize() {
    let client =
        json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
    let told = answers(&[
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client}),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "search", "arguments": {"words": "wall", "limit": 1}}}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "search", "arguments": {"words": "wall", "limit": 50, "next": "1"}}}),
        json!({"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "trace", "arguments": {"what": "the sea wall would hold"}}}),
    ]);
    assert_eq!(
        (&told[&1]["result"]["protocolVersion"], &told[&1]["result"]["serverInfo"]["name"]),
        (&json!("2025-06-18"), &json!("selon"))
    );
    let (first, rest) = (&told[&2]["result"]["structuredContent"], &told[&3]["result"]["structuredContent"]);
    let listed = |answer: &Value| answer["statements"].as_array().expect("statements").len() as u64;
    assert_eq!((listed(first), &first["next"], &rest["next"]), (1, &json!("1"), &Value::Null));
    assert_eq!(first["total"], 1 + listed(rest));
    let claim = &told[&4]["result"]["structuredContent"]["claims"][0];
    assert_eq!((&claim["origins"], &claim["independent_origins"]), (&json!(["g1"]), &json!(1)));
    let appearances = claim["appearances"].as_array().expect("appearances");
    let later = appearances.iter().find(|appearance| appearance["document"] == "h2").expect("the Post's");
    assert_eq!((&later["taken_from"], &later["credited"]), (&json!("g1"), &json!(true)));
}

#[test]
fn texts_are_read_and_checked_without_a_database() {
    let text = "The mayor of Ostwick, Odile Varron, said that the bridge was safe. An engineer, who asked not to be named, denied it.";
    let told =
        answers(&[call(1, "read", &json!({"text": text, "limit": 1})), call(2, "check", &json!({"text": text}))]);
    let read = &told[&1]["result"]["structuredContent"];
    assert_eq!(
        (&read["statements"][0]["speaker"], &read["statements"][0]["content"]),
        (&json!("Odile Varron"), &json!("the bridge was safe"))
    );
    let span = &read["statements"][0]["span"];
    let ends = [&span[0], &span[1]].map(|end| usize::try_from(end.as_u64().expect("an end")).expect("small"));
    assert_eq!(&text[ends[0]..ends[1]], "the bridge was safe");
    let check = &told[&2]["result"]["structuredContent"];
    assert_eq!(check["statements"], read["total"]);
    assert!(check["words"].as_u64().expect("words") > 15);
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let told = answers(&[
        call(1, "search", &json!({"act": "shout"})),
        call(2, "search", &json!({"since": "yesterday"})),
        call(3, "who", &json!({"name": "Nobody Atall"})),
        call(4, "read", &json!({"text": ""})),
        call(5, "search", &json!({"next": "elsewhere"})),
        call(6, "read", &json!({"file": "/etc/passwd"})),
    ]);
    let said = |id: u64| told[&id]["result"]["content"][0]["text"].as_str().unwrap_or_default().to_owned();
    assert!(said(1).contains("is no act") && said(2).contains("YYYY-MM-DD") && said(5).contains("is no page"));
    assert_eq!(told[&1]["result"]["isError"], true);
    assert_eq!(told[&3]["result"]["structuredContent"]["speaker"], Value::Null);
    assert_eq!(told[&4]["result"]["isError"], true);
    assert!(told[&6].get("error").is_some() || told[&6]["result"]["isError"] == true);
}

#[test]
fn a_client_that_says_nothing_or_nonsense_does_no_harm() {
    assert!(answers(&[]).is_empty());
    let nonsense = "no JSON\n{\"jsonrpc\": \"2.0\"\n[]\n\nnull\n\u{1}\n";
    let unknown = json!({"jsonrpc": "2.0", "id": 1, "method": "no/such", "params": {"_meta": meta()}});
    let read = call(3, "read", &json!({"text": "The mayor of Ostwick said that the bridge was safe."}));
    let told = answers_to(format!("{nonsense}{unknown}\n{}\n{read}\n", call(2, "no_such", &json!({}))));
    assert_eq!((&told[&1]["error"]["code"], &told[&2]["error"]["code"]), (&json!(-32601), &json!(-32602)));
    assert_eq!(told[&3]["result"]["structuredContent"]["statements"][0]["content"], "the bridge was safe");
}
