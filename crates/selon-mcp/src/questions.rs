//! What may be asked: the arguments of each tool, from which its schema is made.

use schemars::JsonSchema;
use serde::Deserialize;

/// A text, and what is known of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    /// The article: plain text, Markdown or a page of HTML.
    pub(crate) text: String,
    /// Its headline, where it does not stand in the text.
    pub(crate) title: Option<String>,
    /// When it was published, YYYY-MM-DD: «yesterday» is counted from there.
    pub(crate) published: Option<String>,
    /// Two letters, such as fr; told from the text where it is not given.
    pub(crate) language: Option<String>,
    /// Statements on a page: 20 by default, 50 at most.
    pub(crate) limit: Option<usize>,
    /// The page, as an earlier answer calls it.
    pub(crate) next: Option<String>,
}

/// Which statements to look for. All that is given must hold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    /// Words that all stand in what is said or in who says it; "…" keeps words together, a last * takes any ending, - excludes.
    pub(crate) words: Option<String>,
    /// Name of the person or organisation who says it, in any spelling.
    pub(crate) speaker: Option<String>,
    /// Name of the paper, site or agency.
    pub(crate) outlet: Option<String>,
    /// What is done by saying it: assert, confirm, deny, decline, ask, urge, commit, warn, accuse or praise.
    pub(crate) act: Option<String>,
    /// Two letters.
    pub(crate) language: Option<String>,
    /// First day, YYYY-MM-DD.
    pub(crate) since: Option<String>,
    /// Last day, YYYY-MM-DD.
    pub(crate) until: Option<String>,
    /// true: only unnamed sources; false: only others.
    pub(crate) anonymous: Option<bool>,
    /// Statements on a page: 20 by default, 50 at most.
    pub(crate) limit: Option<usize>,
    /// The page, as an earlier answer calls it.
    pub(crate) next: Option<String>,
}

/// What to trace.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trace {
    /// Words, the id of a claim, a statement or a document, or an article's address.
    pub(crate) what: String,
    /// Appearances on a page: 20 by default, 50 at most.
    pub(crate) limit: Option<usize>,
    /// The page, as an earlier answer calls it.
    pub(crate) next: Option<String>,
}

/// Whose statements.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Who {
    /// A name, in any spelling.
    pub(crate) name: String,
    /// Statements on a page, the last said first: 20 by default, 50 at most.
    pub(crate) limit: Option<usize>,
    /// The page, as an earlier answer calls it.
    pub(crate) next: Option<String>,
}
