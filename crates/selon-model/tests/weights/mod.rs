//! The weights of the repository, for tests that need them.

use selon_model::{Reader, Weights};
use std::path::PathBuf;

/// The reader `name` of `model/`, or of the folder that `SELON_TEST_MODEL` names. Where it is not there, that is said.
#[allow(clippy::disallowed_methods, reason = "a test may be pointed to weights that are not in the repository yet")]
pub(crate) fn reader(name: &str) -> Option<Reader> {
    let folder = std::env::var("SELON_TEST_MODEL")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../model").to_owned());
    let path = |name: &str| PathBuf::from(&folder).join(format!("{name}.weights"));
    if !path(name).exists() {
        println!("skipped: {} is not here", path(name).display());
        return None;
    }
    let weights = |name: &str| Weights::read(&path(name)).unwrap();
    Some(Reader::load(&weights("words"), &weights(name)).unwrap())
}
