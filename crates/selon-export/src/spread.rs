//! The dates that a told time covers, first and last day: what formats with intervals want.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// First and last day of an ISO date as a reading gives it: a day, a month, a year, a week, or a range of them, with a time or
/// without. `None` for what is none.
pub(crate) fn days(value: &str) -> Option<(Date, Date)> {
    match value.split_once('/') {
        Some((first, last)) => {
            let (first, last) = (days(first)?.0, days(last)?.1);
            (first <= last).then_some((first, last))
        }
        None => one(value),
    }
}

fn one(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?;
    if !value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'W')) {
        return None;
    }
    let number = |from: usize, to: usize| value.get(from..to)?.parse::<i16>().ok();
    let year = number(0, 4)?;
    match value.len() {
        4 => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        7 => {
            let first = Date::new(year, i8::try_from(number(5, 7)?).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        8 => {
            let week = ISOWeekDate::new(year, i8::try_from(number(6, 8)?).ok()?, Weekday::Monday).ok()?.date();
            Some((week, week.checked_add(6.days()).ok()?))
        }
        10 => value.parse().ok().map(|day: Date| (day, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_granularity_has_its_days() {
        let told = |value| days(value).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(told("2026-03-14").as_deref(), Some("2026-03-14 2026-03-14"));
        assert_eq!(told("2026-03-14T08:00:00+01:00").as_deref(), Some("2026-03-14 2026-03-14"));
        assert_eq!(told("2028-02").as_deref(), Some("2028-02-01 2028-02-29"));
        assert_eq!(told("2026-W01").as_deref(), Some("2025-12-29 2026-01-04"));
        assert_eq!(told("2026").as_deref(), Some("2026-01-01 2026-12-31"));
        assert_eq!(told("2026-03-14/2026-04").as_deref(), Some("2026-03-14 2026-04-30"));
        for wrong in ["", "demain", "2026-13", "2026-02-30", "2026-04/2026-03", "2026-3é-1"] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }
}
