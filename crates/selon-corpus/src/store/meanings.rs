//! Sentence vectors: kept for each statement with the model that gave them, and given back by sentence.

use crate::claims::Sentence;
use crate::error::StoreError;
use crate::signatures::Meaning;
use crate::store::Store;
use rusqlite::{Connection, OptionalExtension, params};
use selon_reading::Statement;
use std::collections::BTreeSet;

/// Keeps what a statement means, where its reading tells; `model` is the label of the model that read it.
pub(super) fn keep(db: &Connection, id: i64, statement: &Statement, model: i64) -> Result<(), StoreError> {
    if let Some(meaning) = Meaning::new(statement.meaning.clone()) {
        db.prepare_cached("INSERT INTO meanings (statement, model, body) VALUES (?1, ?2, ?3)")?.execute(params![
            id,
            model,
            meaning.to_bytes()
        ])?;
    }
    Ok(())
}

/// Whether any meaning is kept: where no model told one, none needs to be asked for.
pub(super) fn any(db: &Connection) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM meanings LIMIT 1")?.exists([])?)
}

/// What the statements in a sentence mean, in the current reading of its document, each once, with their names and that of the model.
pub(super) fn compared(
    db: &Connection,
    document: i64,
    sentence: &Sentence,
) -> Result<Vec<crate::claims::Meaning>, StoreError> {
    let names: BTreeSet<&str> = sentence.windows.iter().filter_map(|window| window.statement.as_deref()).collect();
    let mut query = db.prepare_cached(
        "SELECT l.name, m.body FROM statements s JOIN meanings m ON m.statement = s.id JOIN labels l ON l.id = m.model
         WHERE printf('%012x', s.name) = ?1 AND s.document = ?2 AND s.current",
    )?;
    let mut found = Vec::new();
    for name in names {
        let row: Option<(String, Vec<u8>)> =
            query.query_row(params![name, document], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        found.extend(row.map(|(model, body)| crate::claims::Meaning {
            statement: name.to_owned(),
            model,
            numbers: body.iter().map(|byte| byte.cast_signed()).collect(),
        }));
    }
    Ok(found)
}

impl Store {
    /// What a statement means by the model that read it last, with that model's name.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn meaning(&self, statement: &str) -> Result<Option<(String, Meaning)>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT l.name, m.body FROM statements s JOIN meanings m ON m.statement = s.id JOIN labels l ON l.id = m.model
             WHERE printf('%012x', s.name) = ?1 AND s.current ORDER BY s.id DESC LIMIT 1",
        )?;
        let row: Option<(String, Vec<u8>)> =
            query.query_row([statement], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(row.and_then(|(model, body)| Some((model, Meaning::from_bytes(&body)?))))
    }
}
