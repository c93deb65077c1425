//! Which number is it? Digits with the language's separators, number words and what multiplies them.

use serde::Deserialize;
use std::collections::HashMap;

/// Most words of one number.
const LONGEST: usize = 10;

/// How a language writes numbers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NumeralData {
    /// Number words up to ninety-nine.
    words: HashMap<String, f64>,
    /// Words that multiply what stands before them: «cent», «mille», «millions».
    multipliers: HashMap<String, f64>,
    /// Multipliers that may be glued to digits: "3bn".
    suffixes: HashMap<String, f64>,
    /// Words between parts of a number: «soixante et onze».
    ands: Vec<String>,
    /// Words that are also pronouns: a number only with a multiplier or unit.
    weak: Vec<String>,
    /// Words that are also articles: a number only with a multiplier.
    articles: Vec<String>,
    /// The decimal mark.
    decimal: String,
    /// What parts thousands inside a word.
    thousands: Vec<String>,
    /// Whether a space parts thousands.
    spaced: bool,
}

/// A number at the beginning of some words.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: f64,
    /// The upper end, where one word holds a range: `50-60`.
    pub upper: Option<f64>,
    /// How many words it is.
    pub length: usize,
    /// Whether it is written in digits.
    pub digits: bool,
    /// Whether it is but a word that may be an article: «un», "one".
    pub weak: bool,
    /// By what it is multiplied: 1,000,000 for «1,2 million».
    pub scale: f64,
    /// What is glued to the digits and multiplies nothing: the `kg` of `50kg`.
    pub tail: Option<String>,
}

