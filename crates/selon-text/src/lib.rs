//! What are the words, and where? Documents, units of position, tokens, sentences, and the repair of broken typography.

mod document;
mod position;

pub use document::{Block, BlockKind, Document, Link};
pub use position::{ByteRange, CodepointRange, TokenRange, Utf16Range};
