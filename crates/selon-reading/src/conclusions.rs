//! The author's own conclusions, and what of the document they can rest on.

use crate::build::Told;
use crate::passage::Passage;
use crate::whole::{Conclusion, Quantity, Speaker};

/// Sentences in the author's voice that infer, evaluate or predict, in order of place.
pub(crate) fn find(
    _passage: &Passage,
    _told: &[Told],
    _speakers: &[Speaker],
    _quantities: &[Quantity],
) -> Vec<Conclusion> {
    Vec::new()
}
