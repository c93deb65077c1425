//! How large is a network? Its sizes, from the configuration.

use serde::Deserialize;

use crate::format::{Error, Fault, Weights};
use crate::kernel::WIDTH;

/// The sizes of an encoder.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Shape {
    /// Numbers by which a piece is described: a multiple of 16 times `heads`.
    pub hidden: usize,
    /// Heads of attention.
    pub heads: usize,
    /// Numbers in the wide layer: a multiple of 16.
    pub inner: usize,
    /// Transformer layers.
    pub layers: usize,
    /// What is added to a variance before its root is taken.
    pub epsilon: f32,
}

/// No size may be larger: room is made by them.
const MOST: usize = 1 << 14;

impl Shape {
    /// Checks that the program can run such a network.
    ///
    /// # Errors
    /// A size is none that it can run.
    pub(crate) fn check(&self, weights: &Weights) -> Result<(), Error> {
        let sizes = [self.hidden, self.heads, self.inner];
        let fault = if sizes.iter().any(|&size| size == 0 || size > MOST) || self.layers > MOST {
            format!("sizes go from 1 to {MOST}")
        } else if !self.hidden.is_multiple_of(self.heads * WIDTH) {
            format!("{} numbers cannot be shared out to {} heads by multiples of {WIDTH}", self.hidden, self.heads)
        } else if !self.inner.is_multiple_of(WIDTH) {
            format!("its wide layer has {} numbers, and needs a multiple of {WIDTH}", self.inner)
        } else if !(self.epsilon > 0.0 && self.epsilon < 1.0) {
            "its epsilon does not lie between 0 and 1".to_owned()
        } else {
            return Ok(());
        };
        Err(weights.error(Fault::Network(fault)))
    }
}
