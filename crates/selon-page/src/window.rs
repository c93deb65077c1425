//! A window on a stream: as many of its next bytes as are asked for, looked at before they are used up.

use std::io::{self, BufRead, ErrorKind, Read};

/// Bytes asked of the stream at once.
const AT_ONCE: usize = 64 * 1024;
/// How far one can go back.
const BACK: usize = 128 * 1024;

/// A stream of which more can be looked at than is used up. Each byte is moved a bounded number of times.
pub(crate) struct Window<R> {
    inner: R,
    bytes: Vec<u8>,
    at: usize,
    used: u64,
    ended: bool,
    /// To where one can go back.
    mark: Option<usize>,
}

impl<R: Read> Window<R> {
    pub(crate) const fn new(inner: R) -> Self {
        Self { inner, bytes: Vec::new(), at: 0, used: 0, ended: false, mark: None }
    }

    /// What is at hand.
    pub(crate) fn seen(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// Looks at `count` bytes, or at all there are where there are fewer.
    ///
    /// # Errors
    /// Those of the stream; what came before stays at hand.
    pub(crate) fn look(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.seen().len() < count && !self.ended {
            self.more()?;
        }
        Ok(&self.seen()[..count.min(self.bytes.len() - self.at)])
    }

    /// Takes in more; tells whether there was any.
    ///
    /// # Errors
    /// Those of the stream.
    pub(crate) fn more(&mut self) -> io::Result<bool> {
        self.mark = self.mark.filter(|mark| self.at - mark <= BACK);
        let done = self.mark.unwrap_or(self.at);
        if done > self.bytes.len() / 2 {
            self.bytes.drain(..done);
            self.at -= done;
            self.mark = self.mark.map(|_| 0);
        }
        let length = self.bytes.len();
        self.bytes.resize(length + AT_ONCE, 0);
        let read = self.read_into(length);
        self.bytes.truncate(length + read.as_ref().copied().unwrap_or(0));
        self.ended |= matches!(read, Ok(0));
        Ok(read? > 0)
    }

    fn read_into(&mut self, from: usize) -> io::Result<usize> {
        loop {
            match self.inner.read(&mut self.bytes[from..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }

    /// Uses up bytes that are at hand.
    pub(crate) fn skip(&mut self, count: usize) {
        let count = count.min(self.bytes.len() - self.at);
        self.at += count;
        self.used += count as u64;
    }

    /// How many bytes have been used up.
    pub(crate) const fn used(&self) -> u64 {
        self.used
    }

    /// Remembers this place, as long as no more than some hundred thousand bytes are used up behind it.
    pub(crate) const fn remember(&mut self) {
        self.mark = Some(self.at);
    }

    /// Goes back to the place remembered, where it still is.
    pub(crate) fn go_back(&mut self) {
        if let Some(mark) = self.mark.take() {
            self.used -= (self.at - mark) as u64;
            self.at = mark;
        }
    }

    /// Forgets what is at hand and that the stream had ended.
    pub(crate) fn renew(&mut self) {
        self.bytes.clear();
        self.bytes.shrink_to(AT_ONCE * 16);
        (self.at, self.ended, self.mark) = (0, false, None);
    }

    pub(crate) const fn inner_mut(&mut self) -> &mut R {
        &mut self.inner
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.look(1)?;
        Ok(self.seen())
    }

    fn consume(&mut self, count: usize) {
        self.skip(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_is_still_there() {
        let mut window = Window::new(&b"abcdef"[..]);
        assert_eq!(window.look(3).unwrap(), b"abc");
        window.skip(2);
        assert_eq!(window.look(9).unwrap(), b"cdef");
        assert_eq!(window.used(), 2);
        let mut rest = Vec::new();
        window.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, b"cdef");
    }

    #[test]
    fn one_can_go_back_to_what_was_remembered() {
        let bytes: Vec<u8> = (0..1_000_000_u32).map(|number| (number % 251) as u8).collect();
        let mut window = Window::new(bytes.as_slice());
        window.look(70_000).unwrap();
        window.skip(65_000);
        window.remember();
        for _ in 0..10 {
            window.look(10_000).unwrap();
            window.skip(10_000);
        }
        window.go_back();
        assert_eq!((window.used(), window.look(9).unwrap()), (65_000, &bytes[65_000..65_009]));
        window.remember();
        for _ in 0..30 {
            window.look(10_000).unwrap();
            window.skip(10_000);
        }
        window.go_back();
        assert_eq!((window.used(), window.look(9).unwrap()), (365_000, &bytes[365_000..365_009]));
    }
}
