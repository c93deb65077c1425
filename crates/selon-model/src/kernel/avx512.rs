//! Sixteen lanes in one register: AVX-512 with VNNI; with the tiles of AMX where the processor has them.

#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::amx::Amx;
use super::lanes::{Lanes, WIDTH, Work};

/// Made in [`run`] alone.
#[derive(Clone, Copy)]
pub(super) struct Avx512(Option<Amx>);

/// Does `work` with these instructions.
///
/// # Safety
/// The processor has AVX-512 F and VNNI, AVX2 and FMA.
#[target_feature(enable = "avx512f,avx512vnni,avx2,fma")]
pub(super) unsafe fn run<W: Work>(work: W, amx: Option<Amx>) -> W::Out {
    work.run(Avx512(amx))
}

/// Runs intrinsics; the `Avx512` that the caller holds is the proof that the processor has them.
macro_rules! with {
    ($body:expr) => {
        // SAFETY: `self` exists, so `run` was called, whose caller saw to it that the processor has the instructions;
        // references to arrays are valid for reading or writing all of them, and no alignment is asked of them.
        unsafe { $body }
    };
}

impl Lanes for Avx512 {
    type F = __m512;
    type I = __m512i;
    const ROOMY: bool = true;

    #[inline(always)]
    fn amx(self) -> Option<Amx> {
        self.0
    }

    #[inline(always)]
    fn load(self, from: &[f32; WIDTH]) -> __m512 {
        with!(_mm512_loadu_ps(from.as_ptr()))
    }
    #[inline(always)]
    fn store(self, x: __m512, to: &mut [f32; WIDTH]) {
        with!(_mm512_storeu_ps(to.as_mut_ptr(), x))
    }
    #[inline(always)]
    fn splat(self, x: f32) -> __m512 {
        with!(_mm512_set1_ps(x))
    }
    #[inline(always)]
    fn add(self, a: __m512, b: __m512) -> __m512 {
        with!(_mm512_add_ps(a, b))
    }
    #[inline(always)]
    fn sub(self, a: __m512, b: __m512) -> __m512 {
        with!(_mm512_sub_ps(a, b))
    }
    #[inline(always)]
    fn mul(self, a: __m512, b: __m512) -> __m512 {
        with!(_mm512_mul_ps(a, b))
    }
    #[inline(always)]
    fn fma(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        with!(_mm512_fmadd_ps(a, b, c))
    }
    #[inline(always)]
    fn max(self, a: __m512, b: __m512) -> __m512 {
        with!(_mm512_max_ps(a, b))
    }
    #[inline(always)]
    fn min(self, a: __m512, b: __m512) -> __m512 {
        with!(_mm512_min_ps(a, b))
    }
    #[inline(always)]
    fn power_of_two(self, shifted: __m512) -> __m512 {
        with!({
            let one = _mm512_castps_si512(_mm512_set1_ps(1.0));
            let power = _mm512_slli_epi32::<23>(_mm512_castps_si512(shifted));
            _mm512_castsi512_ps(_mm512_add_epi32(power, one))
        })
    }
    #[inline(always)]
    fn store_bytes(self, x: __m512, to: &mut [u8; WIDTH]) {
        with!(_mm_storeu_si128(to.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(x))))
    }
    #[inline(always)]
    fn sum(self, x: __m512) -> f32 {
        with!({
            let x = _mm512_add_ps(x, _mm512_shuffle_f32x4::<0b00_00_11_10>(x, x));
            let x = _mm512_castps512_ps128(_mm512_add_ps(x, _mm512_shuffle_f32x4::<0b00_00_00_01>(x, x)));
            let x = _mm_add_ps(x, _mm_movehl_ps(x, x));
            _mm_cvtss_f32(_mm_add_ss(x, _mm_movehdup_ps(x)))
        })
    }
    #[inline(always)]
    fn largest(self, x: __m512) -> f32 {
        with!({
            let x = _mm512_max_ps(x, _mm512_shuffle_f32x4::<0b00_00_11_10>(x, x));
            let x = _mm512_castps512_ps128(_mm512_max_ps(x, _mm512_shuffle_f32x4::<0b00_00_00_01>(x, x)));
            let x = _mm_max_ps(x, _mm_movehl_ps(x, x));
            _mm_cvtss_f32(_mm_max_ss(x, _mm_movehdup_ps(x)))
        })
    }
    #[inline(always)]
    fn zero(self) -> __m512i {
        with!(_mm512_setzero_si512())
    }
    #[inline(always)]
    fn load_whole(self, from: &[i32; WIDTH]) -> __m512i {
        with!(_mm512_loadu_si512(from.as_ptr().cast()))
    }
    #[inline(always)]
    fn splat_whole(self, x: i32) -> __m512i {
        with!(_mm512_set1_epi32(x))
    }
    #[inline(always)]
    fn sub_whole(self, a: __m512i, b: __m512i) -> __m512i {
        with!(_mm512_sub_epi32(a, b))
    }
    #[inline(always)]
    fn mul_whole(self, a: __m512i, b: __m512i) -> __m512i {
        with!(_mm512_mullo_epi32(a, b))
    }
    #[inline(always)]
    fn floats(self, x: __m512i) -> __m512 {
        with!(_mm512_cvtepi32_ps(x))
    }
    #[inline(always)]
    fn splat_bytes(self, x: [u8; 4]) -> __m512i {
        with!(_mm512_set1_epi32(i32::from_le_bytes(x)))
    }
    #[inline(always)]
    fn dot(self, sums: __m512i, a: __m512i, weights: &[i8; 4 * WIDTH]) -> __m512i {
        with!(_mm512_dpbusd_epi32(sums, a, _mm512_loadu_si512(weights.as_ptr().cast())))
    }
}
