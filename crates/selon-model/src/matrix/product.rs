//! The product of two matrices of floats; each sum adds its products one by one, in their order.

use crate::kernel::{Lanes, WIDTH, Work, tiles};

/// The left side of a product: rows of `inner` numbers, `stride` apart.
#[derive(Clone, Copy)]
pub(crate) struct Left<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) inner: usize,
    pub(crate) rows: usize,
}

/// Rows times panels.
pub(crate) struct Product<'a> {
    pub(crate) left: Left<'a>,
    /// Sixteen columns side by side, by row of the right side, by panel.
    pub(crate) panels: &'a [[f32; WIDTH]],
    /// What the sums begin with, by column; zero where not given.
    pub(crate) start: Option<&'a [[f32; WIDTH]]>,
    /// Rows of `columns` numbers, `stride` apart.
    pub(crate) out: &'a mut [f32],
    pub(crate) stride: usize,
    pub(crate) columns: usize,
}

impl Work for Product<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let panels = self.panels.len() / self.left.inner;
        let whole = if L::ROOMY { panels / 2 * 2 } else { 0 };
        for panel in (0..whole).step_by(2) {
            self.down::<L, 8, 2>(lanes, panel);
        }
        for panel in whole..panels {
            self.down::<L, 4, 1>(lanes, panel);
        }
    }
}

impl Product<'_> {
    /// All rows with some panels.
    #[inline(always)]
    fn down<L: Lanes, const ROWS: usize, const N: usize>(&mut self, lanes: L, panel: usize) {
        let (left, panels) = (self.left, self.panels);
        let columns: [_; N] = std::array::from_fn(|i| &panels[(panel + i) * left.inner..][..left.inner]);
        let start = self.start;
        let start = std::array::from_fn(|i| start.map_or(lanes.splat(0.0), |start| lanes.load(&start[panel + i])));
        for first in (0..left.rows).step_by(ROWS) {
            // Where rows run out the last one is summed again, and not written.
            let rows: [_; ROWS] = std::array::from_fn(|i| left.row((first + i).min(left.rows - 1)));
            let tile = tiles::floats(lanes, rows, columns, start);
            for (row, sums) in (first..left.rows).zip(tile) {
                let out = &mut self.out[row * self.stride..][..self.columns];
                for (panel, sum) in (panel..).zip(sums) {
                    write(lanes, sum, &mut out[panel * WIDTH..]);
                }
            }
        }
    }
}

impl<'a> Left<'a> {
    #[inline(always)]
    fn row(self, row: usize) -> &'a [f32] {
        &self.values[row * self.stride..][..self.inner]
    }
}

/// Writes sixteen numbers, or as many as there is room for.
#[inline(always)]
pub(super) fn write<L: Lanes>(lanes: L, x: L::F, out: &mut [f32]) {
    if let Some(out) = out.first_chunk_mut() {
        return lanes.store(x, out);
    }
    let mut all = [0.0; WIDTH];
    lanes.store(x, &mut all);
    let room = out.len();
    out.copy_from_slice(&all[..room]);
}
