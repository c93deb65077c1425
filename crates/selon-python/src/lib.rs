//! The same from Python, and on Arrow batches. Thin: nothing here analyses; it hands over what was given and gives back what came.
//!
//! The Python half of the package is `python/selon`; it gives the JSON that comes from here the shape of objects.

mod appearances;
mod bodies;
mod cluster;
mod corpus;
mod documents;
mod portion;
mod read;
mod sign;
mod table;
mod trouble;

use pyo3::prelude::*;

/// What the package `selon` asks of Rust.
#[pymodule]
mod _selon {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::cluster::{
        candidates_of, claims_at_once, claims_of, contradictions_of, copies_of, links_of, sign_batch, statements_of,
    };
    #[pymodule_export]
    use crate::corpus::Corpus;
    #[pymodule_export]
    use crate::read::{Reader, models};
    #[pymodule_export]
    use crate::trouble::SelonError;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        // What the steps on a cluster have to agree on with the database.
        module.add("ORDERS", crate::sign::ORDERS)?;
        module.add("BACK", selon_corpus::claims::BACK)?;
        module.add("CARRIED_OVER", selon_corpus::claims::CARRIED_OVER)?;
        module.add("MOST_NEAR", selon_corpus::claims::MOST_NEAR)?;
        module.add("MOST_HOLDING", selon_corpus::claims::MOST_HOLDING)?;
        module.add("MOST_CANDIDATES", selon_corpus::claims::MOST_CANDIDATES)
    }

    /// A key that more articles have than this is too common to be followed.
    #[pyfunction]
    fn most_with_key(articles: usize) -> usize {
        selon_corpus::claims::most_with_key(articles)
    }
}
