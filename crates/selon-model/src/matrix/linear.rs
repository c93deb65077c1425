//! A linear layer in 8 bits: whole-number products, one scale for each output, a bias.

use crate::format::{Error, Fault, GROUP, LANES, Tensor, Weights};
use crate::kernel::{Lanes, Path, WIDTH, Work, amx, tiles};

use super::bytes::Bytes;
use super::dense::padded;
use super::product::write;

/// Rows of inputs that are summed at once.
const ROWS: usize = 6;
/// Panels that are, where there are registers for them.
const PANELS: usize = 4;
/// Rows from which on AMX is worth setting up.
const MANY: usize = 8;
/// The most inputs: so many products of a byte with 64, less zeros, fit 32 bits.
const MOST_INPUTS: usize = 1 << 16;
/// The largest weight: with it the sum of two products with a byte fits sixteen bits.
const MOST_WEIGHT: u8 = 64;

/// `y = (x · wᵀ) + b` with weights in 8 bits from -64 to 64, one scale for each output; inputs are rounded to 8 bits row by row.
#[derive(Clone, Debug)]
pub struct Linear {
    inputs: usize,
    outputs: usize,
    weights: Tensor<i8>,
    /// By output, up to a whole panel: the scale, the sum of the weights, the bias.
    scales: Vec<[f32; WIDTH]>,
    sums: Vec<[i32; WIDTH]>,
    biases: Vec<[f32; WIDTH]>,
}

impl Linear {
    /// The layer whose tensors are `name.weight` ([`Weights::panels`]), `name.scale` and `name.bias`.
    ///
    /// # Errors
    /// One of them is not as it should be, or `inputs` is no multiple of sixteen or more than 65,536.
    pub fn load(weights: &Weights, name: &str, inputs: usize, outputs: usize) -> Result<Self, Error> {
        if inputs == 0 || outputs == 0 || !inputs.is_multiple_of(WIDTH) || inputs > MOST_INPUTS {
            let reason = format!("{name} has {inputs} inputs, which must be a multiple of {WIDTH} up to {MOST_INPUTS}");
            return Err(weights.error(Fault::Network(reason)));
        }
        let tensor = format!("{name}.weight");
        let panels = weights.panels(&tensor, outputs, inputs)?;
        let most = panels.iter().fold(0, |most, w| w.unsigned_abs().max(most));
        if most > MOST_WEIGHT {
            let reason = "8-bit weights lie between -64 and 64";
            return Err(weights.error(Fault::Numbers { tensor, reason }));
        }
        Ok(Self {
            inputs,
            outputs,
            sums: sums(&panels, inputs),
            weights: panels,
            scales: padded(&weights.floats(&format!("{name}.scale"), &[outputs])?),
            biases: padded(&weights.floats(&format!("{name}.bias"), &[outputs])?),
        })
    }

    /// Numbers that a row of inputs has.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers that a row of outputs has.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Rows of outputs from rows of inputs; what does not fill a row is left out.
    #[must_use]
    pub fn apply(&self, path: Path, rows: &[f32]) -> Vec<f32> {
        let rows = &rows[..rows.len() / self.inputs * self.inputs];
        let mut bytes = Bytes::default();
        bytes.write(path, rows, self.inputs);
        let mut out = vec![0.0; rows.len() / self.inputs * self.outputs];
        self.product(path, &bytes, &mut out);
        out
    }

    /// Rows of outputs from rows of `inputs` bytes; `out` has as many rows.
    pub(crate) fn product(&self, path: Path, bytes: &Bytes, out: &mut [f32]) {
        path.run(Product { linear: self, bytes, out });
    }

    #[inline(always)]
    fn panel(&self, panel: usize) -> &[[i8; GROUP * LANES]] {
        let groups = self.inputs / GROUP;
        &self.weights.as_chunks().0[panel * groups..][..groups]
    }
}

