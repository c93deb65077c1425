//! A table of rows in 4 bits, looked up one by one: the embeddings of pieces.

use crate::format::{BLOCK_BYTES, Error, Tensor, Weights};

/// Rows of numbers from -8 to 7, with a scale in half precision for each 32 of them.
#[derive(Clone, Debug)]
pub struct Nibbles {
    rows: usize,
    columns: usize,
    blocks: Tensor<u8>,
}

impl Nibbles {
    /// The tensor `name` ([`Weights::nibbles`]), with as many rows as it has.
    ///
    /// # Errors
    /// It is not as it should be.
    pub fn load(weights: &Weights, name: &str, columns: usize) -> Result<Self, Error> {
        let rows = weights.shape(name)?.first().copied().unwrap_or(0);
        Ok(Self { rows, columns, blocks: weights.nibbles(name, rows, columns)? })
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Writes a row to `out`, which has room for it; `None` where there is no such row.
    pub fn read(&self, row: usize, out: &mut [f32]) -> Option<()> {
        if row >= self.rows {
            return None;
        }
        let blocks: &[[u8; BLOCK_BYTES]] = self.blocks.as_chunks().0;
        let out: &mut [[f32; 32]] = out.get_mut(..self.columns)?.as_chunks_mut().0;
        for (block, out) in blocks[row * out.len()..].iter().zip(out) {
            let scale = half(u16::from_le_bytes([block[0], block[1]]));
            for (i, &byte) in block[2..].iter().enumerate() {
                out[i] = (f32::from(byte & 15) - 8.0) * scale;
                out[i + 16] = (f32::from(byte >> 4) - 8.0) * scale;
            }
        }
        Some(())
    }
}

/// A number in half precision (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * f32::from_bits((127 - 24) << 23),
        31 => return if fraction == 0.0 { f32::INFINITY.copysign(sign(bits)) } else { f32::NAN },
        _ => (1024.0 + fraction) * f32::from_bits(((exponent - 25 + 127) as u32) << 23),
    };
    size * sign(bits)
}

fn sign(bits: u16) -> f32 {
    if bits >> 15 == 1 { -1.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_read_by_the_standard() {
        let cases = [
            (0x0000, 0.0),
            (0x8001, -(2.0_f32.powi(-24))),
            (0x0400, 2.0_f32.powi(-14)),
            (0x3c00, 1.0),
            (0x3555, 0.333_251_95),
            (0xc500, -5.0),
            (0x7bff, 65504.0),
            (0xfc00, f32::NEG_INFINITY),
        ];
        for (bits, value) in cases {
            assert_eq!(half(bits), value, "{bits:04x}");
        }
        assert!(half(0x7e00).is_nan());
    }
}
