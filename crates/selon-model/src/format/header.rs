//! What does a file of weights begin with? Fixed bytes, then a table in JSON.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `selonwts` |
//! | 4 | version of the format |
//! | 4 | length of the table |
//! | 8 | length of the payload |
//! | … | the table: `{"model": …, "config": {…}, "tensors": {name: {"dtype", "shape", "offset", "bytes"}}}` |
//! | … | zeros up to a multiple of 64 |
//! | … | the payload; each tensor begins at a multiple of 64 |
//! | 4 | CRC-32 of all before |
//!
//! Numbers are little-endian. `offset` counts from the beginning of the payload.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::Fault;
use super::storage::ALIGNMENT;

/// The version of the format that is read.
pub const VERSION: u32 = 1;
const MAGIC: &[u8; 8] = b"selonwts";
const FIXED: usize = 24;
const CHECKSUM: usize = 4;

/// The table of a file.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    pub(crate) model: String,
    #[serde(default)]
    pub(crate) config: serde_json::Value,
    pub(crate) tensors: BTreeMap<String, Entry>,
    /// Where the payload lies in the file.
    #[serde(skip)]
    pub(crate) payload: std::ops::Range<usize>,
}

/// One tensor of the table.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) dtype: String,
    pub(crate) shape: Vec<usize>,
    pub(crate) offset: usize,
    pub(crate) bytes: usize,
}

impl Header {
    /// Reads the table of the file whose bytes are `file`, and checks the file whole.
    pub(crate) fn read(file: &[u8]) -> Result<Self, Fault> {
        let (magic, rest) = file.split_first_chunk::<8>().ok_or(Fault::Magic)?;
        if magic != MAGIC {
            return Err(Fault::Magic);
        }
        let too_short = || Fault::Length { found: file.len() as u64, promised: (FIXED + CHECKSUM) as u64 };
        let (version, rest) = rest.split_first_chunk().ok_or_else(too_short)?;
        let (table, rest) = rest.split_first_chunk().ok_or_else(too_short)?;
        let (payload, _) = rest.split_first_chunk().ok_or_else(too_short)?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(Fault::Version { found: version, read: VERSION });
        }
        let table = u64::from(u32::from_le_bytes(*table));
        let payload = place(file, table, u64::from_le_bytes(*payload))?;
        check(file)?;
        let mut header: Self = serde_json::from_slice(&file[FIXED..FIXED + table as usize])?;
        header.payload = payload;
        Ok(header)
    }
}

/// Where the payload of so many bytes lies, if the file is as long as table and payload ask.
fn place(file: &[u8], table: u64, payload: u64) -> Result<std::ops::Range<usize>, Fault> {
    let start = (FIXED as u64 + table).next_multiple_of(ALIGNMENT as u64);
    let promised = start.saturating_add(payload).saturating_add(CHECKSUM as u64);
    if promised != file.len() as u64 {
        return Err(Fault::Length { found: file.len() as u64, promised });
    }
    Ok(start as usize..(start + payload) as usize)
}

fn check(file: &[u8]) -> Result<(), Fault> {
    match file.split_last_chunk::<CHECKSUM>() {
        Some((before, sum)) if crc32fast::hash(before) == u32::from_le_bytes(*sum) => Ok(()),
        _ => Err(Fault::Checksum),
    }
}
