//! The map of an article, drawn: its statements from top to bottom, further right the more mouths they came through; what is at odds is joined
//! by a line, and what a conclusion rests on.

use super::items::Item;
use crate::words::Words;
use selon_reading::Reading;
use std::collections::HashMap;
use std::fmt::Write;

const LEFT: usize = 34;
const STEP: usize = 22;
const DEEPEST: usize = 5;
/// How far beside a statement lines begin that join it to another.
const BESIDE: usize = 10;
/// How far right such a line reaches at least.
const JOIN: usize = LEFT + STEP * DEEPEST;
const WIDTH: usize = 300;
/// How high the map gets at most; rows come closer to each other then.
const HIGHEST: usize = 1600;

/// The drawing as SVG; empty where there is nothing to draw.
pub(super) fn draw(words: Words, items: &[Item], reading: &Reading) -> String {
    if items.is_empty() {
        return String::new();
    }
    let row = (HIGHEST / items.len()).clamp(5, 20);
    let mut map = Map { svg: String::new(), row, words, x: items.iter().map(x).collect() };
    let height = row * items.len() + row;
    let label = words.say("article.map_label");
    map.push(format_args!(
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-label=\"{label}\">"
    ));
    let place: HashMap<&str, usize> = items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
    for conclusion in &reading.conclusions {
        let below: Vec<usize> = conclusion.rests_on.iter().filter_map(|id| place.get(id.as_str()).copied()).collect();
        map.joined(&below, "rests");
    }
    for conflict in &reading.conflicts {
        let ends = [&conflict.first, &conflict.second].map(|id| place.get(id.as_str()).copied());
        if let [Some(first), Some(second)] = ends {
            map.joined(&[first, second], "odds");
        }
    }
    items.iter().enumerate().for_each(|(at, item)| map.statement(at, item));
    map.push(format_args!("</svg>"));
    map.svg
}

/// How far right a statement stands.
fn x(item: &Item) -> usize {
    LEFT + STEP * (item.hops - 1).min(DEEPEST - 1)
}

struct Map {
    svg: String,
    row: usize,
    words: Words,
    /// How far right each statement stands.
    x: Vec<usize>,
}

impl Map {
    /// Writing to a string can't fail.
    fn push(&mut self, told: std::fmt::Arguments<'_>) {
        let _ = self.svg.write_fmt(told);
    }

    const fn y(&self, at: usize) -> usize {
        self.row * at + self.row
    }

    fn statement(&mut self, at: usize, item: &Item) {
        let (x, y) = (self.x[at], self.y(at));
        let (class, left_out) = (item.class, if item.matches { "" } else { " left-out" });
        let told = escaped(&format!("{}: {}, {}", item.number, item.who, item.did));
        let id = escaped(&item.id);
        self.push(format_args!(
            "<a href=\"#s-{id}\" class=\"c-{class}{left_out}\" aria-label=\"{told}\"><title>{told}</title>"
        ));
        if self.row >= 12 {
            self.push(format_args!("<text x=\"22\" y=\"{}\" class=\"no\">{}</text>", y + 4, item.number));
        }
        self.push(format_args!("<path class=\"stem\" d=\"M28 {y}H{x}\"/>"));
        self.shape(x, y, class);
        self.push(format_args!("</a>"));
    }

    /// A shape for each kind of source, so that colour is not needed to tell them apart.
    fn shape(&mut self, x: usize, y: usize, class: &str) {
        let r = (self.row / 2).clamp(2, 6);
        let (left, right, top, bottom) = (x - r, x + r, y - r, y + r);
        match class {
            "unnamed" => self.push(format_args!("<circle class=\"open\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")),
            "group" => self.push(format_args!("<path d=\"M{x} {top}L{right} {bottom}H{left}Z\"/>")),
            "institution" => self.push(format_args!("<path d=\"M{left} {top}H{right}V{bottom}H{left}Z\"/>")),
            "outlet" => self.push(format_args!("<path d=\"M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z\"/>")),
            "report" => self.push(format_args!("<path class=\"open\" d=\"M{left} {top}H{right}V{bottom}H{left}Z\"/>")),
            "untold" => self.push(format_args!(
                "<path class=\"open\" d=\"M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}\"/>"
            )),
            _ => self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")),
        }
    }

    /// An arc to the right over each two places that follow each other.
    fn joined(&mut self, places: &[usize], class: &str) {
        for pair in places.windows(2) {
            let (first, second) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            let (from, to) = (self.y(first), self.y(second));
            let (left, right) = (self.x[first] + BESIDE, self.x[second] + BESIDE);
            let out = JOIN + ((to - from) / 2).clamp(14, WIDTH - JOIN - 8);
            let told = escaped(&format!("{}: {}, {}", self.words.label("map", class), first + 1, second + 1));
            self.push(format_args!(
                "<path class=\"{class}\" d=\"M{left} {from}C{out} {from} {out} {to} {right} {to}\"><title>{told}</title></path>"
            ));
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(draw(Words::usual(), &[], &Reading::default()), "");
    }

    #[test]
    fn marks_of_markup_are_written_out() {
        assert_eq!(escaped("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
    }
}
