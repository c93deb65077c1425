//! What can be wrong with a file of weights, each a sentence.

use thiserror::Error;

/// Why weights cannot be used: the file, and what is wrong with it.
#[derive(Debug, Error)]
#[error("{file}: {fault}")]
pub struct Error {
    /// The file, or the name that its bytes were given.
    pub file: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a file of weights.
#[derive(Debug, Error)]
pub enum Fault {
    /// The operating system would not read it.
    #[error("{0}")]
    Unreadable(#[from] std::io::Error),
    /// The first bytes are not ours.
    #[error("is no file of selon weights: it does not begin with the right eight bytes")]
    Magic,
    /// Written by another version of the format.
    #[error("is in version {found} of the format, and this program reads version {read}")]
    Version {
        /// The version that the file gives.
        found: u32,
        /// The version that is read.
        read: u32,
    },
    /// Shorter or longer than its first bytes say.
    #[error("has {found} bytes where its first bytes promise {promised}: it was cut short or joined to something")]
    Length {
        /// Bytes that are there.
        found: u64,
        /// Bytes that should be.
        promised: u64,
    },
    /// The checksum does not fit.
    #[error("is damaged: its checksum does not fit its bytes")]
    Checksum,
    /// The header is no JSON of the right form.
    #[error("has a header that cannot be read: {0}")]
    Header(#[from] serde_json::Error),
    /// The table has no such tensor.
    #[error("has no tensor named {0}")]
    Missing(String),
    /// A tensor has another type of number.
    #[error("has the tensor {tensor} as {found}, and {wanted} is wanted")]
    Kind {
        /// Its name.
        tensor: String,
        /// The type that the file gives.
        found: String,
        /// The type asked for.
        wanted: &'static str,
    },
    /// A tensor has another shape.
    #[error("has the tensor {tensor} in the shape {found}, and {wanted} is wanted")]
    Shape {
        /// Its name.
        tensor: String,
        /// The shape that the file gives, as `384 × 1536`.
        found: String,
        /// The shape asked for, likewise.
        wanted: String,
    },
    /// A tensor lies outside the file, or its size does not fit its shape.
    #[error("says of the tensor {0} that it lies where it cannot")]
    Place(String),
    /// A tensor's numbers are not ones that it may hold.
    #[error("has the tensor {tensor} with numbers that it may not hold: {reason}")]
    Numbers {
        /// Its name.
        tensor: String,
        /// Which numbers, and why not.
        reason: &'static str,
    },
    /// The configuration asks for sizes that the program cannot run.
    #[error("describes a network that cannot be run: {0}")]
    Network(String),
}

impl Error {
    /// An error of the file named `file`.
    #[must_use]
    pub fn new(file: &str, fault: impl Into<Fault>) -> Self {
        Self { file: file.to_owned(), fault: fault.into() }
    }
}
