//! Claims: the same thing said, whatever the wording or language, and the way it travelled from article to article.
//!
//! Pure functions over plain structs: nothing here knows a database, a file or a clock.

pub mod appearance;
mod gather;
mod hash;
mod terms;
mod windows;

pub use appearance::{Article, Mark, MarkKind, Sentence, Stance, Term, TermKind, Window};
pub use gather::gather;
