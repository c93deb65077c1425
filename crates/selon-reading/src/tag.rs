//! What finds statements, and what is found: drafts, and the scored cue, source and content spans they are linked from.

use crate::Passage;
use crate::statement::{Act, Reason};
use selon_text::TokenRange;

/// Finds the statements of a passage. The lexical tagger goes by rules; the trained one mends what that found.
pub trait Tagger {
    /// Name and version, kept in every reading.
    fn id(&self) -> &str;

    /// The statements of one passage; the same passage gives the same on every run.
    fn drafts(&self, passage: &Passage) -> Vec<Draft>;

    /// The same with the names that were seen on the way; a tagger that looks for none gives none.
    fn tagged(&self, passage: &Passage) -> Tagged {
        Tagged { drafts: self.drafts(passage), names: Vec::new() }
    }
}

/// What a tagger finds in one passage.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// Its statements.
    pub drafts: Vec<Draft>,
    /// Names of people and of bodies, in order of place; none overlaps another.
    pub names: Vec<NameTag>,
}

/// A name, and what bears it by what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameTag {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What bears it.
    pub bearer: Bearer,
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// Somebody.
    Person,
    /// A party, a firm, an outlet, an authority.
    Organisation,
}

/// A statement before it is labelled: tokens still, no bytes.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Pieces of the words naming who speaks.
    pub source: Vec<TokenRange>,
    /// Pieces of the words that say it is said.
    pub cue: Vec<TokenRange>,
    /// Pieces of what is said.
    pub content: Vec<TokenRange>,
    /// Dictionary form of the cue.
    pub lemma: Option<String>,
    /// What is done by saying it.
    pub act: Option<Act>,
    /// Whether the cue is negated.
    pub negative: bool,
    /// Whether the content is told as a clause (a quotation is one).
    pub clause: bool,
    /// Whether it goes on with what a source said, with no cue of its own.
    pub free: bool,
    /// Whether the content is a passage relayed from another text.
    pub block: bool,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// The rule or model that found it.
    pub rule: String,
    /// Why it was found.
    pub why: Vec<Reason>,
    /// Index of the draft whose source goes on speaking.
    pub continues: Option<usize>,
    /// What the content means, by a model that was taught that; see [`crate::Statement::meaning`].
    pub meaning: Vec<i8>,
}

/// The spans found in one passage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    /// Cues, in order of place.
    pub(crate) cues: Vec<CueTag>,
    /// Sources.
    pub(crate) sources: Vec<SpanTag>,
    /// Contents that are no quotation standing by itself: those are found by their marks.
    pub(crate) contents: Vec<SpanTag>,
}

/// Words that say it is said.
#[derive(Clone, Debug)]
pub(crate) struct CueTag {
    /// The tokens, in pieces.
    pub(crate) pieces: Vec<TokenRange>,
    /// From the first token to the last, clitics before it included.
    pub(crate) reach: TokenRange,
    /// Dictionary form.
    pub(crate) lemma: Option<String>,
    /// What is done by these words.
    pub(crate) act: Act,
    /// Whether they are negated.
    pub(crate) negative: bool,
    /// How sure it is a cue at all, from 0 to 1.
    pub(crate) score: f32,
    /// Rule that found it.
    pub(crate) rule: String,
    /// How surely a quotation after it is its content, from 0 to 1.
    pub(crate) quote: f32,
    /// How surely it can stand inside or after what is said, from 0 to 1.
    pub(crate) aside: f32,
    /// Whether it is less sure where no source is found: not so for passives and nouns.
    pub(crate) needs_source: bool,
    /// Why it was tagged.
    pub(crate) why: Vec<Reason>,
}

/// A source or a content.
#[derive(Clone, Debug)]
pub(crate) struct SpanTag {
    /// The tokens, in pieces.
    pub(crate) pieces: Vec<TokenRange>,
    /// How sure it is, from 0 to 1.
    pub(crate) score: f32,
    /// Index of the cue that it was found from, where it was.
    pub(crate) cue: Option<usize>,
    /// Why it was tagged, in a plain sentence.
    pub(crate) because: String,
    /// Where it stands to its cue.
    pub(crate) stands: Stands,
    /// For a content: whether it is a clause, and not a noun phrase or an infinitive.
    pub(crate) clause: bool,
}

/// Where a span stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Before it: a subject; words said before «a-t-il dit».
    Before,
    /// After it.
    After,
    /// Shared with a cue told of before («… et a ajouté»).
    Shared,
}
