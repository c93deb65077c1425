//! How much the database holds: counts for `selon stats`.

use super::Store;
use crate::error::StoreError;
use serde::Serialize;

/// Counts over the whole database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The version of its schema.
    #[serde(rename = "database_schema")]
    pub schema: usize,
    /// Bytes of the file.
    pub bytes: u64,
    /// Documents.
    pub documents: u64,
    /// Versions of documents, old ones too.
    pub versions: u64,
    /// Statements of current readings.
    pub statements: u64,
    /// Those of them whose source is unnamed.
    pub anonymous: u64,
    /// Speakers known by name.
    pub speakers: u64,
    /// Outlets.
    pub outlets: u64,
    /// Claims that more than one document makes or answers.
    pub claims: u64,
    /// The first day on which something stored was said or published.
    pub first_day: Option<String>,
    /// The last one.
    pub last_day: Option<String>,
    /// Documents by language, the commonest first.
    pub languages: Vec<Share>,
    /// Documents by the model that read them.
    pub models: Vec<Share>,
    /// Outlets with most documents.
    pub largest_outlets: Vec<Share>,
    /// Speakers with most statements.
    pub most_heard: Vec<Share>,
}

/// The counts that cost nothing to tell, however much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Speakers known by name.
    pub speakers: u64,
    /// Claims that more than one document makes or answers.
    pub claims: u64,
}

/// How many of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The name.
    pub name: String,
    /// How many.
    pub count: u64,
}

impl Store {
    /// Counts what the database holds.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn facts(&self) -> Result<Facts, StoreError> {
        let days = "SELECT min(day), max(day) FROM statements WHERE current";
        let (first_day, last_day) = self.connection.query_row(days, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Facts {
            schema: super::VERSION,
            bytes: self.number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")?,
            documents: self.number("SELECT count(*) FROM documents")?,
            versions: self.number("SELECT count(*) FROM versions")?,
            statements: self.number("SELECT count(*) FROM statements WHERE current")?,
            anonymous: self.number("SELECT count(*) FROM statements WHERE current AND anonymous")?,
            speakers: self.number("SELECT count(*) FROM speakers")?,
            outlets: self.number("SELECT count(*) FROM outlets")?,
            claims: self.number("SELECT count(*) FROM claims")?,
            first_day,
            last_day,
            languages: self.shares(
                "SELECT r.language, count(*) AS n FROM documents d JOIN versions v ON v.id = d.version
                JOIN readings r ON r.id = v.reading GROUP BY 1 ORDER BY n DESC, 1 LIMIT 10",
            )?,
            models: self.shares(
                "SELECT r.model, count(*) AS n FROM documents d JOIN versions v ON v.id = d.version
                JOIN readings r ON r.id = v.reading GROUP BY 1 ORDER BY n DESC, 1",
            )?,
            largest_outlets: self.shares(
                "SELECT o.name, count(*) AS n FROM documents d JOIN outlets o ON o.id = d.outlet
                GROUP BY o.id ORDER BY n DESC, 1 LIMIT 10",
            )?,
            most_heard: self.shares(
                "SELECT p.name, count(*) AS n FROM statements s JOIN speakers p ON p.id = s.speaker
                WHERE s.current GROUP BY p.id ORDER BY n DESC, 1 LIMIT 10",
            )?,
        })
    }

    /// Counts documents, speakers and claims.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        Ok(Counts {
            documents: self.number("SELECT count(*) FROM documents")?,
            speakers: self.number("SELECT count(*) FROM speakers")?,
            claims: self.number("SELECT count(*) FROM claims")?,
        })
    }

    fn number(&self, query: &str) -> Result<u64, StoreError> {
        Ok(self.connection.query_row(query, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    fn shares(&self, query: &str) -> Result<Vec<Share>, StoreError> {
        let mut statement = self.connection.prepare(query)?;
        let rows = statement
            .query_map([], |row| Ok(Share { name: row.get(0)?, count: row.get::<_, i64>(1)?.unsigned_abs() }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
