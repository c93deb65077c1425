//! A JSON object around a list of which no item is kept: its beginning, the items as they come, its end.

use serde::Serialize;
use std::io::{self, Write};

pub(crate) struct List<'w> {
    out: Box<dyn Write + 'w>,
    /// What stands before the items, up to the opening bracket.
    head: &'static str,
    count: usize,
}

impl<'w> List<'w> {
    pub(crate) fn new(head: &'static str, out: Box<dyn Write + 'w>) -> Self {
        Self { out, head, count: 0 }
    }

    pub(crate) fn put(&mut self, item: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { self.head } else { "," }.as_bytes())?;
        self.out.write_all(b"\n")?;
        self.count += 1;
        Ok(serde_json::to_writer(&mut self.out, item)?)
    }

    /// Closes the list with what stands behind it; gives how many items there were to who writes that.
    pub(crate) fn finish(&mut self, tail: impl FnOnce(usize) -> String) -> io::Result<()> {
        if self.count == 0 {
            self.out.write_all(self.head.as_bytes())?;
        }
        writeln!(self.out, "\n]{}", tail(self.count))?;
        self.out.flush()
    }
}
