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

/// What is told of times in a passage.
pub(crate) struct Times {
    /// Every date told, in order of place.
    pub(crate) dates: Vec<When>,
    /// Where expressions of time stand, those that tell no date included.
    pub(crate) stretches: Vec<TokenRange>,
}

/// Dates each statement that the text dates, and gives every date told. `published` is an ISO date, if there is one.
pub(crate) fn label(published: Option<&str>, passage: &Passage, told: &mut [Told]) -> Times {
    let scan::Scanned { times, stretches } = scan::scan(passage, published.and_then(calendar::date));
    attach::attach(passage, &times, told);
    Times { dates: times.into_iter().map(|time| time.when).collect(), stretches }
}
