//! Days, months or years: what one bar stands for, so that there are neither two nor two hundred of them.

use jiff::ToSpan;
use jiff::civil::Date;

/// The most bars.
const MOST: usize = 48;

/// Successive days, months, years or several years, with no gap.
pub(super) struct Periods {
    /// The first day of each.
    starts: Vec<Date>,
    step: Step,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Day,
    Month,
    Years(i16),
}

impl Periods {
    /// Periods over days in ISO; what is no such day is left out.
    pub(super) fn over<'d>(days: impl Iterator<Item = &'d str>) -> Self {
        let known: Vec<Date> = days.filter_map(date).collect();
        let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else {
            return Self { starts: Vec::new(), step: Step::Day };
        };
        let step = step(*first, *last);
        let mut starts = Vec::new();
        let mut next = Some(step.floor(*first));
        while let Some(start) = next.filter(|start| start <= last && starts.len() <= 2 * MOST) {
            starts.push(start);
            next = step.after(start);
        }
        Self { starts, step }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The number of the period that a day is in.
    pub(super) fn of(&self, day: &str) -> Option<usize> {
        let day = date(day)?;
        self.starts.partition_point(|start| *start <= day).checked_sub(1)
    }

    /// How a period is called: a day, a month or a year in ISO.
    pub(super) fn name(&self, number: usize) -> String {
        let start = self.starts[number];
        match self.step {
            Step::Day => start.to_string(),
            Step::Month => start.strftime("%Y-%m").to_string(),
            Step::Years(1) => start.strftime("%Y").to_string(),
            Step::Years(_) => start.strftime("%Y–").to_string(),
        }
    }

    /// The first and the last day of a period, ISO.
    pub(super) fn bounds(&self, number: usize) -> (String, String) {
        let start = self.starts[number];
        let last = self.step.after(start).and_then(|next| next.yesterday().ok()).unwrap_or(Date::MAX);
        (start.to_string(), last.to_string())
    }
}

impl Step {
    fn floor(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Month => day.first_of_month(),
            Self::Years(count) => {
                let first = day.first_of_year();
                first.checked_sub(i64::from(first.year().rem_euclid(count)).years()).unwrap_or(first)
            }
        }
    }

    fn after(self, start: Date) -> Option<Date> {
        let length = match self {
            Self::Day => 1.day(),
            Self::Month => 1.month(),
            Self::Years(count) => i64::from(count).years(),
        };
        start.checked_add(length).ok()
    }
}

fn step(first: Date, last: Date) -> Step {
    let days = (last - first).get_days().unsigned_abs() as usize;
    match days {
        0..MOST => Step::Day,
        _ if days / 31 < MOST - 1 => Step::Month,
        _ => [1, 2, 5, 10, 20, 50, 100, 250]
            .into_iter()
            .map(Step::Years)
            .find(|step| matches!(step, Step::Years(count) if days / 365 / (*count as usize) < MOST - 1))
            .unwrap_or(Step::Years(500)),
    }
}

fn date(day: &str) -> Option<Date> {
    day.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_never_too_many_periods_and_every_day_is_in_one() {
        for (first, last) in [
            ("2031-02-03", "2031-02-03"),
            ("2031-02-03", "2031-03-20"),
            ("2031-01-31", "2033-12-01"),
            ("1900-05-05", "2031-01-01"),
            ("0000-01-01", "9999-12-31"),
        ] {
            let periods = Periods::over([first, last].into_iter());
            assert!(periods.len() <= MOST + 2, "{first} {last}: {}", periods.len());
            assert_eq!(periods.of(first), Some(0), "{first}");
            assert_eq!(periods.of(last), Some(periods.len() - 1), "{last}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let periods = Periods::over(["2031-01-31", "2031-12-01"].into_iter());
        assert_eq!(
            (periods.name(1), periods.bounds(1)),
            ("2031-02".into(), ("2031-02-01".into(), "2031-02-28".into()))
        );
    }

    #[test]
    fn what_is_no_day_is_left_out() {
        let periods = Periods::over(["", "2031", "soon", "2031-13-01", "é031-01-01"].into_iter());
        assert_eq!((periods.len(), periods.of("2031-01-01")), (0, None));
    }
}
