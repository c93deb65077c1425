//! exp, GELU and softmax: polynomials of our own, the same bits on every machine, which a system's library does not promise.

use crate::kernel::{Lanes, Path, WIDTH, Work, chunks_mut};

/// Added to a number below 2²² it leaves the nearest whole number in the low bits.
const SHIFT: f32 = 12_582_912.0;
/// ln 2 in two parts; the first has few enough bits that its products with small whole numbers are exact.
const LN2: [f32; 2] = [0.693_359_4, -0.000_212_194_44];
/// exp on ±ln 2 / 2, by powers, highest first: interpolated in Chebyshev points, relative error below 1e-7.
const EXP: [f32; 7] = [0.001_394_111_9, 0.008_375_134, 0.041_666_35, 0.166_664_15, 0.5, 1.0, 1.0];

/// Beyond this GELU is taken for 0 or x.
const EDGE: f32 = 5.2;
/// (Φ(x) - ½) / x on ±[`EDGE`], by powers of 2x²/EDGE² - 1, highest first; the error of GELU there is below 4e-6.
const NORMAL: [f32; 13] = [
    0.001_258_547_9,
    -0.002_805_022_5,
    0.001_842_130_9,
    -0.002_786_849_6,
    0.008_499_21,
    -0.013_718_958,
    0.017_993_195,
    -0.024_366_394,
    0.031_979_37,
    -0.039_974_794,
    0.050_025_56,
    -0.067_742_06,
    0.135_949_98,
];

/// eˣ; x below -87 counts as -87, above 88 as 88.
#[inline(always)]
pub(super) fn exp<L: Lanes>(lanes: L, x: L::F) -> L::F {
    let x = lanes.min(lanes.max(x, lanes.splat(-87.0)), lanes.splat(88.0));
    let shifted = lanes.fma(x, lanes.splat(std::f32::consts::LOG2_E), lanes.splat(SHIFT));
    let whole = lanes.sub(shifted, lanes.splat(SHIFT));
    let rest = LN2.iter().fold(x, |rest, &part| lanes.fma(whole, lanes.splat(-part), rest));
    lanes.mul(polynomial(lanes, &EXP, rest), lanes.power_of_two(shifted))
}

/// x · Φ(x), with the normal distribution's Φ, as BERT has it (not the approximation by tanh).
#[inline(always)]
pub(super) fn gelu_of<L: Lanes>(lanes: L, x: L::F) -> L::F {
    let within = lanes.min(lanes.max(x, lanes.splat(-EDGE)), lanes.splat(EDGE));
    let square = lanes.mul(within, lanes.splat(2.0 / (EDGE * EDGE)));
    let square = lanes.fma(within, square, lanes.splat(-1.0));
    let half = lanes.splat(0.5);
    lanes.mul(x, lanes.fma(within, polynomial(lanes, &NORMAL, square), half))
}

#[inline(always)]
fn polynomial<L: Lanes>(lanes: L, powers: &[f32], x: L::F) -> L::F {
    powers[1..].iter().fold(lanes.splat(powers[0]), |sum, &next| lanes.fma(sum, x, lanes.splat(next)))
}

/// Replaces each number by its GELU, x · Φ(x).
pub fn gelu(path: Path, numbers: &mut [f32]) {
    path.run(Gelu(numbers));
}

struct Gelu<'a>(&'a mut [f32]);

impl Work for Gelu<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let (whole, rest) = self.0.as_chunks_mut();
        for chunk in whole {
            lanes.store(gelu_of(lanes, lanes.load(chunk)), chunk);
        }
        if !rest.is_empty() {
            let mut last = [0.0; WIDTH];
            last[..rest.len()].copy_from_slice(rest);
            lanes.store(gelu_of(lanes, lanes.load(&last)), &mut last);
            rest.copy_from_slice(&last[..rest.len()]);
        }
    }
}

/// Replaces each row of `length` numbers by its softmax: positive numbers with the sum one. What does not fill a row stays.
pub fn softmax(path: Path, numbers: &mut [f32], length: usize) {
    path.run(Softmax { numbers, length });
}

struct Softmax<'a> {
    numbers: &'a mut [f32],
    length: usize,
}

impl Work for Softmax<'_> {
    type Out = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        if self.length == 0 {
            return;
        }
        let mut padded = vec![0.0; self.length.next_multiple_of(WIDTH)];
        for row in self.numbers.chunks_exact_mut(self.length) {
            padded[..self.length].copy_from_slice(row);
            let all = powers(lanes, &mut padded, self.length, 1.0);
            row.iter_mut().zip(&padded).for_each(|(x, power)| *x = power / all);
        }
    }
}

/// Replaces the first `length` numbers x of a row by e^((x - the largest) · `scale`), and gives their sum. The row has
/// room up to a multiple of sixteen, and the rest of it becomes nearly nothing.
#[inline(always)]
pub(super) fn powers<L: Lanes>(lanes: L, row: &mut [f32], length: usize, scale: f32) -> f32 {
    row[length..].fill(f32::NEG_INFINITY);
    let row = chunks_mut(row);
    let lowest = lanes.splat(f32::NEG_INFINITY);
    let largest = row.iter().fold(lowest, |largest, chunk| lanes.max(lanes.load(chunk), largest));
    let (largest, scale) = (lanes.splat(lanes.largest(largest)), lanes.splat(scale));
    let mut sum = lanes.splat(0.0);
    for chunk in row {
        let power = exp(lanes, lanes.mul(lanes.sub(lanes.load(chunk), largest), scale));
        lanes.store(power, chunk);
        sum = lanes.add(sum, power);
    }
    lanes.sum(sum)
}
