//! Number words, units, approximation and comparison.

use serde::Deserialize;

/// Number words, units, approximation and comparison.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuantityTable {}
