//! How surely two stretches speak of one claim, given the clues: a small network, one hidden layer of units that are never negative.

use super::learned::{CONSTANT, FIRST, OFFSETS, SECOND};

/// How many clues there are, in the order of `Evidence::new`.
pub const CLUES: usize = 32;
/// How many units the hidden layer has.
pub(super) const HIDDEN: usize = 24;

/// From 0 to 1. The sums are taken in one order everywhere, so that all that compare find the same.
pub(super) fn likelihood(clues: &[f32; CLUES]) -> f32 {
    let mut units = OFFSETS;
    for (clue, weights) in clues.iter().zip(&FIRST) {
        for (unit, weight) in units.iter_mut().zip(weights) {
            *unit += clue * weight;
        }
    }
    let sum = units.iter().zip(&SECOND).fold(CONSTANT, |sum, (unit, weight)| sum + unit.max(0.0) * weight);
    of_log_odds(sum)
}

/// The strength, from 0 to 1, that log-odds stand for.
pub(super) fn of_log_odds(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}
