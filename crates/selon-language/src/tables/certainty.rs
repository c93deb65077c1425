//! Hedges and boosters, questions, verbs' factual weight: how surely a thing is put, and how far the teller keeps from it.

use serde::Deserialize;

/// Hedges and boosters, questions, verbs' factual weight: how surely a thing is put, and how far the teller keeps from it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CertaintyTable {}
