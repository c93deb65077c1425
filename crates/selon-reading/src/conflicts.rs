//! Places of one document that do not go together: denials, two numbers for one thing, yes and no.

use crate::build::Told;
use crate::passage::Passage;
use crate::whole::{Conflict, Quantity};

/// Conflicts between statements, in order of place.
pub(crate) fn find(_passage: &Passage, _told: &[Told], _quantities: &[Quantity]) -> Vec<Conflict> {
    Vec::new()
}
