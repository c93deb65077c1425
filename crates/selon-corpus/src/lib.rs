//! Have we heard it before? Claims across articles: who said it first, who took it from whom, what changed on the way.
//!
//! [`claims`] is pure: it compares and traces what it is given. [`Store`] keeps documents, statements, speakers and claims in one file.

pub mod claims;
mod error;
mod speakers;
mod store;

pub use error::{StoreError, Trouble};
pub use store::{Facts, Outcome, Prepared, Share, Store, StoreOptions, VERSION, seconds};
