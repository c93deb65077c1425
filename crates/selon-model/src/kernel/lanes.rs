//! What can be done with sixteen numbers side by side? The operations that all kernels are written in.

use super::amx::Amx;

/// Numbers side by side.
pub(crate) const WIDTH: usize = 16;

/// Something to be done on one path. `run` must be inlined, so that it is compiled with that path's instructions.
pub(crate) trait Work {
    /// What comes of it.
    type Out;
    /// Does it.
    fn run<L: Lanes>(self, lanes: L) -> Self::Out;
}

/// The instructions of one path. A value of it proves that the processor has them.
pub(crate) trait Lanes: Copy {
    /// Sixteen floats.
    type F: Copy;
    /// Sixteen whole numbers of 32 bits.
    type I: Copy;
    /// Whether there are registers for tiles of many sums (AVX-512 has 32, each for all lanes; AVX2 16, for half of them).
    const ROOMY: bool;

    /// The tiles of AMX, where the path has them.
    #[inline(always)]
    fn amx(self) -> Option<Amx> {
        None
    }

    fn load(self, from: &[f32; WIDTH]) -> Self::F;
    fn store(self, x: Self::F, to: &mut [f32; WIDTH]);
    fn splat(self, x: f32) -> Self::F;
    fn add(self, a: Self::F, b: Self::F) -> Self::F;
    fn sub(self, a: Self::F, b: Self::F) -> Self::F;
    fn mul(self, a: Self::F, b: Self::F) -> Self::F;
    /// `a * b + c`, rounded once.
    fn fma(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F;
    /// The larger; `b` where they are not ordered, or equal.
    fn max(self, a: Self::F, b: Self::F) -> Self::F;
    /// The smaller; `b` where they are not ordered, or equal.
    fn min(self, a: Self::F, b: Self::F) -> Self::F;
    /// Two to the power of the whole number n from -126 to 127, given as n + 1.5 · 2²³, whose low bits are n.
    fn power_of_two(self, shifted: Self::F) -> Self::F;
    /// Rounds numbers from 0 to 255 to whole ones, ties to even.
    fn store_bytes(self, x: Self::F, to: &mut [u8; WIDTH]);
    /// The sum, in the order of [`halving`].
    fn sum(self, x: Self::F) -> f32;
    /// The largest.
    fn largest(self, x: Self::F) -> f32;

    fn zero(self) -> Self::I;
    fn load_whole(self, from: &[i32; WIDTH]) -> Self::I;
    fn splat_whole(self, x: i32) -> Self::I;
    fn sub_whole(self, a: Self::I, b: Self::I) -> Self::I;
    fn mul_whole(self, a: Self::I, b: Self::I) -> Self::I;
    fn floats(self, x: Self::I) -> Self::F;
    /// The same four bytes in every lane.
    fn splat_bytes(self, x: [u8; 4]) -> Self::I;
    /// Adds to each lane of `sums` the products of its four bytes of `a`, which count from 0 to 255, with its four of
    /// `weights`, which must lie between -64 and 64: so no sum of two products leaves sixteen bits.
    fn dot(self, sums: Self::I, a: Self::I, weights: &[i8; 4 * WIDTH]) -> Self::I;
}

/// Brings sixteen numbers to one: the upper half upon the lower, until one is left.
#[inline(always)]
pub(crate) fn halving(mut x: [f32; WIDTH], both: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            x[i] = both(x[i], x[i + half]);
        }
    }
    x[0]
}

/// A slice as lanes; what does not fill them is left out.
#[inline(always)]
pub(crate) fn chunks(x: &[f32]) -> &[[f32; WIDTH]] {
    x.as_chunks().0
}

/// The same, to be written.
#[inline(always)]
pub(crate) fn chunks_mut(x: &mut [f32]) -> &mut [[f32; WIDTH]] {
    x.as_chunks_mut().0
}
