//! How are products of matrices summed? In tiles that stay in registers, over panels of sixteen columns.

use super::lanes::{Lanes, WIDTH};

/// The sums of `ROWS` rows of bytes with `PANELS` panels of weights. All rows and panels have the same length, in groups of four.
#[inline(always)]
pub(crate) fn bytes<L: Lanes, const ROWS: usize, const PANELS: usize>(
    lanes: L,
    rows: [&[[u8; 4]]; ROWS],
    panels: [&[[i8; 4 * WIDTH]]; PANELS],
) -> [[L::I; PANELS]; ROWS] {
    let groups = rows[0].len();
    let (rows, panels) = (rows.map(|row| &row[..groups]), panels.map(|panel| &panel[..groups]));
    let mut sums = [[lanes.zero(); PANELS]; ROWS];
    for group in 0..groups {
        for (row, sums) in rows.iter().zip(&mut sums) {
            let a = lanes.splat_bytes(row[group]);
            for (panel, sum) in panels.iter().zip(sums) {
                *sum = lanes.dot(*sum, a, &panel[group]);
            }
        }
    }
    sums
}

/// The same for floats; the sums begin at `start`, and add the products one by one.
#[inline(always)]
pub(crate) fn floats<L: Lanes, const ROWS: usize, const PANELS: usize>(
    lanes: L,
    rows: [&[f32]; ROWS],
    panels: [&[[f32; WIDTH]]; PANELS],
    start: [L::F; PANELS],
) -> [[L::F; PANELS]; ROWS] {
    let inner = rows[0].len();
    let (rows, panels) = (rows.map(|row| &row[..inner]), panels.map(|panel| &panel[..inner]));
    let mut sums = [start; ROWS];
    for k in 0..inner {
        let b = panels.map(|panel| lanes.load(&panel[k]));
        for (row, sums) in rows.iter().zip(&mut sums) {
            let a = lanes.splat(row[k]);
            for (b, sum) in b.iter().zip(sums) {
                *sum = lanes.fma(a, *b, *sum);
            }
        }
    }
    sums
}
