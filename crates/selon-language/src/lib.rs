//! What a language knows: cues, function words, conjugation, as data.

/// A rule as people see it: `selon explain ID` prints it, `rule` in a statement names it.
#[derive(Clone, Debug)]
pub struct RulePage {
    /// Identifier, such as `fr/announce`.
    pub id: String,
    /// What it recognises, in a plain sentence.
    pub about: String,
    /// What is done by the words it recognises, as the guide names it.
    pub act: String,
    /// The words that start it.
    pub words: Vec<String>,
    /// How the content may follow, with the score of each way, from 0 to 1.
    pub frames: Vec<(String, f32)>,
    /// Examples that it recognises: `{source} <cue> [content]`.
    pub yes: Vec<String>,
    /// Sentences in which it recognises nothing.
    pub no: Vec<String>,
}

/// Codes of the languages that there is data for.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    vec!["en", "fr"]
}

/// Every rule of every language, by identifier.
#[must_use]
pub fn rule_pages() -> Vec<RulePage> {
    Vec::new()
}
