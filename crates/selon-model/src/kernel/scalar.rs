//! The same sixteen lanes on any processor, one after the other: what the other paths are held to.

use super::lanes::{Lanes, WIDTH, halving};

#[derive(Clone, Copy)]
pub(super) struct Scalar;

#[inline(always)]
fn each<A: Copy, B>(a: [A; WIDTH], f: impl Fn(A) -> B) -> [B; WIDTH] {
    std::array::from_fn(|i| f(a[i]))
}

#[inline(always)]
fn both<A: Copy, B>(a: [A; WIDTH], b: [A; WIDTH], f: impl Fn(A, A) -> B) -> [B; WIDTH] {
    std::array::from_fn(|i| f(a[i], b[i]))
}

#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

impl Lanes for Scalar {
    type F = [f32; WIDTH];
    type I = [i32; WIDTH];
    const ROOMY: bool = false;

    #[inline(always)]
    fn load(self, from: &[f32; WIDTH]) -> Self::F {
        *from
    }
    #[inline(always)]
    fn store(self, x: Self::F, to: &mut [f32; WIDTH]) {
        *to = x;
    }
    #[inline(always)]
    fn splat(self, x: f32) -> Self::F {
        [x; WIDTH]
    }
    #[inline(always)]
    fn add(self, a: Self::F, b: Self::F) -> Self::F {
        both(a, b, |a, b| a + b)
    }
    #[inline(always)]
    fn sub(self, a: Self::F, b: Self::F) -> Self::F {
        both(a, b, |a, b| a - b)
    }
    #[inline(always)]
    fn mul(self, a: Self::F, b: Self::F) -> Self::F {
        both(a, b, |a, b| a * b)
    }
    #[inline(always)]
    fn fma(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        std::array::from_fn(|i| a[i].mul_add(b[i], c[i]))
    }
    #[inline(always)]
    fn max(self, a: Self::F, b: Self::F) -> Self::F {
        both(a, b, larger)
    }
    #[inline(always)]
    fn min(self, a: Self::F, b: Self::F) -> Self::F {
        both(a, b, smaller)
    }
    #[inline(always)]
    fn power_of_two(self, shifted: Self::F) -> Self::F {
        each(shifted, |x| f32::from_bits((x.to_bits() << 23).wrapping_add(1.0_f32.to_bits())))
    }
    #[inline(always)]
    fn store_bytes(self, x: Self::F, to: &mut [u8; WIDTH]) {
        *to = each(x, |x| x.round_ties_even() as u8);
    }
    #[inline(always)]
    fn sum(self, x: Self::F) -> f32 {
        halving(x, |a, b| a + b)
    }
    #[inline(always)]
    fn largest(self, x: Self::F) -> f32 {
        halving(x, larger)
    }
    #[inline(always)]
    fn zero(self) -> Self::I {
        [0; WIDTH]
    }
    #[inline(always)]
    fn load_whole(self, from: &[i32; WIDTH]) -> Self::I {
        *from
    }
    #[inline(always)]
    fn splat_whole(self, x: i32) -> Self::I {
        [x; WIDTH]
    }
    #[inline(always)]
    fn sub_whole(self, a: Self::I, b: Self::I) -> Self::I {
        both(a, b, i32::wrapping_sub)
    }
    #[inline(always)]
    fn mul_whole(self, a: Self::I, b: Self::I) -> Self::I {
        both(a, b, i32::wrapping_mul)
    }
    #[inline(always)]
    fn floats(self, x: Self::I) -> Self::F {
        each(x, |x| x as f32)
    }
    #[inline(always)]
    fn splat_bytes(self, x: [u8; 4]) -> Self::I {
        [i32::from_le_bytes(x); WIDTH]
    }
    #[inline(always)]
    fn dot(self, sums: Self::I, a: Self::I, weights: &[i8; 4 * WIDTH]) -> Self::I {
        let weights = weights.as_chunks::<4>().0;
        std::array::from_fn(|i| {
            let [a0, a1, a2, a3] = a[i].to_le_bytes().map(i32::from);
            let [w0, w1, w2, w3] = weights[i].map(i32::from);
            sums[i].wrapping_add(a0 * w0 + a1 * w1 + a2 * w2 + a3 * w3)
        })
    }
}
