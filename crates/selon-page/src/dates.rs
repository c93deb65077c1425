//! Dates as machines and people write them on pages: ISO, figures in three orders, and names of months from `data/months.toml`.

use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Most characters of a phrase in which a date is sought.
const LONGEST: usize = 400;

static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    let languages: HashMap<String, Vec<Vec<String>>> =
        toml::from_str(include_str!("../data/months.toml")).expect("data/months.toml is checked by a test");
    let numbered = |months: Vec<Vec<String>>| {
        months.into_iter().zip(1_i8..).flat_map(|(names, number)| names.into_iter().map(move |name| (name, number)))
    };
    languages.into_values().flat_map(numbered).collect()
});

/// A date that a machine wrote: ISO with or without time and offset; else whatever [`find`] sees in it.
pub(crate) fn declared(words: &str) -> Option<String> {
    iso(words.trim()).or_else(|| find(words, true))
}

/// ISO 8601 as pages have it; gives `2031-02-17` or `2031-02-17T10:20:00+01:00`, with the offset only where it is told.
pub(crate) fn iso(words: &str) -> Option<String> {
    let date = date_of(words.get(..10)?)?;
    let rest = &words[10..];
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else {
        return rest.chars().next().is_none_or(|c| !c.is_ascii_digit()).then_some(date);
    };
    Some(clock(time).map_or_else(|| date.clone(), |clock| format!("{date}T{clock}")))
}

