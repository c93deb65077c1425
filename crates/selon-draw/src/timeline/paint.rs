//! Draws a timeline: bars above, rows of discs beneath, and the key. Denials are hollow and crossed.

use super::{Cell, Cells, Timeline};
use crate::letters::{fit, width};
use crate::svg::{Anchor, N, Svg};

const SIZE: f32 = 12.0;
const ROW: f32 = 34.0;
const TOP: f32 = 22.0;
const BARS: f32 = 92.0;
const AXIS: f32 = 24.0;
const KEY: f32 = 30.0;
const NAMES: f32 = 180.0;
/// The largest disc's radius.
const DISC: f32 = 10.0;

pub(super) struct Plan {
    pub(super) width: f32,
    pub(super) height: f32,
    gutter: f32,
    /// The room of one period.
    step: f32,
    /// Every how many periods one is named.
    named: usize,
    /// Most statements in a period, of all and of one row.
    most: usize,
    most_of_row: usize,
}

pub(super) fn plan(timeline: &Timeline, cells: &Cells) -> Plan {
    let names = timeline.lanes.iter().map(|lane| lane.name.as_str()).chain([timeline.words.all]);
    let widest = names.map(|name| width(&fit(name, SIZE, NAMES), SIZE)).fold(40.0, f32::max);
    let count = cells.periods.len().max(1) as f32;
    let most = |row: &[Cell]| row.iter().map(|cell| cell.count).max().unwrap_or(0).max(1);
    let splits = cells.lanes.iter().flatten().any(|cell| cell.denied > 0 && cell.said() > 0);
    let least = if splits { 3.4 * DISC } else { 2.0 * DISC + 4.0 };
    let step = (720.0 / count).clamp(least, 110.0);
    let label =
        if count > 0.0 && !cells.periods.is_empty() { width(&cells.periods.name(0), SIZE) + 14.0 } else { step };
    let gutter = widest + 24.0;
    let keys = width(timeline.words.said, SIZE) + width(timeline.words.denied, SIZE) + 120.0;
    Plan {
        width: (gutter + count * step + label.max(24.0)).max(keys),
        height: TOP + BARS + AXIS + timeline.lanes.len() as f32 * ROW + KEY,
        gutter,
        step,
        named: (label / step).ceil().max(1.0) as usize,
        most: most(&cells.all),
        most_of_row: cells.lanes.iter().map(|row| most(row)).max().unwrap_or(1),
    }
}

pub(super) fn paint(svg: &mut Svg, timeline: &Timeline, cells: &Cells, plan: &Plan) {
    axis(svg, timeline, cells, plan);
    for (at, cell) in cells.all.iter().enumerate().filter(|(_, cell)| cell.count > 0) {
        let (href, title) = told(timeline, cells, None, at);
        svg.link(href.as_deref(), &title, |svg| bar(svg, *cell, plan.left(at), plan));
    }
    for (number, lane) in timeline.lanes.iter().enumerate() {
        let y = TOP + BARS + AXIS + (number as f32 + 0.5) * ROW;
        svg.line("d-rule", (plan.gutter, y), (plan.width - 8.0, y));
        let shown = fit(&lane.name, SIZE, NAMES);
        svg.link(lane.href.as_deref(), &lane.name, |svg| {
            svg.text("d-strong", (plan.gutter - 12.0, y + 4.0), SIZE, Anchor::End, &shown);
        });
        for (at, cell) in cells.lanes[number].iter().enumerate().filter(|(_, cell)| cell.count > 0) {
            let (href, title) = told(timeline, cells, Some(number), at);
            svg.link(href.as_deref(), &title, |svg| discs(svg, *cell, (plan.left(at) + plan.step / 2.0, y), plan));
        }
    }
    key(svg, timeline, plan);
}

impl Plan {
    fn left(&self, at: usize) -> f32 {
        self.gutter + at as f32 * self.step
    }

    /// The area of a disc is as large as the count.
    fn radius(&self, count: usize) -> f32 {
        (DISC * (count as f32 / self.most_of_row as f32).sqrt()).max(3.0)
    }
}

