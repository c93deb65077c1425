//! How is a time worded? Patterns over words: literal words, choices, words that may be left out, and slots.

use super::{TimeUnit, TimeWords};

/// Longest pattern, in items.
const LONGEST: usize = 12;

/// One word of a text, as patterns see it.
#[derive(Clone, Copy, Debug)]
pub struct Term<'t> {
    /// In lower case, with the apostrophe that the data use.
    pub lower: &'t str,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// What a word of a pattern may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A day of the week.
    Weekday,
    /// A month.
    Month,
    /// A month with a part of it in one word: «mi-octobre».
    PartOfMonth,
    /// A day of a month.
    Day,
    /// A year of four digits.
    Year,
    /// A count, in digits or a word.
    Number,
    /// A stretch of time.
    Unit,
    /// A part of a day.
    Part,
    /// A date in digits, in one word: `2016-08-04`.
    Digits,
    /// An hour with its mark: `14h30`.
    Hour,
}

impl Slot {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "weekday" => Self::Weekday,
            "month" => Self::Month,
            "part_of_month" => Self::PartOfMonth,
            "day" => Self::Day,
            "year" => Self::Year,
            "number" => Self::Number,
            "unit" => Self::Unit,
            "part" => Self::Part,
            "digits" => Self::Digits,
            "hour" => Self::Hour,
            _ => return None,
        })
    }
}

/// What the slots of a match hold, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures {
    /// Days of the week, Monday being 1.
    pub weekdays: Vec<i8>,
    /// Months.
    pub months: Vec<i8>,
    /// Days of a month.
    pub days: Vec<i8>,
    /// The year.
    pub year: Option<i16>,
    /// A count.
    pub count: Option<i64>,
    /// A unit.
    pub unit: Option<TimeUnit>,
}

/// Items that match one word each.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    items: Vec<Item>,
}

#[derive(Clone, Debug)]
enum Item {
    Words(Vec<String>),
    Slot(Slot),
}

impl Pattern {
    /// Reads a pattern; one for each way to leave out what may be left out.
    pub(super) fn parse(text: &str) -> Result<Vec<Self>, String> {
        let mut patterns = vec![Self { items: Vec::new() }];
        for word in text.split_whitespace() {
            let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
            let item = Item::parse(word).ok_or_else(|| format!("`{word}` in `{text}` is no slot"))?;
            let with = patterns.iter().cloned().map(|mut pattern| {
                pattern.items.push(item.clone());
                pattern
            });
            patterns = if optional { with.chain(patterns.iter().cloned()).collect() } else { with.collect() };
        }
        patterns.retain(|pattern| !pattern.items.is_empty());
        if patterns.iter().any(|pattern| pattern.len() > LONGEST) {
            return Err(format!("`{text}` is longer than {LONGEST} words"));
        }
        Ok(patterns)
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn first_words(&self) -> &[String] {
        match self.items.first() {
            Some(Item::Words(words)) => words,
            _ => &[],
        }
    }

    pub(super) fn first_slot(&self) -> Option<Slot> {
        match self.items.first() {
            Some(Item::Slot(slot)) => Some(*slot),
            _ => None,
        }
    }

    /// What the slots hold where the pattern matches the beginning of `terms`.
    pub(super) fn matches(&self, terms: &[Term<'_>], words: &TimeWords) -> Option<Captures> {
        let terms = terms.get(..self.len())?;
        let fits = |(item, term): (&Item, &Term<'_>)| match item {
            Item::Words(choices) => choices.iter().any(|choice| choice == term.lower),
            Item::Slot(slot) => words.fits(*slot, term),
        };
        if !self.items.iter().zip(terms).all(fits) {
            return None;
        }
        let mut captures = Captures::default();
        for (item, term) in self.items.iter().zip(terms) {
            if let Item::Slot(slot) = item {
                words.capture(*slot, term, &mut captures)?;
            }
        }
        Some(captures)
    }
}

impl Item {
    fn parse(word: &str) -> Option<Self> {
        match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            Some(name) => Slot::named(name).map(Self::Slot),
            None => Some(Self::Words(word.split('|').map(str::to_owned).collect())),
        }
    }
}

impl TimeWords {
    /// Whether a word can fill the slot.
    pub(super) fn fits(&self, slot: Slot, term: &Term<'_>) -> bool {
        self.capture(slot, term, &mut Captures::default()).is_some()
    }

    /// Notes what a word in the slot means; `None` where it can't fill it.
    fn capture(&self, slot: Slot, term: &Term<'_>, into: &mut Captures) -> Option<()> {
        let word = term.lower;
        let named = !self.capitals || term.capital;
        match slot {
            Slot::Weekday => into.weekdays.push(*self.weekdays.get(word).filter(|_| named)?),
            Slot::Month => into.months.push(*self.months.get(word).filter(|_| named)?),
            Slot::PartOfMonth => into.months.push(self.part_of_month(word)?),
            Slot::Day => into.days.push(self.day(word)?),
            Slot::Year => into.year = Some(year(word)?),
            Slot::Number => into.count = Some(self.number(word)?),
            Slot::Unit => into.unit = Some(*self.units.get(word)?),
            Slot::Part => return self.parts.contains(word).then_some(()),
            Slot::Digits => self.digits(word, into)?,
            Slot::Hour => return self.is_hour(word).then_some(()),
        }
        Some(())
    }

    fn part_of_month(&self, word: &str) -> Option<i8> {
        let rest = self.month_prefixes.iter().find_map(|prefix| word.strip_prefix(prefix.as_str()))?;
        self.months.get(rest).copied()
    }

    fn day(&self, word: &str) -> Option<i8> {
        let bare = self.ordinals.iter().find_map(|ending| word.strip_suffix(ending.as_str())).unwrap_or(word);
        let day = digits(bare, 2)?.parse().ok()?;
        (1..=31).contains(&day).then_some(day)
    }

    fn number(&self, word: &str) -> Option<i64> {
        self.numbers.get(word).copied().or_else(|| digits(word, 3)?.parse().ok())
    }

    /// `2016-08-04`, `04.08.2016`, `4-8-2016`, and of `04/08/2016` nothing: it is five words.
    fn digits(&self, word: &str, into: &mut Captures) -> Option<()> {
        let mut parts = word.split(['-', '.']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || word.contains('-') == word.contains('.') {
            return None;
        }
        let (year_text, month, day) = match (first.len(), self.month_first) {
            (4, _) => (first, second, third),
            (_, true) if !word.contains('.') => (third, first, second),
            _ => (third, second, first),
        };
        into.year = Some(year(year_text)?);
        into.months.push(digits(month, 2)?.parse().ok()?);
        into.days.push(digits(day, 2)?.parse().ok()?);
        Some(())
    }

    fn is_hour(&self, word: &str) -> bool {
        let cut = self.hour_marks.iter().find_map(|mark| word.split_once(mark.as_str()));
        let below =
            |text: &str, most: u8| digits(text, 2).and_then(|text| text.parse::<u8>().ok()).is_some_and(|n| n < most);
        cut.is_some_and(|(hour, minutes)| below(hour, 25) && (minutes.is_empty() || below(minutes, 60)))
    }
}

/// The text, where it is one to `most` digits.
fn digits(text: &str, most: usize) -> Option<&str> {
    (!text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn year(text: &str) -> Option<i16> {
    let year = digits(text, 4).filter(|text| text.len() == 4)?.parse().ok()?;
    (1000..2200).contains(&year).then_some(year)
}
