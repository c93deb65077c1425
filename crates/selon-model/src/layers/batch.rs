//! What is given to an encoder? Segments of pieces, one after the other, without padding.

use thiserror::Error;

/// Pieces of several segments, one after the other.
///
/// ```
/// use selon_model::Batch;
/// let batch = Batch::new(&[0, 7, 8, 2, 0, 9, 2], &[4, 3])?;
/// assert_eq!(batch.lengths().len(), 2);
/// assert!(Batch::new(&[0, 7], &[3]).is_err());
/// # Ok::<(), selon_model::BatchError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    pieces: &'a [u32],
    lengths: &'a [usize],
}

/// Why a batch cannot be encoded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BatchError {
    /// The lengths are those of other pieces.
    #[error("the segments have other pieces than are given: {0}")]
    Lengths(usize),
    /// A segment has more pieces than the encoder has positions.
    #[error("a segment has {length} pieces, and the encoder has {positions} positions")]
    Long {
        /// Pieces of the segment.
        length: usize,
        /// Positions of the encoder.
        positions: usize,
    },
    /// A piece is none of the vocabulary's.
    #[error("there is no piece {0}")]
    Piece(u32),
}

impl<'a> Batch<'a> {
    /// Segments of `lengths` pieces each, cut from `pieces` in order.
    ///
    /// # Errors
    /// The lengths do not add up to the pieces.
    pub fn new(pieces: &'a [u32], lengths: &'a [usize]) -> Result<Self, BatchError> {
        let sum = lengths.iter().try_fold(0_usize, |sum, &length| sum.checked_add(length));
        if sum == Some(pieces.len()) { Ok(Self { pieces, lengths }) } else { Err(BatchError::Lengths(pieces.len())) }
    }

    /// The pieces' numbers.
    #[must_use]
    pub fn pieces(&self) -> &'a [u32] {
        self.pieces
    }

    /// Pieces of each segment.
    #[must_use]
    pub fn lengths(&self) -> &'a [usize] {
        self.lengths
    }
}
