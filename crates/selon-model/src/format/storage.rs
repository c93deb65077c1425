//! Where do the bytes lie? In the program, or in memory of our own, aligned to 64 bytes either way.

use bytemuck::{Pod, Zeroable};

/// Bytes to which the file and its parts are aligned: a cache line, and the widest register.
pub(crate) const ALIGNMENT: usize = 64;

#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
pub(crate) struct Line([u8; ALIGNMENT]);

/// The bytes of one file, aligned.
pub(crate) enum Storage {
    Static(&'static [u8]),
    Owned { lines: Vec<Line>, bytes: usize },
}

impl Storage {
    /// Borrows aligned bytes; copies others.
    pub(crate) fn of_static(bytes: &'static [u8]) -> Self {
        if bytes.as_ptr().addr().is_multiple_of(ALIGNMENT) { Self::Static(bytes) } else { Self::copied(bytes) }
    }

    /// A copy of `bytes`.
    pub(crate) fn copied(bytes: &[u8]) -> Self {
        let mut lines = bytemuck::zeroed_vec::<Line>(bytes.len().div_ceil(ALIGNMENT));
        bytemuck::cast_slice_mut(&mut lines)[..bytes.len()].copy_from_slice(bytes);
        Self::Owned { lines, bytes: bytes.len() }
    }

    /// Reads `bytes` bytes, or as many as come.
    pub(crate) fn read(mut source: impl std::io::Read, bytes: usize) -> std::io::Result<Self> {
        let mut lines = bytemuck::zeroed_vec::<Line>(bytes.div_ceil(ALIGNMENT));
        let place: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut lines)[..bytes];
        let mut read = 0;
        while read < bytes {
            match source.read(&mut place[read..]) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self::Owned { lines, bytes: read })
    }

    /// All bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned { lines, bytes } => &bytemuck::cast_slice(lines)[..*bytes],
        }
    }
}