fn date_of(words: &str) -> Option<String> {
    let mut parts = words.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    valid(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Reads `10:20`, `10:20:00.123`, with `Z`, `+01:00` or `+0100` behind.
fn clock(words: &str) -> Option<String> {
    let end = words.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(words.len());
    let mut parts = words[..end].split(':').map(|part| part.parse::<i8>().ok().filter(|_| part.len() == 2));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let time = jiff::civil::Time::new(hour, minute, second.min(59), 0).ok()?;
    let rest = words[end..]
        .strip_prefix(['.', ','])
        .map_or(&words[end..], |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    Some(format!("{}{}", time.strftime("%H:%M:%S"), offset(rest.trim_start()).unwrap_or_default()))
}

fn offset(words: &str) -> Option<String> {
    if words.starts_with(['Z', 'z']) {
        return Some("Z".into());
    }
    let sign = words.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = words[1..].chars().filter(|c| *c != ':').take_while(char::is_ascii_digit).collect();
    let (hours, minutes) = (digits.get(..2)?, digits.get(2..4).unwrap_or("00"));
    (hours.parse::<u8>().ok()? < 15 && minutes.parse::<u8>().ok()? < 60).then(|| format!("{sign}{hours}:{minutes}"))
}

fn valid(year: i16, month: i8, day: i8) -> Option<String> {
    let date = Date::new(year, month, day).ok()?;
    (1700..=2100).contains(&year).then(|| date.to_string())
}

/// The first date in a phrase that people wrote, as `2031-02-17`. `day_first` says how `03/04/2031` is meant.
pub(crate) fn find(words: &str, day_first: bool) -> Option<String> {
    let parts = parts(words);
    (0..parts.len()).find_map(|at| {
        let three = parts.get(at..at + 3)?;
        in_figures(three, day_first).or_else(|| with_name(three))
    })
}

/// A number or a word, with what stands before it.
#[derive(Debug)]
enum Part {
    Number { value: i16, digits: usize, glued: char },
    Word(String),
}

fn parts(words: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest: &str = words.char_indices().nth(LONGEST).map_or(words, |(end, _)| &words[..end]);
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let same =
            |c: char| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() && !is_date_sign(c) };
        let length = if same(first) { rest.find(|c| !same(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (part, left) = rest.split_at(length);
        if first.is_ascii_digit() {
            parts.push(Part::Number { value: part.parse().unwrap_or(i16::MAX), digits: length, glued: before });
        } else if same(first) && !is_small_word(part) {
            parts.push(Part::Word(part.to_lowercase()));
        }
        before = if same(first) && !first.is_ascii_digit() {
            'a'
        } else if first.is_ascii_digit() {
            '0'
        } else {
            first
        };
        rest = left;
    }
    parts
}

/// The signs for year, month and day of Chinese, Japanese and Korean dates.
fn is_date_sign(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// Words within a date: «17 de febrero de 2031», «17th of February», «1er mars».
fn is_small_word(word: &str) -> bool {
    matches!(word, "de" | "of" | "del" | "the" | "st" | "nd" | "rd" | "th" | "er" | "den" | "DE" | "r")
}

fn in_figures(three: &[Part], day_first: bool) -> Option<String> {
    let [
        Part::Number { value: a, digits: la, .. },
        Part::Number { value: b, digits: lb, glued: g1 },
        Part::Number { value: c, digits: lc, glued: g2 },
    ] = three
    else {
        return None;
    };
    let joined = |c: &char| matches!(c, '-' | '/' | '.' | '年' | '月' | '년' | '월' | ' ' | '\u{2010}' | '\u{2011}');
    if !joined(g1) || !joined(g2) || *lb > 2 || (*g1 == ' ') != (*g2 == ' ') || *g1 == ' ' && *la < 4 {
        return None;
    }
    let small = |value: i16| i8::try_from(value).ok();
    if *la == 4 && *lc <= 2 {
        return valid(*a, small(*b)?, small(*c)?);
    }
    let year = match lc {
        4 => *c,
        2 if *la <= 2 && *c < 70 && *g1 != '-' => 2000 + *c,
        _ => return None,
    };
    let (day, month) = if (day_first || *g1 == '.' || *a > 12) && *b <= 12 { (*a, *b) } else { (*b, *a) };
    valid(year, small(month)?, small(day)?).filter(|_| *la <= 2)
}

fn with_name(three: &[Part]) -> Option<String> {
    let (name, day, year, digits) = match three {
        [Part::Number { value: year, digits: 4, .. }, Part::Word(name), Part::Number { value: day, .. }] => {
            (name, day, year, &4)
        }
        [Part::Number { value: day, .. }, Part::Word(name), Part::Number { value: year, digits, .. }]
        | [Part::Word(name), Part::Number { value: day, .. }, Part::Number { value: year, digits, .. }] => {
            (name, day, year, digits)
        }
        _ => return None,
    };
    let month = *MONTHS.get(name.as_str())?;
    let year = match digits {
        4 => *year,
        2 if *year < 70 => 2000 + *year,
        _ => return None,
    };
    valid(year, month, i8::try_from(*day).ok()?)
}

/// A date in the path of an address: `/2031/02/17/`, `2031-02-17`, `20310217`.
pub(crate) fn in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let apart = numbers.windows(3).find_map(|three| recent(three[0], three[1], three[2]));
    apart.or_else(|| {
        numbers
            .iter()
            .filter(|digits| digits.len() == 8)
            .find_map(|digits| recent(&digits[..4], &digits[4..6], &digits[6..]))
    })
}

fn recent(year: &str, month: &str, day: &str) -> Option<String> {
    let year = year.parse().ok().filter(|year| year_of_the_web(*year) && day.len() <= 2 && month.len() <= 2)?;
    valid(year, month.parse().ok()?, day.parse().ok()?)
}

fn year_of_the_web(year: i16) -> bool {
    (1994..=2099).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_keeps_the_time_and_the_offset_that_are_told() {
        assert_eq!(iso("2031-02-17").as_deref(), Some("2031-02-17"));
        assert_eq!(iso("2031-02-17T10:20:00.123+0100").as_deref(), Some("2031-02-17T10:20:00+01:00"));
        assert_eq!(iso("2031-02-17 10:20").as_deref(), Some("2031-02-17T10:20:00"));
        assert_eq!(iso("2031-02-17T08:20:05Z").as_deref(), Some("2031-02-17T08:20:05Z"));
        assert_eq!(iso("2031-02-31"), None);
        assert_eq!(iso("17 février"), None);
    }

    #[test]
    fn people_write_dates_in_many_ways() {
        for words in [
            "17 février 2031",
            "Publié le lundi 17 février 2031 à 8h",
            "Feb. 17, 2031",
            "February 17th, 2031",
            "17. Februar 2031",
            "17 de febrero de 2031",
            "17.02.2031",
            "17/2/2031",
            "2031年2月17日",
            "2031년 2월 17일",
            "2031. 02. 17",
            "17 февраля 2031",
            "Mon, 17 Feb 2031 10:20:00 GMT",
            "17.2.31",
            "2031 Feb 17",
        ] {
            assert_eq!(find(words, true).as_deref(), Some("2031-02-17"), "{words}");
        }
        assert_eq!(find("02/17/2031", false).as_deref(), Some("2031-02-17"));
        assert_eq!(find("02/03/2031", false).as_deref(), Some("2031-02-03"));
        assert_eq!(find("1er mars 2031", true).as_deref(), Some("2031-03-01"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for words in ["", "le 17 février", "version 2.3.4", "2031", "10:20:30", "call 555-12-3456", "99 Februar 2031"]
        {
            assert_eq!(find(words, true), None, "{words}");
        }
    }

    #[test]
    fn addresses_carry_dates() {
        assert_eq!(in_address("https://ostwick.example/2031/02/17/bridge").as_deref(), Some("2031-02-17"));
        assert_eq!(in_address("https://ostwick.example/a/20310217-bridge.html").as_deref(), Some("2031-02-17"));
        assert_eq!(in_address("https://2031-02-17.example/a"), None);
        assert_eq!(in_address("https://ostwick.example/12/345/6"), None);
    }

    #[test]
    fn languages_agree_on_shared_names() {
        let languages: HashMap<String, Vec<Vec<String>>> = toml::from_str(include_str!("../data/months.toml")).unwrap();
        for (language, months) in &languages {
            assert_eq!(months.len(), 12, "{language}");
            for (names, number) in months.iter().zip(1_i8..) {
                names.iter().for_each(|name| assert_eq!(MONTHS[name.as_str()], number, "{language}: {name}"));
            }
        }
    }
}
