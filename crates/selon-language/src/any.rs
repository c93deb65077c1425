//! Rules that hold in every language: they read marks and blocks, not words. `lang/any.toml` describes them, with examples.

use serde::Deserialize;
use std::sync::OnceLock;

/// A rule that needs no lexicon; the reading carries it out, the data say what it is and show it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnyRule {
    /// Name, without `any/`.
    pub id: String,
    /// What it recognises, in a plain sentence.
    pub about: String,
    /// What is done by saying it, where nothing else tells.
    pub act: String,
    /// The language that its examples are in; one without data where the rule is for those.
    pub language: String,
    /// Sentences that it recognises, with their marks.
    pub yes: Vec<String>,
    /// Sentences in which it recognises nothing.
    pub no: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    rule: Vec<AnyRule>,
}

/// The rules of `lang/any.toml`, in order.
///
/// ```
/// assert!(selon_language::any_rules().iter().any(|rule| rule.id == "hanging"));
/// ```
#[must_use]
pub fn any_rules() -> &'static [AnyRule] {
    static RULES: OnceLock<Vec<AnyRule>> = OnceLock::new();
    RULES.get_or_init(|| {
        let text = crate::FILES.iter().find(|(path, _)| *path == "any.toml").map_or("", |(_, text)| text);
        toml::from_str::<File>(text).map(|file| file.rule).unwrap_or_default()
    })
}
