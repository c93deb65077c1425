//! Whom does a name mean? The speakers who bear it under some spelling, else those whose surname it is, else those it begins. Where documents
//! call somebody by a surname alone, those who bear it in full are meant, too.

use crate::error::StoreError;
use crate::speakers::{keys, surname_keys};
use crate::store::{Store, plain_name};
use serde::Serialize;

/// How many are given at most.
const MOST: usize = 50;

/// A speaker who bears a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Namesake {
    /// The speaker's number in the database.
    pub id: i64,
    /// The name that is shown.
    pub name: String,
    /// Person, organisation …
    #[serde(rename = "speaker_type")]
    pub kind: String,
    /// An identifier given by hand.
    pub reference: Option<String>,
    /// The names under which documents know them, the commonest first.
    pub names: Vec<String>,
    /// Offices that documents tell, the commonest first.
    pub roles: Vec<String>,
    /// How many current statements they make.
    pub statements: u64,
}

impl Namesake {
    fn is_called_by_surname(&self) -> bool {
        matches!(self.kind.as_str(), "person" | "unknown") && !plain_name(&self.name).contains(' ')
    }
}

impl Store {
    /// The speakers whom a name means, those with most statements first.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn namesakes(&self, name: &str) -> Result<Vec<Namesake>, StoreError> {
        // In no language: filed as each would write it.
        let mut ids = self.filed_under(&keys(name, ""))?;
        if ids.is_empty() {
            ids = self.filed_under(&surname_keys(name, ""))?;
        }
        if ids.is_empty() {
            ids = self.beginning_with(&plain_name(name))?;
        }
        let mut found = ids.into_iter().map(|id| self.namesake(id)).collect::<Result<Vec<_>, _>>()?;
        if found.iter().all(|one| one.is_called_by_surname()) {
            let known: Vec<i64> = found.iter().map(|one| one.id).collect();
            for id in self.filed_under(&surname_keys(name, ""))?.into_iter().filter(|id| !known.contains(id)) {
                found.push(self.namesake(id)?);
            }
        }
        found.sort_by(|a, b| b.statements.cmp(&a.statements).then(a.id.cmp(&b.id)));
        Ok(found)
    }

    /// Numbers of the outlets of that name, or with that name in theirs.
    pub(super) fn outlets_named(&self, name: &str) -> Result<Vec<i64>, StoreError> {
        let plain = plain_name(name);
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM outlets WHERE key = ?1
             UNION ALL SELECT id FROM outlets WHERE instr(key, ?1) AND NOT EXISTS (SELECT 1 FROM outlets WHERE key = ?1) LIMIT 200",
        )?;
        let rows = statement.query_map([plain], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn filed_under(&self, keys: &[String]) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT speaker FROM spellings WHERE key = ?1")?;
        let mut ids = Vec::new();
        for key in keys {
            let found = statement.query_map([key], |row| row.get::<_, i64>(0))?;
            ids.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(MOST);
        Ok(ids)
    }

    fn beginning_with(&self, plain: &str) -> Result<Vec<i64>, StoreError> {
        if plain.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT speaker FROM spellings WHERE key >= ?1 AND key < ?1 || '{' LIMIT 50")?;
        let rows = statement.query_map([plain], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn namesake(&self, id: i64) -> Result<Namesake, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, kind, reference, (SELECT count(*) FROM statements s WHERE s.speaker = p.id AND s.current)
             FROM speakers p WHERE id = ?1",
        )?;
        let mut namesake = statement.query_row([id], |row| {
            Ok(Namesake {
                id,
                name: row.get(0)?,
                kind: row.get(1)?,
                reference: row.get(2)?,
                statements: row.get::<_, i64>(3)?.unsigned_abs(),
                ..Namesake::default()
            })
        })?;
        namesake.names = self.names_of(id)?;
        namesake.roles = self.roles_of(id)?;
        Ok(namesake)
    }

    fn roles_of(&self, speaker: i64) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.value FROM (SELECT roles FROM mentions WHERE speaker = ?1 LIMIT 1000) m, json_each(m.roles) r
             GROUP BY r.value ORDER BY count(*) DESC, r.value LIMIT 6",
        )?;
        let rows = statement.query_map([speaker], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
