//! How a text says that it passes on another: outlets, agencies, translation, introductions of whole passages.

use serde::Deserialize;

/// How a text says that it passes on another: outlets, agencies, translation, introductions of whole passages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelayTable {}
