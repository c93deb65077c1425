//! Where does each box of a graph stand? Linked boxes attract, all boxes repel each other (Fruchterman and Reingold, 1991), then
//! those that overlap are pushed apart until none does. Only sums, products and roots, which every machine computes alike.

use super::Link;
use super::gather::Item;
use crate::letters::{fit, width};

/// The widest name.
const NAMES: f32 = 220.0;
const ROUNDS: usize = 220;
/// How much wider than high the whole is.
const WIDER: f32 = 1.5;
/// What is kept free around each box.
const MARGIN: f32 = 9.0;

/// A box with its name, as it is drawn.
#[derive(Clone)]
pub(super) struct Box {
    pub(super) shown: String,
    pub(super) font: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A box and its middle.
pub(super) struct Placed {
    pub(super) sized: Box,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// How large each box is: its name's size grows with its weight.
pub(super) fn boxes(items: &[Item]) -> Vec<Box> {
    let most = items.iter().map(|item| item.weight).max().unwrap_or(0).max(1) as f32;
    let sized = |item: &Item| {
        let font = 12.0 + (4.0 * (item.weight as f32 / most).sqrt()).round();
        let shown = fit(&item.shown, font, NAMES);
        Box { width: width(&shown, font) + 22.0, height: font + 13.0, shown, font }
    };
    items.iter().map(sized).collect()
}

/// Places the boxes; none overlaps another.
pub(super) fn placed(boxes: &[Box], links: &[Link]) -> Vec<Placed> {
    let area: f32 = boxes.iter().map(|sized| (sized.width + 26.0) * (sized.height + 42.0)).sum();
    let mut at = sunflower(boxes.len(), (area / std::f32::consts::PI).sqrt());
    draw_together(&mut at, links, area);
    into_area(&mut at, area);
    push_apart(&mut at, boxes);
    into_frame(&at, boxes)
}

/// The heaviest in the middle, the others around it by the golden angle, evenly.
fn sunflower(count: usize, radius: f32) -> Vec<(f32, f32)> {
    const COS: f32 = -0.737_368_9;
    const SIN: f32 = 0.675_490_3;
    let mut turn = (1.0_f32, 0.0_f32);
    let mut points = Vec::with_capacity(count);
    for number in 0..count {
        let far = radius * (number as f32 / count as f32).sqrt();
        points.push((far * turn.0, far * turn.1));
        let turned = (turn.0 * COS - turn.1 * SIN, turn.0 * SIN + turn.1 * COS);
        let length = (turned.0 * turned.0 + turned.1 * turned.1).sqrt();
        turn = (turned.0 / length, turned.1 / length);
    }
    points
}

fn draw_together(at: &mut [(f32, f32)], links: &[Link], area: f32) {
    let ideal = (area / at.len().max(1) as f32).sqrt();
    let hottest = ideal * 1.5;
    let pulls = pulls(at.len(), links);
    // Strong enough to hold what has no links within a circle that the others fill.
    let middle = at.len() as f32 / 30.0;
    for round in 0..ROUNDS {
        let mut moves = repulsion(at, ideal);
        attract(&mut moves, at, &pulls, ideal);
        let heat = hottest * (1.0 - round as f32 / ROUNDS as f32);
        for (point, step) in at.iter_mut().zip(&moves) {
            let (x, y) = (step.0 - point.0 * middle, step.1 - point.1 * middle);
            let length = (x * x + y * y).sqrt().max(1e-3);
            let reach = length.min(heat) / length;
            *point = (point.0 + x * reach, point.1 + y * reach);
        }
    }
}

fn repulsion(at: &[(f32, f32)], ideal: f32) -> Vec<(f32, f32)> {
    let mut moves = vec![(0.0_f32, 0.0_f32); at.len()];
    for a in 0..at.len() {
        for b in a + 1..at.len() {
            let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
            let far = (dx * dx + dy * dy).max(1.0);
            let push = ideal * ideal / far;
            moves[a] = (moves[a].0 + dx * push, moves[a].1 + dy * push);
            moves[b] = (moves[b].0 - dx * push, moves[b].1 - dy * push);
        }
    }
    moves
}

/// How strongly linked boxes attract each other. What has many links is not held by each of them alike: all would end in one heap.
fn pulls(count: usize, links: &[Link]) -> Vec<(usize, usize, f32)> {
    let mut degrees = vec![0_usize; count];
    links.iter().flat_map(|link| [link.from, link.to]).for_each(|end| degrees[end] += 1);
    let pull = |link: &Link| {
        let fewest = degrees[link.from].min(degrees[link.to]).max(1) as f32;
        // What is quoted twice as often is one step stronger.
        (link.from, link.to, (0.5 + 0.2 * link.count.max(1).ilog2() as f32) / fewest)
    };
    links.iter().map(pull).collect()
}

fn attract(moves: &mut [(f32, f32)], at: &[(f32, f32)], pulls: &[(usize, usize, f32)], ideal: f32) {
    for &(a, b, strength) in pulls {
        let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
        let pull = (dx * dx + dy * dy).sqrt() / ideal * strength;
        moves[a] = (moves[a].0 - dx * pull, moves[a].1 - dy * pull);
        moves[b] = (moves[b].0 + dx * pull, moves[b].1 + dy * pull);
    }
}

/// Makes the whole as large as its boxes need, and wider than high.
fn into_area(at: &mut [(f32, f32)], area: f32) {
    let reach = |of: fn(&(f32, f32)) -> f32| at.iter().map(|point| of(point).abs()).fold(1.0, f32::max);
    let (far_x, far_y) = (reach(|point| point.0), reach(|point| point.1));
    let high = (area / WIDER).sqrt();
    let (by_x, by_y) = (high * WIDER / (2.0 * far_x), high / (2.0 * far_y));
    at.iter_mut().for_each(|point| *point = (point.0 * by_x, point.1 * by_y));
}

/// Pushes overlapping boxes apart; where that finds no end, there is more room for all.
fn push_apart(at: &mut [(f32, f32)], boxes: &[Box]) {
    for _ in 0..60 {
        if (0..120).any(|_| !push_once(at, boxes)) {
            return;
        }
        at.iter_mut().for_each(|point| *point = (point.0 * 1.2, point.1 * 1.2));
    }
    in_rows(at, boxes);
}

/// Whether anything overlapped.
fn push_once(at: &mut [(f32, f32)], boxes: &[Box]) -> bool {
    let mut met = false;
    for a in 0..at.len() {
        for b in a + 1..at.len() {
            let (dx, dy) = (at[b].0 - at[a].0, at[b].1 - at[a].1);
            let over_x = (boxes[a].width + boxes[b].width) / 2.0 + MARGIN - dx.abs();
            let over_y = (boxes[a].height + boxes[b].height) / 2.0 + MARGIN - dy.abs();
            if over_x <= 0.0 || over_y <= 0.0 {
                continue;
            }
            met = true;
            // A little more than half each, so that rounding leaves nothing over.
            if over_x < over_y {
                let step = over_x * if dx < 0.0 { -0.51 } else { 0.51 };
                (at[a].0, at[b].0) = (at[a].0 - step, at[b].0 + step);
            } else {
                let step = over_y * if dy < 0.0 { -0.51 } else { 0.51 };
                (at[a].1, at[b].1) = (at[a].1 - step, at[b].1 + step);
            }
        }
    }
    met
}

/// The last resort: one after the other, in rows.
fn in_rows(at: &mut [(f32, f32)], boxes: &[Box]) {
    let (mut x, mut y) = (0.0, 0.0);
    for (point, sized) in at.iter_mut().zip(boxes) {
        if x + sized.width > 1400.0 {
            (x, y) = (0.0, y + 60.0);
        }
        *point = (x + sized.width / 2.0, y);
        x += sized.width + 2.0 * MARGIN;
    }
}

fn into_frame(at: &[(f32, f32)], boxes: &[Box]) -> Vec<Placed> {
    let left = at.iter().zip(boxes).map(|(point, sized)| point.0 - sized.width / 2.0).fold(0.0, f32::min);
    let top = at.iter().zip(boxes).map(|(point, sized)| point.1 - sized.height / 2.0).fold(0.0, f32::min);
    let frame = |(point, sized): (&(f32, f32), &Box)| Placed {
        sized: sized.clone(),
        x: point.0 - left + 16.0,
        y: point.1 - top + 16.0,
    };
    at.iter().zip(boxes).map(frame).collect()
}
