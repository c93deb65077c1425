//! Articles and sentences as bytes, on their way from one worker to another.

use crate::trouble::told;
use pyo3::PyResult;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) fn pack(value: &impl Serialize) -> PyResult<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| told(error, None))
}

pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> PyResult<T> {
    serde_json::from_slice(bytes).map_err(|error| told(format!("a sentence came damaged: {error}"), None))
}
