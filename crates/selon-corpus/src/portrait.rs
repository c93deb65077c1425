//! What is told of one speaker besides statements: offices over time, and about what they speak most.

use crate::error::StoreError;
use crate::store::Store;
use serde::Serialize;

/// How many of each are given.
const LISTED: i64 = 24;

/// An office that articles give to a speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Office {
    /// As articles have it.
    pub role: String,
    /// The day of the first article that tells it, ISO.
    pub first_day: String,
    /// The day of the last one.
    pub last_day: String,
    /// How many articles tell it.
    pub documents: usize,
}

/// A claim that a speaker speaks about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The claim.
    pub claim: String,
    /// How the speaker put it first.
    pub words: String,
    /// In how many of their statements.
    pub statements: usize,
    /// The first day.
    pub first_day: String,
    /// The last one.
    pub last_day: String,
}

impl Store {
    /// The offices of a speaker, in order of time.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn offices(&self, speaker: i64) -> Result<Vec<Office>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.value, date(min(v.seconds), 'unixepoch'), date(max(v.seconds), 'unixepoch'), count(DISTINCT v.document)
             FROM mentions m JOIN readings n ON n.id = m.reading JOIN versions v ON v.reading = n.id, json_each(m.roles) r
             WHERE m.speaker = ?1 GROUP BY r.value ORDER BY min(v.seconds), r.value LIMIT ?2",
        )?;
        let rows = statement.query_map([speaker, LISTED], |row| {
            Ok(Office {
                role: row.get(0)?,
                first_day: row.get(1)?,
                last_day: row.get(2)?,
                documents: usize::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The claims that a speaker speaks about, those in most statements first.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn subjects(&self, speaker: i64) -> Result<Vec<Subject>, StoreError> {
        // The words of the first day: what is least begins with the least day.
        let mut statement = self.connection.prepare_cached(
            "SELECT c.name, count(DISTINCT s.id), min(s.day), max(s.day), min(s.day || ' ' || s.content)
             FROM statements s JOIN appearances a ON a.statement = s.id JOIN claims c ON c.id = a.claim
             WHERE s.speaker = ?1 AND s.current GROUP BY c.id ORDER BY 2 DESC, 3, 1 LIMIT ?2",
        )?;
        let rows = statement.query_map([speaker, LISTED], |row| {
            let (first_day, first): (String, String) = (row.get(2)?, row.get(4)?);
            Ok(Subject {
                claim: row.get(0)?,
                words: first.get(first_day.len() + 1..).unwrap_or("").to_owned(),
                statements: usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
                first_day,
                last_day: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
