//! One transformer layer as BERT has it: attention, then a wide layer, each added to what came in and normalised.

use crate::format::{Error, Weights};
use crate::kernel::Path;
use crate::matrix::{Bytes, Linear, first};

use super::attention::{self, Attention};
use super::functions::gelu;
use super::norm::Norm;
use super::shape::Shape;

/// Rows that go through the wide layer at once, so that they stay in the nearer caches.
const ROWS: usize = 96;

/// Room for what layers compute in between; kept to be used again.
#[derive(Default)]
pub struct Room {
    bytes: Bytes,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    attention: attention::Room,
}

/// One transformer layer.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    shape: Shape,
    query_key_value: Linear,
    attended: Linear,
    attended_norm: Norm,
    widen: Linear,
    narrow: Linear,
    norm: Norm,
}

impl Layer {
    /// The layer whose parts are `name.query_key_value`, `name.attended`, `name.attended_norm`, `name.widen`,
    /// `name.narrow` and `name.norm`.
    ///
    /// # Errors
    /// A tensor is not as it should be.
    pub(super) fn load(weights: &Weights, name: &str, shape: &Shape) -> Result<Self, Error> {
        shape.check(weights)?;
        let linear = |part: &str, inputs, outputs| Linear::load(weights, &format!("{name}.{part}"), inputs, outputs);
        let norm = |part: &str| Norm::load(weights, &format!("{name}.{part}"), shape.hidden, shape.epsilon);
        Ok(Self {
            query_key_value: linear("query_key_value", shape.hidden, 3 * shape.hidden)?,
            attended: linear("attended", shape.hidden, shape.hidden)?,
            attended_norm: norm("attended_norm")?,
            widen: linear("widen", shape.hidden, shape.inner)?,
            narrow: linear("narrow", shape.inner, shape.hidden)?,
            norm: norm("norm")?,
            shape: *shape,
        })
    }

    /// Puts rows of `hidden` numbers through the layer, in place. `lengths` are the rows of each segment, in order, and
    /// count all rows; rows look at rows of their own segment alone.
    pub(super) fn apply(&self, path: Path, rows: &mut [f32], lengths: &[usize], room: &mut Room) {
        let Shape { hidden, heads, .. } = self.shape;
        let Room { bytes, wide, narrow, attention } = room;
        let (wide, narrow) = (first(wide, 3 * rows.len()), first(narrow, rows.len()));
        bytes.write(path, rows, hidden);
        self.query_key_value.product(path, bytes, wide);
        Attention { rows: wide, hidden, heads, lengths, out: narrow, room: attention }.apply(path);
        bytes.write(path, narrow, hidden);
        self.attended.product(path, bytes, narrow);
        self.attended_norm.apply_to_sum(path, rows, narrow);
        for rows in rows.chunks_mut(ROWS * hidden) {
            self.feed(path, rows, room);
        }
    }

    /// The wide layer.
    fn feed(&self, path: Path, rows: &mut [f32], room: &mut Room) {
        let Shape { hidden, inner, .. } = self.shape;
        let Room { bytes, wide, narrow, .. } = room;
        let (wide, narrow) = (first(wide, rows.len() / hidden * inner), first(narrow, rows.len()));
        bytes.write(path, rows, hidden);
        self.widen.product(path, bytes, wide);
        gelu(path, wide);
        bytes.write(path, wide, inner);
        self.narrow.product(path, bytes, narrow);
        self.norm.apply_to_sum(path, rows, narrow);
    }
}
