//! Sixteen lanes in two registers: AVX2 with FMA, and with VNNI where the processor has it.

#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::lanes::{Lanes, WIDTH, Work};

/// AVX2 and FMA; with `VNNI`, AVX-VNNI too. Made in [`run`] and [`run_vnni`] alone.
#[derive(Clone, Copy)]
pub(super) struct Avx2<const VNNI: bool>(());

/// Does `work` with these instructions.
///
/// # Safety
/// The processor has AVX2 and FMA.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn run<W: Work>(work: W) -> W::Out {
    work.run(Avx2::<false>(()))
}

/// Does `work` with these instructions.
///
/// # Safety
/// The processor has AVX2, FMA and AVX-VNNI.
#[target_feature(enable = "avx2,fma,avxvnni")]
pub(super) unsafe fn run_vnni<W: Work>(work: W) -> W::Out {
    work.run(Avx2::<true>(()))
}

/// Runs intrinsics; the `Avx2` that the caller holds is the proof that the processor has them.
macro_rules! with {
    ($body:expr) => {
        // SAFETY: `self` exists, so `run` or `run_vnni` was called, whose caller saw to it that the processor has the
        // instructions; references to arrays are valid for all of them, and no alignment is asked of them.
        unsafe { $body }
    };
}

/// The four products of each lane, summed: exact, since two products of a byte with at most 64 fit sixteen bits.
#[inline(always)]
unsafe fn products(a: __m256i, weights: __m256i) -> __m256i {
    // SAFETY: called within `with` alone.
    unsafe { _mm256_madd_epi16(_mm256_maddubs_epi16(a, weights), _mm256_set1_epi16(1)) }
}

impl<const VNNI: bool> Lanes for Avx2<VNNI> {
    type F = [__m256; 2];
    type I = [__m256i; 2];
    const ROOMY: bool = false;

    #[inline(always)]
    fn load(self, from: &[f32; WIDTH]) -> Self::F {
        with!([_mm256_loadu_ps(from.as_ptr()), _mm256_loadu_ps(from[8..].as_ptr())])
    }
    #[inline(always)]
    fn store(self, x: Self::F, to: &mut [f32; WIDTH]) {
        with!({
            _mm256_storeu_ps(to.as_mut_ptr(), x[0]);
            _mm256_storeu_ps(to[8..].as_mut_ptr(), x[1]);
        })
    }
    #[inline(always)]
    fn splat(self, x: f32) -> Self::F {
        with!([_mm256_set1_ps(x); 2])
    }
    #[inline(always)]
    fn add(self, a: Self::F, b: Self::F) -> Self::F {
        with!([_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])])
    }
    #[inline(always)]
    fn sub(self, a: Self::F, b: Self::F) -> Self::F {
        with!([_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])])
    }
    #[inline(always)]
    fn mul(self, a: Self::F, b: Self::F) -> Self::F {
        with!([_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])])
    }
    #[inline(always)]
    fn fma(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        with!([_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])])
    }
    #[inline(always)]
    fn max(self, a: Self::F, b: Self::F) -> Self::F {
        with!([_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])])
    }
    #[inline(always)]
    fn min(self, a: Self::F, b: Self::F) -> Self::F {
        with!([_mm256_min_ps(a[0], b[0]), _mm256_min_ps(a[1], b[1])])
    }
    #[inline(always)]
    fn power_of_two(self, shifted: Self::F) -> Self::F {
        with!(shifted.map(|x| {
            let one = _mm256_castps_si256(_mm256_set1_ps(1.0));
            let power = _mm256_slli_epi32::<23>(_mm256_castps_si256(x));
            _mm256_castsi256_ps(_mm256_add_epi32(power, one))
        }))
    }
    #[inline(always)]
    fn store_bytes(self, x: Self::F, to: &mut [u8; WIDTH]) {
        with!({
            let words = _mm256_packs_epi32(_mm256_cvtps_epi32(x[0]), _mm256_cvtps_epi32(x[1]));
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(words);
            let bytes = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
            _mm_storeu_si128(to.as_mut_ptr().cast(), bytes);
        })
    }
    #[inline(always)]
    fn sum(self, x: Self::F) -> f32 {
        with!({
            let x = _mm256_add_ps(x[0], x[1]);
            let x = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
            let x = _mm_add_ps(x, _mm_movehl_ps(x, x));
            _mm_cvtss_f32(_mm_add_ss(x, _mm_movehdup_ps(x)))
        })
    }
    #[inline(always)]
    fn largest(self, x: Self::F) -> f32 {
        with!({
            let x = _mm256_max_ps(x[0], x[1]);
            let x = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
            let x = _mm_max_ps(x, _mm_movehl_ps(x, x));
            _mm_cvtss_f32(_mm_max_ss(x, _mm_movehdup_ps(x)))
        })
    }
    #[inline(always)]
    fn zero(self) -> Self::I {
        with!([_mm256_setzero_si256(); 2])
    }
    #[inline(always)]
    fn load_whole(self, from: &[i32; WIDTH]) -> Self::I {
        with!([_mm256_loadu_si256(from.as_ptr().cast()), _mm256_loadu_si256(from[8..].as_ptr().cast())])
    }
    #[inline(always)]
    fn splat_whole(self, x: i32) -> Self::I {
        with!([_mm256_set1_epi32(x); 2])
    }
    #[inline(always)]
    fn sub_whole(self, a: Self::I, b: Self::I) -> Self::I {
        with!([_mm256_sub_epi32(a[0], b[0]), _mm256_sub_epi32(a[1], b[1])])
    }
    #[inline(always)]
    fn mul_whole(self, a: Self::I, b: Self::I) -> Self::I {
        with!([_mm256_mullo_epi32(a[0], b[0]), _mm256_mullo_epi32(a[1], b[1])])
    }
    #[inline(always)]
    fn floats(self, x: Self::I) -> Self::F {
        with!([_mm256_cvtepi32_ps(x[0]), _mm256_cvtepi32_ps(x[1])])
    }
    #[inline(always)]
    fn splat_bytes(self, x: [u8; 4]) -> Self::I {
        self.splat_whole(i32::from_le_bytes(x))
    }
    #[inline(always)]
    fn dot(self, sums: Self::I, a: Self::I, weights: &[i8; 4 * WIDTH]) -> Self::I {
        with!({
            let low = _mm256_loadu_si256(weights.as_ptr().cast());
            let high = _mm256_loadu_si256(weights[32..].as_ptr().cast());
            if VNNI {
                return [_mm256_dpbusd_avx_epi32(sums[0], a[0], low), _mm256_dpbusd_avx_epi32(sums[1], a[1], high)];
            }
            [_mm256_add_epi32(sums[0], products(a[0], low)), _mm256_add_epi32(sums[1], products(a[1], high))]
        })
    }
}
