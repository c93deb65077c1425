//! What does it look like? The server and its pages.
//!
//! [`App`] answers requests, with or without a socket: [`App::serve`] listens on this machine alone, [`App::get`] answers one request and ends.
//! Nothing is analysed here: texts are read by the reader that is handed in, and the database is asked through `selon-corpus`.
//!
//! ```
//! use selon_web::{App, Settings};
//! use std::sync::Arc;
//! let app = App::new(Settings::new(Arc::new(selon_reading::Lexical))).unwrap();
//! let answer = app.get("/read.json").unwrap();
//! assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
//! ```

mod answer;
mod asked;
mod assets;
mod fields;
mod frame;
mod guard;
mod links;
mod pages;
mod reasons;
mod respond;
mod server;
mod shelf;
mod site;
mod stores;
mod trouble;
mod words;

pub use server::{Answered, App};
pub use site::{Reader, Settings};
