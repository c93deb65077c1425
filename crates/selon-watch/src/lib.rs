//! What is new in the feeds, and how does it get into the database without being a burden to anybody?
//!
//! [`feeds_in`] reads a list of feeds, [`Follower`] asks each of them, fetches the articles that it names for the first time, and hands them
//! to a [`selon_corpus::Store`], which also remembers what was fetched, so that a run goes on where the last one was stopped.
//!
//! Polite means: one request at a time to a host, with a pause between two; `robots.txt` is followed; what has not changed is not sent
//! again; who fails is asked more and more seldom; who says when to come back is obeyed. What a feed names is fetched only from public
//! addresses, or from the host that the user named.
//!
//! The time is handed in; only pauses are measured here.

mod backoff;
mod error;
mod feed;
mod follow;
mod get;
mod list;
mod options;
mod queue;
mod reach;
mod robots;
mod round;
mod sitemap;

pub use error::WatchError;
pub use follow::{Follower, News, Reader};
pub use list::feeds_in;
pub use options::Options;
pub use round::Summary;
