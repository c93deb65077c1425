//! The readers that the program carries, with their troubles told as the command tells them.

use crate::failure::Failure;
use selon_weights::Unavailable;

pub(crate) use selon_weights::{Model, Scheme, about};

impl From<Unavailable> for Failure {
    fn from(error: Unavailable) -> Self {
        let failure = Self::usage(error.message);
        match error.hint {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        }
    }
}