/// The sum of each output's weights.
fn sums(panels: &[i8], inputs: usize) -> Vec<[i32; WIDTH]> {
    let sum = |panel: &[i8]| {
        let mut sums = [0; WIDTH];
        for groups in panel.as_chunks::<{ GROUP * LANES }>().0 {
            for (sum, group) in sums.iter_mut().zip(groups.as_chunks::<GROUP>().0) {
                *sum += group.iter().map(|&w| i32::from(w)).sum::<i32>();
            }
        }
        sums
    };
    panels.chunks_exact(inputs * LANES).map(sum).collect()
}

struct Product<'a> {
    linear: &'a Linear,
    bytes: &'a Bytes,
    out: &'a mut [f32],
}

impl Work for Product<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let panels = self.linear.scales.len();
        let mut whole = if L::ROOMY { panels / PANELS * PANELS } else { 0 };
        let fits = self.linear.inputs.is_multiple_of(amx::STEP) && self.bytes.rows() >= MANY;
        if let Some(amx) = lanes.amx().filter(|_| fits) {
            whole = panels / 2 * 2;
            let tiles = amx.tiles();
            for panel in (0..whole).step_by(2) {
                self.squares(lanes, &tiles, panel);
            }
        } else {
            for panel in (0..whole).step_by(PANELS) {
                self.down::<L, PANELS>(lanes, panel);
            }
        }
        for panel in whole..panels {
            self.down::<L, 1>(lanes, panel);
        }
    }
}

impl Product<'_> {
    /// All rows with some panels, which stay in the nearest cache meanwhile.
    #[inline(always)]
    fn down<L: Lanes, const N: usize>(&mut self, lanes: L, panel: usize) {
        let rows = self.bytes.rows();
        let panels: [_; N] = std::array::from_fn(|i| self.linear.panel(panel + i));
        for first in (0..rows).step_by(ROWS) {
            // Where rows run out the last one is summed again, and not written.
            let tile: [_; ROWS] =
                tiles::bytes(lanes, std::array::from_fn(|i| self.bytes.row((first + i).min(rows - 1))), panels);
            for (i, sums) in tile.iter().enumerate().take(rows - first) {
                self.write::<L, N>(lanes, first + i, panel, sums);
            }
        }
    }

    /// All rows with two panels, square by square.
    #[inline(always)]
    fn squares<L: Lanes>(&mut self, lanes: L, tiles: &amx::Tiles, panel: usize) {
        let rows = self.bytes.rows();
        let panels = [self.linear.panel(panel), self.linear.panel(panel + 1)];
        let mut square = [[0; amx::SIDE]; amx::SIDE];
        for first in (0..rows).step_by(amx::SIDE) {
            tiles.sums(self.bytes.square(first), panels, &mut square);
            for (row, sums) in (first..rows).zip(&square) {
                let (left, right) = (sums.first_chunk(), sums.last_chunk());
                if let (Some(left), Some(right)) = (left, right) {
                    self.write(lanes, row, panel, &[lanes.load_whole(left), lanes.load_whole(right)]);
                }
            }
        }
    }

    #[inline(always)]
    fn write<L: Lanes, const N: usize>(&mut self, lanes: L, row: usize, panel: usize, sums: &[L::I; N]) {
        let (step, zero) = (lanes.splat(self.bytes.steps[row]), lanes.splat_whole(self.bytes.zeros[row]));
        let out = &mut self.out[row * self.linear.outputs..][..self.linear.outputs];
        for (panel, &sum) in (panel..).zip(sums) {
            let none = lanes.mul_whole(zero, lanes.load_whole(&self.linear.sums[panel]));
            let x = lanes.mul(lanes.floats(lanes.sub_whole(sum, none)), step);
            let (scale, bias) = (lanes.load(&self.linear.scales[panel]), lanes.load(&self.linear.biases[panel]));
            write(lanes, lanes.fma(x, scale, bias), &mut out[panel * WIDTH..]);
        }
    }
}
