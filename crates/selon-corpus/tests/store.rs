//! The database: what is added stays, once; what changed gets a version; what is damaged, foreign, newer or full is refused in words.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samples;

use rusqlite::Connection;
use samples::{add, article, now, prepared, scratch};
use selon_corpus::{Meaning, Outcome, Prepared, Store, StoreOptions, Trouble};
use selon_text::Document;

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

#[test]
fn a_database_that_grew_full_goes_on_once_there_is_room() {
    let (_folder, file, mut store) = scratch();
    add(&mut store, &[article(0, "La maire, Odile Varron, a dit non.")]);
    drop(store);
    let pages = u32::try_from(count(&file, "PRAGMA page_count")).unwrap();
    let mut store = Store::open(&file, StoreOptions { most_pages: Some(pages), ..StoreOptions::default() }).unwrap();
    let long = "La maire, Odile Varron, a dit que le pont tiendrait. ".repeat(200);
    assert_eq!(store.add(&[prepared(article(1, &long))], now()).unwrap_err().trouble, Trouble::Full);
    drop(store);
    let mut store = Store::open(&file, StoreOptions::default()).unwrap();
    assert_eq!(add(&mut store, &[article(1, &long)]), [Outcome::Added]);
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_sentence_that_was_damaged_is_told_and_not_believed() {
    let (_folder, file, mut store) = scratch();
    let words = "La digue de Kervel s'enfonce de 14 centimètres par an, a affirmé l'ingénieure Maud Tallec.";
    add(&mut store, &[article(1, words)]);
    Connection::open(&file).unwrap().execute("UPDATE sentences SET body = x'01ff'", []).unwrap();
    let other = Document { outlet: Some("Le Phare".into()), ..article(2, words) };
    let error = store.add(&[prepared(other)], now()).unwrap_err();
    assert_eq!(error.trouble, Trouble::Damaged);
    assert_eq!(count(&file, "SELECT count(*) FROM documents"), 1);
}

#[test]
fn an_article_that_cites_itself_is_no_source_of_its_own() {
    let (_folder, file, mut store) = scratch();
    let words = "La digue de Kervel s'enfonce de 14 centimètres par an, a affirmé l'ingénieure Maud Tallec à la Gazette d'Ostrelle.";
    let mut page = article(1, &format!("{words} {words}"));
    page.links = vec![selon_text::Link { span: selon_text::ByteRange::default(), href: page.url.clone().unwrap() }];
    add(&mut store, &[page]);
    assert_eq!(count(&file, "SELECT count(*) FROM claims"), 0);
    let mut other = article(2, words);
    other.outlet = Some("Le Phare".into());
    add(&mut store, &[other]);
    assert!(count(&file, "SELECT count(*) FROM appearances") > 0);
    assert_eq!(count(&file, "SELECT count(*) FROM appearances WHERE taken_from = document"), 0);
}

#[test]
fn dates_that_lie_do_not_order_articles() {
    let (_folder, file, mut store) = scratch();
    let words = "La digue de Kervel s'enfonce de 14 centimètres par an, a affirmé l'ingénieure Maud Tallec.";
    let mut lies = Document { outlet: Some("Le Phare".into()), ..article(2, words) };
    (lies.published, lies.fetched) = (Some("1970-01-01T00:00:00Z".into()), Some("2031-02-27T08:00:00Z".into()));
    add(&mut store, &[lies, article(1, words)]);
    assert_eq!(count(&file, "SELECT count(*) FROM versions WHERE dated = 'fetched'"), 1);
    let taken = "SELECT count(*) FROM v_appearances WHERE doc = 'a2' AND taken_from = 'a1'";
    assert!(count(&file, taken) > 0, "the honest one came first");
}

#[test]
fn meanings_are_kept_with_their_model() {
    let (_folder, _, mut store) = scratch();
    let page = article(1, "La maire, Odile Varron, a affirmé que le pont tiendrait.");
    let mut reading = selon_reading::read(&page, &selon_reading::Options::default());
    reading.model = "one".into();
    reading.statements[0].meaning = (0..=127).chain(0..=127).chain(0..=127).collect();
    let (id, meaning) = (reading.statements[0].id.clone(), reading.statements[0].meaning.clone());
    store.add(&[Prepared::new(page.clone(), reading)], now()).unwrap();
    assert_eq!(store.meaning(&id).unwrap(), Some(("one".to_owned(), Meaning::new(meaning).unwrap())));
    // A model that tells none takes the place of the one that did.
    store
        .reread(&|document| selon_reading::read(document, &selon_reading::Options::default()), now(), |_, _| ())
        .unwrap();
    assert_eq!(store.meaning(&id).unwrap(), None);
}
