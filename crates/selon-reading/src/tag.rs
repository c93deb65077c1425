//! What a tagger gives: scored cue, source and content spans. Linking, quotation matching and nesting come after it.

use crate::Passage;
use crate::statement::{Act, Reason};
use selon_text::TokenRange;

/// Finds cues, sources and contents in a passage. The lexical tagger is one; a trained one gives the same.
pub trait Tagger {
    /// Name and version, kept in every reading.
    fn id(&self) -> &str;

    /// Tags one passage; the same passage gets the same tags on every run.
    fn tag(&self, passage: &Passage) -> Tags;
}

/// The spans found in one passage.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// Cues, in order of place.
    pub cues: Vec<CueTag>,
    /// Sources.
    pub sources: Vec<SpanTag>,
    /// Contents that are no quotation standing by itself: those are found by their marks.
    pub contents: Vec<SpanTag>,
}

/// Words that say it is said.
#[derive(Clone, Debug)]
pub struct CueTag {
    /// The tokens, in pieces.
    pub pieces: Vec<TokenRange>,
    /// From the first token to the last, clitics before it included.
    pub reach: TokenRange,
    /// Dictionary form.
    pub lemma: Option<String>,
    /// What is done by these words.
    pub act: Act,
    /// Whether they are negated.
    pub negative: bool,
    /// How sure it is a cue at all, from 0 to 1.
    pub score: f32,
    /// Rule that found it.
    pub rule: String,
    /// How surely a quotation after it is its content, from 0 to 1.
    pub quote: f32,
    /// How surely it can stand inside or after what is said, from 0 to 1.
    pub aside: f32,
    /// Whether it is less sure where no source is found: not so for passives and nouns.
    pub needs_source: bool,
    /// Why it was tagged.
    pub why: Vec<Reason>,
}

/// A source or a content.
#[derive(Clone, Debug)]
pub struct SpanTag {
    /// The tokens, in pieces.
    pub pieces: Vec<TokenRange>,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// Index of the cue that it was found from, where it was.
    pub cue: Option<usize>,
    /// Why it was tagged, in a plain sentence.
    pub because: String,
    /// Where it stands to its cue.
    pub stands: Stands,
    /// For a content: whether it is a clause, and not a noun phrase or an infinitive.
    pub clause: bool,
}

/// Where a span stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Before it: a subject; words said before «a-t-il dit».
    Before,
    /// After it.
    After,
    /// Shared with a cue told of before («… et a ajouté»).
    Shared,
}
