//! Reads every number of a passage that counts or measures; dates, times of day, ordinals, names and labels are none.

use super::units;
use crate::passage::Passage;
use crate::whole::Quantity;
use selon_language::Classes;
use selon_language::quantity::{Numeral, Precision, QuantityTable};
use selon_text::{TokenKind, TokenRange};

/// How many words after a number are looked at.
const AHEAD: usize = 12;
/// How many words before it.
const BEHIND: usize = 5;
/// How far after a quantity what it is compared with may begin, in words.
const COMPARED: usize = 8;
/// How many words of what it is compared with are taken.
const COMPARISON: usize = 25;
/// Bare numbers between these are years.
const YEARS: std::ops::Range<f64> = 1900.0..2100.0;

/// A quantity with its tokens, without its statement.
pub(super) struct Found {
    pub(super) quantity: Quantity,
    pub(super) tokens: TokenRange,
}

/// Every quantity of the passage; `times` are where expressions of time stand, in order of place.
pub(super) fn read(passage: &Passage, times: &[TokenRange]) -> Vec<Found> {
    let table = &passage.language.tables.quantity;
    if table.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { passage, table, lower: passage.lowered(), found: Vec::new() };
    let mut dates = times.iter().peekable();
    let mut at = 0;
    while at < passage.len() {
        while dates.next_if(|date| date.end <= at).is_some() {}
        at = match dates.peek() {
            Some(date) if date.start <= at => date.end,
            _ => reader.step(at).max(at + 1),
        };
    }
    reader.found
}

struct Reader<'p, 't> {
    passage: &'p Passage<'t>,
    table: &'p QuantityTable,
    lower: &'p [String],
    found: Vec<Found>,
}

/// What stands with a number.
struct Marks {
    unit: bool,
    currency: bool,
    precision: bool,
}

/// A number and where it ends, before its unit is known.
struct Amount {
    value: f64,
    upper: Option<f64>,
    precision: Precision,
    percent: bool,
    tokens: TokenRange,
    digits: bool,
    weak: bool,
    scaled: bool,
    tail: Option<String>,
}

