//! Which strings are pieces? A hash table that lies in the file of weights and is used there.

use crate::format::{Error, Fault, Tensor, Weights};

/// Marks a slot that holds no piece.
const EMPTY: u32 = u32::MAX;
const START: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Pieces by their text. Their numbers are their places in the file.
///
/// Four tensors: `text`, all pieces one after the other; `ends`, where each ends in it; `scores`, the logarithm of each one's
/// probability; `slots`, a power of two of them: the piece whose FNV-1a hash leads there, or to a slot before it from which
/// on all are taken. Pieces that no text may name, such as the unknown one, are in no slot.
#[derive(Clone, Debug)]
pub(super) struct Table {
    text: Tensor<u8>,
    ends: Tensor<u32>,
    scores: Tensor<f32>,
    slots: Tensor<u32>,
    longest: usize,
    least: f32,
}

/// A text as it grows by bytes, hashed.
#[derive(Clone, Copy)]
pub(super) struct Hash(u32);

impl Hash {
    /// Of no text.
    pub(super) const EMPTY: Self = Self(START);

    /// With more bytes at its end.
    pub(super) fn and(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME)))
    }
}

impl Table {
    pub(super) fn load(weights: &Weights, name: &str) -> Result<Self, Error> {
        let part = |part: &str| format!("{name}.{part}");
        let (text, ends) = (weights.list(&part("text"))?, weights.list::<u32>(&part("ends"))?);
        let scores = weights.floats(&part("scores"), &[ends.len()])?;
        let slots = weights.list::<u32>(&part("slots"))?;
        let fault = |tensor: &str, reason| {
            let tensor = part(tensor);
            weights.error(Fault::Numbers { tensor, reason })
        };
        if !ends.is_sorted() || ends.last().copied().unwrap_or(0) as usize != text.len() {
            return Err(fault("ends", "they must rise to the length of the text"));
        }
        let wrong = |&slot: &u32| slot != EMPTY && slot as usize >= ends.len();
        if !slots.len().is_power_of_two() || !slots.contains(&EMPTY) || slots.iter().any(wrong) {
            return Err(fault("slots", "a power of two of them must hold pieces, and one at least none"));
        }
        let mut table = Self { text, ends, least: 0.0, longest: 0, scores, slots };
        table.longest = (0..table.len()).map(|number| table.piece(number).len()).max().unwrap_or(0);
        table.least = table.scores.iter().copied().fold(0.0, f32::min);
        Ok(table)
    }

    /// The number of pieces.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of the longest piece.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The least of all scores.
    pub(super) fn least(&self) -> f32 {
        self.least
    }

    /// The text of a piece.
    pub(super) fn piece(&self, number: usize) -> &[u8] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.text[start..self.ends[number] as usize]
    }

    /// The piece that is `text`, whose hash is `hash`, and its score.
    pub(super) fn find(&self, text: &[u8], hash: Hash) -> Option<(u32, f32)> {
        let mask = self.slots.len() - 1;
        let mut slot = hash.0 as usize & mask;
        loop {
            let number = self.slots[slot];
            if number == EMPTY {
                return None;
            }
            if self.piece(number as usize) == text {
                return Some((number, self.scores[number as usize]));
            }
            slot = (slot + 1) & mask;
        }
    }
}
