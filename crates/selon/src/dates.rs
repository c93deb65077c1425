//! Dates that people type: a day of the calendar, as ISO 8601 writes it.

/// The date, if it is one: `YYYY-MM-DD`, and a day that there was.
pub(crate) fn date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return Err("a date is written YYYY-MM-DD, such as 2026-03-14".into());
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) || !parts.concat().bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("a date is written YYYY-MM-DD, such as 2026-03-14".into());
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    if (1..=12).contains(&month) && (1..=days(year, month)).contains(&day) {
        Ok(text.to_owned())
    } else {
        Err("the calendar has no such day".into())
    }
}

const fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_of_the_calendar_are_dates() {
        for day in ["2026-03-14", "2024-02-29", "2000-02-29"] {
            assert_eq!(date(day).as_deref(), Ok(day));
        }
    }

    #[test]
    fn anything_else_is_none() {
        for day in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "14/03/2026",
            "2026-3-14",
            "2026",
            "+026-01-01",
            "2026-00-10",
            "",
        ] {
            assert!(date(day).is_err(), "{day} passed");
        }
    }
}
