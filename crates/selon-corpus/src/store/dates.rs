//! Times as ISO tells them, and which of a document's times can be believed for its place in the order.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use selon_text::Document;

/// How far ahead of our clock a date may lie and still be believed: clocks and time zones differ by that much.
const AHEAD: SignedDuration = SignedDuration::from_hours(26);

/// Seconds since 1970 of an ISO date (its first moment, in UTC) or of a date and time, with offset or in UTC; `None` where it is neither.
///
/// ```
/// use selon_corpus::seconds;
/// assert_eq!(seconds("1970-01-02"), Some(86_400));
/// assert_eq!(seconds("1970-01-01T01:00:00+01:00"), Some(0));
/// assert_eq!(seconds("yesterday"), None);
/// ```
#[must_use]
pub fn seconds(iso: &str) -> Option<i64> {
    let iso = iso.trim();
    if let Ok(moment) = iso.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let civil = iso.parse::<DateTime>().or_else(|_| iso.parse::<Date>().map(|date| date.at(0, 0, 0, 0))).ok()?;
    Some(TimeZone::UTC.to_timestamp(civil).ok()?.as_second())
}

/// The ISO date and time of a number of seconds since 1970.
pub(crate) fn iso(seconds: i64) -> String {
    Timestamp::from_second(seconds).map(|moment| moment.to_string()).unwrap_or_default()
}

/// The time that orders a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ordered {
    /// Since 1970.
    pub(super) seconds: i64,
    /// `published`, `fetched` or `added`.
    pub(super) from: &'static str,
}

/// The date of publication where it can be; else when it was fetched, else when it was added.
///
/// A date after our clock can't be, nor the first second of 1970, which is what machines say that know none.
pub(super) fn order(document: &Document, now: Timestamp) -> Ordered {
    let can_be = |told: &Option<String>| {
        let seconds = seconds(told.as_deref()?)?;
        let latest = now.checked_add(AHEAD).unwrap_or(now).as_second();
        (seconds != 0 && seconds <= latest).then_some(seconds)
    };
    let published = can_be(&document.published).map(|seconds| Ordered { seconds, from: "published" });
    let fetched = || can_be(&document.fetched).map(|seconds| Ordered { seconds, from: "fetched" });
    published.or_else(fetched).unwrap_or(Ordered { seconds: now.as_second(), from: "added" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(published: &str, fetched: Option<&str>) -> Ordered {
        let document = Document {
            published: Some(published.into()),
            fetched: fetched.map(str::to_owned),
            ..Document::from_text("a", "")
        };
        order(&document, "2031-02-17T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_date_that_can_be_is_believed() {
        assert_eq!(of("2031-02-17", None), Ordered { seconds: seconds("2031-02-17").unwrap(), from: "published" });
        assert_eq!(of("2031-02-18T09:00:00Z", None).from, "published");
    }

    #[test]
    fn articles_from_the_future_are_ordered_by_when_they_came() {
        assert_eq!(of("2099-01-01", Some("2031-02-16T08:00:00Z")).seconds, seconds("2031-02-16T08:00:00Z").unwrap());
        assert_eq!(of("2099-01-01", None).from, "added");
    }

    #[test]
    fn the_beginning_of_1970_is_no_date() {
        assert_eq!(of("1970-01-01T00:00:00Z", None).from, "added");
        assert_eq!(of("1944-06-06", None).from, "published");
    }
}
