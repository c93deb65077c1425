//! Pronouns with gender and number, titles, offices, metonymy, spokespeople, how names vary.

use serde::Deserialize;

/// Pronouns with gender and number, titles, offices, metonymy, spokespeople, how names vary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonTable {}
