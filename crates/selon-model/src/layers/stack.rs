//! Transformer layers on top of each other, over rows that the caller made.

use crate::format::{Error, Weights};
use crate::kernel::Path;

use super::layer::{Layer, Room};
use super::shape::Shape;

/// Rows that go through all layers at once: enough to keep the products busy, few enough for the nearer caches.
const ROWS: usize = 512;

/// Transformer layers.
#[derive(Clone, Debug)]
pub struct Stack {
    hidden: usize,
    layers: Vec<Layer>,
}

impl Stack {
    /// The layers `name.layers.0`, `name.layers.1` and so on.
    ///
    /// # Errors
    /// A tensor is not as it should be, or `shape` is none that can be run.
    pub fn load(weights: &Weights, name: &str, shape: &Shape) -> Result<Self, Error> {
        shape.check(weights)?;
        let layer = |number| Layer::load(weights, &format!("{name}.layers.{number}"), shape);
        Ok(Self { hidden: shape.hidden, layers: (0..shape.layers).map(layer).collect::<Result<_, _>>()? })
    }

    /// Takes away the layers from `number` on, as a stack of their own to be put on top of this one.
    #[must_use]
    pub(crate) fn split_off(&mut self, number: usize) -> Self {
        Self { hidden: self.hidden, layers: self.layers.split_off(number.min(self.layers.len())) }
    }

    /// Puts rows through the layers, in place. `lengths` are the rows of each segment, in order; rows look at rows of
    /// their own segment alone.
    pub fn apply(&self, path: Path, rows: &mut [f32], lengths: &[usize], room: &mut Room) {
        let (mut rest, mut left) = (rows, lengths);
        while !left.is_empty() {
            let (mut segments, mut count) = (0, 0);
            for &length in left {
                if segments > 0 && count + length > ROWS {
                    break;
                }
                (segments, count) = (segments + 1, count + length);
            }
            let (now, after) = rest.split_at_mut((count * self.hidden).min(rest.len()));
            for layer in &self.layers {
                layer.apply(path, now, &left[..segments], room);
            }
            (rest, left) = (after, &left[segments..]);
        }
    }
}
