//! Layer normalisation: each row to mean 0 and variance 1, then a gain and a bias for each column.

use crate::format::{Error, Fault, Weights};
use crate::kernel::{Lanes, Path, WIDTH, Work, chunks, chunks_mut};

/// Layer normalisation of rows of one length.
#[derive(Clone, Debug)]
pub struct Norm {
    gains: Vec<f32>,
    biases: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// The layer whose tensors are `name.gain` and `name.bias`; `epsilon` is added to the variance.
    ///
    /// # Errors
    /// One of them is not as it should be, or `width` is no multiple of sixteen.
    pub fn load(weights: &Weights, name: &str, width: usize, epsilon: f32) -> Result<Self, Error> {
        if width == 0 || !width.is_multiple_of(WIDTH) {
            let reason = format!("{name} is {width} wide, which must be a multiple of {WIDTH}");
            return Err(weights.error(Fault::Network(reason)));
        }
        let list = |part: &str| weights.floats(&format!("{name}.{part}"), &[width]).map(|list| list.to_vec());
        Ok(Self { gains: list("gain")?, biases: list("bias")?, epsilon })
    }

    /// Normalises rows in place; what does not fill a row stays.
    pub fn apply(&self, path: Path, rows: &mut [f32]) {
        path.run(Normalise { norm: self, rows, added: None });
    }

    /// Normalises the sums of `rows` and `added`, in place of `rows`.
    pub(super) fn apply_to_sum(&self, path: Path, rows: &mut [f32], added: &[f32]) {
        path.run(Normalise { norm: self, rows, added: Some(added) });
    }
}

struct Normalise<'a> {
    norm: &'a Norm,
    rows: &'a mut [f32],
    added: Option<&'a [f32]>,
}

impl Work for Normalise<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let width = self.norm.gains.len();
        for (i, row) in self.rows.chunks_exact_mut(width).enumerate() {
            let row = chunks_mut(row);
            if let Some(added) = self.added {
                add(lanes, row, chunks(&added[i * width..][..width]));
            }
            self.norm.row(lanes, row);
        }
    }
}

#[inline(always)]
fn add<L: Lanes>(lanes: L, row: &mut [[f32; WIDTH]], added: &[[f32; WIDTH]]) {
    for (x, added) in row.iter_mut().zip(added) {
        lanes.store(lanes.add(lanes.load(x), lanes.load(added)), x);
    }
}

impl Norm {
    #[inline(always)]
    fn row<L: Lanes>(&self, lanes: L, row: &mut [[f32; WIDTH]]) {
        let width = self.gains.len() as f32;
        let sum = row.iter().fold(lanes.splat(0.0), |sum, x| lanes.add(sum, lanes.load(x)));
        let mean = lanes.splat(lanes.sum(sum) / width);
        let square = |sum, x: &[f32; WIDTH]| {
            let away = lanes.sub(lanes.load(x), mean);
            lanes.fma(away, away, sum)
        };
        let variance = lanes.sum(row.iter().fold(lanes.splat(0.0), square)) / width;
        let inverse = lanes.splat(1.0 / (variance + self.epsilon).sqrt());
        for ((x, gain), bias) in row.iter_mut().zip(chunks(&self.gains)).zip(chunks(&self.biases)) {
            let y = lanes.mul(lanes.sub(lanes.load(x), mean), inverse);
            lanes.store(lanes.fma(y, lanes.load(gain), lanes.load(bias)), x);
        }
    }
}
