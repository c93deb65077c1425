//! When a thing was said: expressions of time, counted from the document's date or the last date told.

mod attach;
mod calendar;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod sayings;
mod scan;

use crate::build::Told;
use crate::passage::Passage;
use crate::whole::When;
use selon_text::TokenRange;

pub(crate) use scan::{normal, stretches};

/// A time told in a passage.
#[derive(Clone, Debug)]
struct Time {
    when: When,
    tokens: TokenRange,
    /// Whether it can date what is said; a bound («depuis lundi») or a dateline can't.
    dates: bool,
    /// Whether it lies after the document's date.
    ahead: bool,
}

/// Dates each statement that the text dates, and gives every date told. `published` is an ISO date, if there is one.
pub(crate) fn label(published: Option<&str>, passage: &Passage, told: &mut [Told]) -> Vec<When> {
    let times = scan::scan(passage, published.and_then(calendar::date));
    attach::attach(passage, &times, told);
    times.into_iter().map(|time| time.when).collect()
}
