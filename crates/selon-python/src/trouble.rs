//! What goes wrong, as Python sees it: one exception, whose message ends with what to do.

use pyo3::PyErr;
use pyo3::exceptions::PyValueError;
use std::fmt::Display;

pyo3::create_exception!(
    selon,
    SelonError,
    PyValueError,
    "What selon could not do, in a sentence, with what to do about it."
);

/// The exception for a message, with advice where there is some.
pub(crate) fn told(message: impl Display, hint: Option<&str>) -> PyErr {
    match hint {
        Some(hint) => SelonError::new_err(format!("{message}; {hint}")),
        None => SelonError::new_err(message.to_string()),
    }
}
