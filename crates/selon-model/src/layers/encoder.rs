//! The whole encoder: embeddings, then the layers, over a batch of any size.

use crate::format::{Error, Weights};
use crate::kernel::Path;

use super::batch::{Batch, BatchError};
use super::embeddings::Embeddings;
use super::layer::{Layer, Room};
use super::shape::Shape;

/// Rows that go through all layers at once: enough to keep the products busy, few enough for the nearer caches.
const ROWS: usize = 512;

/// A BERT encoder.
#[derive(Clone, Debug)]
pub struct Encoder {
    shape: Shape,
    embeddings: Embeddings,
    layers: Vec<Layer>,
}

impl Encoder {
    /// The encoder whose parts are `name.embeddings` and `name.layers.0`, `name.layers.1` and so on.
    ///
    /// # Errors
    /// A tensor is not as it should be, or `shape` is none that can be run.
    pub fn load(weights: &Weights, name: &str, shape: &Shape) -> Result<Self, Error> {
        shape.check(weights)?;
        let layer = |number| Layer::load(weights, &format!("{name}.layers.{number}"), shape);
        Ok(Self {
            shape: *shape,
            embeddings: Embeddings::load(weights, &format!("{name}.embeddings"), shape)?,
            layers: (0..shape.layers).map(layer).collect::<Result<_, _>>()?,
        })
    }

    /// Its sizes.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
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
        self.apply_layers(path, &mut rows, batch, room);
        Ok(rows)
    }

    /// Puts rows, which [`Embeddings::apply`] gave and the caller may have added to, through the layers, in place.
    pub fn apply_layers(&self, path: Path, rows: &mut [f32], batch: Batch<'_>, room: &mut Room) {
        let mut rest = rows;
        for run in batch.runs(ROWS) {
            let count = (run.pieces().len() * self.shape.hidden).min(rest.len());
            let (rows, after) = rest.split_at_mut(count);
            for layer in &self.layers {
                layer.apply(path, rows, run.lengths(), room);
            }
            rest = after;
        }
    }
}
