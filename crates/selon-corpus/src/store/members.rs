//! Which sentences a claim has, and which claims a sentence or a document.

use super::labels::Names;
use crate::claims::{Drift, Edge, SentenceId, Steps, Stretch, of_thousandths};
use crate::error::StoreError;
use rusqlite::{Connection, Row, params};

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
    let rows = query.query_map(params![claim, i64::try_from(most).unwrap_or(i64::MAX)], |row| stretch(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The steps of a claim as they were told.
pub(super) fn steps(db: &Connection, claim: i64, names: &Names) -> Result<Steps, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT sentence, window, from_sentence, from_window, taken_from, credited, strength, drift, why FROM appearances
         WHERE claim = ?1 AND from_sentence IS NOT NULL",
    )?;
    let mut rows = query.query([claim])?;
    let mut steps = Steps::new();
    while let Some(row) = rows.next()? {
        let drift = names.list(&row.get::<_, String>(7)?)?;
        let edge = Edge {
            article: row.get::<_, i64>(4)?.to_string(),
            credited: row.get(5)?,
            strength: of_thousandths(row.get(6)?),
            drift: drift.iter().filter_map(|name| Drift::named(name)).collect(),
            reasons: names.list(&row.get::<_, String>(8)?)?,
            ..Edge::default()
        };
        steps.insert((stretch(row, 0)?, stretch(row, 2)?), edge);
    }
    Ok(steps)
}

/// A stretch from two columns.
fn stretch(row: &Row, sentence: usize) -> rusqlite::Result<Stretch> {
    let window = usize::try_from(row.get::<_, i64>(sentence + 1)?).unwrap_or(usize::MAX);
    Ok(Stretch { sentence: SentenceId(row.get(sentence)?), window })
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
