//! Number words, units, approximation and comparison.

mod numerals;

pub use numerals::Numeral;

use numerals::NumeralData;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Most words of one entry: «un peu plus de», "half a million".
const LONGEST: usize = 5;

/// Number words, units, approximation and comparison.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "QuantityData")]
pub struct QuantityTable {
    numerals: NumeralData,
    before: HashMap<String, Precision>,
    after: HashMap<String, Precision>,
    units: HashMap<String, String>,
    currencies: HashMap<String, String>,
    collectives: HashMap<String, (f64, Precision)>,
    fractions: HashMap<String, f64>,
    joints: HashSet<String>,
    openings: HashMap<String, String>,
    comparisons: HashSet<String>,
    labels: HashSet<String>,
    links: HashSet<String>,
    modifiers: HashSet<String>,
    plural_endings: Vec<String>,
    /// First words of what is no plain numeral.
    starts: HashSet<String>,
    examples: Vec<QuantityExample>,
}

/// How exactly a number is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// As it stands.
    #[default]
    Exact,
    /// «environ»
    About,
    /// «au moins»
    AtLeast,
    /// «au plus»
    AtMost,
    /// «plus de»
    MoreThan,
    /// «moins de»
    LessThan,
}

impl Precision {
    /// The name in readings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
        }
    }
}

/// A text with the quantities read in it, in order: `about 40..50 %`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityExample {
    /// The text.
    pub text: String,
    /// What is read; empty for a text with no quantity.
    #[serde(default)]
    pub reads: Vec<String>,
}

/// The table as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct QuantityData {
    numerals: NumeralData,
    /// How plural nouns end.
    plural_endings: Vec<String>,
    precision: Vec<PrecisionData>,
    unit: Vec<UnitData>,
    collective: Vec<CollectiveData>,
    fraction: Vec<FractionData>,
    range: Vec<RangeData>,
    comparison: Vec<WordsData>,
    /// What numbers that count nothing stand behind: «article 49».
    label: Vec<WordsData>,
    /// What stands between a number and its unit: «deux millions d'euros».
    link: Vec<WordsData>,
    /// What stands before the counted noun and is none: «300 nouveaux cas».
    modifier: Vec<WordsData>,
    example: Vec<QuantityExample>,
}

/// Words that tell how exact the number beside them is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrecisionData {
    means: Precision,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    yes: Vec<QuantityExample>,
}

/// A unit: what it is written as in readings, its words and, for a currency, what stands before the number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitData {
    symbol: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    yes: Vec<QuantityExample>,
}

/// A noun that is a number: «douzaine».
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CollectiveData {
    value: f64,
    words: Vec<String>,
    #[serde(default)]
    precision: Precision,
    yes: Vec<QuantityExample>,
}

/// A part of a whole, in per cent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FractionData {
    percent: f64,
    words: Vec<String>,
    yes: Vec<QuantityExample>,
}

/// How a range is told: what opens it, if anything, and what stands between its ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RangeData {
    #[serde(default)]
    opens: Option<String>,
    joint: String,
    yes: Vec<QuantityExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsData {
    words: Vec<String>,
    yes: Vec<QuantityExample>,
}

impl QuantityTable {
    /// Whether a number may begin with the word.
    #[must_use]
    pub fn may_begin(&self, word: &str) -> bool {
        self.starts.contains(word) || self.numerals.may_begin(word)
    }

    /// The number that begins the words, and how many words it is.
    #[must_use]
    pub fn numeral(&self, words: &[&str]) -> Option<Numeral> {
        self.numerals.read(words)
    }

    /// How exact the number after the last of the words is, and how many words tell it.
    #[must_use]
    pub fn precision_before(&self, words: &[&str]) -> Option<(Precision, usize)> {
        longest_ending(words, |key| self.before.get(key).copied())
    }

    /// How exact the number before the words is, and how many words tell it.
    #[must_use]
    pub fn precision_after(&self, words: &[&str]) -> Option<(Precision, usize)> {
        longest(words, |key| self.after.get(key).copied())
    }

    /// The unit that begins the words, and how many words it is.
    #[must_use]
    pub fn unit(&self, words: &[&str]) -> Option<(&str, usize)> {
        longest(words, |key| self.units.get(key).map(String::as_str))
    }

    /// The currency that ends the words, and how many words it is.
    #[must_use]
    pub fn currency_before(&self, words: &[&str]) -> Option<(&str, usize)> {
        longest_ending(words, |key| self.currencies.get(key).map(String::as_str))
    }

