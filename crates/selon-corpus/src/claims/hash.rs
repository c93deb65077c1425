//! Hashes that stay the same in every version and on every machine, since they are stored: FNV-1a.

/// Bits of a hash by which things are compared. Of a million different words, two may share one; a wrong word shared makes no
/// claim.
pub(crate) const BITS: u32 = 40;

/// Hash of `parts`, set apart: 40 bits, folded from 64.
pub(crate) fn hash(parts: &[&str]) -> u64 {
    fold(whole(parts))
}

/// The 40 bits that are kept of a hash of 64.
pub(crate) const fn fold(whole: u64) -> u64 {
    whole & ((1 << BITS) - 1)
}

/// Hash of `parts` in 64 bits, for names that must not meet.
pub(crate) fn whole(parts: &[&str]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    state
}
