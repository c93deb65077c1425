//! What are the words, and where? Documents, units of position, tokens, sentences, and the repair of broken typography.

mod character;
mod charset;
mod cut;
mod document;
mod function_words;
mod glue;
mod identify;
mod lines;
mod mend;
mod offsets;
mod position;
mod quotes;
mod sentences;
mod token;
mod view;
mod word;
mod words;
mod writing;

pub use document::{Block, BlockKind, Document, Link};
pub use identify::identify_language;
pub use offsets::Offsets;
pub use position::{ByteRange, CodepointRange, TokenRange, Utf16Range};
pub use token::{Quote, QuoteStyle, Side, Token, TokenKind};
pub use view::{Repair, RepairKind, View};
pub use words::Words;
pub use writing::Writing;
