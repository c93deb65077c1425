//! What went wrong with the database, in words for the person whose it is.

use rusqlite::ErrorCode;
use std::fmt;

/// Something that the database could not do. What was stored before stays as it was.
#[derive(Debug)]
pub struct StoreError {
    /// What kind of trouble it is.
    pub trouble: Trouble,
    /// What happened, as a plain sentence in lower case, without the file's name.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Kinds of trouble with a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file is damaged.
    Damaged,
    /// It was written by a newer version of this program.
    Newer,
    /// It is a file of something else.
    Foreign,
    /// No room is left for more.
    Full,
    /// Another program is writing to it.
    Busy,
    /// It may not be written to.
    ReadOnly,
    /// It can't be opened.
    Closed,
    /// It took longer than was allowed.
    Slow,
    /// Anything else.
    Other,
}

impl StoreError {
    pub(crate) fn new(trouble: Trouble, reason: impl Into<String>) -> Self {
        Self { trouble, reason: reason.into(), hint: None }
    }

    /// The file is damaged: what it holds can't be read.
    pub(crate) fn damaged(reason: &str) -> Self {
        Self::new(Trouble::Damaged, reason).with_hint(
            "keep a copy of the file; add the articles to a new database, or repair this one with 'sqlite3 FILE .recover'",
        )
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged("the database is damaged"),
            Some(ErrorCode::NotADatabase) => Self::damaged("this is no database, or a damaged one"),
            Some(ErrorCode::DiskFull) => {
                Self::new(Trouble::Full, "no room is left for the database; what was stored before is kept")
                    .with_hint("make room on the disk and run the command again: it goes on where it stopped")
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::new(Trouble::Busy, "another program is writing to the database, and did not end in time")
                    .with_hint("run the command again when the other has ended; nothing was lost")
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::new(Trouble::ReadOnly, "the database may not be written to")
                    .with_hint("see who may write to the file and to its folder")
            }
            Some(ErrorCode::CannotOpen) => Self::new(Trouble::Closed, "the database can't be opened")
                .with_hint("see whether its folder is there and may be written to"),
            Some(ErrorCode::OperationInterrupted) => {
                Self::new(Trouble::Slow, "this takes the database longer than is waited for").with_hint("ask for less")
            }
            Some(ErrorCode::SystemIoFailure) => {
                Self::new(Trouble::Other, "the disk failed while the database was used; what was stored before is kept")
            }
            _ => Self::new(Trouble::Other, format!("the database gave an error: {error}")),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::damaged(&format!("the database holds a value that can't be read: {error}"))
    }
}