fn axis(svg: &mut Svg, timeline: &Timeline, cells: &Cells, plan: &Plan) {
    let base = TOP + BARS;
    svg.line("d-axis", (plan.gutter, base), (plan.width - 8.0, base));
    svg.text("d-soft", (plan.gutter - 12.0, base - 2.0), SIZE, Anchor::End, &fit(timeline.words.all, SIZE, NAMES));
    for at in (0..cells.periods.len()).step_by(plan.named) {
        let x = plan.left(at) + 1.0;
        svg.line("d-axis", (x, base), (x, base + 5.0));
        svg.text("d-soft", (x, base + 17.0), SIZE, Anchor::Start, &cells.periods.name(at));
    }
}

/// What denies stands hollow on top of what does not.
fn bar(svg: &mut Svg, cell: Cell, left: f32, plan: &Plan) {
    let unit = (BARS - 18.0) / plan.most as f32;
    let wide = (plan.step - 6.0).clamp(4.0, 40.0);
    let x = left + (plan.step - wide) / 2.0;
    let (said, denied) = (cell.said() as f32 * unit, cell.denied as f32 * unit);
    let base = TOP + BARS;
    if cell.said() > 0 {
        svg.rect("d-bar", (x, base - said), (wide, said));
    }
    if cell.denied > 0 {
        svg.rect("d-point d-denied", (x, base - said - denied), (wide, denied));
    }
    let number = cell.count.to_string();
    if width(&number, 11.0) <= plan.step - 2.0 {
        svg.text("d-soft", (x + wide / 2.0, base - said - denied - 4.0), 11.0, Anchor::Middle, &number);
    }
}

fn discs(svg: &mut Svg, cell: Cell, at: (f32, f32), plan: &Plan) {
    let both = cell.denied > 0 && cell.said() > 0;
    let apart = if both { 0.6 * DISC } else { 0.0 };
    if cell.said() > 0 {
        svg.circle("d-point", (at.0 - apart, at.1), plan.radius(cell.said()));
    }
    if cell.denied > 0 {
        // Where both stand, the denials lie on top, a little aside.
        crossed(svg, (at.0 + apart, at.1), plan.radius(cell.denied).max(5.0));
    }
}

fn crossed(svg: &mut Svg, at: (f32, f32), radius: f32) {
    svg.circle("d-point d-denied", at, radius);
    let (x, y, half) = (N(at.0), N(at.1), radius * 0.5);
    let (left, whole) = (N(-half), N(2.0 * half));
    svg.path(
        "d-sign",
        format_args!("M{x} {y}m{left} {left}l{whole} {whole}m0 {}l{} {whole}", N(-2.0 * half), N(-2.0 * half)),
    );
}

fn key(svg: &mut Svg, timeline: &Timeline, plan: &Plan) {
    let y = plan.height - KEY / 2.0;
    svg.group("d-key", |svg| {
        svg.circle("d-point", (20.0, y), 6.0);
        svg.text("d-soft", (34.0, y + 4.0), SIZE, Anchor::Start, timeline.words.said);
        let second = 34.0 + width(timeline.words.said, SIZE) + 28.0;
        crossed(svg, (second, y), 6.0);
        svg.text("d-soft", (second + 14.0, y + 4.0), SIZE, Anchor::Start, timeline.words.denied);
    });
}

/// Where a cell leads, and what it tells.
fn told(timeline: &Timeline, cells: &Cells, lane: Option<usize>, at: usize) -> (Option<String>, String) {
    let (since, until) = cells.periods.bounds(at);
    let (name, cell) = match lane {
        Some(lane) => (timeline.lanes[lane].name.as_str(), cells.lanes[lane][at]),
        None => (timeline.words.all, cells.all[at]),
    };
    let words = &timeline.words;
    let mut title = format!("{name}, {}: {}: {}", cells.periods.name(at), words.said, cell.said());
    if cell.denied > 0 {
        title.push_str(&format!(", {}: {}", words.denied, cell.denied));
    }
    ((timeline.leads)(lane, &since, &until), title)
}
