//! The records of an archive, one in memory at a time, with a bound on each and a way on behind each that is broken.

use super::head::{Head, end_of_head};
use super::is_archive;
use crate::gzip::Members;
use crate::window::Window;
use memchr::memmem;
use std::io::{self, Read};

/// Longest head of a record, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// Where records come from: one stretch of bytes, or one for each member of a packed archive.
pub(crate) trait Source: Read {
    /// Goes to the next stretch; tells whether there is one.
    fn next_stretch(&mut self) -> io::Result<bool>;
    /// Goes on behind damage; tells whether there is something to go on with.
    fn skip_damage(&mut self) -> io::Result<bool>;
}

/// An archive that is not packed.
pub(crate) struct Plain<R>(pub(super) R);

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read> Source for Plain<R> {
    fn next_stretch(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn skip_damage(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

impl<R: Read> Source for Members<R> {
    fn next_stretch(&mut self) -> io::Result<bool> {
        self.next_member()
    }

    fn skip_damage(&mut self) -> io::Result<bool> {
        Members::skip_damage(self, is_archive)
    }
}

/// One record.
pub(super) struct Record {
    /// Counted from 1, over the whole archive.
    pub(super) number: usize,
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
}

/// Why a record could not be taken.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) number: usize,
    pub(super) address: Option<String>,
    pub(super) reason: String,
}

/// Iterator over the records of an archive.
pub(crate) struct Records<S> {
    window: Window<S>,
    limit: usize,
    number: usize,
    ended: bool,
}

/// What stands at the beginning of the window.
enum Next {
    Record(Head, usize),
    /// Nothing more in this stretch.
    End,
}

impl<S: Source> Records<S> {
    pub(super) const fn new(source: S) -> Self {
        Self { window: Window::new(source), limit: usize::MAX, number: 0, ended: false }
    }

    /// Sets how many bytes a record may hold.
    pub(super) const fn limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The next record, or why it can't be taken; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Result<Record, Fault>> {
        while !self.ended {
            match self.head() {
                Ok(Next::Record(head, start)) => return Some(self.record(head, start)),
                Ok(Next::End) => {
                    self.window.renew();
                    match self.window.inner_mut().next_stretch() {
                        Ok(more) => self.ended = !more,
                        Err(error) => return Some(Err(self.damaged(None, &error))),
                    }
                }
                Err(Broken::Stream(error)) => return Some(Err(self.damaged(None, &error))),
                Err(Broken::Form(reason)) => {
                    self.number += 1;
                    let fault = self.fault(None, reason);
                    return Some(Err(self.pass_over(1, fault)));
                }
            }
        }
        None
    }

    /// Looks at the head of the next record: its fields, and how long it is.
    fn head(&mut self) -> Result<Next, Broken> {
        while let Some(b'\r' | b'\n') = self.window.look(1)?.first() {
            self.window.skip(1);
        }
        let mut wanted = 4_096;
        loop {
            let looked = self.window.look(wanted).map(|_| ());
            let seen = self.window.seen();
            let seen = &seen[..seen.len().min(LONGEST_HEAD)];
            if let (Err(error), None) = (looked, end_of_head(seen)) {
                return Err(Broken::Stream(error));
            }
            if seen.is_empty() {
                return Ok(Next::End);
            }
            if !is_archive(seen) {
                return Err(Broken::Form("no record stands where one should begin"));
            }
            if let Some((end, start)) = end_of_head(seen) {
                return Ok(Next::Record(Head::of(&seen[..end]), start));
            }
            if seen.len() < wanted || wanted >= LONGEST_HEAD {
                return Err(Broken::Form("its head has no end"));
            }
            wanted *= 2;
        }
    }

    /// Takes the record whose head has been seen.
    fn record(&mut self, head: Head, start: usize) -> Result<Record, Fault> {
        self.number += 1;
        let Some(length) = head.get("content-length").and_then(|length| length.parse::<usize>().ok()) else {
            let fault = self.fault(Some(&head), "does not say how long it is");
            return Err(self.pass_over(start, fault));
        };
        if length > self.limit {
            let fault = self.fault(Some(&head), format!("longer than the limit of {} bytes", self.limit));
            return Err(self.pass_over(start, fault));
        }
        let end = start + length;
        // Two line ends and the beginning of the next record tell whether the length is true.
        let looked = self.window.look(end + 12).map(|_| ());
        let seen = self.window.seen();
        // Where the record is whole, damage behind it is told next.
        if let (Err(error), true) = (looked, seen.len() < end) {
            return Err(self.damaged(Some(&head), &error));
        }
        if seen.len() < end {
            let held = seen.len() - start;
            let fault = self.fault(Some(&head), format!("says that it holds {length} bytes, and holds {held}"));
            return Err(self.pass_over(start, fault));
        }
        if !is_end(&seen[end..seen.len().min(end + 12)]) {
            let fault = self.fault(Some(&head), format!("says that it holds {length} bytes, and does not end there"));
            return Err(self.pass_over(start, fault));
        }
        let body = seen[start..end].to_vec();
        self.window.skip(end);
        Ok(Record { number: self.number, head, body })
    }

    fn fault(&self, head: Option<&Head>, reason: impl Into<String>) -> Fault {
        let address = head.and_then(Head::address).map(str::to_owned);
        Fault { number: self.number, address, reason: reason.into() }
    }

    /// Uses up everything before the next record of this stretch.
    fn pass_over(&mut self, count: usize, fault: Fault) -> Fault {
        self.window.skip(count);
        loop {
            let (found, keep) = next_record(self.window.seen());
            if let Some(at) = found {
                self.window.skip(at);
                return fault;
            }
            self.window.skip(self.window.seen().len().saturating_sub(keep));
            match self.window.more() {
                Ok(true) => {}
                Ok(false) => {
                    self.window.skip(keep);
                    return fault;
                }
                Err(error) => {
                    self.after_damage();
                    let reason = format!("{}; {error}", fault.reason);
                    return Fault { reason, ..fault };
                }
            }
        }
    }

    /// Tells that the stream broke, and goes on behind it.
    fn damaged(&mut self, head: Option<&Head>, error: &io::Error) -> Fault {
        if head.is_none() {
            self.number += 1;
        }
        self.after_damage();
        self.fault(head, crate::inputs::sentence(error))
    }

    fn after_damage(&mut self) {
        self.window.renew();
        self.ended = !matches!(self.window.inner_mut().skip_damage(), Ok(true));
    }
}

/// Whether a record ends before these bytes: two line ends stand there, or another record, or nothing.
fn is_end(behind: &[u8]) -> bool {
    let next = behind.trim_ascii_start();
    behind.starts_with(b"\r\n\r\n") || behind.starts_with(b"\n\n") || next.is_empty() || is_archive(next)
}

/// Where in these bytes a record begins behind an empty line; else how many bytes at their end may be the beginning of one.
fn next_record(bytes: &[u8]) -> (Option<usize>, usize) {
    let begins = |at: &usize| {
        let before = &bytes[..*at];
        (before.ends_with(b"\n\r\n") || before.ends_with(b"\n\n")) && is_archive(&bytes[*at..])
    };
    (memmem::find_iter(bytes, b"WARC/").find(begins), 10)
}

/// Why there is no head.
enum Broken {
    Stream(io::Error),
    Form(&'static str),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}
