//! Databases of older versions are brought up to date with all that they hold.
#![allow(clippy::unwrap_used, reason = "tests")]

use rusqlite::Connection;
use selon_corpus::{Query, Store, StoreOptions, VERSION};
use std::path::Path;

const STATEMENTS: &str =
    "SELECT group_concat(id || speaker || act || kind || polarity || certainty || source || content || day || spans || place
         || relay_count || coalesce(said, '') || cue_lemma || rule || language || coalesce(parent, ''), char(10))
     FROM (SELECT * FROM v_statements ORDER BY document, id)";
const SPEAKERS: &str =
    "SELECT group_concat(speaker || statements || names, char(10)) FROM (SELECT * FROM v_speakers ORDER BY speaker)";
/// Claims are made anew, by today's judge.
const TAKEN: &str = "SELECT group_concat(DISTINCT doc || ' from ' || taken_from) FROM v_appearances";

fn told(connection: &Connection, query: &str) -> String {
    connection.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn old_databases_are_carried_over_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../selon/tests/databases");
    let mut opened = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let scratch = tempfile::tempdir().unwrap();
        let file = scratch.path().join("old.db");
        std::fs::copy(entry.unwrap().path(), &file).unwrap();
        let raw = Connection::open(&file).unwrap();
        let before = [STATEMENTS, SPEAKERS].map(|query| told(&raw, query));
        drop(raw);
        let store = Store::open(&file, StoreOptions::default()).unwrap();
        let facts = store.facts().unwrap();
        assert_eq!((facts.schema, facts.documents), (VERSION, 2));
        assert!(store.check().unwrap().is_empty());
        let raw = Connection::open(&file).unwrap();
        assert_eq!([STATEMENTS, SPEAKERS].map(|query| told(&raw, query)), before);
        assert_eq!(told(&raw, TAKEN), "g2 from g1");
        assert_eq!(store.decisions().unwrap().len(), 1);
        let found = store.search(&Query { words: "digue".into(), limit: 10, ..Query::default() }).unwrap();
        assert_eq!((found.hits.len(), found.total), (3, 3));
        assert!(store.trace(&found.hits[0].id).unwrap().iter().all(|claim| claim.appearances.len() > 1));
        opened += 1;
    }
    assert!(opened > 1);
}
