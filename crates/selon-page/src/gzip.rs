//! What gzip packs, member by member, with a bound on how far it may unfold.
//!
//! gzip joins members behind one another; web archives pack each record as one, so that a damaged record costs no more than itself.

use crate::window::Window;
use flate2::bufread::GzDecoder;
use std::io::{self, Read};

/// How a member begins: gzip's two bytes, and the one method that there is.
pub(crate) const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Text packs to a tenth, and to a hundredth where it repeats itself; what unfolds further is made to fill memory or time.
const MOST_TIMES: u64 = 250;
/// Bytes up to which nobody asks how far a member unfolds.
const UNASKED: u64 = 64 << 20;
/// Bytes of a member by which it is told what is in it.
const TOLD_BY: usize = 4_096;

/// The first bytes that are packed in what begins with `head`.
pub(crate) fn beginning(head: &[u8]) -> Vec<u8> {
    let mut beginning = vec![0; 64];
    let mut read = 0;
    let mut decoder = GzDecoder::new(head);
    while let Ok(more @ 1..) = decoder.read(&mut beginning[read..]) {
        read += more;
    }
    beginning.truncate(read);
    beginning
}

/// The members of a gzip file: reads one to its end, then is set to the next.
pub(crate) struct Members<R: Read> {
    /// Always there but while a member ends.
    decoder: Option<GzDecoder<Window<R>>>,
    began: u64,
    given: u64,
    /// What has failed fails again, until the damage is left behind.
    failed: Option<String>,
}

impl<R: Read> Members<R> {
    /// Begins with the first member.
    pub(crate) fn new(reader: R) -> Self {
        Self { decoder: Some(GzDecoder::new(Window::new(reader))), began: 0, given: 0, failed: None }
    }

    /// Goes to the next member; tells whether there is one.
    ///
    /// # Errors
    /// Where something else stands there.
    pub(crate) fn next_member(&mut self) -> io::Result<bool> {
        let Some(mut packed) = self.packed() else { return Ok(false) };
        let head = packed.look(MAGIC.len())?.to_vec();
        self.begin(packed);
        match head.as_slice() {
            // Some writers fill up with zeros.
            [] | [0, ..] => Ok(false),
            head if head == MAGIC => Ok(true),
            _ => Err(io::Error::other("something else than gzip data stands behind them")),
        }
    }

    /// Goes on behind damage: to the next place where a member begins whose content `is_wanted`; tells whether there is one.
    ///
    /// # Errors
    /// Those of the stream.
    pub(crate) fn skip_damage(&mut self, is_wanted: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
        let Some(mut packed) = self.packed() else { return Ok(false) };
        if packed.used() == self.began {
            packed.skip(1);
        }
        let found = loop {
            let seen = packed.look(TOLD_BY)?;
            if seen.len() < MAGIC.len() {
                break false;
            }
            if seen.starts_with(&MAGIC) && is_wanted(&beginning(seen)) {
                break true;
            }
            let next = memchr::memchr(MAGIC[0], &packed.seen()[1..]).map_or(packed.seen().len(), |at| at + 1);
            packed.skip(next);
        };
        self.begin(packed);
        Ok(found)
    }

    fn packed(&mut self) -> Option<Window<R>> {
        self.decoder.take().map(GzDecoder::into_inner)
    }

    fn begin(&mut self, packed: Window<R>) {
        (self.began, self.given, self.failed) = (packed.used(), 0, None);
        self.decoder = Some(GzDecoder::new(packed));
    }

    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return Ok(0) };
        let read = decoder.read(buffer).map_err(|error| said(&error))?;
        self.given += read as u64;
        if self.is_bomb() {
            return Err(io::Error::other(format!("it unfolds to more than {MOST_TIMES} times its size")));
        }
        Ok(read)
    }

    fn is_bomb(&self) -> bool {
        let used = self.decoder.as_ref().map_or(0, |decoder| decoder.get_ref().used() - self.began);
        self.given > UNASKED && self.given / MOST_TIMES > used
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(failed) = &self.failed {
            return Err(io::Error::other(failed.clone()));
        }
        let read = self.unpack(buffer);
        self.failed = read.as_ref().err().map(ToString::to_string);
        read
    }
}

fn said(error: &io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => io::Error::other("the gzip data end too soon"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => io::Error::other("the gzip data are damaged"),
        kind => io::Error::new(kind, error.to_string()),
    }
}

/// All that a gzip file packs, as one stream.
pub(crate) struct Unpacked<R: Read>(Members<R>);

impl<R: Read> Unpacked<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self(Members::new(reader))
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.0.read(buffer)?;
            if read > 0 || buffer.is_empty() || !self.0.next_member()? {
                return Ok(read);
            }
        }
    }
}
