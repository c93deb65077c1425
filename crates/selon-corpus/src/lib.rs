//! Have we heard it before? Claims across articles: who said it first, who took it from whom, what changed on the way.
//!
//! [`claims`] is pure: it compares and traces what it is given. [`Store`] keeps documents, statements, speakers and claims in one file.

mod add;
pub mod claims;
mod error;
mod outlets;
mod patience;
mod portrait;
mod quoting;
mod search;
mod signatures;
mod speakers;
mod store;
mod trace;

pub use add::{Event, add_all};
pub use claims::Change;
pub use error::{StoreError, Trouble};
pub use outlets::{Outlet, Passed};
pub use portrait::{Office, Subject};
pub use quoting::{Quoted, Quoting, Voice};
pub use search::{AtOdds, Facet, Facets, Found, Held, Hit, Lanes, Namesake, Order, Query, Spread, SpreadCell};
pub use signatures::Meaning;
pub use store::{
    Counts, Decision, EntryState, Facts, FeedState, Outcome, Prepared, ReadDocument, Share, Store, StoreOptions,
    VERSION, same_name, seconds,
};
pub use trace::{Against, Step, Tracing, dot};
