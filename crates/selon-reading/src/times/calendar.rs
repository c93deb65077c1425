//! Which day, week or month does an expression mean? Counted from the document's date or the last date told.

use crate::whole::When;
use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit};
use selon_language::time::{Base, Captures, Lean, TimeExpression, TimeUnit, TimeValue};

/// A day without a year lies at most so many days after the document's date, else in the year before.
const DAYS_AHEAD: i32 = 60;
/// A bare day told beside a full date at least so many years from the document's is of that date's year.
const OTHER_AGE: i16 = 2;

/// The ISO date that a text begins with.
pub(super) fn date(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// What an expression tells, and what stands beside it.
pub(super) struct Clue<'c> {
    pub(super) expression: &'c TimeExpression,
    pub(super) captures: &'c Captures,
    /// Whether the verb beside it is in the future.
    pub(super) future: bool,
    /// Its paragraph.
    pub(super) paragraph: usize,
}

/// What an expression means.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) value: String,
    granularity: &'static str,
    from: &'static str,
    anchor: Option<Date>,
    /// The day that later expressions count from.
    day: Option<Date>,
}

impl Dated {
    /// As the reading has it, without its place.
    pub(super) fn when(self) -> When {
        When {
            value: self.value,
            granularity: self.granularity.to_owned(),
            from: self.from.to_owned(),
            span: None,
            anchor: self.anchor.map(|date| date.to_string()),
        }
    }
}

/// What is known of time at a place in the text.
pub(super) struct Calendar {
    published: Option<Date>,
    month_first: bool,
    told: Option<Date>,
    /// The paragraph of the last date told.
    paragraph: usize,
}

impl Calendar {
    pub(super) const fn new(published: Option<Date>, month_first: bool) -> Self {
        Self { published, month_first, told: None, paragraph: 0 }
    }

    pub(super) fn is_published(&self, value: &str) -> bool {
        self.published.is_some_and(|date| date.to_string() == value)
    }

    /// Notes that a date was told.
    pub(super) fn told(&mut self, dated: &Dated, paragraph: usize) {
        if let Some(day) = dated.day {
            (self.told, self.paragraph) = (Some(day), paragraph);
        }
    }

    /// What the expression means; nothing where it names no day that there is or has nothing to count from.
    pub(super) fn resolve(&self, clue: &Clue<'_>) -> Option<Dated> {
        match clue.expression.value {
            TimeValue::Date => self.day(clue),
            TimeValue::Month => self.month(clue),
            TimeValue::Weekday => self.weekday(clue),
            TimeValue::Weekend => self.weekend(clue),
            TimeValue::Shift => self.shift(clue),
            TimeValue::Range => self.range(clue),
            TimeValue::Clock => self.clock(clue),
            TimeValue::None => None,
        }
    }

    fn day(&self, clue: &Clue<'_>) -> Option<Dated> {
        let (month, day) = self.month_and_day(clue.captures)?;
        if let Some(year) = clue.captures.year {
            return Some(stated(Date::new(year, month, day).ok()?));
        }
        let date = self.nearest(month, day, clue)?;
        Some(Dated { from: "document_date", anchor: self.published, ..stated(date) })
    }

    /// The month and day that names or bare digits tell.
    fn month_and_day(&self, captures: &Captures) -> Option<(i8, i8)> {
        let day = *captures.days.last()?;
        match (captures.months.last(), captures.days.as_slice()) {
            (Some(&month), _) => Some((month, day)),
            (None, [month, day]) if self.month_first => Some((*month, *day)),
            (None, [day, month]) => Some((*month, *day)),
            _ => None,
        }
    }

    /// The day of the year that it most likely is of.
    fn nearest(&self, month: i8, day: i8, clue: &Clue<'_>) -> Option<Date> {
        let base = self.published.or(self.told)?;
        if let Some(told) = self.other_age(clue) {
            return Date::new(told.year(), month, day).ok();
        }
        let ahead = match (clue.expression.lean, clue.future) {
            (Lean::Next, _) => 366,
            (Lean::Last, _) => 0,
            (Lean::Verb, true) => 300,
            (Lean::Verb, false) => DAYS_AHEAD,
        };
        let fits = |date: &Date| days_between(base, *date) <= ahead;
        let years = [base.year() + 1, base.year(), base.year() - 1, base.year() - 2];
        let mut dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
        match clue.expression.lean {
            Lean::Next => dates.rfind(|date| *date > base),
            _ => dates.find(fits),
        }
    }

    /// The date just told, where it is of another age than the document.
    fn other_age(&self, clue: &Clue<'_>) -> Option<Date> {
        let (told, published) = (self.told?, self.published?);
        let other = (told.year() - published.year()).abs() >= OTHER_AGE;
        (other && self.paragraph == clue.paragraph).then_some(told)
    }

    fn month(&self, clue: &Clue<'_>) -> Option<Dated> {
        let month = *clue.captures.months.last()?;
        if let Some(year) = clue.captures.year {
            return Some(month_of(Date::new(year, month, 1).ok()?, "stated"));
        }
        let base = self.published.or(self.told)?;
        let ahead = match (clue.expression.lean, clue.future) {
            (Lean::Next, _) => 12,
            (Lean::Last, _) => -1,
            (Lean::Verb, true) => 11,
            (Lean::Verb, false) => 0,
        };
        let months = i32::from(month) - i32::from(base.month());
        let year = if months <= ahead - 12 { 1 } else { -i16::from(months > ahead) };
        let date = Date::new(base.year() + year, month, 1).ok()?;
        Some(Dated { anchor: self.published, ..month_of(date, "document_date") })
    }

