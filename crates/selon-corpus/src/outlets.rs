//! What does an outlet do with words? Whom it quotes, from whom it takes claims and who takes them from it, how much is first-hand.

use crate::error::StoreError;
use crate::search::Facet;
use crate::store::{Store, plain_name};
use rusqlite::OptionalExtension;
use serde::Serialize;

/// How many names a list holds.
const LISTED: i64 = 40;

/// One outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outlet {
    /// The name.
    pub name: String,
    /// Two letters, where its address tells.
    pub country: Option<String>,
    /// Its articles.
    pub documents: usize,
    /// Statements in them.
    pub statements: usize,
    /// Those of unnamed sources.
    pub anonymous: usize,
    /// Those that nobody stands between: the article itself tells who said it.
    pub first_hand: usize,
    /// Its places where a claim of several articles is said or answered.
    pub appearances: usize,
    /// Those that were taken from another article.
    pub taken: usize,
    /// The first day, ISO.
    pub first_day: Option<String>,
    /// The last one.
    pub last_day: Option<String>,
    /// Whom it quotes most.
    pub speakers: Vec<Facet>,
    /// From whom it takes claims.
    pub takes_from: Vec<Passed>,
    /// Who takes claims from it.
    pub taken_by: Vec<Passed>,
}

/// How often claims passed between the outlet and another one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// The other outlet.
    pub outlet: String,
    /// How often the text names or links to where it took it from.
    pub credited: usize,
    /// How often likeness and time alone make it likely.
    pub likely: usize,
}

impl Store {
    /// The outlet of that name; `None` where there is none.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn outlet(&self, name: &str) -> Result<Option<Outlet>, StoreError> {
        let found: Option<(i64, Outlet)> = self
            .connection
            .prepare_cached("SELECT id, name, country FROM outlets WHERE key = ?1")?
            .query_row([plain_name(name)], |row| {
                Ok((row.get(0)?, Outlet { name: row.get(1)?, country: row.get(2)?, ..Outlet::default() }))
            })
            .optional()?;
        let Some((id, mut outlet)) = found else { return Ok(None) };
        self.count_statements(id, &mut outlet)?;
        self.count_appearances(id, &mut outlet)?;
        outlet.speakers = self.quoted_by(id)?;
        outlet.takes_from = self.passed(
            id,
            "SELECT d.outlet, a.credited FROM documents h JOIN appearances a ON a.document = h.id
             JOIN documents d ON d.id = a.taken_from WHERE h.outlet = ?1",
        )?;
        outlet.taken_by = self.passed(
            id,
            "SELECT d.outlet, a.credited FROM appearances a JOIN documents h ON h.id = a.taken_from
             JOIN documents d ON d.id = a.document WHERE h.outlet = ?1",
        )?;
        Ok(Some(outlet))
    }

    fn count_statements(&self, id: i64, outlet: &mut Outlet) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(DISTINCT d.id), count(s.id), total(s.anonymous), total(json_array_length(s.relays) < 2),
                    min(s.day), max(s.day)
             FROM documents d LEFT JOIN statements s ON s.document = d.id AND s.current WHERE d.outlet = ?1",
        )?;
        statement.query_row([id], |row| {
            outlet.documents = count(row.get(0)?);
            outlet.statements = count(row.get(1)?);
            // `total` gives a real; these are counts.
            outlet.anonymous = row.get::<_, f64>(2)? as usize;
            outlet.first_hand = row.get::<_, f64>(3)? as usize;
            outlet.first_day = row.get(4)?;
            outlet.last_day = row.get(5)?;
            Ok(())
        })?;
        Ok(())
    }

    fn count_appearances(&self, id: i64, outlet: &mut Outlet) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*), count(a.taken_from) FROM documents d JOIN appearances a ON a.document = d.id WHERE d.outlet = ?1",
        )?;
        (outlet.appearances, outlet.taken) =
            statement.query_row([id], |row| Ok((count(row.get(0)?), count(row.get(1)?))))?;
        Ok(())
    }

    fn quoted_by(&self, id: i64) -> Result<Vec<Facet>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.name, count(*) AS many FROM documents d JOIN statements s ON s.document = d.id AND s.current
             JOIN speakers p ON p.id = s.speaker WHERE d.outlet = ?1 GROUP BY p.id ORDER BY many DESC, p.name LIMIT ?2",
        )?;
        let rows =
            statement.query_map([id, LISTED], |row| Ok(Facet { name: row.get(0)?, count: count(row.get(1)?) }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How often claims passed, by the other outlet; `pairs` gives its number and whether it is credited.
    fn passed(&self, id: i64, pairs: &str) -> Result<Vec<Passed>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT o.name, sum(coalesce(t.credited, 0)), count(*) FROM ({pairs}) t JOIN outlets o ON o.id = t.outlet
             WHERE o.id <> ?1 GROUP BY o.id ORDER BY count(*) DESC, o.name LIMIT ?2"
        ))?;
        let rows = statement.query_map([id, LISTED], |row| {
            let (credited, all) = (count(row.get(1)?), count(row.get(2)?));
            Ok(Passed { outlet: row.get(0)?, credited, likely: all.saturating_sub(credited) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
