//! How many of what was found are of each speaker, outlet, act, language and year.

use crate::error::StoreError;
use crate::store::Store;
use serde::Serialize;
use std::collections::HashMap;
use std::hash::Hash;

/// How many names each facet lists.
const LISTED: usize = 8;

/// What the full text knows of one statement that was found.
pub(super) struct Count {
    pub(super) statement: i64,
    pub(super) day: String,
    pub(super) speaker: Option<i64>,
    pub(super) outlet: Option<i64>,
    pub(super) act: String,
    pub(super) language: String,
    pub(super) anonymous: bool,
}

/// Counts over what was looked at, the commonest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By speaker known by name.
    pub speakers: Vec<Facet>,
    /// By outlet.
    pub outlets: Vec<Facet>,
    /// By what is done by saying it.
    pub acts: Vec<Facet>,
    /// By language.
    pub languages: Vec<Facet>,
    /// By year, the last first.
    pub years: Vec<Facet>,
    /// How many have an unnamed source.
    pub anonymous: usize,
}

/// One name with its count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The name.
    pub name: String,
    /// How many.
    pub count: usize,
}

impl Store {
    pub(super) fn facets(&self, found: &[Count]) -> Result<Facets, StoreError> {
        let of_words = |words: Vec<(&str, usize)>| {
            words.into_iter().map(|(name, count)| Facet { name: name.to_owned(), count }).collect()
        };
        let mut years: Vec<Facet> = of_words(tally(found.iter().filter_map(|count| count.day.get(..4))));
        years.sort_by(|a, b| b.name.cmp(&a.name));
        years.truncate(LISTED);
        Ok(Facets {
            speakers: self.named(tally(found.iter().filter_map(|count| count.speaker)), "speakers")?,
            outlets: self.named(tally(found.iter().filter_map(|count| count.outlet)), "outlets")?,
            acts: of_words(tally(found.iter().map(|count| count.act.as_str()))),
            languages: of_words(tally(found.iter().map(|count| count.language.as_str()))),
            years,
            anonymous: found.iter().filter(|count| count.anonymous).count(),
        })
    }

    /// The names of numbered speakers or outlets.
    fn named(&self, counts: Vec<(i64, usize)>, table: &str) -> Result<Vec<Facet>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?;
        let named = counts
            .into_iter()
            .take(LISTED)
            .map(|(id, count)| Ok(Facet { name: statement.query_row([id], |row| row.get(0))?, count }));
        named.collect()
    }
}

/// How often each is there, the commonest first.
pub(super) fn tally<T: Hash + Ord + Copy>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    values.for_each(|value| *counts.entry(value).or_insert(0) += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}
