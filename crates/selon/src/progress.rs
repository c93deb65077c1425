//! How far along: a line on the standard error, at a terminal only and after a second only, and a summary at the end.

use crate::failure::report;
use indicatif::{ProgressBar, ProgressStyle};
use selon_page::InputError;
use std::io::IsTerminal;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts what is read and what fails, and shows it where somebody looks.
pub(crate) struct Progress {
    started: Instant,
    shows: bool,
    quiet: bool,
    line: Line,
    read: usize,
    failed: usize,
}

impl Progress {
    /// `output_is_terminal`: the result itself then shows how far it is.
    #[expect(clippy::disallowed_methods, reason = "this is the progress bar")]
    pub(crate) fn new(quiet: bool, output_is_terminal: bool) -> Self {
        let shows = !quiet && !output_is_terminal && std::io::stderr().is_terminal();
        Self { started: Instant::now(), shows, quiet, line: Line::default(), read: 0, failed: 0 }
    }

    /// The line, for another thread.
    pub(crate) fn line(&self) -> Line {
        self.line.clone()
    }

    /// Tells what was read before by the run that goes on here, if anything was.
    pub(crate) fn goes_on(&self, manifest: &str, read_before: usize, done: bool) {
        let end = if done { "; nothing is left" } else { "" };
        if !self.quiet && (read_before > 0 || done) {
            report(&format!("{manifest}: {} documents were read before{end}", grouped(read_before)), None);
        }
    }

    /// One more was read.
    pub(crate) fn read(&mut self) {
        self.read += 1;
        self.show();
    }

    /// One more failed; it is told at once.
    pub(crate) fn failed(&mut self, error: &InputError) {
        self.failed += 1;
        let tell = || report(&error.to_string(), error.hint.as_deref());
        match self.line.0.get() {
            Some(bar) => bar.suspend(tell),
            None => tell(),
        }
        self.show();
    }

    /// One more failed, which is told elsewhere.
    pub(crate) fn failed_elsewhere(&mut self) {
        self.failed += 1;
        self.show();
    }

    /// Clears the line, sums up where there was more than one input, and tells whether all went well.
    pub(crate) fn finish(self) -> bool {
        self.line.clear();
        if !self.quiet && self.read + self.failed > 1 {
            report(&self.summary(), None);
        }
        self.failed == 0
    }

    fn summary(&self) -> String {
        let read = format!("{} {} read", grouped(self.read), if self.read == 1 { "document" } else { "documents" });
        if self.failed == 0 { read } else { format!("{read}, {} failed", grouped(self.failed)) }
    }

    fn show(&mut self) {
        if self.shows && self.started.elapsed() > PATIENCE {
            let bar = self.line.0.get_or_init(bar);
            let rate = self.read as f64 / self.started.elapsed().as_secs_f64();
            bar.set_message(format!("{}, {rate:.0} a second", self.summary()));
            bar.tick();
        }
    }
}

/// The line on the standard error, where there is one.
#[derive(Clone, Default)]
pub(crate) struct Line(Arc<OnceLock<ProgressBar>>);

impl Line {
    /// Takes it away.
    pub(crate) fn clear(&self) {
        if let Some(bar) = self.0.get() {
            bar.finish_and_clear();
        }
    }
}

/// What turns while something is done, with words beside it.
pub(crate) fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    match ProgressStyle::with_template("{spinner} {prefix}{msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The number with a comma before each three digits.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(
            [grouped(7), grouped(999), grouped(10_000), grouped(1_234_567)],
            ["7", "999", "10,000", "1,234,567"]
        );
    }
}
