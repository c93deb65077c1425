//! Numbers with unit, approximation and comparison.

use crate::build::Told;
use crate::passage::Passage;
use crate::whole::Quantity;

/// Every quantity of a passage, in order of place.
pub(crate) fn find(_passage: &Passage, _told: &[Told]) -> Vec<Quantity> {
    Vec::new()
}
