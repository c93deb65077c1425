//! Claims: the same thing said, whatever the wording or language, and the way it travelled from article to article.
//!
//! Pure functions over plain structs: nothing here knows a database, a file or a clock.

mod affair;
mod answers;
pub mod appearance;
mod claim;
mod cluster;
mod conflicts;
mod copies;
mod drift;
mod edges;
mod evidence;
mod gather;
mod hash;
mod learned;
mod lesson;
mod likelihood;
mod links;
mod outlets;
mod overlap;
mod rarity;
mod same;
mod shelf;
mod terms;
mod trace;
mod windows;

pub use answers::{BACK, may_answer};
pub use appearance::{Article, Mark, MarkKind, Meaning, Sentence, Stance, Term, TermKind, Window};
pub use claim::{Appearance, Change, Claim, Contradiction, Drift, Edge};
pub use cluster::{Spot, cluster};
pub(crate) use conflicts::near;
pub use conflicts::{MOST_NEAR, mark_contradictions};
pub use copies::{CARRIED_OVER, is_carried_over, may_be_carried_over};
pub(crate) use drift::difference;
pub(crate) use edges::Steps;
pub use gather::gather;
pub(crate) use hash::{fold, hash};
pub use lesson::{Clues, clues};
pub use likelihood::CLUES;
pub use links::{Link, MOST_CANDIDATES, MOST_HOLDING, Stretch, candidates, keys, links, links_among, most_with_key};
pub(crate) use links::{of_thousandths, thousandths};
pub use rarity::Rarity;
pub use same::{Likeness, Relation, SAME, Side, Verdict, same_claim};
pub use shelf::{Memory, SentenceId, Shelf};
pub(crate) use trace::Tracer;
pub use trace::{claims, claims_alone};
