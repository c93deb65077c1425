//! Draws a history: rows, days, lines, marks with their labels, and the key of signs.

use super::place::{KEY_STEP, Plan, RADIUS, ROW, SIZE, key_texts};
use super::{HistoryWords, Mark, Stance};
use crate::svg::{Anchor, N, Svg};
use std::fmt::Write;

pub(super) fn paint(svg: &mut Svg, marks: &[Mark], plan: &Plan, words: &HistoryWords) {
    rows(svg, plan);
    days(svg, plan);
    svg.group("d-lines", |svg| {
        for (number, mark) in marks.iter().enumerate() {
            if let Some(from) = mark.from {
                step(svg, plan.at[from], plan.at[number], mark.stop.credited);
            }
        }
    });
    for (number, mark) in marks.iter().enumerate() {
        let title = told(mark, words);
        svg.link(mark.stop.href.as_deref(), &title, |svg| stop(svg, mark, number, plan));
    }
    key(svg, plan, words);
}

fn rows(svg: &mut Svg, plan: &Plan) {
    for (number, (shown, name)) in plan.rows.iter().enumerate() {
        let y = plan.row(number);
        svg.line("d-rule", (plan.gutter, y), (plan.width - 8.0, y));
        svg.link(None, name, |svg| svg.text("d-strong", (plan.gutter - 14.0, y + 4.0), SIZE, Anchor::End, shown));
    }
}

fn days(svg: &mut Svg, plan: &Plan) {
    for (x, day) in &plan.days {
        svg.text("d-soft", (*x - RADIUS, 16.0), SIZE, Anchor::Start, day);
        svg.line("d-axis", (*x, 21.0), (*x, 27.0));
    }
}

/// A line from where it was taken to where it was said again, with its head.
fn step(svg: &mut Svg, from: (f32, f32), to: (f32, f32), credited: bool) {
    let (line, head) = if credited { ("d-credited", "d-arrow-credited") } else { ("d-inferred", "d-arrow-inferred") };
    let (start, end) = ((from.0 + RADIUS, from.1), (to.0 - RADIUS - 7.0, to.1));
    svg.path(line, curve(start, end, from.0 >= end.0));
    let (x, y) = (N(end.0), end.1);
    svg.path(head, format_args!("M{x} {}l8 4.5l-8 4.5z", N(y - 4.5)));
}

/// The sign of a line in the key.
fn flat(svg: &mut Svg, at: (f32, f32), credited: bool) {
    let (line, head) = if credited { ("d-credited", "d-arrow-credited") } else { ("d-inferred", "d-arrow-inferred") };
    svg.line(line, (at.0 - 12.0, at.1), (at.0 + 8.0, at.1));
    svg.path(head, format_args!("M{} {}l8 4.5l-8 4.5z", N(at.0 + 7.0), N(at.1 - 4.5)));
}

/// Sideways out and sideways in. In one row it goes over what stands between; at one moment it goes round on the left.
fn curve(start: (f32, f32), end: (f32, f32), same_moment: bool) -> String {
    let mut d = format!("M{} {}", N(start.0), N(start.1));
    let (x, y) = (N(end.0), N(end.1));
    let written = if same_moment {
        let left = end.0 - 16.0;
        let start = (start.0 - 2.0 * RADIUS, start.1);
        d = format!("M{} {}", N(start.0), N(start.1));
        write!(d, "C{} {} {} {} {x} {y}", N(left), N(start.1), N(left), N(end.1))
    } else if (start.1 - end.1).abs() < 1.0 {
        let over = start.1 - ROW * 0.2;
        write!(d, "C{} {} {} {} {x} {y}", N(start.0 + 18.0), N(over), N(end.0 - 18.0), N(over))
    } else {
        let bend = ((end.0 - start.0) * 0.5).max(14.0);
        write!(d, "C{} {} {} {} {x} {y}", N(start.0 + bend), N(start.1), N(end.0 - bend), N(end.1))
    };
    // Writing to a string does not fail.
    let _ = written;
    d
}

fn stop(svg: &mut Svg, mark: &Mark, number: usize, plan: &Plan) {
    let at = plan.at[number];
    // Wide enough for a finger.
    svg.circle("d-touch", at, TOUCH);
    sign(svg, at, mark.stop.stance, mark.stop.origin);
    // Above the mark, where no line comes in or goes out.
    for (line, (class, text)) in plan.labels[number].lines().rev().enumerate() {
        svg.text(class, (at.0 - RADIUS, at.1 - 14.0 - line as f32 * LINE), SIZE, Anchor::Start, text);
    }
}

/// How far around a mark it can be pointed at.
const TOUCH: f32 = 12.0;

/// The sign of a stance; an origin is filled and has a ring.
fn sign(svg: &mut Svg, at: (f32, f32), stance: Stance, origin: bool) {
    if origin {
        svg.circle("d-ring", at, RADIUS + 3.5);
    }
    let filled = origin && stance == Stance::Asserts;
    svg.circle(if filled { "d-mark d-origin" } else { "d-mark" }, at, RADIUS);
    let (x, y) = (N(at.0), N(at.1));
    match stance {
        Stance::Asserts => {}
        Stance::Denies => svg.path("d-sign", format_args!("M{x} {y}m-3.5 -3.5l7 7m0 -7l-7 7")),
        Stance::Doubts => svg.text("d-strong", (at.0, at.1 + 4.0), 11.0, Anchor::Middle, "?"),
        Stance::Declines => svg.path("d-sign", format_args!("M{x} {y}m-4 0h8")),
    }
}

fn key(svg: &mut Svg, plan: &Plan, words: &HistoryWords) {
    svg.group("d-key", |svg| {
        for (number, (text, (x, line))) in key_texts(words).into_iter().zip(&plan.entries).enumerate() {
            let at = (x + 12.0, plan.key + (*line as f32 + 0.5) * KEY_STEP);
            match number {
                0 => sign(svg, at, Stance::Asserts, true),
                1..=4 => sign(svg, at, STANCES[number - 1], false),
                _ => flat(svg, at, number == 5),
            }
            svg.text("d-soft", (x + 34.0, at.1 + 4.0), SIZE, Anchor::Start, text);
        }
    });
}

/// From one line of text to the next.
const LINE: f32 = 15.0;
const STANCES: [Stance; 4] = [Stance::Asserts, Stance::Denies, Stance::Doubts, Stance::Declines];

/// What a mark tells whoever points at it or hears it.
fn told(mark: &Mark, words: &HistoryWords) -> String {
    let stop = &mark.stop;
    let stance = words.stances[stop.stance as usize];
    let mut told = vec![format!("{}, {}: {stance}", stop.row, stop.day)];
    if stop.origin {
        told.push(words.origin.to_owned());
    }
    if mark.from.is_some() {
        told.push((if stop.credited { words.credited } else { words.inferred }).to_owned());
    }
    if !stop.drift.is_empty() {
        told.push(stop.drift.join(", "));
    }
    told.push(if stop.speaker.is_empty() { stop.words.clone() } else { format!("{}: {}", stop.speaker, stop.words) });
    told.join(". ")
}
