//! The database: what is added stays, once; what changed gets a version; what is damaged, foreign, newer or full is refused in words.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samples;

use rusqlite::Connection;
use samples::{add, article, now, prepared, scratch};
use selon_corpus::{Outcome, Store, StoreOptions, Trouble};

fn count(store: &std::path::Path, query: &str) -> i64 {
    Connection::open(store).unwrap().query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn adding_twice_changes_nothing() {
    let (_folder, file, mut store) = scratch();
    let pages =
        [article(1, "La maire d'Ostrelle, Odile Varron, a affirmé que le pont tiendrait."), article(2, "Rien.")];
    assert_eq!(add(&mut store, &pages), [Outcome::Added, Outcome::Added]);
    let before = store.facts().unwrap();
    assert_eq!(add(&mut store, &pages), [Outcome::Known, Outcome::Known]);
    assert_eq!(store.facts().unwrap(), before);
    assert!(store.knows(&pages[0]).unwrap());
    assert!(!store.knows(&article(3, "Autre chose.")).unwrap());
    assert_eq!(count(&file, "SELECT count(*) FROM v_statements WHERE speaker = 'Odile Varron'"), 1);
}

#[test]
fn a_changed_page_makes_a_new_version_and_keeps_the_old() {
    let (_folder, file, mut store) = scratch();
    add(&mut store, &[article(1, "La maire, Odile Varron, a affirmé que le pont tiendrait.")]);
    let changed = article(1, "La maire, Odile Varron, a affirmé que le pont pourrait céder.");
    assert_eq!(add(&mut store, &[changed]), [Outcome::Changed]);
    assert_eq!(count(&file, "SELECT count(*) FROM versions"), 2);
    assert_eq!(count(&file, "SELECT count(*) FROM versions WHERE text LIKE '%tiendrait%'"), 1);
    assert_eq!(count(&file, "SELECT count(*) FROM v_statements WHERE content LIKE '%tiendrait%'"), 0);
    assert_eq!(count(&file, "SELECT count(*) FROM v_statements WHERE content LIKE '%céder%'"), 1);
    assert_eq!(count(&file, "SELECT version FROM v_documents"), 2);
}

#[test]
fn furniture_that_changes_is_no_new_version() {
    let (_folder, _, mut store) = scratch();
    let mut page = article(1, "La maire a dit non.");
    add(&mut store, &[page.clone()]);
    page.sha256 = "f".repeat(64);
    page.fetched = Some("2031-02-20T08:00:00Z".into());
    assert_eq!(add(&mut store, &[page]), [Outcome::Known]);
}

#[test]
fn a_file_that_was_moved_is_the_same_document() {
    let (_folder, _, mut store) = scratch();
    let mut page = article(1, "La maire a dit non.");
    (page.url, page.file) = (None, Some("a/one.txt".into()));
    add(&mut store, &[page.clone()]);
    page.file = Some("b/one.txt".into());
    assert_eq!(add(&mut store, &[page]), [Outcome::Known]);
}

#[test]
fn spans_count_code_points() {
    let (_folder, file, mut store) = scratch();
    add(&mut store, &[article(1, "Été 2030. La maire, Odile Varron, a affirmé que « l'été sera sec ».")]);
    let words = "SELECT count(*) FROM v_statements s JOIN v_documents d USING (document), json_each(s.spans, '$.content') p
        WHERE substr(d.text, json_extract(p.value, '$[0]') + 1, json_extract(p.value, '$[1]') - json_extract(p.value, '$[0]')) = s.content";
    assert_eq!(count(&file, words), 1);
}

#[test]
fn articles_from_the_future_keep_their_date_and_lose_its_weight() {
    let (_folder, file, mut store) = scratch();
    let mut page = article(1, "La maire a dit non.");
    page.published = Some("2199-01-01T00:00:00Z".into());
    add(&mut store, &[page]);
    assert_eq!(count(&file, "SELECT count(*) FROM versions WHERE published LIKE '2199%' AND dated = 'added'"), 1);
    assert_eq!(count(&file, "SELECT count(*) FROM v_statements WHERE day LIKE '2199%'"), 0);
}

#[test]
fn a_damaged_file_is_refused_in_words() {
    let (_folder, file, mut store) = scratch();
    add(&mut store, &[article(1, "La maire a dit non.")]);
    drop(store);
    std::fs::write(&file, b"this was a database once, and is none any more").unwrap();
    let error = Store::open(&file, StoreOptions::default()).unwrap_err();
    assert_eq!(
        (error.trouble, error.to_string().as_str()),
        (Trouble::Damaged, "this is no database, or a damaged one")
    );
    assert!(error.hint.is_some());
}

#[test]
fn damage_inside_is_found_and_told() {
    let (_folder, file, mut store) = scratch();
    add(&mut store, &(1..200).map(|n| article(n, "La maire a dit non.")).collect::<Vec<_>>());
    store.vacuum().unwrap();
    assert!(store.check().unwrap().is_empty());
    drop(store);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
    let found = match Store::open(&file, StoreOptions::default()).and_then(|store| store.check()) {
        Ok(found) => !found.is_empty(),
        Err(error) => error.trouble == Trouble::Damaged,
    };
    assert!(found);
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let (_folder, file, store) = scratch();
    drop(store);
    Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Store::open(&file, StoreOptions::default()).unwrap_err();
    assert_eq!(error.trouble, Trouble::Newer);
    assert!(error.to_string().contains("its schema is 99"), "{error}");
    assert_eq!(count(&file, "PRAGMA user_version"), 99);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let (folder, ..) = scratch();
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    assert_eq!(Store::create(&other, StoreOptions::default()).unwrap_err().trouble, Trouble::Foreign);
    assert_eq!(count(&other, "SELECT count(*) FROM sqlite_master"), 1);
}

#[test]
fn a_full_disk_loses_nothing_that_was_stored() {
    let (_folder, file, mut store) = scratch();
    add(&mut store, &[article(0, "La maire, Odile Varron, a dit non.")]);
    drop(store);
    let pages = u32::try_from(count(&file, "PRAGMA page_count")).unwrap() + 8;
    let mut store = Store::open(&file, StoreOptions { most_pages: Some(pages), ..StoreOptions::default() }).unwrap();
    let long = "La maire, Odile Varron, a dit non. ".repeat(100);
    let error = (1..200).find_map(|n| store.add(&[prepared(article(n, &long))], now()).err()).unwrap();
    assert_eq!(error.trouble, Trouble::Full);
    assert!(error.to_string().contains("what was stored before is kept"));
    let stored = store.facts().unwrap();
    assert!(stored.documents >= 1 && store.check().unwrap().is_empty());
    assert_eq!(count(&file, "SELECT count(*) FROM versions WHERE reading IS NULL"), 0);
}

#[test]
fn a_second_writer_waits_and_then_says_so() {
    let (_folder, file, mut store) = scratch();
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    drop(store);
    let patience = std::time::Duration::from_millis(50);
    store = Store::open(&file, StoreOptions { patience, ..StoreOptions::default() }).unwrap();
    let error = store.add(&[prepared(article(1, "La maire a dit non."))], now()).unwrap_err();
    assert_eq!(error.trouble, Trouble::Busy);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(add(&mut store, &[article(1, "La maire a dit non.")]), [Outcome::Added]);
}
