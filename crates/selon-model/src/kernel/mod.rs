//! Which instructions does this processor have? One way of counting, compiled for each of them.
//!
//! All arithmetic is written once, over [`Lanes`]: sixteen numbers side by side, whatever the processor's registers hold.
//! Whole-number sums are exact. Sums of floats have a fixed order, a product and a sum are always fused where fusing is
//! written, and `exp` and GELU are our own (`layers/functions.rs`): so every path gives the same bits.

pub(crate) mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod lanes;
mod scalar;
pub(crate) mod tiles;

pub(crate) use lanes::{Lanes, WIDTH, Work, chunks, chunks_mut};

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
use Kind::Amx;
use Kind::Scalar;
#[cfg(target_arch = "x86_64")]
use Kind::{Avx2, Avx512, AvxVnni};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Scalar,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    Amx,
}

/// The instructions that are used: those of this processor, or fewer. Results are the same to the bit.
///
/// ```
/// use selon_model::Path;
/// assert_eq!(Path::available().first(), Some(&Path::SCALAR));
/// assert_eq!(Path::available().last(), Some(&Path::best()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path(Kind);

impl Path {
    /// No instructions beyond the compiler's own choice; on every processor.
    pub const SCALAR: Self = Self(Scalar);

    /// The fastest that this processor has.
    #[must_use]
    pub fn best() -> Self {
        Self::available().pop().unwrap_or(Self::SCALAR)
    }

    /// All that this processor has, the fastest last.
    #[must_use]
    #[cfg(target_arch = "x86_64")]
    pub fn available() -> Vec<Self> {
        let kinds = [
            Scalar,
            Avx2,
            AvxVnni,
            Avx512,
            #[cfg(target_os = "linux")]
            Amx,
        ];
        kinds.into_iter().filter(|&kind| is_here(kind)).map(Self).collect()
    }

    /// All that this processor has, the fastest last.
    #[must_use]
    #[cfg(not(target_arch = "x86_64"))]
    pub fn available() -> Vec<Self> {
        vec![Self::SCALAR]
    }

    /// Its name: `scalar`, `avx2`, `avx-vnni`, `avx512-vnni` or `amx-int8`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Scalar => "scalar",
            #[cfg(target_arch = "x86_64")]
            Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Avx512 => "avx512-vnni",
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Amx => "amx-int8",
        }
    }

    /// Does `work` with these instructions.
    #[allow(unsafe_code)]
    pub(crate) fn run<W: Work>(self, work: W) -> W::Out {
        match self.0 {
            Scalar => work.run(scalar::Scalar),
            // SAFETY: a path is made by `available` alone, which looks whether the processor has the instructions.
            #[cfg(target_arch = "x86_64")]
            Avx2 => unsafe { avx2::run(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            AvxVnni => unsafe { avx2::run_vnni(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Avx512 => unsafe { avx512::run(work, None) },
            // SAFETY: as above; what has AMX has the rest (`is_here`).
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Amx => unsafe { avx512::run(work, amx::Amx::find()) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn is_here(kind: Kind) -> bool {
    let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    let avx512 = avx2 && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni");
    match kind {
        Scalar => true,
        Avx2 => avx2,
        AvxVnni => avx2 && is_x86_feature_detected!("avxvnni"),
        Avx512 => avx512,
        #[cfg(target_os = "linux")]
        Amx => avx512 && amx::Amx::find().is_some(),
    }
}
