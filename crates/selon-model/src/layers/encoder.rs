//! The whole encoder as BERT has it: embeddings, then the layers, over a batch of any size.

use crate::format::{Error, Weights};
use crate::kernel::Path;

use super::batch::{Batch, BatchError};
use super::embeddings::Embeddings;
use super::layer::Room;
use super::shape::Shape;
use super::stack::Stack;

/// A BERT encoder.
#[derive(Clone, Debug)]
pub struct Encoder {
    embeddings: Embeddings,
    layers: Stack,
}

impl Encoder {
    /// The encoder whose parts are `name.embeddings` and `name.layers.0`, `name.layers.1` and so on.
    ///
    /// # Errors
    /// A tensor is not as it should be, or `shape` is none that can be run.
    pub fn load(weights: &Weights, name: &str, shape: &Shape) -> Result<Self, Error> {
        Ok(Self {
            embeddings: Embeddings::load(weights, &format!("{name}.embeddings"), shape)?,
            layers: Stack::load(weights, name, shape)?,
        })
    }

    /// Its first layer, before the others.
    #[must_use]
    pub fn embeddings(&self) -> &Embeddings {
        &self.embeddings
    }

    /// Rows of `hidden` numbers, one for each piece, in order. `room` is used over and over; it grows to a few megabytes.
    ///
    /// # Errors
    /// A segment is too long, or a piece is none of the vocabulary's.
    pub fn apply(&self, path: Path, batch: Batch<'_>, room: &mut Room) -> Result<Vec<f32>, BatchError> {
        let mut rows = self.embeddings.apply(path, batch)?;
        self.layers.apply(path, &mut rows, batch.lengths(), room);
        Ok(rows)
    }
}
