//! Where does each mark of a history stand? Time grows to the right, by the logarithm of what passed; no label meets another.

use super::{HistoryWords, Mark};
use crate::letters::{fit, width};
use std::collections::HashMap;

pub(super) const SIZE: f32 = 12.0;
pub(super) const ROW: f32 = 92.0;
pub(super) const RADIUS: f32 = 7.0;
/// The widest label beside a mark, and the widest name of a row.
const LABEL: f32 = 190.0;
const GUTTER: f32 = 170.0;
const GAP: f32 = 26.0;
const TOP: f32 = 32.0;
pub(super) const KEY_STEP: f32 = 24.0;
/// The day at the axis: ten figures and what keeps two apart.
const TICK: f32 = 84.0;

/// Where everything stands, in pixels.
pub(super) struct Plan {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Where the names of rows end and time begins.
    pub(super) gutter: f32,
    /// The names of rows, as they are drawn and in full.
    pub(super) rows: Vec<(String, String)>,
    /// Where each mark stands.
    pub(super) at: Vec<(f32, f32)>,
    /// What stands at each mark.
    pub(super) labels: Vec<Label>,
    /// Days at the axis: where, and which.
    pub(super) days: Vec<(f32, String)>,
    /// Where the key of signs begins.
    pub(super) key: f32,
    /// Each entry of the key: where in its line, and in which line.
    pub(super) entries: Vec<(f32, usize)>,
}

/// The lines of text at a mark, cut to their place.
#[derive(Default)]
pub(super) struct Label {
    pub(super) speaker: String,
    pub(super) drift: String,
    pub(super) removed: String,
    pub(super) added: String,
}

pub(super) fn plan(marks: &[Mark], words: &HistoryWords) -> Plan {
    let labels: Vec<Label> = marks.iter().map(label).collect();
    let (rows, row_of) = rows(marks);
    let rows: Vec<(String, String)> = rows.into_iter().map(|name| (fit(&name, SIZE, GUTTER - 12.0), name)).collect();
    let widest = rows.iter().map(|(shown, _)| width(shown, SIZE)).fold(60.0, f32::max);
    let gutter = widest + 28.0;
    let x = times(marks, &labels, &row_of, gutter + 14.0);
    let right = x.iter().zip(&labels).map(|(x, label)| x + label.width()).fold(gutter + 260.0, f32::max) + 16.0;
    let key = TOP + rows.len() as f32 * ROW + 12.0;
    let (entries, lines) = entries(words, right);
    Plan {
        width: right,
        height: key + (lines as f32 + 0.5) * KEY_STEP,
        gutter,
        at: x.iter().zip(&row_of).map(|(x, number)| (*x, row(*number))).collect(),
        days: days(marks, &x),
        rows,
        labels,
        key,
        entries,
    }
}

impl Plan {
    /// Where a row's line runs.
    pub(super) fn row(&self, number: usize) -> f32 {
        row(number)
    }
}

fn row(number: usize) -> f32 {
    TOP + (number as f32 + 0.8) * ROW
}

impl Label {
    fn width(&self) -> f32 {
        self.lines().map(|(_, text)| width(text, SIZE)).fold(2.0 * RADIUS, f32::max)
    }

    /// The lines that are not empty with their classes, from above.
    pub(super) fn lines(&self) -> impl DoubleEndedIterator<Item = (&'static str, &str)> {
        let all = [
            ("d-who", &self.speaker),
            ("d-drift", &self.drift),
            ("d-removed", &self.removed),
            ("d-added", &self.added),
        ];
        all.into_iter().map(|(class, text)| (class, text.as_str())).filter(|(_, text)| !text.is_empty())
    }
}

fn label(mark: &Mark) -> Label {
    let stop = &mark.stop;
    let signed = |sign: &str, text: &str| {
        if text.trim().is_empty() { String::new() } else { fit(&format!("{sign}{text}"), SIZE, LABEL) }
    };
    Label {
        speaker: fit(&stop.speaker, SIZE, LABEL),
        drift: fit(&stop.drift.join(", "), SIZE, LABEL),
        removed: signed("−", &stop.changed.0),
        added: signed("+", &stop.changed.1),
    }
}

/// The rows from above, and the row of each mark: who took it stands beneath from whom, as far as a row has one place.
fn rows(marks: &[Mark]) -> (Vec<String>, Vec<usize>) {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); marks.len()];
    let mut next: Vec<usize> = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        match mark.from.filter(|from| *from < number) {
            Some(from) => children[from].push(number),
            None => next.push(number),
        }
    }
    next.reverse();
    let mut names: Vec<String> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut row_of = vec![0; marks.len()];
    while let Some(number) = next.pop() {
        let name = marks[number].stop.row.as_str();
        row_of[number] = *known.entry(name).or_insert_with(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        next.extend(children[number].iter().rev());
    }
    (names, row_of)
}

/// Where each mark stands in time. The same moment is the same place, except where two stand in one row.
fn times(marks: &[Mark], labels: &[Label], row_of: &[usize], start: f32) -> Vec<f32> {
    let stretch = stretch(marks);
    let mut x: Vec<f32> = Vec::with_capacity(marks.len());
    let mut free: HashMap<usize, f32> = HashMap::new();
    for (number, mark) in marks.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| (&marks[before], x[before]));
        let by_time = before.map_or(start, |(other, at)| at + passed(other, mark) * stretch);
        let place = by_time.max(free.get(&row_of[number]).copied().unwrap_or(0.0));
        free.insert(row_of[number], place + labels[number].width() + GAP);
        x.push(place);
    }
    x
}

/// The room for what passed between two marks.
fn passed(earlier: &Mark, later: &Mark) -> f32 {
    let seconds = later.stop.seconds.saturating_sub(earlier.stop.seconds).max(0);
    if seconds == 0 { 0.0 } else { 18.0 + 24.0 * (1.0 + seconds as f32 / 3600.0).ln() }
}

/// Many marks are put closer together, so that the drawing stays within two screens where it can.
fn stretch(marks: &[Mark]) -> f32 {
    let whole: f32 = marks.windows(2).map(|pair| passed(&pair[0], &pair[1])).sum();
    (1400.0 / whole.max(1.0)).min(1.0)
}

fn days(marks: &[Mark], x: &[f32]) -> Vec<(f32, String)> {
    let mut days: Vec<(f32, String)> = Vec::new();
    let mut last = "";
    for (mark, x) in marks.iter().zip(x) {
        let is_free = days.last().is_none_or(|(at, _)| x - at >= TICK);
        if mark.stop.day != last && is_free {
            days.push((*x, fit(&mark.stop.day, SIZE, TICK - 8.0)));
            last = &mark.stop.day;
        }
    }
    days
}

/// The entries of the key, as many in a line as fit.
fn entries(words: &HistoryWords, right: f32) -> (Vec<(f32, usize)>, usize) {
    let mut places = Vec::new();
    let (mut x, mut line) = (12.0, 0);
    for text in key_texts(words) {
        let needed = 34.0 + width(text, SIZE) + 18.0;
        if x + needed > right && x > 12.0 {
            (x, line) = (12.0, line + 1);
        }
        places.push((x, line));
        x += needed;
    }
    (places, line + 1)
}

/// The texts of the key, in the order in which their signs are drawn.
pub(super) fn key_texts<'w>(words: &HistoryWords<'w>) -> [&'w str; 7] {
    let [asserts, denies, doubts, declines] = words.stances;
    [words.origin, asserts, denies, doubts, declines, words.credited, words.inferred]
}
