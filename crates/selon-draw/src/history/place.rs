//! Where does each mark of a history stand? Time grows to the right, by the logarithm of what passed; no label meets another.

use super::{HistoryWords, Mark, Stop};
use crate::letters::{fit, width};
use std::collections::HashMap;

pub(super) const SIZE: f32 = 12.0;
pub(super) const ROW: f32 = 92.0;
pub(super) const RADIUS: f32 = 7.0;
/// The widest label beside a mark: the first of these with which the drawing keeps to its width, else the last.
const LABELS: [f32; 3] = [190.0, 130.0, 96.0];
/// The widest name of a row.
const GUTTER: f32 = 170.0;
const GAP: f32 = 26.0;
const TOP: f32 = 32.0;
pub(super) const KEY_STEP: f32 = 24.0;
/// The day at the axis: ten figures and what keeps two apart.
const TICK: f32 = 84.0;
/// The width that a drawing keeps to where its labels let it: a page on a usual screen.
const WIDE: f32 = 1160.0;

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
    let (rows, row_of) = rows(marks);
    let rows: Vec<(String, String)> = rows.into_iter().map(|name| (fit(&name, SIZE, GUTTER - 12.0), name)).collect();
    let widest = rows.iter().map(|(shown, _)| width(shown, SIZE)).fold(60.0, f32::max);
    let gutter = widest + 28.0;
    let Placed { labels, x, right } = placed(marks, &row_of, gutter);
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
        self.lines().map(|(_, text)| width(text, SIZE)).fold(0.0, f32::max)
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

/// What stands at each mark. One that goes on in the same row at the same moment, as passages of one article do, tells only what is new.
fn labels(marks: &[Mark], row_of: &[usize], room: f32) -> Vec<Label> {
    let mut last: HashMap<usize, &Stop> = HashMap::new();
    let mut labels = Vec::with_capacity(marks.len());
    for (Mark { stop, .. }, row) in marks.iter().zip(row_of) {
        let before = last.insert(*row, stop).filter(|before| before.seconds == stop.seconds && before.day == stop.day);
        let mut label = label(stop, room);
        if before.is_some_and(|before| before.speaker == stop.speaker) {
            label.speaker.clear();
        }
        if before.is_some_and(|before| before.drift == stop.drift) {
            label.drift.clear();
        }
        labels.push(label);
    }
    labels
}

fn label(stop: &Stop, room: f32) -> Label {
    let signed = |sign: &str, text: &str| {
        if text.trim().is_empty() { String::new() } else { fit(&format!("{sign}{text}"), SIZE, room) }
    };
    Label {
        speaker: fit(&stop.speaker, SIZE, room),
        drift: fit(&stop.drift.join(", "), SIZE, room),
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

/// Labels, where each mark stands in time, and where the drawing ends.
struct Placed {
    labels: Vec<Label>,
    x: Vec<f32>,
    right: f32,
}

/// As wide as time wants it where that keeps to the width; else labels are cut and time is pressed as far as they have to be.
fn placed(marks: &[Mark], row_of: &[usize], gutter: f32) -> Placed {
    let place = |room: f32, pressed: f32| {
        let labels = labels(marks, row_of, room);
        let x = times(marks, &labels, row_of, gutter + 14.0, pressed);
        let ends = x.iter().zip(&labels).map(|(x, label)| x + label.width().max(2.0 * RADIUS));
        let right = ends.fold(gutter + 260.0, f32::max) + 16.0;
        Placed { labels, x, right }
    };
    let fits = |room: &&f32| place(**room, 0.0).right <= WIDE;
    let room = *LABELS.iter().find(fits).unwrap_or(&LABELS[LABELS.len() - 1]);
    let limit = place(room, 0.0).right.max(WIDE);
    let (mut tight, mut loose) = (0.0, 1.0);
    if place(room, loose).right <= limit {
        return place(room, loose);
    }
    for _ in 0..HALVINGS {
        let middle = f32::midpoint(tight, loose);
        *(if place(room, middle).right <= limit { &mut tight } else { &mut loose }) = middle;
    }
    place(room, tight)
}

/// How often the range in which the right pressure lies is halved: to less than a pixel.
const HALVINGS: usize = 12;

/// Where each mark stands in time, which is as wide as `pressed` says, at most 1. The same moment is the same place, except where two stand in
/// one row.
fn times(marks: &[Mark], labels: &[Label], row_of: &[usize], start: f32, pressed: f32) -> Vec<f32> {
    let mut x: Vec<f32> = Vec::with_capacity(marks.len());
    let mut free: HashMap<usize, Free> = HashMap::new();
    for (number, mark) in marks.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| (&marks[before], x[before]));
        let by_time = before.map_or(start, |(other, at)| at + (passed(other, mark) * pressed).max(least(other, mark)));
        x.push(free.entry(row_of[number]).or_default().take(by_time, labels[number].width()));
    }
    x
}

/// From where on a row is free: for a mark, and for what stands above one.
#[derive(Default)]
struct Free {
    mark: f32,
    label: f32,
}

impl Free {
    /// The first place from `wanted` on for a mark with a label of that width, 0 for none; it is taken then.
    fn take(&mut self, wanted: f32, width: f32) -> f32 {
        let place = if width > 0.0 { wanted.max(self.mark).max(self.label) } else { wanted.max(self.mark) };
        self.mark = place + 2.0 * RADIUS + GAP;
        if width > 0.0 {
            self.label = place + width + GAP;
        }
        place
    }
}

/// The room for what passed between two marks.
fn passed(earlier: &Mark, later: &Mark) -> f32 {
    let seconds = seconds(earlier, later);
    if seconds == 0 { 0.0 } else { 18.0 + 24.0 * (1.0 + seconds as f32 / 3600.0).ln() }
}

/// The least room: what is later stands further right.
fn least(earlier: &Mark, later: &Mark) -> f32 {
    if seconds(earlier, later) > 0 { 4.0 } else { 0.0 }
}

/// The time between two marks; a day where they are of two days and no time tells them apart, as with dates that can't be.
fn seconds(earlier: &Mark, later: &Mark) -> i64 {
    let (earlier, later) = (&earlier.stop, &later.stop);
    let passed = later.seconds.saturating_sub(earlier.seconds).max(0);
    if passed == 0 && earlier.day != later.day { DAY } else { passed }
}

const DAY: i64 = 86_400;

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
