//! A linear layer in floats, for heads that are small and must be precise.

use crate::format::{Error, Fault, Weights};
use crate::kernel::{Path, WIDTH};

use super::product::{Left, Product};

/// `y = (x · wᵀ) + b` in floats; each output adds its products to the bias one by one, in the order of the inputs.
#[derive(Clone, Debug)]
pub struct Dense {
    inputs: usize,
    outputs: usize,
    /// Sixteen outputs side by side, by input, by panel.
    panels: Vec<[f32; WIDTH]>,
    biases: Vec<[f32; WIDTH]>,
}

impl Dense {
    /// The layer whose tensors are `name.weight` (outputs × inputs) and `name.bias`, as PyTorch keeps them.
    ///
    /// # Errors
    /// One of them is not as it should be, or there are no inputs or outputs.
    pub fn load(weights: &Weights, name: &str, inputs: usize, outputs: usize) -> Result<Self, Error> {
        if inputs == 0 || outputs == 0 {
            return Err(weights.error(Fault::Network(format!("{name} has no inputs or no outputs"))));
        }
        let rows = weights.floats(&format!("{name}.weight"), &[outputs, inputs])?;
        let biases = weights.floats(&format!("{name}.bias"), &[outputs])?;
        let mut panels = vec![[0.0; WIDTH]; outputs.div_ceil(WIDTH) * inputs];
        for (output, row) in rows.chunks_exact(inputs).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                panels[output / WIDTH * inputs + input][output % WIDTH] = weight;
            }
        }
        Ok(Self { inputs, outputs, panels, biases: padded(&biases) })
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
        let count = rows.len() / self.inputs;
        let mut out = vec![0.0; count * self.outputs];
        path.run(Product {
            left: Left { values: rows, stride: self.inputs, inner: self.inputs, rows: count },
            panels: &self.panels,
            start: Some(&self.biases),
            out: &mut out,
            stride: self.outputs,
            columns: self.outputs,
        });
        out
    }
}

/// Numbers in panels of sixteen; zeros where the last is not full.
pub(super) fn padded(numbers: &[f32]) -> Vec<[f32; WIDTH]> {
    let mut panels = vec![[0.0; WIDTH]; numbers.len().div_ceil(WIDTH)];
    panels.as_flattened_mut()[..numbers.len()].copy_from_slice(numbers);
    panels
}
