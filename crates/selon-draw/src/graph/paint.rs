//! Draws a graph: lines beneath, boxes on them, the key.

use super::gather::{Item, Shown};
use super::layout::Placed;
use super::{Graph, GraphWords, Link, NodeKind};
use crate::letters::width;
use crate::svg::{Anchor, N, Svg};

const SIZE: f32 = 12.0;
const KEY: f32 = 44.0;

/// The size of the whole.
pub(super) fn size(places: &[Placed], words: &GraphWords) -> (f32, f32) {
    let right = places.iter().map(|place| place.x + place.sized.width / 2.0).fold(0.0, f32::max);
    let bottom = places.iter().map(|place| place.y + place.sized.height / 2.0).fold(0.0, f32::max);
    (right.max(key_width(words)) + 16.0, bottom + 16.0 + KEY)
}

pub(super) fn paint(svg: &mut Svg, graph: &Graph, shown: &Shown, places: &[Placed], height: f32) {
    let most = shown.links.iter().map(|link| link.count).max().unwrap_or(1).max(1) as f32;
    svg.group("d-lines", |svg| {
        // The strongest lie on top.
        for link in shown.links.iter().rev() {
            let (from, to) = (&shown.items[link.from], &shown.items[link.to]);
            let title = format!("{} {} {}: {}", from.name, graph.words.quotes, to.name, link.count);
            svg.link(None, &title, |svg| line(svg, link, places, most));
        }
    });
    for (item, place) in shown.items.iter().zip(places) {
        let title = told(item, &graph.words);
        svg.link(item.href.as_deref(), &title, |svg| node(svg, item, place));
    }
    key(svg, &graph.words, height);
}

/// A line from edge to edge, as wide as it is strong, with its head.
fn line(svg: &mut Svg, link: &Link, places: &[Placed], most: f32) {
    let (from, to) = (&places[link.from], &places[link.to]);
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let far = (dx * dx + dy * dy).sqrt().max(1.0);
    let wide = 1.0 + 4.0 * (link.count as f32 / most).sqrt();
    let head = 6.0 + wide;
    let (start, end) = (reach(from, dx, dy), 1.0 - reach(to, dx, dy) - head / far);
    let at = |share: f32| (from.x + dx * share, from.y + dy * share);
    // Two that quote each other have a line each: they lie side by side.
    let (aside_x, aside_y) = (-dy / far * 2.5, dx / far * 2.5);
    let ((x1, y1), (x2, y2)) = (at(start.min(end)), at(end));
    svg.stroke("d-edge", (x1 + aside_x, y1 + aside_y), (x2 + aside_x, y2 + aside_y), wide);
    let (ux, uy, half) = (dx / far, dy / far, head * 0.5);
    let (tip_x, tip_y) = (x2 + aside_x + ux * head, y2 + aside_y + uy * head);
    let corner = |side: f32| (N(x2 + aside_x - uy * half * side), N(y2 + aside_y + ux * half * side));
    let ((ax, ay), (bx, by)) = (corner(1.0), corner(-1.0));
    svg.path("d-arrow", format_args!("M{} {}L{ax} {ay}L{bx} {by}z", N(tip_x), N(tip_y)));
}

/// Which share of a line lies under its box.
fn reach(place: &Placed, dx: f32, dy: f32) -> f32 {
    let over_x = place.sized.width / 2.0 / dx.abs().max(1e-3);
    let over_y = place.sized.height / 2.0 / dy.abs().max(1e-3);
    over_x.min(over_y).min(0.5)
}

fn node(svg: &mut Svg, item: &Item, place: &Placed) {
    let sized = &place.sized;
    let corner = (place.x - sized.width / 2.0, place.y - sized.height / 2.0);
    let (class, round) = class(item);
    svg.rounded(class, corner, (sized.width, sized.height), if round { sized.height / 2.0 } else { 2.0 });
    let strong = if item.kind == NodeKind::Outlet && item.opens.is_none() { "d-strong" } else { "d-name" };
    svg.text(strong, (place.x, place.y + sized.font * 0.35), sized.font, Anchor::Middle, &sized.shown);
}

const fn class(item: &Item) -> (&'static str, bool) {
    match (item.opens.is_some(), item.kind) {
        (true, _) => ("d-gathered", false),
        (false, NodeKind::Outlet) => ("d-outlet", false),
        (false, NodeKind::Speaker) => ("d-speaker", true),
    }
}

fn told(item: &Item, words: &GraphWords) -> String {
    match (item.opens.is_some(), item.kind) {
        (true, _) => item.name.clone(),
        (false, NodeKind::Outlet) => format!("{}, {}: {}", item.name, words.outlet, item.weight),
        (false, NodeKind::Speaker) => format!("{}, {}: {}", item.name, words.speaker, item.weight),
    }
}

fn key_width(words: &GraphWords) -> f32 {
    16.0 + [words.outlet, words.speaker, words.gathered, words.quotes]
        .map(|text| width(text, SIZE) + 62.0)
        .iter()
        .sum::<f32>()
}

fn key(svg: &mut Svg, words: &GraphWords, height: f32) {
    let y = height - KEY / 2.0 + 4.0;
    let mut x = 16.0;
    svg.group("d-key", |svg| {
        let signs = [
            ("d-outlet", 2.0, words.outlet),
            ("d-speaker", 8.0, words.speaker),
            ("d-gathered", 2.0, words.gathered),
            ("d-edge", 0.0, words.quotes),
        ];
        for (class, round, text) in signs {
            if class == "d-edge" {
                svg.stroke(class, (x, y), (x + 22.0, y), 2.0);
                svg.path("d-arrow", format_args!("M{} {}l9 4.5l-9 4.5z", N(x + 20.0), N(y - 4.5)));
            } else {
                svg.rounded(class, (x, y - 8.0), (28.0, 16.0), round);
            }
            svg.text("d-soft", (x + 36.0, y + 4.0), SIZE, Anchor::Start, text);
            x += width(text, SIZE) + 62.0;
        }
    });
}
