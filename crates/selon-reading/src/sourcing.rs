//! Counts over the statements: who speaks how much, how far from the source.

use crate::statement::Reading;
use crate::whole::Sourcing;

/// Counts a reading's statements.
pub(crate) fn count(_reading: &Reading) -> Sourcing {
    Sourcing::default()
}
