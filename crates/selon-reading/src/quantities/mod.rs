//! Numbers with unit, approximation and comparison.

mod reader;
#[cfg(test)]
mod samples;
mod units;

use crate::build::Told;
use crate::holders::holders;
use crate::passage::Passage;
use crate::whole::Quantity;
use selon_text::TokenRange;

/// Every quantity of a passage, in order of place; `times` are where expressions of time stand.
pub(crate) fn find(passage: &Passage, told: &[Told], times: &[TokenRange]) -> Vec<Quantity> {
    let found = reader::read(passage, times);
    let holders = holders(found.iter().map(|found| found.tokens), told);
    let held = found.into_iter().zip(holders);
    let within = |holder: usize| told[holder].statement.id.clone();
    held.map(|(found, holder)| Quantity { statement: holder.map(within), ..found.quantity }).collect()
}
