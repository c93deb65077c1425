//! How does what was found lie in time? Counts for each day, apart for those who say most or who publish most.

use super::facets::Count;
use super::{Found, Query};
use crate::error::StoreError;
use crate::store::Store;
use selon_reading::Act;
use serde::Serialize;
use std::collections::BTreeMap;

/// By what the rows of a timeline are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lanes {
    /// By who says it.
    #[default]
    Speakers,
    /// By who publishes it.
    Outlets,
}

/// What was said in time: rows, and how much of each on which day. Of very many statements, those added last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// The names of the rows, those with most statements first.
    pub lanes: Vec<String>,
    /// Counts, in order of day.
    pub cells: Vec<SpreadCell>,
    /// How many statements were counted.
    pub looked_at: usize,
}

/// How much was said on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SpreadCell {
    /// The day, ISO.
    pub day: String,
    /// Number of the row; `None` for all who have none of their own.
    pub lane: Option<usize>,
    /// How many statements.
    pub count: usize,
    /// How many of them deny.
    pub denied: usize,
}

impl Store {
    /// How the statements that a query finds lie in time.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn spread(&self, query: &Query, by: Lanes) -> Result<Spread, StoreError> {
        self.spread_of(&self.looked(query)?.all, by)
    }

    /// What [`Store::search`] and [`Store::spread`] give, looked for once.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn search_and_spread(&self, query: &Query, by: Lanes) -> Result<(Found, Spread), StoreError> {
        let looked = self.looked(query)?;
        Ok((self.found(query, &looked)?, self.spread_of(&looked.all, by)?))
    }

    fn spread_of(&self, found: &[Count], by: Lanes) -> Result<Spread, StoreError> {
        let facets = self.facets(found)?;
        let (lanes, numbers) = match by {
            Lanes::Speakers => (facets.speakers, top(found.iter().filter_map(|count| count.speaker))),
            Lanes::Outlets => (facets.outlets, top(found.iter().filter_map(|count| count.outlet))),
        };
        let lane = |count: &Count| {
            let id = if by == Lanes::Speakers { count.speaker } else { count.outlet }?;
            numbers.iter().take(lanes.len()).position(|known| *known == id)
        };
        let mut cells: BTreeMap<(&str, Option<usize>), (usize, usize)> = BTreeMap::new();
        for count in found {
            let cell = cells.entry((&count.day, lane(count))).or_default();
            cell.0 += 1;
            cell.1 += usize::from(count.act == Act::Deny.name());
        }
        let told = |((day, lane), (count, denied)): ((&str, Option<usize>), (usize, usize))| SpreadCell {
            day: day.to_owned(),
            lane,
            count,
            denied,
        };
        let cells = cells.into_iter().map(told).collect();
        Ok(Spread { lanes: lanes.into_iter().map(|lane| lane.name).collect(), cells, looked_at: found.len() })
    }
}

/// The numbers met most often, in the order of the facets.
fn top(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    super::facets::tally(ids).into_iter().map(|(id, _)| id).collect()
}
