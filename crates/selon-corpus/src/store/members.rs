//! Which sentences a claim has, and which claims a sentence or a document.

use crate::claims::{SentenceId, Stretch};
use crate::error::StoreError;
use rusqlite::{Connection, params};

/// Numbers of the claims that a sentence has an appearance of.
pub(super) fn claims_of_sentence(db: &Connection, id: SentenceId) -> Result<Vec<i64>, StoreError> {
    numbers(db, "SELECT DISTINCT claim FROM appearances WHERE sentence = ?1", id.0)
}

/// Numbers of the claims that a document has an appearance of.
pub(super) fn claims_of_document(db: &Connection, document: i64) -> Result<Vec<i64>, StoreError> {
    numbers(db, "SELECT DISTINCT claim FROM appearances WHERE document = ?1", document)
}

fn numbers(db: &Connection, sql: &str, value: i64) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([value], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The stretches of a claim in order, at most so many.
pub(super) fn stretches(db: &Connection, claim: i64, most: usize) -> Result<Vec<Stretch>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT sentence, window FROM appearances WHERE claim = ?1 ORDER BY sentence, window LIMIT ?2",
    )?;
    let rows = query.query_map(params![claim, i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        let window = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(usize::MAX);
        Ok(Stretch { sentence: SentenceId(row.get(0)?), window })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first and the last sentences of a claim in the order in which they were added.
pub(super) fn sample(db: &Connection, claim: i64, most: usize) -> Result<Vec<SentenceId>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT * FROM (SELECT DISTINCT sentence FROM appearances WHERE claim = ?1 ORDER BY 1 LIMIT ?2)
         UNION SELECT * FROM (SELECT DISTINCT sentence FROM appearances WHERE claim = ?1 ORDER BY 1 DESC LIMIT ?2)",
    )?;
    let rows =
        query.query_map(params![claim, i64::try_from(most).unwrap_or(i64::MAX)], |row| row.get(0).map(SentenceId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
