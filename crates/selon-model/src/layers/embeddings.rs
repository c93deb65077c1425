//! What is known of a piece before its neighbours are looked at? Its embedding and its position's, normalised.

use crate::format::{Error, Fault, Tensor, Weights};
use crate::kernel::Path;
use crate::matrix::Nibbles;

use super::batch::{Batch, BatchError};
use super::norm::Norm;
use super::shape::Shape;

/// Embeddings of pieces, positions and BERT's kind of token, of which there is one.
#[derive(Clone, Debug)]
pub struct Embeddings {
    hidden: usize,
    pieces: Nibbles,
    positions: Tensor<f32>,
    kind: Tensor<f32>,
    norm: Norm,
}

impl Embeddings {
    /// The layer whose tensors are `name.pieces` (4 bits), `name.positions`, `name.kind` and `name.norm`.
    ///
    /// # Errors
    /// One of them is not as it should be.
    pub fn load(weights: &Weights, name: &str, shape: &Shape) -> Result<Self, Error> {
        shape.check(weights)?;
        let positions = format!("{name}.positions");
        let count = weights.shape(&positions)?.first().copied().unwrap_or(0);
        let pieces = Nibbles::load(weights, &format!("{name}.pieces"), shape.hidden)?;
        if count == 0 || pieces.rows() == 0 {
            return Err(weights.error(Fault::Network(format!("{name} has no pieces or no positions"))));
        }
        Ok(Self {
            hidden: shape.hidden,
            pieces,
            positions: weights.floats(&positions, &[count, shape.hidden])?,
            kind: weights.floats(&format!("{name}.kind"), &[shape.hidden])?,
            norm: Norm::load(weights, &format!("{name}.norm"), shape.hidden, shape.epsilon)?,
        })
    }

    /// The number of pieces.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces.rows()
    }

    /// The most pieces that a segment can have.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.positions.len() / self.hidden
    }

    /// Rows of `hidden` numbers, one for each piece.
    ///
    /// # Errors
    /// A segment is too long, or a piece is none of the vocabulary's.
    pub fn apply(&self, path: Path, batch: Batch<'_>) -> Result<Vec<f32>, BatchError> {
        let positions = self.positions();
        if let Some(&length) = batch.lengths().iter().find(|&&length| length > positions) {
            return Err(BatchError::Long { length, positions });
        }
        let mut rows = vec![0.0; batch.pieces().len() * self.hidden];
        let places = batch.lengths().iter().flat_map(|&length| 0..length);
        for ((row, &piece), place) in rows.chunks_exact_mut(self.hidden).zip(batch.pieces()).zip(places) {
            self.pieces.read(piece as usize, row).ok_or(BatchError::Piece(piece))?;
            let position = &self.positions[place * self.hidden..];
            for ((x, kind), position) in row.iter_mut().zip(&self.kind[..]).zip(position) {
                *x = *x + kind + position;
            }
        }
        self.norm.apply(path, &mut rows);
        Ok(rows)
    }
}