impl Reader<'_, '_> {
    /// Reads the quantity at `at`, if there is one; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        if self.passage.is_ignored(at) || !self.table.may_begin(&self.lower[at]) {
            return at + 1;
        }
        let Some(amount) = self.amount(at) else { return at + 1 };
        let end = amount.tokens.end;
        let Some(found) = self.quantity(amount) else { return end };
        let end = found.tokens.end;
        self.found.push(found);
        end
    }

    /// The words from `at` to the end of the sentence, at most so many.
    fn ahead(&self, at: usize) -> Vec<&str> {
        let sentence = self.sentence(at.min(self.passage.len() - 1));
        self.lower[at.min(sentence.end)..sentence.end.min(at + AHEAD)].iter().map(String::as_str).collect()
    }

    /// The words of the sentence before `at`, at most so many.
    fn behind(&self, at: usize) -> Vec<&str> {
        let start = self.sentence(at).start.max(at.saturating_sub(BEHIND));
        self.lower[start..at].iter().map(String::as_str).collect()
    }

    fn sentence(&self, at: usize) -> TokenRange {
        self.passage.words.sentences()[self.passage.words.sentence_of(at)]
    }

    fn amount(&self, at: usize) -> Option<Amount> {
        let words = self.ahead(at);
        if let Some((percent, length)) = self.table.fraction(&words) {
            return Some(Amount { percent: true, ..amount(percent, at, length) });
        }
        if let Some(((value, precision), length)) = self.table.collective(&words) {
            return Some(Amount { precision, scaled: true, ..amount(value, at, length) });
        }
        let numeral = self.table.numeral(&words).filter(|_| self.counts(at))?;
        let amount = self.multiplied(&numeral, at, &words);
        Some(self.ranged(amount, &numeral))
    }

    /// «deux douzaines»: a number and a noun that is one.
    fn multiplied(&self, numeral: &Numeral, at: usize, words: &[&str]) -> Amount {
        let mut read = Amount {
            upper: numeral.upper,
            digits: numeral.digits,
            weak: numeral.weak,
            scaled: numeral.scale > 1.0,
            tail: numeral.tail.clone(),
            ..amount(numeral.value, at, numeral.length)
        };
        if let Some(((times, precision), length)) = self.table.collective(&words[numeral.length.min(words.len())..]) {
            (read.value, read.precision, read.scaled) = (read.value * times, counted(precision), true);
            read.tokens.end += length;
        }
        read
    }

    /// Whether a number at `at` counts: it is no ordinal, label, part of a name or of a longer number.
    fn counts(&self, at: usize) -> bool {
        if self.follows_label(at) {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.sentence(at).start) else { return true };
        let tight = !self.passage.token(at).space_before;
        let joined = tight && matches!(self.lower[before].as_str(), "/" | "." | ":" | "'" | "’" | "#");
        let token = self.passage.token(before);
        let digits = self.passage.token(at).kind == TokenKind::Number;
        let named = digits
            && token.kind == TokenKind::Word
            && token.capital
            && before > self.sentence(at).start
            && self.table.precision_before(&self.behind(at)).is_none()
            && self.table.currency_before(&self.behind(at)).is_none()
            && !self.is_function(before);
        let longer = digits && token.kind == TokenKind::Number;
        !joined && !named && !longer
    }

    /// Whether a word that numbers things stands before: «article 49», "No. 10".
    fn follows_label(&self, at: usize) -> bool {
        let label = |at: usize| self.table.is_label(&self.lower[at]);
        match at.checked_sub(1) {
            Some(before) if self.lower[before] == "." => {
                let tight = !self.passage.token(before).space_before;
                tight && before.checked_sub(1).is_some_and(label) && self.sentence(before).len() > 1
            }
            Some(before) => label(before) && before >= self.sentence(at).start,
            None => false,
        }
    }

    fn is_function(&self, at: usize) -> bool {
        let function = Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR | Classes::HAVE | Classes::BE;
        self.passage.is(at, function)
    }

    /// With the upper end of a range.
    fn ranged(&self, mut low: Amount, numeral: &Numeral) -> Amount {
        let opening = low.tokens.start.checked_sub(1).map_or("", |before| self.lower[before].as_str());
        let end = low.tokens.end;
        let unit = self
            .table
            .unit(&self.ahead(end))
            .filter(|(_, length)| end + length + 1 < self.sentence(low.tokens.start).end);
        let joint = end + unit.map_or(0, |(_, length)| length);
        if low.upper.is_some()
            || joint + 1 >= self.sentence(low.tokens.start).end
            || !self.table.joins(opening, &self.lower[joint])
        {
            return low;
        }
        let words = self.ahead(joint + 1);
        let skip = self.table.currency_after(&words).unwrap_or(0);
        let Some(high) = self.table.numeral(&words[skip..]) else { return low };
        let high_end = joint + 1 + skip + high.length;
        let same = |(symbol, _): (&str, usize)| {
            self.table.unit(&self.ahead(high_end)).is_some_and(|(other, _)| other == symbol)
        };
        let shared = if numeral.scale < high.scale { high.scale / numeral.scale } else { 1.0 };
        if unit.is_none_or(same) && low.value * shared < high.value && high.upper.is_none() && !high.weak {
            low.value *= shared;
            low.upper = Some(high.value);
            low.tokens.end = high_end;
            low.tail = high.tail;
            low.scaled |= high.scale > 1.0;
        }
        low
    }

    fn quantity(&self, amount: Amount) -> Option<Found> {
        let mut tokens = amount.tokens;
        let behind = self.behind(tokens.start);
        let sign = self.sign(tokens.start);
        let currency = self.table.currency_before(&behind);
        let mut start = tokens.start - currency.map_or(0, |(_, length)| length) - usize::from(sign);
        let (stated, length) = self.precision(start);
        start -= length;
        let unit = match (currency, amount.percent) {
            (_, true) => Some(("%".to_owned(), tokens.end)),
            (Some((symbol, _)), _) => Some((symbol.to_owned(), tokens.end)),
            _ => units::unit(self.passage, self.table, self.lower, tokens.end, amount.tail.as_deref(), !amount.digits),
        };
        let marks = Marks { unit: unit.is_some(), currency: currency.is_some(), precision: stated.is_some() };
        if !self.measures(&amount, &marks) {
            return None;
        }
        let after = self.table.precision_after(&self.ahead(tokens.end));
        let unit_end = unit.as_ref().map_or(tokens.end, |(_, end)| *end);
        let later = after.or_else(|| self.table.precision_after(&self.ahead(unit_end)));
        let precision = stated.or(later.map(|(precision, _)| precision)).unwrap_or(amount.precision);
        tokens = TokenRange::new(start, unit_end.max(tokens.end));
        let signed = |value: f64| if sign { -value } else { value };
        let quantity = Quantity {
            span: self.passage.words.range(tokens),
            value: signed(amount.value),
            upper: amount.upper.map(signed),
            unit: unit.map(|(unit, _)| unit),
            precision: precision.name().to_owned(),
            compared: self.compared(tokens.end).map(|compared| self.passage.words.range(compared)),
            statement: None,
        };
        Some(Found { quantity, tokens })
    }

    /// Whether a minus sign stands before the number.
    fn sign(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let minus = matches!(self.lower[before].as_str(), "-" | "−" | "–");
        minus && !self.passage.token(at).space_before && self.passage.token(before).space_before
    }

    /// How exact the words before `at` make it, and how many they are.
    fn precision(&self, at: usize) -> (Option<Precision>, usize) {
        let behind = self.behind(at);
        match self.table.precision_before(&behind) {
            Some((precision, length)) => (Some(precision), length),
            None => (None, usize::from(behind.last().is_some_and(|word| self.table.opens(word)))),
        }
    }

    /// Whether it counts or measures anything: no bare word, ordinal, year, telephone number or number of a list.
    fn measures(&self, amount: &Amount, marks: &Marks) -> bool {
        let bare = !amount.scaled && !marks.unit && !marks.currency;
        let word = bare && !marks.precision && (!amount.digits || amount.weak);
        let ordinal = amount.tail.is_some() && !marks.unit;
        !(word
            || ordinal
            || bare && self.is_listed(amount.tokens)
            || self.is_year(amount, marks)
            || self.goes_on(amount))
    }

    /// Whether it numbers an item of a list: «1. Le maire».
    fn is_listed(&self, tokens: TokenRange) -> bool {
        let sentence = self.sentence(tokens.start);
        let dotted = tokens.end >= sentence.end || matches!(self.lower[tokens.end].as_str(), "." | ")");
        sentence.start == tokens.start && dotted
    }

    fn is_year(&self, amount: &Amount, marks: &Marks) -> bool {
        let between = YEARS.contains(&amount.value) && amount.upper.is_none_or(|upper| YEARS.contains(&upper));
        let plain = amount.digits && !amount.scaled && amount.tokens.len() == 1;
        let grouped = self.passage.letters(amount.tokens.start).contains([',', '.']);
        between && plain && !grouped && !marks.currency && !self.is_measured(amount.tokens.end)
    }

    /// Whether digits go on after it, as in a telephone number, a fraction or a score.
    fn goes_on(&self, amount: &Amount) -> bool {
        let next = amount.tokens.end;
        let number = |at: usize| at < self.passage.len() && self.passage.token(at).kind == TokenKind::Number;
        let joint = next < self.passage.len()
            && !self.passage.token(next).space_before
            && matches!(self.lower[next].as_str(), "/" | ":");
        amount.digits && (number(next) || joint && number(next + 1))
    }

    /// Whether a unit of measure follows.
    fn is_measured(&self, at: usize) -> bool {
        at < self.passage.len() && self.table.unit(&self.ahead(at)).is_some()
    }

    /// What the quantity that ends at `at` is compared with.
    fn compared(&self, at: usize) -> Option<TokenRange> {
        let sentence = self.sentence(at.checked_sub(1)?);
        let near = at..sentence.end.min(at + COMPARED);
        for start in near {
            let words = self.ahead(start);
            let Some(length) = self.table.comparison(&words) else {
                if self.passage.token(start).kind == TokenKind::Number {
                    break;
                }
                continue;
            };
            let from = start + length;
            if from < sentence.end && self.table.numeral(&self.ahead(from)).is_none_or(|numeral| numeral.weak) {
                let end = (from..sentence.end.min(from + COMPARISON)).find(|&at| self.ends(at));
                let end = end.unwrap_or(sentence.end.min(from + COMPARISON));
                return (from < end).then(|| TokenRange::new(from, end));
            }
        }
        None
    }

    fn ends(&self, at: usize) -> bool {
        self.passage.is_quote(at) || matches!(self.lower[at].as_str(), "," | ";" | ":" | "." | "!" | "?" | ")" | "…")
    }
}

/// How exact a counted number of dozens or hundreds is: «des dizaines» are at least one, «deux dizaines» about two.
const fn counted(precision: Precision) -> Precision {
    if matches!(precision, Precision::AtLeast) { Precision::About } else { precision }
}

/// An exact amount of so many tokens.
fn amount(value: f64, at: usize, length: usize) -> Amount {
    Amount {
        value,
        upper: None,
        precision: Precision::Exact,
        percent: false,
        tokens: TokenRange::new(at, at + length),
        digits: false,
        weak: false,
        scaled: false,
        tail: None,
    }
}
