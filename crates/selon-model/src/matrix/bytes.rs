//! How are the inputs of an 8-bit product written? Each row in whole numbers from 0 to 255, with a step and a zero of its own.
//!
//! Unsigned, since VNNI and AVX2 both multiply an unsigned byte with a signed one. A zero of its own, since what comes from
//! GELU is hardly ever negative. All eight bits, since inputs have outliers that weights have not: it is the weights that
//! keep within -64 to 64, which makes AVX2's sums of two products exact. Measured on the twelve layers of
//! multilingual-e5-small, 512 pieces of news (root mean square error of the rows that come out, as a share of their size):
//!
//! | weights up to | inputs up to | error |
//! |---|---|---|
//! | 127 | 255 | 3.1 % (AVX2 would have to widen its bytes first) |
//! | 64 | 255 | 4.3 % (this) |
//! | 127 | 127 | 5.9 % (the other way to be exact) |

use crate::format::GROUP;
use crate::kernel::{Lanes, Path, WIDTH, Work, amx, chunks};

use super::first;

/// Rows of bytes, and what a step of each row is worth.
#[derive(Default)]
pub(crate) struct Bytes {
    values: Vec<u8>,
    columns: usize,
    /// What one step is worth, by row.
    pub(super) steps: Vec<f32>,
    /// The number that stands for zero, by row.
    pub(super) zeros: Vec<i32>,
}

impl Bytes {
    /// Writes rows of `columns` floats, a multiple of sixteen, over what was here.
    pub(crate) fn write(&mut self, path: Path, rows: &[f32], columns: usize) {
        self.columns = columns;
        // Whole squares can be read; what stands beyond the rows is of no use, and does no harm.
        first(&mut self.values, (rows.len() / columns.max(1)).next_multiple_of(amx::SIDE) * columns);
        self.steps.clear();
        self.zeros.clear();
        path.run(Write { rows, bytes: self });
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.steps.len()
    }

    /// One row, in groups of four.
    #[inline(always)]
    pub(super) fn row(&self, row: usize) -> &[[u8; GROUP]] {
        self.values[row * self.columns..][..self.columns].as_chunks().0
    }

    /// The rows of a square of sums that begins with `row`, a multiple of its side.
    #[inline(always)]
    pub(super) fn square(&self, row: usize) -> &[u8] {
        &self.values[row * self.columns..][..amx::SIDE * self.columns]
    }
}

struct Write<'a> {
    rows: &'a [f32],
    bytes: &'a mut Bytes,
}

impl Work for Write<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Bytes { values, columns, steps, zeros } = self.bytes;
        for (row, values) in self.rows.chunks_exact(*columns).zip(values.chunks_exact_mut(*columns)) {
            let (low, high) = bounds(lanes, row);
            let inverse = if high > low { 255.0 / (high - low) } else { 0.0 };
            let zero = (-low * inverse).round_ties_even();
            steps.push((high - low) / 255.0);
            zeros.push(zero as i32);
            fill(lanes, row, inverse, zero, values);
        }
    }
}

/// The smallest and the largest number of a row and zero.
#[inline(always)]
fn bounds<L: Lanes>(lanes: L, row: &[f32]) -> (f32, f32) {
    let nothing = lanes.splat(0.0);
    let (mut low, mut high) = (nothing, nothing);
    for chunk in chunks(row) {
        let x = lanes.load(chunk);
        low = lanes.max(lanes.sub(nothing, x), low);
        high = lanes.max(x, high);
    }
    (-lanes.largest(low), lanes.largest(high))
}

#[inline(always)]
fn fill<L: Lanes>(lanes: L, row: &[f32], inverse: f32, zero: f32, values: &mut [u8]) {
    let (inverse, zero) = (lanes.splat(inverse), lanes.splat(zero));
    let (least, most) = (lanes.splat(0.0), lanes.splat(255.0));
    let values: &mut [[u8; WIDTH]] = values.as_chunks_mut().0;
    for (chunk, values) in chunks(row).iter().zip(values) {
        let x = lanes.fma(lanes.load(chunk), inverse, zero);
        lanes.store_bytes(lanes.max(lanes.min(x, most), least), values);
    }
}
