//! Expressions of time: week days, months, «deux jours plus tard», with their values.

use serde::Deserialize;

/// Expressions of time: week days, months, «deux jours plus tard», with their values.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimeTable {}