impl NumeralData {
    pub(super) fn may_begin(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_numeric())
            || self.words.contains_key(word)
            || self.multipliers.contains_key(word)
            || word.contains('-')
    }

    pub(super) fn read(&self, words: &[&str]) -> Option<Numeral> {
        let first = words.first()?;
        if first.starts_with(|c: char| c.is_numeric()) { self.digits(words) } else { self.spelled(words) }
    }

    /// Digits, then multipliers.
    fn digits(&self, words: &[&str]) -> Option<Numeral> {
        let (value, upper, tail) = self.token(words[0])?;
        let mut numeral = Numeral { value, upper, length: 1, digits: true, weak: false, scale: 1.0, tail: None };
        if self.spaced && is_group(words[0], 1) {
            while let Some(group) = words.get(numeral.length).and_then(|word| self.group(word)) {
                numeral.value = numeral.value * 1000.0 + group;
                numeral.length += 1;
                if group.fract() > 0.0 || numeral.length >= LONGEST {
                    break;
                }
            }
        }
        match tail.map(|tail| (tail, self.suffixes.get(tail))) {
            Some((_, Some(scale))) => numeral.scale = *scale,
            Some((tail, None)) => numeral.tail = Some(tail.to_owned()),
            None => self.multiply(&mut numeral, words),
        }
        numeral.value *= numeral.scale;
        numeral.upper = numeral.upper.map(|upper| upper * numeral.scale);
        Some(numeral)
    }

    /// Three digits, perhaps with decimals: what may follow the space between thousands.
    fn group(&self, word: &str) -> Option<f64> {
        let whole = word.split_once(self.decimal.as_str()).map_or(word, |(whole, _)| whole);
        if is_group(whole, 3) { self.decimal(word) } else { None }
    }

    fn multiply(&self, numeral: &mut Numeral, words: &[&str]) {
        while let Some(scale) = words.get(numeral.length).and_then(|word| self.multipliers.get(*word)) {
            numeral.scale *= scale;
            numeral.length += 1;
            if numeral.length >= LONGEST {
                break;
            }
        }
    }

    /// The value of a word in digits, its upper end, and what is glued to it.
    fn token<'w>(&self, word: &'w str) -> Option<(f64, Option<f64>, Option<&'w str>)> {
        if let Some((low, high)) = word.split_once(['-', '–']) {
            let (low, high) = (self.decimal(low)?, self.decimal(high)?);
            return (low < high).then_some((low, Some(high), None));
        }
        let end = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
        let (number, tail) = word.split_at(end);
        Some((self.decimal(number)?, None, (!tail.is_empty()).then_some(tail)))
    }

    /// A number with the language's separators; other people's are understood where they can only be that.
    fn decimal(&self, text: &str) -> Option<f64> {
        if let Some(rest) = text.strip_suffix('½') {
            return Some(if rest.is_empty() { 0.5 } else { self.decimal(rest)? + 0.5 });
        }
        let plain = |text: &str| {
            (!text.is_empty() && text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit())).then_some(())
        };
        let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let Some(&last) = separators.last() else {
            plain(text)?;
            return text.parse().ok();
        };
        let (whole, part) = text.rsplit_once(last)?;
        plain(part)?;
        let grouped = |text: &str, mark: char| text.split(mark).skip(1).all(|group| is_group(group, 3));
        let is_thousands = self.thousands.iter().any(|mark| mark.starts_with(last)) && grouped(text, last);
        if is_thousands || separators.len() > 1 && separators.iter().all(|mark| *mark == last) {
            return grouped(text, last).then(|| text.replace(last, "").parse().ok()).flatten();
        }
        let known = self.decimal.starts_with(last) || last == '.' || last == ',';
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        if known && separators.len() <= 4 { format!("{whole}.{part}").parse().ok() } else { None }
    }

    /// Number words: «deux cent mille», "twenty-five".
    fn spelled(&self, words: &[&str]) -> Option<Numeral> {
        let (mut total, mut current, mut scale, mut length) = (0.0, 0.0, 1.0, 0);
        for (at, word) in words.iter().enumerate().take(LONGEST) {
            if let Some(times) = self.multipliers.get(*word) {
                if at == 0 && *times > 1000.0 {
                    return None;
                }
                if *times < 1000.0 {
                    current = f64::max(current, 1.0) * times;
                } else {
                    let part = f64::max(current, 1.0);
                    total = if scale > *times { total + part * times } else { (total + part) * times };
                    (current, scale) = (0.0, *times);
                }
            } else if let Some(value) = self.compound(word) {
                let after_and = at > 0 && self.is_and(words[at - 1]) && current % 10.0 == 0.0 && value < 20.0;
                if current > 0.0 && (current % 100.0 != 0.0 && !after_and || value >= 100.0) {
                    break;
                }
                current += value;
            } else if at > 0 && self.is_and(word) && self.goes_on(words, at + 1) && current >= 20.0 {
                continue;
            } else {
                break;
            }
            length = at + 1;
        }
        if length == 1 && self.articles.iter().any(|article| article == words[0]) {
            return None;
        }
        let weak = length == 1 && self.weak.iter().any(|weak| weak == words[0]);
        let numeral = Numeral { value: total + current, upper: None, length, digits: false, weak, scale, tail: None };
        (length > 0).then_some(numeral)
    }

    fn is_and(&self, word: &str) -> bool {
        self.ands.iter().any(|and| and == word)
    }

    fn goes_on(&self, words: &[&str], at: usize) -> bool {
        words.get(at).is_some_and(|word| self.compound(word).is_some())
    }

    /// The sum of the parts of «quatre-vingt-dix-sept»; the longest known parts first.
    fn compound(&self, word: &str) -> Option<f64> {
        if let Some(value) = self.words.get(word) {
            return Some(*value);
        }
        let mut rest = if word.contains('-') { word } else { return None };
        let mut sum = 0.0;
        for _ in 0..6 {
            let mut ends = rest
                .char_indices()
                .filter(|(_, c)| *c == '-')
                .map(|(at, _)| at)
                .chain([rest.len()])
                .collect::<Vec<_>>();
            ends.reverse();
            let known =
                |end: &usize| rest.get(..*end).is_some_and(|part| self.words.contains_key(part) || self.is_and(part));
            let end = ends.into_iter().take(8).find(known)?;
            sum += self.words.get(&rest[..end]).unwrap_or(&0.0);
            rest = rest[end..].trim_start_matches('-');
            if rest.is_empty() {
                return Some(sum);
            }
        }
        None
    }
}

/// Whether the text is digits, at least one and at most three of them.
fn is_group(text: &str, least: usize) -> bool {
    (least..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
