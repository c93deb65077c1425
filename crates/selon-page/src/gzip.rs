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
    /// Always there, but for the moment in which a member begins.
    decoder: Option<GzDecoder<Window<R>>>,
    /// Whether one member is behind and no other has begun: nothing is given then.
    is_between: bool,
    began: u64,
    given: u64,
    /// What has failed fails again, until the damage is left behind.
    failed: Option<String>,
}

impl<R: Read> Members<R> {
    /// Begins with the first member.
    pub(crate) fn new(reader: R) -> Self {
        let mut packed = Window::new(reader);
        packed.remember();
        Self { decoder: Some(GzDecoder::new(packed)), is_between: false, began: 0, given: 0, failed: None }
    }

    /// Goes to the next member; tells whether there is one.
    ///
    /// # Errors
    /// Where something else stands there.
    pub(crate) fn next_member(&mut self) -> io::Result<bool> {
        let Some(packed) = self.leave() else { return Ok(false) };
        // Some writers fill up with zeros.
        while packed.look(1)? == [0] {
            packed.skip(1);
        }
        let head = packed.look(MAGIC.len())?;
        if head.is_empty() {
            return Ok(false);
        }
        if head != MAGIC {
            return Err(io::Error::other("something else than gzip data stands behind them"));
        }
        self.enter();
        Ok(true)
    }

    /// Goes on behind damage: to the next place where a member begins whose content `is_wanted`; tells whether there is one.
    ///
    /// # Errors
    /// Those of the stream.
    pub(crate) fn skip_damage(&mut self, is_wanted: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
        let began = self.began;
        let Some(packed) = self.leave() else { return Ok(false) };
        // What is damaged may have been unpacked beyond its end.
        packed.go_back();
        if packed.used() == began {
            packed.skip(1);
        }
        loop {
            let seen = packed.look(TOLD_BY)?;
            if seen.len() < MAGIC.len() {
                return Ok(false);
            }
            if seen.starts_with(&MAGIC) && is_wanted(&beginning(seen)) {
                break;
            }
            let next = memchr::memchr(MAGIC[0], &packed.seen()[1..]).map_or(packed.seen().len(), |at| at + 1);
            packed.skip(next);
        }
        self.enter();
        Ok(true)
    }

    /// Leaves the member, wherever in it one is; gives what is packed behind that place.
    fn leave(&mut self) -> Option<&mut Window<R>> {
        self.is_between = true;
        self.decoder.as_mut().map(GzDecoder::get_mut)
    }

    /// Enters the member that begins here.
    fn enter(&mut self) {
        self.decoder = self.decoder.take().map(|decoder| {
            let mut packed = decoder.into_inner();
            packed.remember();
            self.began = packed.used();
            GzDecoder::new(packed)
        });
        (self.is_between, self.given, self.failed) = (false, 0, None);
    }

    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = self.decoder.as_mut().filter(|_| !self.is_between) else { return Ok(0) };
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
