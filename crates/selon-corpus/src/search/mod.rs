//! Who said something with these words in it? Full text over current statements, filters, and how many of each kind there are.

mod chosen;
mod expression;
mod facets;
mod hits;
mod namesakes;
mod odds;
mod place;
mod readings;
mod spread;

pub use facets::{Facet, Facets};
pub use hits::Hit;
pub(crate) use hits::known_by;
pub use namesakes::Namesake;
pub use odds::AtOdds;
pub use readings::Held;
pub use spread::{Lanes, Spread, SpreadCell};

use crate::error::StoreError;
use crate::store::{LabelNames, Store};
use chosen::{COUNTED, Chosen};
use expression::Expression;
use facets::Count;
use rusqlite::params_from_iter;
use selon_reading::Act;
use selon_text::ByteRange;

/// How many statements are looked at for their order and for facets; of more, those added last. Counts stay exact.
const LOOKED_AT: usize = 20_000;

/// What is counted of a statement: nothing that is not in the index.
const COUNTS: &str = "s.id, s.day, s.speaker, s.outlet, s.act, s.language, s.anonymous";

/// What is asked for. All that is given must hold; nothing given is everything.
///
/// ```
/// use selon_corpus::{Query, Store, StoreOptions};
/// let folder = tempfile::tempdir().unwrap();
/// let store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).unwrap();
/// let found = store.search(&Query { words: "pont -fermé".into(), ..Query::default() }).unwrap();
/// assert_eq!((found.total, found.hits.len()), (0, 0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Words that all stand in what is said or in who says it; «"…"» keeps words together, a last `*` takes any ending, `-` excludes.
    pub words: String,
    /// Numbers of speakers, one of whom says it.
    pub speakers: Vec<i64>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// What is done by saying it.
    pub act: Option<Act>,
    /// Two-letter code of the language.
    pub language: Option<String>,
    /// The first day, ISO.
    pub since: Option<String>,
    /// The last day, ISO.
    pub until: Option<String>,
    /// Only unnamed sources, or only others.
    pub anonymous: Option<bool>,
    /// Only statements that belong to this claim.
    pub claim: Option<String>,
    /// Which come first.
    pub order: Order,
    /// How many hits to give.
    pub limit: usize,
    /// How many to leave out before.
    pub skip: usize,
    /// Only what comes after a place, as [`Found::next`] told it; one that can't be read is the beginning.
    pub after: Option<String>,
}

/// Which hits come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last said.
    #[default]
    NewestFirst,
    /// The first said.
    OldestFirst,
}

impl Query {
    /// Whether the full text alone decides, without days and claims.
    const fn bounds_nothing(&self) -> bool {
        self.since.is_none() && self.until.is_none() && self.claim.is_none()
    }

    /// Whether every statement is asked for.
    pub(crate) fn asks_nothing(&self) -> bool {
        let labelled =
            self.act.is_some() || self.language.is_some() || self.anonymous.is_some() || self.outlet.is_some();
        self.bounds_nothing() && !labelled && self.words.trim().is_empty() && self.speakers.is_empty()
    }

    /// Where in `text` words stand that were looked for, in order.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<ByteRange> {
        expression::marks(self, text)
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// How many were looked at for order and facets.
    pub looked_at: usize,
    /// What they are, with counts.
    pub facets: Facets,
    /// Where the next ones begin; `None` where there are none.
    pub next: Option<String>,
}

/// Statements that were looked at.
#[derive(Default)]
struct Looked {
    all: Vec<Count>,
    total: u64,
}

impl Store {
    /// Looks for statements.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn search(&self, query: &Query) -> Result<Found, StoreError> {
        self.found(query, &self.looked(query)?)
    }

    fn found(&self, query: &Query, Looked { all, total }: &Looked) -> Result<Found, StoreError> {
        let (wanted, next) = place::page(all, query);
        let hits = self.hits(&wanted)?;
        Ok(Found { hits, total: *total, looked_at: all.len(), facets: self.facets(all)?, next })
    }

    /// The numbers of the statements that `search` would give.
    pub(crate) fn numbers_of_hits(&self, query: &Query) -> Result<Vec<i64>, StoreError> {
        Ok(place::page(&self.looked(query)?.all, query).0)
    }

    /// What is looked at, in order, and how many there are in all.
    fn looked(&self, query: &Query) -> Result<Looked, StoreError> {
        let expression = self.expression(query)?;
        let words = match &expression {
            Expression::Nothing => return Ok(Looked::default()),
            Expression::Everything => None,
            Expression::Match(words) => Some(words.as_str()),
        };
        let mut looked = self.look(words, query)?;
        let total = if looked.len() < LOOKED_AT { looked.len() as u64 } else { self.count(words, query)? };
        match query.order {
            Order::NewestFirst => looked.sort_by(|a, b| b.day.cmp(&a.day).then(b.statement.cmp(&a.statement))),
            Order::OldestFirst => looked.sort_by(|a, b| a.day.cmp(&b.day).then(a.statement.cmp(&b.statement))),
        }
        Ok(Looked { all: looked, total })
    }

    fn look(&self, words: Option<&str>, query: &Query) -> Result<Vec<Count>, StoreError> {
        let Chosen { from, values } = Chosen::of(words, query, COUNTED);
        let rowid = if words.is_some() { "w.rowid" } else { "s.id" };
        let sql = format!("SELECT {COUNTS} {from} ORDER BY {rowid} DESC LIMIT {LOOKED_AT}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let (mut found, labels) = (Vec::new(), LabelNames::new(&self.connection));
        while let Some(row) = rows.next()? {
            found.push(Count {
                statement: row.get(0)?,
                day: row.get(1)?,
                speaker: row.get(2)?,
                outlet: row.get(3)?,
                act: labels.name(row.get(4)?)?,
                language: labels.name(row.get(5)?)?,
                anonymous: row.get(6)?,
            });
        }
        Ok(found)
    }

    fn count(&self, words: Option<&str>, query: &Query) -> Result<u64, StoreError> {
        let (sql, values) = match words {
            // The full text counts by itself far faster than with the rows of its statements.
            Some(words) if query.bounds_nothing() => {
                ("SELECT count(*) FROM words WHERE words MATCH ?".to_owned(), vec![words.to_owned().into()])
            }
            _ => {
                // Where nothing is asked, SQLite knows a smaller index.
                let by = if query.bounds_nothing() { "" } else { COUNTED };
                let Chosen { from, values } = Chosen::of(words, query, by);
                (format!("SELECT count(*) {from}"), values)
            }
        };
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(values), |row| row.get::<_, i64>(0))?.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreOptions;

    #[test]
    fn what_is_counted_is_read_from_the_index_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).unwrap();
        let day = Query { since: Some("2031-02-17".into()), ..Query::default() };
        for (words, query) in [(Some("pont"), Query::default()), (None, Query::default()), (Some("pont"), day)] {
            let Chosen { from, values } = Chosen::of(words, &query, COUNTED);
            let mut plan = store.connection.prepare(&format!("EXPLAIN QUERY PLAN SELECT {COUNTS} {from}")).unwrap();
            let steps = plan.query_map(params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps.iter().any(|step| step.contains("COVERING INDEX statements_counted")), "{steps:?}");
        }
    }
}
