//! Names that many rows have, kept once and told by number: kinds, acts, languages, rules, reasons.

use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::HashMap;

/// Most names that are remembered; reasons name outlets, so that there may be many.
const REMEMBERED: usize = 20_000;

/// The numbers of names. Use one for a transaction and put it away: numbers given in it are void where it is rolled back.
pub(super) struct Labels<'c> {
    db: &'c Connection,
    known: RefCell<HashMap<String, i64>>,
}

impl<'c> Labels<'c> {
    pub(super) fn new(db: &'c Connection) -> Self {
        Self { db, known: RefCell::default() }
    }

    /// The number of a name; one that is new gets one.
    pub(super) fn id(&self, name: &str) -> Result<i64, StoreError> {
        if let Some(&id) = self.known.borrow().get(name) {
            return Ok(id);
        }
        let id = match known(self.db, name)? {
            Some(id) => id,
            None => {
                self.db.prepare_cached("INSERT INTO labels (name) VALUES (?1)")?.execute([name])?;
                self.db.last_insert_rowid()
            }
        };
        let mut known = self.known.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(name.to_owned(), id);
        Ok(id)
    }

    /// The number of a name that may be missing.
    pub(super) fn optional(&self, name: Option<&str>) -> Result<Option<i64>, StoreError> {
        name.map(|name| self.id(name)).transpose()
    }

    /// The numbers of names, as a JSON list.
    pub(super) fn list<S: AsRef<str>>(&self, names: &[S]) -> Result<String, StoreError> {
        let ids = names.iter().map(|name| self.id(name.as_ref())).collect::<Result<Vec<_>, _>>()?;
        Ok(serde_json::to_string(&ids)?)
    }
}

fn known(db: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    let mut query = db.prepare_cached("SELECT id FROM labels WHERE name = ?1")?;
    Ok(query.query_row([name], |row| row.get(0)).optional()?)
}

/// The names of numbers.
pub(crate) struct Names<'c> {
    db: &'c Connection,
    known: RefCell<HashMap<i64, String>>,
}

impl<'c> Names<'c> {
    pub(crate) fn new(db: &'c Connection) -> Self {
        Self { db, known: RefCell::default() }
    }

    /// The name of a number.
    pub(crate) fn name(&self, id: i64) -> Result<String, StoreError> {
        if let Some(name) = self.known.borrow().get(&id) {
            return Ok(name.clone());
        }
        let mut query = self.db.prepare_cached("SELECT name FROM labels WHERE id = ?1")?;
        let name: String = query.query_row([id], |row| row.get(0))?;
        let mut known = self.known.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(id, name.clone());
        Ok(name)
    }

    /// The names of a JSON list of numbers.
    pub(crate) fn list(&self, list: &str) -> Result<Vec<String>, StoreError> {
        let ids: Vec<i64> = serde_json::from_str(list)?;
        ids.into_iter().map(|id| self.name(id)).collect()
    }
}
