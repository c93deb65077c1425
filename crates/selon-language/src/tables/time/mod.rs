//! Expressions of time: week days, months, «deux jours plus tard», with their values.

mod pattern;

pub use pattern::{Captures, Slot, Term};

use pattern::Pattern;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Expressions of time: week days, months, «deux jours plus tard», with their values.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "TimeData")]
pub struct TimeTable {
    words: TimeWords,
    /// The expressions, in the order of the data.
    pub expressions: Vec<TimeExpression>,
    patterns: Vec<(usize, Pattern)>,
    by_word: HashMap<String, Vec<usize>>,
    by_slot: HashMap<Slot, Vec<usize>>,
}

/// The words that slots of patterns stand for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TimeWords {
    /// Names of week days, Monday being 1.
    pub(crate) weekdays: HashMap<String, i8>,
    /// Names of months.
    pub(crate) months: HashMap<String, i8>,
    /// Months with a part of them in one word: «mi-octobre».
    pub(crate) month_prefixes: Vec<String>,
    /// Number words.
    pub(crate) numbers: HashMap<String, i64>,
    /// Words for stretches of time.
    pub(crate) units: HashMap<String, TimeUnit>,
    /// Parts of a day: «matin».
    pub(crate) parts: HashSet<String>,
    /// What may be written after the number of a day: «1er», "4th".
    pub(crate) ordinals: Vec<String>,
    /// What parts the hour from the minutes: «14h30», "5:30".
    pub(crate) hour_marks: Vec<String>,
    /// Whether 04/08 is the eighth of April.
    pub(crate) month_first: bool,
    /// Whether names of days and months begin with a capital; if not so written, they are no such names.
    pub(crate) capitals: bool,
    /// Words before a verb that put it in the future, beside the future's own forms: "will".
    pub(crate) future: HashSet<String>,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Sixty minutes or less.
    Hour,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// A year: too long to date anything.
    Year,
}

/// How an expression's value is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeValue {
    /// The day that its day, month and year, or its digits, tell.
    Date,
    /// The month that it names.
    Month,
    /// The day of the week that it names.
    Weekday,
    /// The week whose last days it names: «ce week-end».
    Weekend,
    /// So many units from the base.
    Shift,
    /// From one day to another.
    Range,
    /// A time of the day that is being told of.
    Clock,
    /// It looks like a time and is none: «le 20 heures», "Sunday Times".
    None,
}

/// To which side of the base an expression without a year or week leans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lean {
    /// Past, unless the verb beside it is in the future.
    #[default]
    Verb,
    /// The last one, today left out: «lundi dernier».
    Last,
    /// The next one: «lundi prochain».
    Next,
}

/// From where an expression counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The document's date.
    #[default]
    Document,
    /// The last date told before it.
    Told,
    /// The last date told in the same paragraph, else the document's.
    Current,
}

/// One way to tell a time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeExpression {
    /// How it may be worded: words, `a|b`, `word?`, `{slot}`.
    pub patterns: Vec<String>,
    /// How its value is found.
    pub value: TimeValue,
    /// For a shift: the unit, where no slot tells it.
    #[serde(default)]
    pub unit: Option<TimeUnit>,
    /// For a shift: how many units, or, where a slot tells how many, 1 or -1.
    #[serde(default)]
    pub count: i64,
    /// From where it counts.
    #[serde(default)]
    pub base: Base,
    /// To which side it leans.
    #[serde(default)]
    pub lean: Lean,
    /// Whether it is a bound («depuis lundi») and so dates nothing that is said.
    #[serde(default)]
    pub bound: bool,
    /// Texts with the date of their document and the value of the last time told in them.
    #[serde(default)]
    pub yes: Vec<TimeExample>,
    /// Texts in which it tells no time.
    #[serde(default)]
    pub no: Vec<String>,
}

/// A text with what is read in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeExample {
    /// The text.
    pub text: String,
    /// The document's date.
    #[serde(default)]
    pub date: Option<String>,
    /// The value of the last time told in it.
    pub value: String,
}

/// Words that tell a time.
#[derive(Clone, Debug)]
pub struct TimeMatch<'t> {
    /// How they tell it.
    pub expression: &'t TimeExpression,
    /// How many words they are.
    pub length: usize,
    /// What the slots hold.
    pub captures: Captures,
}

/// The table as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TimeData {
    words: TimeWords,
    expression: Vec<TimeExpression>,
}

impl TimeTable {
    /// The longest expression that begins with the first of some words; of equally long ones the first of the data.
    #[must_use]
    pub fn longest<'t>(&'t self, words: &[Term<'_>]) -> Option<TimeMatch<'t>> {
        let first = words.first()?;
        let by_slot =
            self.by_slot.iter().filter(|(slot, _)| self.words.fits(**slot, first)).map(|(_, indexes)| indexes);
        let candidates = self.by_word.get(first.lower).into_iter().chain(by_slot).flatten();
        let mut best: Option<(usize, usize, Captures)> = None;
        for &index in candidates {
            let length = self.patterns[index].1.len();
            let longer = best.as_ref().is_none_or(|(at, most, _)| (length, *at) > (*most, index));
            if longer && let Some(captures) = self.patterns[index].1.matches(words, &self.words) {
                best = Some((index, length, captures));
            }
        }
        let (index, length, captures) = best?;
        Some(TimeMatch { expression: &self.expressions[self.patterns[index].0], length, captures })
    }

    /// Whether the lower-case word puts the verb after it in the future.
    #[must_use]
    pub fn is_future(&self, word: &str) -> bool {
        self.words.future.contains(word)
    }

    /// Whether 04/08 is the eighth of April.
    #[must_use]
    pub fn is_month_first(&self) -> bool {
        self.words.month_first
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

impl TryFrom<TimeData> for TimeTable {
    type Error = String;

    fn try_from(data: TimeData) -> Result<Self, String> {
        let mut table = Self { words: data.words, expressions: data.expression, ..Self::default() };
        for (index, expression) in table.expressions.iter().enumerate() {
            for text in &expression.patterns {
                table.patterns.extend(Pattern::parse(text)?.into_iter().map(|pattern| (index, pattern)));
            }
            if expression.yes.is_empty() && expression.value != TimeValue::None {
                return Err(format!(
                    "`{}` has no example\nhelp: give it `yes = [{{ text, date, value }}]`",
                    expression.patterns.join(", ")
                ));
            }
        }
        for (index, (_, pattern)) in table.patterns.iter().enumerate() {
            for word in pattern.first_words() {
                table.by_word.entry(word.clone()).or_default().push(index);
            }
            if let Some(slot) = pattern.first_slot() {
                table.by_slot.entry(slot).or_default().push(index);
            }
        }
        Ok(table)
    }
}
