//! How the command ends, and what it says where it can't go on.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// How the command ends when it has said all that it has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All done.
    Done,
    /// Nothing was found that was looked for.
    NothingFound,
    /// Wrong use, or an error.
    Error,
    /// Some or all inputs failed.
    InputsFailed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::NothingFound => Self::from(1),
            Exit::Error => Self::from(2),
            Exit::InputsFailed => Self::from(3),
        }
    }
}

/// What a shell gives for a program that Ctrl-C ended: 128 and the signal's number.
pub(crate) const INTERRUPTED: i32 = 130;

/// Why the command can't go on.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
    kind: Option<ErrorKind>,
}

impl Failure {
    /// A wrong use.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, kind: None }
    }

    /// An error of the system about `what`.
    pub(crate) fn io(what: impl Display, error: &io::Error) -> Self {
        Self { message: format!("{what}: {}", plain(error)), hint: None, kind: Some(error.kind()) }
    }

    /// The same with advice.
    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether the reader of our output went away, which is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.kind == Some(ErrorKind::BrokenPipe)
    }

    pub(crate) fn report(&self) {
        report(&self.message, self.hint.as_deref());
    }
}

/// Says on the standard error what went wrong and what to do; hostile names in it are made harmless.
pub(crate) fn report(message: &str, hint: Option<&str>) {
    let mut stderr = io::stderr().lock();
    // Nowhere is left to say that the standard error is closed.
    let _ = writeln!(stderr, "selon: {}", selon_export::visible(message));
    if let Some(hint) = hint {
        let _ = writeln!(stderr, "  help: {}", selon_export::visible(hint));
    }
}

/// The system's message without its number.
fn plain(error: &io::Error) -> String {
    let message = error.to_string();
    let message = message.split(" (os error").next().unwrap_or(&message);
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
