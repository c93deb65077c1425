//! A database of articles, from Python: searched, traced, asked who said what.

use crate::trouble::told;
use pyo3::prelude::*;
use selon_corpus::{Order, Query, Store, StoreError, StoreOptions};
use selon_reading::Act;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An open database.
#[pyclass(frozen, module = "selon._selon")]
pub(crate) struct Corpus {
    store: Mutex<Store>,
}

/// What is looked for.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Wanted {
    words: String,
    speaker: Option<String>,
    outlet: Option<String>,
    act: Option<String>,
    language: Option<String>,
    since: Option<String>,
    until: Option<String>,
    anonymous: Option<bool>,
    claim: Option<String>,
    oldest_first: bool,
    limit: usize,
    skip: usize,
}

#[pymethods]
impl Corpus {
    /// Opens the database at `path`, which is there.
    #[new]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let store = py
            .detach(|| Store::open(&path, StoreOptions::default()))
            .map_err(|error| told(format!("{}: {error}", path.display()), error.hint.as_deref()))?;
        Ok(Self { store: Mutex::new(store) })
    }

    /// Statements that match, as a JSON object of `total` and `hits`.
    fn search(&self, py: Python<'_>, wanted: Wanted) -> PyResult<String> {
        let act = wanted.act.as_deref().map(act).transpose()?;
        py.detach(|| {
            let store = self.store();
            let speakers = match &wanted.speaker {
                Some(name) => match store.namesakes(name).map_err(failed)? {
                    found if found.is_empty() => return json(&Hits { total: 0, hits: &[] }),
                    found => found.into_iter().map(|namesake| namesake.id).collect(),
                },
                None => Vec::new(),
            };
            let order = if wanted.oldest_first { Order::OldestFirst } else { Order::NewestFirst };
            let found = store.search(&Query {
                words: wanted.words,
                speakers,
                outlet: wanted.outlet,
                act,
                language: wanted.language,
                since: wanted.since,
                until: wanted.until,
                anonymous: wanted.anonymous,
                claim: wanted.claim,
                order,
                limit: wanted.limit,
                skip: wanted.skip,
                ..Query::default()
            });
            let found = found.map_err(failed)?;
            json(&Hits { total: found.total, hits: &found.hits })
        })
    }

    /// Claims that words, a statement, an article or an address make, as a JSON array; all of them for `None`.
    fn trace(&self, py: Python<'_>, what: Option<&str>) -> PyResult<String> {
        py.detach(|| {
            let store = self.store();
            let found = match what {
                Some(what) => store.trace(what),
                None => store.trace_all(),
            };
            json(&found.map_err(failed)?)
        })
    }

    /// The speakers whom a name means, as a JSON array, the one with most statements first.
    fn speakers(&self, py: Python<'_>, name: &str) -> PyResult<String> {
        py.detach(|| json(&self.store().namesakes(name).map_err(failed)?))
    }

    /// Pairs of a speaker's statements that do not go together, as a JSON array.
    fn at_odds(&self, py: Python<'_>, speaker: i64) -> PyResult<String> {
        py.detach(|| json(&self.store().at_odds(speaker).map_err(failed)?))
    }
}

impl Corpus {
    /// A thread that panicked while it only read has harmed nothing.
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Serialize)]
struct Hits<'h> {
    total: u64,
    hits: &'h [selon_corpus::Hit],
}

fn act(name: &str) -> PyResult<Act> {
    Act::named(name).ok_or_else(|| {
        let names: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
        told(format!("there is no act '{name}'"), Some(&format!("take one of {}", names.join(", "))))
    })
}

fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| told(error, None))
}

fn failed(error: StoreError) -> PyErr {
    told(&error, error.hint.as_deref())
}
