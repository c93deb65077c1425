//! The tiles of a processor with AMX: the products of thirty-two rows of bytes with thirty-two columns in a few instructions.
//!
//! Rust has no stable intrinsics for them, so they stand here as instructions. Their sums are whole numbers, the same as
//! those of every other path.

#![allow(unsafe_code)]

use crate::format::{GROUP, LANES};

/// Rows and columns of one square of sums.
pub(crate) const SIDE: usize = 32;
/// Bytes in a tile's row: the inputs that one step sums.
pub(crate) const STEP: usize = 64;

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(crate) use here::{Amx, Tiles};
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
pub(crate) use nowhere::{Amx, Tiles};

/// Sixteen columns side by side, in groups of four inputs.
type Panel = [[i8; GROUP * LANES]];

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod here {
    use std::arch::asm;
    use std::arch::x86_64::__cpuid_count;
    use std::marker::PhantomData;
    use std::sync::OnceLock;

    use super::{GROUP, Panel, SIDE, STEP};

    /// Proof that the processor has AMX for bytes, and that the system lets this program use it.
    #[derive(Clone, Copy)]
    pub(crate) struct Amx(());

    impl Amx {
        /// Asks processor and system, once.
        pub(crate) fn find() -> Option<Self> {
            static HERE: OnceLock<bool> = OnceLock::new();
            HERE.get_or_init(|| has_instructions() && is_allowed()).then_some(Self(()))
        }

        /// Sets the tiles up; they are given back when the value is dropped.
        pub(crate) fn tiles(self) -> Tiles {
            let setting = Setting { palette: 1, columns: [STEP as u16; 8], rows: [16; 8], ..Setting::default() };
            // SAFETY: the processor has the instruction, which reads the 64 bytes of `setting`: eight tiles of sixteen rows.
            unsafe { asm!("ldtilecfg [{}]", in(reg) &raw const setting, options(nostack, readonly, preserves_flags)) }
            Tiles(PhantomData)
        }
    }

    /// Tiles that are set up, in this thread.
    pub(crate) struct Tiles(PhantomData<*mut ()>);

    impl Tiles {
        /// The sums of [`SIDE`] rows of bytes, one after the other, with two panels of as many inputs, a multiple of [`STEP`].
        #[inline(always)]
        pub(crate) fn sums(&self, rows: &[u8], panels: [&Panel; 2], out: &mut [[i32; SIDE]; SIDE]) {
            let inputs = panels[0].len() * GROUP;
            assert!(inputs > 0 && inputs.is_multiple_of(STEP));
            assert!(panels[1].len() == panels[0].len() && rows.len() == SIDE * inputs);
            // SAFETY: `self` exists, so the tiles are set up. Each step reads 64 bytes of sixteen rows, from both halves of
            // `rows`, and sixteen groups of each panel; `inputs / 64` steps are all that they hold, as just seen. Four tiles
            // of sixteen rows of 64 bytes are stored, which is `out`.
            unsafe {
                asm!(
                    "tilezero tmm0",
                    "tilezero tmm1",
                    "tilezero tmm2",
                    "tilezero tmm3",
                    "2:",
                    "tileloadd tmm4, [{upper} + {stride}*1]",
                    "tileloadd tmm6, [{left} + {step}*1]",
                    "tileloadd tmm7, [{right} + {step}*1]",
                    "tdpbusd tmm0, tmm4, tmm6",
                    "tdpbusd tmm1, tmm4, tmm7",
                    "tileloadd tmm5, [{lower} + {stride}*1]",
                    "tdpbusd tmm2, tmm5, tmm6",
                    "tdpbusd tmm3, tmm5, tmm7",
                    "add {upper}, 64",
                    "add {lower}, 64",
                    "add {left}, 1024",
                    "add {right}, 1024",
                    "dec {steps}",
                    "jnz 2b",
                    "tilestored [{out} + {step}*2], tmm0",
                    "tilestored [{out} + {step}*2 + 64], tmm1",
                    "tilestored [{out} + {step}*2 + 2048], tmm2",
                    "tilestored [{out} + {step}*2 + 2112], tmm3",
                    upper = inout(reg) rows.as_ptr() => _,
                    lower = inout(reg) rows[SIDE / 2 * inputs..].as_ptr() => _,
                    left = inout(reg) panels[0].as_ptr() => _,
                    right = inout(reg) panels[1].as_ptr() => _,
                    steps = inout(reg) inputs / STEP => _,
                    stride = in(reg) inputs,
                    step = in(reg) STEP,
                    out = in(reg) out.as_mut_ptr(),
                    out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
                    out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
                    options(nostack),
                );
            }
        }
    }

    impl Drop for Tiles {
        fn drop(&mut self) {
            // SAFETY: the processor has the instruction, and nobody else uses tiles.
            unsafe { asm!("tilerelease", options(nostack, nomem, preserves_flags)) }
        }
    }

    /// What `ldtilecfg` reads.
    #[repr(C, align(64))]
    #[derive(Default)]
    struct Setting {
        palette: u8,
        start: u8,
        reserved: [u8; 14],
        columns: [u16; 8],
        unused: [u16; 8],
        rows: [u8; 8],
        rest: [u8; 8],
    }

    /// Whether the processor has tiles and products of bytes, and the system keeps tiles when it changes threads.
    fn has_instructions() -> bool {
        const TILES_AND_BYTES: u32 = 0b11 << 24;
        const SAVED: u32 = 1 << 27;
        const TILES_KEPT: u32 = 0b11 << 17;
        let saved = __cpuid_count(1, 0).ecx & SAVED != 0;
        if !saved || __cpuid_count(0, 0).eax < 7 || __cpuid_count(7, 0).edx & TILES_AND_BYTES != TILES_AND_BYTES {
            return false;
        }
        let kept: u32;
        // SAFETY: the processor has the instruction (`SAVED`); it reads the register that `ecx` names.
        unsafe { asm!("xgetbv", in("ecx") 0, out("eax") kept, out("edx") _, options(nostack, nomem, preserves_flags)) }
        kept & TILES_KEPT == TILES_KEPT
    }

    /// Asks Linux for the room that tiles take when it changes threads; without its leave the first use would end the program.
    fn is_allowed() -> bool {
        const ASK: libc::c_long = 0x1023;
        const TILES: libc::c_long = 18;
        // SAFETY: the call reads its numbers alone.
        unsafe { libc::syscall(libc::SYS_arch_prctl, ASK, TILES) == 0 }
    }
}

#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
mod nowhere {
    use super::{Panel, SIDE};

    /// There is none here.
    #[derive(Clone, Copy)]
    pub(crate) enum Amx {}

    impl Amx {
        pub(crate) fn tiles(self) -> Tiles {
            match self {}
        }
    }

    /// There are none here.
    pub(crate) enum Tiles {}

    impl Tiles {
        pub(crate) fn sums(&self, _rows: &[u8], _panels: [&Panel; 2], _out: &mut [[i32; SIDE]; SIDE]) {
            match *self {}
        }
    }
}
