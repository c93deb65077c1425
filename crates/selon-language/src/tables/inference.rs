//! Markers of the author's own conclusions.

use serde::Deserialize;

/// Markers of the author's own conclusions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InferenceTable {}
