//! Which words are cue, source, content, name? The trained reader: an encoder over the text, a head that finds anchors, and
//! a second, small encoder that asks of each anchor which words near it are what.
//!
//! A statement hangs on its anchor: the last word of its cue or, where it has none, the first word of its content.

mod config;
mod found;
mod meaning;
mod network;
mod path;
mod questions;
mod run;
mod text;
mod windows;

pub use config::{Config, Scheme};
pub use found::{Entity, Found, Labels};
pub use meaning::Sizes as MeaningSizes;
pub use network::Reader;
pub use text::{FEATURES, Sketch, Text, Token};
