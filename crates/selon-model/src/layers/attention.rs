//! Which words look at which? Attention with several heads, within each segment of a packed batch.

use crate::kernel::{Lanes, Path, WIDTH, Work, chunks_mut};
use crate::matrix::{Left, Product, first};

use super::functions::powers;

/// Rows whose scores are held at once.
const ROWS: usize = 32;

/// Room for one head of one segment; kept to be used again.
#[derive(Default)]
pub(super) struct Room {
    keys: Vec<[f32; WIDTH]>,
    values: Vec<[f32; WIDTH]>,
    scores: Vec<f32>,
}

/// Attention over rows of query, key and value, one after the other, each `hidden` wide.
pub(super) struct Attention<'a> {
    pub(super) rows: &'a [f32],
    pub(super) hidden: usize,
    pub(super) heads: usize,
    /// Rows of each segment, in order.
    pub(super) lengths: &'a [usize],
    /// Rows of `hidden` numbers.
    pub(super) out: &'a mut [f32],
    pub(super) room: &'a mut Room,
}

impl Attention<'_> {
    pub(super) fn apply(self, path: Path) {
        path.run(self);
    }
}

impl Work for Attention<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let (width, hidden) = (self.hidden / self.heads, self.hidden);
        let mut first = 0;
        for &length in self.lengths {
            let rows = &self.rows[first * 3 * hidden..][..length * 3 * hidden];
            let out = &mut self.out[first * hidden..][..length * hidden];
            for head in 0..self.heads {
                let head = Head { rows, hidden, width, column: head * width, length };
                head.run(lanes, self.room, out);
            }
            first += length;
        }
    }
}

/// One head of one segment.
struct Head<'a> {
    rows: &'a [f32],
    hidden: usize,
    width: usize,
    column: usize,
    length: usize,
}

impl Head<'_> {
    #[inline(always)]
    fn run<L: Lanes>(&self, lanes: L, room: &mut Room, out: &mut [f32]) {
        let padded = self.length.next_multiple_of(WIDTH);
        let panels = padded / WIDTH * self.width;
        self.pack_keys(&mut room.keys);
        self.pack_values(&mut room.values);
        let scores = first(&mut room.scores, ROWS * padded);
        for begin in (0..self.length).step_by(ROWS) {
            let rows = ROWS.min(self.length - begin);
            let scores = &mut scores[..rows * padded];
            self.score(lanes, begin, rows, &room.keys[..panels], scores);
            let sums = self.weigh(lanes, scores, padded);
            let out = &mut out[begin * self.hidden + self.column..];
            self.mix(lanes, scores, padded, &room.values, out);
            self.share(lanes, rows, &sums, out);
        }
    }

    /// Keys with sixteen rows side by side. Where a panel is not full what was there stays: its scores are not looked at.
    #[inline(always)]
    fn pack_keys(&self, keys: &mut Vec<[f32; WIDTH]>) {
        let keys = first(keys, self.length.div_ceil(WIDTH) * self.width);
        for (row, numbers) in self.rows.chunks_exact(3 * self.hidden).enumerate() {
            let panel = &mut keys[row / WIDTH * self.width..][..self.width];
            for (place, &key) in panel.iter_mut().zip(&numbers[self.hidden + self.column..]) {
                place[row % WIDTH] = key;
            }
        }
    }

    /// Values with sixteen columns side by side.
    #[inline(always)]
    fn pack_values(&self, values: &mut Vec<[f32; WIDTH]>) {
        values.clear();
        values.reserve(self.length * self.width / WIDTH);
        for column in (0..self.width).step_by(WIDTH) {
            let column = 2 * self.hidden + self.column + column;
            let panel = self.rows.chunks_exact(3 * self.hidden).filter_map(|row| row[column..].first_chunk());
            values.extend(panel);
        }
    }

    #[inline(always)]
    fn score<L: Lanes>(&self, lanes: L, begin: usize, rows: usize, keys: &[[f32; WIDTH]], scores: &mut [f32]) {
        let stride = 3 * self.hidden;
        let columns = self.length.next_multiple_of(WIDTH);
        Product {
            left: Left { values: &self.rows[begin * stride + self.column..], stride, inner: self.width, rows },
            panels: keys,
            start: None,
            out: scores,
            stride: columns,
            columns,
        }
        .run(lanes);
    }

    /// Scores to powers, and their sums.
    #[inline(always)]
    fn weigh<L: Lanes>(&self, lanes: L, scores: &mut [f32], padded: usize) -> [f32; ROWS] {
        let scale = 1.0 / (self.width as f32).sqrt();
        let mut sums = [1.0; ROWS];
        for (row, sum) in scores.chunks_exact_mut(padded).zip(&mut sums) {
            *sum = powers(lanes, row, self.length, scale);
        }
        sums
    }

    /// The values' sums by weights.
    #[inline(always)]
    fn mix<L: Lanes>(&self, lanes: L, weights: &[f32], padded: usize, values: &[[f32; WIDTH]], out: &mut [f32]) {
        Product {
            left: Left { values: weights, stride: padded, inner: self.length, rows: weights.len() / padded },
            panels: values,
            start: None,
            out,
            stride: self.hidden,
            columns: self.width,
        }
        .run(lanes);
    }

    /// Divides rows by the sums of their weights.
    #[inline(always)]
    fn share<L: Lanes>(&self, lanes: L, rows: usize, sums: &[f32; ROWS], out: &mut [f32]) {
        for (row, &sum) in sums.iter().enumerate().take(rows) {
            let inverse = lanes.splat(1.0 / sum);
            for x in chunks_mut(&mut out[row * self.hidden..][..self.width]) {
                lanes.store(lanes.mul(lanes.load(x), inverse), x);
            }
        }
    }
}