    fn weekday(&self, clue: &Clue<'_>) -> Option<Dated> {
        let base = self.base(clue)?;
        let weekday = Weekday::from_monday_one_offset(*clue.captures.weekdays.last()?).ok()?;
        let same = base.weekday() == weekday;
        let date = match (clue.expression.lean, clue.future) {
            (Lean::Verb, _) if same => base,
            (Lean::Next, _) | (Lean::Verb, true) => base.nth_weekday(1, weekday).ok()?,
            _ => base.nth_weekday(-1, weekday).ok()?,
        };
        Some(self.counted(clue, base, date, TimeUnit::Day))
    }

    /// The week whose last days are meant.
    fn weekend(&self, clue: &Clue<'_>) -> Option<Dated> {
        let base = self.base(clue)?;
        let running = base.weekday().to_monday_one_offset() >= 6 && clue.expression.lean == Lean::Verb;
        let nth = if clue.expression.lean == Lean::Next || clue.future { 1 } else { -1 };
        let date = if running { base } else { base.nth_weekday(nth, Weekday::Saturday).ok()? };
        Some(self.counted(clue, base, date, TimeUnit::Week))
    }

    /// So many units before or after the base.
    fn shift(&self, clue: &Clue<'_>) -> Option<Dated> {
        let unit = clue.captures.unit.or(clue.expression.unit)?;
        let base = self.base(clue)?;
        let count = clue.expression.count.checked_mul(clue.captures.count.unwrap_or(1))?;
        let (count, fine) = match unit {
            TimeUnit::Hour => ((count / 24).days(), TimeUnit::Day),
            TimeUnit::Day => (count.days(), TimeUnit::Day),
            TimeUnit::Week => (count.weeks(), TimeUnit::Week),
            TimeUnit::Month => (count.months(), TimeUnit::Month),
            TimeUnit::Year => return None,
        };
        Some(self.counted(clue, base, base.checked_add(count).ok()?, fine))
    }

    fn range(&self, clue: &Clue<'_>) -> Option<Dated> {
        let captures = clue.captures;
        let last = self.day(clue)?;
        let end = last.day?;
        let month = *captures.months.first()?;
        let year = if month > end.month() { end.year() - 1 } else { end.year() };
        let start = Date::new(year, month, *captures.days.first()?).ok()?;
        (start <= end).then(|| Dated { value: format!("{start}/{end}"), granularity: "range", ..last })
    }

    /// A time of the day that is told of in this paragraph, else of the document's.
    fn clock(&self, clue: &Clue<'_>) -> Option<Dated> {
        let told = self.told_here(clue);
        let day = told.or(self.published)?;
        let from = if told.is_some() { "anchor" } else { "document_date" };
        Some(Dated { granularity: "time", from, anchor: Some(day), day: None, ..stated(day) })
    }

    /// Where the expression counts from; nothing was told yet: only back from the document's date.
    fn base(&self, clue: &Clue<'_>) -> Option<Date> {
        let back = clue.expression.count <= 0 && clue.expression.lean != Lean::Next;
        match clue.expression.base {
            Base::Document => self.published,
            Base::Told => self.told.or(self.published.filter(|_| back)),
            Base::Current => self.told_here(clue).or(self.published),
        }
    }

    /// The date told before in the same paragraph.
    fn told_here(&self, clue: &Clue<'_>) -> Option<Date> {
        self.told.filter(|_| self.paragraph == clue.paragraph)
    }

    /// Whether the day or month lies after the document's.
    pub(super) fn is_ahead(&self, dated: &Dated) -> bool {
        let comparable = matches!(dated.granularity, "day" | "month" | "time");
        comparable && self.published.is_some_and(|date| dated.value > date.to_string())
    }

    fn counted(&self, clue: &Clue<'_>, base: Date, date: Date, unit: TimeUnit) -> Dated {
        let told = match clue.expression.base {
            Base::Document => false,
            Base::Told => self.told.is_some(),
            Base::Current => self.told_here(clue).is_some(),
        };
        let from = if told { "anchor" } else { "document_date" };
        let dated = match unit {
            TimeUnit::Week => Dated { value: week(date), granularity: "week", day: None, ..stated(date) },
            TimeUnit::Month => month_of(date, from),
            _ => stated(date),
        };
        Dated { from, anchor: Some(base), ..dated }
    }
}

fn stated(date: Date) -> Dated {
    Dated { value: date.to_string(), granularity: "day", from: "stated", anchor: None, day: Some(date) }
}

fn month_of(date: Date, from: &'static str) -> Dated {
    let value = format!("{:04}-{:02}", date.year(), date.month());
    Dated { value, granularity: "month", from, anchor: None, day: None }
}

/// The ISO week that a day is in.
fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until((Unit::Day, to)).map_or(0, |span| span.get_days())
}