    /// How many words at the beginning are a currency that stands before its number.
    #[must_use]
    pub fn currency_after(&self, words: &[&str]) -> Option<usize> {
        longest(words, |key| self.currencies.contains_key(key).then_some(())).map(|(_, length)| length)
    }

    /// The number that a noun is, how exact it is by itself, and how many words it is.
    #[must_use]
    pub fn collective(&self, words: &[&str]) -> Option<((f64, Precision), usize)> {
        longest(words, |key| self.collectives.get(key).copied())
    }

    /// The share that begins the words, in per cent, and how many words it is.
    #[must_use]
    pub fn fraction(&self, words: &[&str]) -> Option<(f64, usize)> {
        longest(words, |key| self.fractions.get(key).copied())
    }

    /// Whether the word stands between the ends of a range after `before`, the word before its first end.
    #[must_use]
    pub fn joins(&self, before: &str, word: &str) -> bool {
        self.joints.contains(word) || self.openings.get(before).is_some_and(|joint| joint == word)
    }

    /// Whether the word opens a range.
    #[must_use]
    pub fn opens(&self, word: &str) -> bool {
        self.openings.contains_key(word)
    }

    /// How many words compare with what follows them.
    #[must_use]
    pub fn comparison(&self, words: &[&str]) -> Option<usize> {
        longest(words, |key| self.comparisons.contains(key).then_some(())).map(|(_, length)| length)
    }

    /// Whether a number after the word names something and counts nothing.
    #[must_use]
    pub fn is_label(&self, word: &str) -> bool {
        self.labels.contains(word)
    }

    /// Whether the word may stand between a number and its unit.
    #[must_use]
    pub fn is_link(&self, word: &str) -> bool {
        self.links.contains(word)
    }

    /// Whether the word stands before a counted noun and is none.
    #[must_use]
    pub fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.contains(word)
    }

    /// Whether a noun ends as plurals do.
    #[must_use]
    pub fn looks_plural(&self, noun: &str) -> bool {
        self.plural_endings.iter().any(|ending| noun.ends_with(ending.as_str()))
    }

    /// Every example of the data.
    #[must_use]
    pub fn examples(&self) -> &[QuantityExample] {
        &self.examples
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

impl From<QuantityData> for QuantityTable {
    fn from(data: QuantityData) -> Self {
        let mut table = Self { numerals: data.numerals, ..Self::default() };
        table.examples = data.example;
        table.plural_endings = data.plural_endings;
        for entry in data.precision {
            table.before.extend(entry.before.into_iter().map(|word| (word, entry.means)));
            table.after.extend(entry.after.into_iter().map(|word| (word, entry.means)));
            table.examples.extend(entry.yes);
        }
        for entry in data.unit {
            table.units.extend(entry.words.into_iter().map(|word| (word, entry.symbol.clone())));
            table.currencies.extend(entry.before.into_iter().map(|word| (word, entry.symbol.clone())));
            table.examples.extend(entry.yes);
        }
        for entry in data.collective {
            table.collectives.extend(entry.words.into_iter().map(|word| (word, (entry.value, entry.precision))));
            table.examples.extend(entry.yes);
        }
        for entry in data.fraction {
            table.fractions.extend(entry.words.into_iter().map(|word| (word, entry.percent)));
            table.examples.extend(entry.yes);
        }
        for entry in data.range {
            match entry.opens {
                Some(opens) => drop(table.openings.insert(opens, entry.joint)),
                None => drop(table.joints.insert(entry.joint)),
            }
            table.examples.extend(entry.yes);
        }
        let lists = [
            (data.comparison, &mut table.comparisons),
            (data.label, &mut table.labels),
            (data.link, &mut table.links),
            (data.modifier, &mut table.modifiers),
        ];
        for (entries, into) in lists {
            for entry in entries {
                into.extend(entry.words);
                table.examples.extend(entry.yes);
            }
        }
        let phrases = table.collectives.keys().chain(table.fractions.keys());
        table.starts = phrases.filter_map(|phrase| phrase.split(' ').next()).map(str::to_owned).collect();
        table
    }
}

/// What the most of the first words mean, and how many they are.
fn longest<T>(words: &[&str], find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    (1..=LONGEST.min(words.len())).rev().find_map(|length| Some((find(&words[..length].join(" "))?, length)))
}

/// What the most of the last words mean, and how many they are.
fn longest_ending<T>(words: &[&str], find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let most = LONGEST.min(words.len());
    (1..=most).rev().find_map(|length| Some((find(&words[words.len() - length..].join(" "))?, length)))
}
