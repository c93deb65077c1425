//! What is answered: the shapes from which each tool's output schema is made. Positions are Unicode code points, ends exclusive.

use schemars::JsonSchema;
use serde::Serialize;

/// A text, read.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ReadAnswer {
    /// The language it was read in.
    pub(crate) language: String,
    /// What read it.
    pub(crate) model: String,
    /// Statements in all.
    pub(crate) total: usize,
    pub(crate) statements: Vec<Told>,
    /// The next page, where there is one.
    pub(crate) next: Option<String>,
}

/// One statement of a text.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Told {
    /// From 1, in order of place.
    pub(crate) number: usize,
    /// The words that name the source; empty where none stand here.
    pub(crate) source: String,
    /// Whom they refer to, as far as the text tells.
    pub(crate) speaker: Option<String>,
    /// Whether the name is withheld.
    pub(crate) anonymous: bool,
    /// direct, indirect, mixed, reported, free or block.
    pub(crate) kind: String,
    /// assert, confirm, deny, decline, ask, urge, commit, warn, accuse or praise.
    pub(crate) act: String,
    /// negative where the saying is told as not having happened.
    pub(crate) polarity: String,
    /// How surely it is put.
    pub(crate) certainty: String,
    /// The words that say that it is said.
    pub(crate) cue: String,
    /// What is said.
    pub(crate) content: String,
    /// When it was said, where the text tells.
    pub(crate) when: Option<String>,
    /// Through how many others it came.
    pub(crate) relays: usize,
    /// Where the content begins and ends in the text, or in the title.
    pub(crate) span: Option<[usize; 2]>,
    /// Number of the statement within which it stands.
    pub(crate) within: Option<usize>,
}

/// A text's sourcing: counts, with the numbers of the statements. No grade.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CheckAnswer {
    /// The language it was read in.
    pub(crate) language: String,
    /// Words of the text, and those of them that are the author's own.
    pub(crate) words: usize,
    pub(crate) author_words: usize,
    /// Statements in all.
    pub(crate) statements: usize,
    /// Named, unnamed, group, institution, outlet, document, untold.
    pub(crate) sources: Vec<ShareTold>,
    /// Who speaks how much.
    pub(crate) speakers: Vec<ShareTold>,
    /// Through how many mouths.
    pub(crate) relays: Vec<ShareTold>,
    /// In whose words: quoted, passage, partly, paraphrased.
    pub(crate) manners: Vec<ShareTold>,
    /// Statements of which the text does not tell when they were made.
    pub(crate) undated: Vec<usize>,
    pub(crate) denials: Vec<usize>,
    /// Where comment was refused.
    pub(crate) refusals: Vec<usize>,
    /// What the author concludes on nothing that is quoted.
    pub(crate) conclusions_on_nothing: Vec<String>,
    /// What the author puts more surely than what it rests on.
    pub(crate) conclusions_surer: Vec<String>,
    /// Pairs of statements that do not go together.
    pub(crate) conflicts: Vec<ConflictTold>,
}

/// Part of a text.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ShareTold {
    pub(crate) of: String,
    /// Numbers of statements, as `read` gives them; the first 50.
    pub(crate) statements: Vec<usize>,
    pub(crate) words: usize,
}

/// Two statements that do not go together.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ConflictTold {
    pub(crate) kind: String,
    pub(crate) about: String,
}

/// Statements of the database.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SearchAnswer {
    /// How many there are in all.
    pub(crate) total: usize,
    pub(crate) statements: Vec<Kept>,
    /// Who said how many of them, most first.
    pub(crate) speakers: Vec<Count>,
    pub(crate) outlets: Vec<Count>,
    /// The next page, where there is one.
    pub(crate) next: Option<String>,
}

/// How many of one kind.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Count {
    pub(crate) name: String,
    pub(crate) count: usize,
}

/// One statement of the database.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Kept {
    /// Its id, which `trace` takes.
    pub(crate) id: String,
    /// The document's id.
    pub(crate) document: String,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    /// When it was said, else when it was published.
    pub(crate) day: String,
    pub(crate) language: String,
    /// Who said it, by the name known across documents.
    pub(crate) speaker: Option<String>,
    /// The words that name the source.
    pub(crate) source: String,
    pub(crate) anonymous: bool,
    pub(crate) act: String,
    pub(crate) polarity: String,
    pub(crate) certainty: String,
    pub(crate) content: String,
    /// Through how many others it came.
    pub(crate) relays: i64,
    /// The claim that it belongs to, which `trace` takes.
    pub(crate) claim: Option<String>,
}

/// Where claims come from.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TraceAnswer {
    /// Appearances in all.
    pub(crate) total: usize,
    /// What most say comes first; of each, appearances in order of time.
    pub(crate) claims: Vec<ClaimTold>,
    /// The next page, where there is one.
    pub(crate) next: Option<String>,
}

/// One claim, or the part of it that is on this page.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClaimTold {
    pub(crate) claim: String,
    /// Documents that have it from no other one.
    pub(crate) origins: Vec<String>,
    /// How many of them do not lean on one another.
    pub(crate) independent_origins: usize,
    pub(crate) appearances: Vec<AppearanceTold>,
    /// Words of other claims that do not go together with it, with why.
    pub(crate) contradictions: Vec<String>,
}

/// One place where a claim is said or answered.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AppearanceTold {
    pub(crate) document: String,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) words: String,
    /// asserts, denies, doubts or declines.
    pub(crate) stance: String,
    /// The document that it was taken from, or answers.
    pub(crate) taken_from: Option<String>,
    /// Whether the text names it or links to it; where not, likeness and time only make it likely.
    pub(crate) credited: bool,
    /// What changed on the way.
    pub(crate) drift: Vec<String>,
    /// Why, in plain sentences.
    pub(crate) why: Vec<String>,
}

/// A speaker with what they said.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct WhoAnswer {
    /// The one with most statements; null where nobody of that name is known.
    pub(crate) speaker: Option<SpeakerTold>,
    /// Others whom the name may mean.
    pub(crate) others: Vec<SpeakerTold>,
    /// The last said first.
    pub(crate) statements: Vec<Kept>,
    /// Pairs of their statements that do not go together.
    pub(crate) at_odds: Vec<String>,
    /// The next page, where there is one.
    pub(crate) next: Option<String>,
}

/// One speaker.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SpeakerTold {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) roles: Vec<String>,
    /// Every spelling.
    pub(crate) names: Vec<String>,
    /// An identifier given by hand.
    pub(crate) reference: Option<String>,
    pub(crate) statements: u64,
}
