//! Assistants ask, selon answers: a server of the Model Context Protocol on standard input and output.
//!
//! Five tools, all of which only read: `read` and `check` take a text, `search`, `trace` and `who` ask a database. Nothing is fetched and no
//! file is opened but the database. Answers are bounded: what does not fit is left for the next page, and `next` says where it begins.
//!
//! The protocol is the kit's: the stateless one of 2026-07-28, and the older ones that begin with `initialize`.

mod answers;
mod corpus;
mod pages;
mod questions;
mod server;
mod texts;

pub use server::{Assistant, serve};
