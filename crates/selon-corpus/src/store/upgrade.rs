//! Carries what an older version stored over into the tables of a newer one, where SQL alone can't.

use super::connect;
use super::sentences::Pending;
use super::speakers::name_key;
use crate::claims::{Article, Sentence, fold};
use crate::error::StoreError;
use rusqlite::{Connection, params};
use selon_text::Offsets;

/// Documents whose claims are put in order at once.
const BATCH: usize = 256;

/// From version 2: rows of statements and mentions with numbers for labels; sentences as bytes; claims made anew.
pub(super) fn to_3(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(include_str!("../../schema/3-carry.sql"))?;
    fold_names(db)?;
    name_statements(db)?;
    carry_sentences(db)?;
    db.execute_batch(
        "DROP TABLE statements_2; DROP TABLE mentions_2; DROP TABLE articles_2; DROP TABLE sentences_2; DROP TABLE links_2;",
    )?;
    Ok(())
}

/// Mentions are looked up by a number.
fn fold_names(db: &Connection) -> Result<(), StoreError> {
    let mut query = db.prepare("SELECT id, key FROM mentions_2 WHERE key <> ''")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (id, key): (i64, String) = (row.get(0)?, row.get(1)?);
        db.prepare_cached("UPDATE mentions SET key = ?2 WHERE id = ?1")?.execute(params![id, name_key(&key)])?;
    }
    Ok(())
}

fn carry_sentences(db: &Connection) -> Result<(), StoreError> {
    let mut query = db.prepare(
        "SELECT a.document, a.body, v.text FROM articles_2 a JOIN documents d ON d.id = a.document
         JOIN versions v ON v.id = d.version ORDER BY a.document",
    )?;
    let mut rows = query.query([])?;
    let (mut pending, mut count) = (Pending::default(), 0);
    while let Some(row) = rows.next()? {
        let (document, body, text): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let article: Article = folded(serde_json::from_str(&body)?);
        let sentences = sentences_2(db, document)?;
        let offsets = Offsets::new(&text);
        pending
            .shelve(db, document, &article, &sentences, |sentence| offsets.codepoints(sentence.span).start as i64)?;
        count += 1;
        if count % BATCH == 0 {
            connect::settle(db, std::mem::take(&mut pending))?;
        }
    }
    connect::settle(db, pending)
}

/// Names of statements were written in sixteens, and are numbers now.
fn name_statements(db: &Connection) -> Result<(), StoreError> {
    let mut query = db.prepare("SELECT id, name, parent, continues FROM statements_2")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let number = |at: usize| -> rusqlite::Result<Option<i64>> {
            Ok(row.get::<_, Option<String>>(at)?.and_then(|name| i64::from_str_radix(&name, 16).ok()))
        };
        db.prepare_cached("UPDATE statements SET name = ?2, parent = ?3, continues = ?4 WHERE id = ?1")?
            .execute(params![row.get::<_, i64>(0)?, number(1)?.unwrap_or(0), number(2)?, number(3)?])?;
    }
    Ok(())
}

fn sentences_2(db: &Connection, document: i64) -> Result<Vec<Sentence>, StoreError> {
    let mut query = db.prepare_cached("SELECT body FROM sentences_2 WHERE document = ?1 ORDER BY number")?;
    let mut rows = query.query([document])?;
    let mut sentences = Vec::new();
    while let Some(row) = rows.next()? {
        sentences.push(folded_sentence(serde_json::from_str(&row.get::<_, String>(0)?)?));
    }
    Ok(sentences)
}

/// Hashes had 64 bits, of which 40 are kept.
fn folded(article: Article) -> Article {
    // Whether somebody answers in it was not kept.
    Article { answers: true, topic: fold_all(article.topic), mentions: fold_all(article.mentions), ..article }
}

fn folded_sentence(mut sentence: Sentence) -> Sentence {
    for term in &mut sentence.terms {
        // The surest comes first: their order stays.
        term.keys.iter_mut().for_each(|key| *key = fold(*key));
        term.unit = term.unit.map(fold);
    }
    for window in &mut sentence.windows {
        window.speaker_keys = fold_all(std::mem::take(&mut window.speaker_keys));
    }
    sentence.mentions = fold_all(sentence.mentions);
    sentence
}

/// Sorted and without doubles, as they were.
fn fold_all(hashes: Vec<u64>) -> Vec<u64> {
    let mut folded: Vec<u64> = hashes.into_iter().map(fold).collect();
    folded.sort_unstable();
    folded.dedup();
    folded
}
