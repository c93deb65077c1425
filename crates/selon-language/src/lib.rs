//! What does a language know? Cues with their acts, function words, conjugation and writing, loaded from `lang/<code>/`.
//!
//! Knowledge of a language is data: a folder of TOML files, compiled in, in which each rule carries examples and
//! counter-examples. Adding a language adds a folder; `lang/_template` is there to copy.

mod any;
mod classes;
mod conjugation;
mod elisions;
mod example;
mod language;
mod load;
mod meanings;
mod rule;
mod tables;

pub use any::{AnyRule, any_rules};
pub use classes::Classes;
pub use conjugation::Mood;
pub use elisions::elisions;
pub use example::Example;
pub use language::{Entry, Form, Language, Lemma, Phrase};
pub use meanings::{Meanings, meanings, plain};
pub use rule::{CueWord, Frame, ObjectRole, Rule};
pub use tables::{
    ActMark, ActPlace, DegreeMark, DegreeVerb, ForecastMark, InferenceMark, MarkIndex, Marks, PlanMark, StanceMark,
};
pub use tables::{
    AddresseeMark, CertaintyTable, ClaimMark, ClaimsTable, InferenceTable, IntroductionMark, Marked, MediumMark,
    OutletMark, PersonTable, Phrases, QuantityTable, RelayTable, Rewrite, SpellingTable, Tables, TimeTable,
    TranslationMark,
};
pub use tables::{person, quantity, time};

use std::sync::OnceLock;

/// The compiled-in files: path below `lang/`, and text.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A language's data that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("lang/{place}: {reason}")]
pub struct LanguageError {
    place: String,
    reason: String,
}

impl LanguageError {
    pub(crate) fn new(place: &str, reason: impl Into<String>) -> Self {
        Self { place: place.to_owned(), reason: reason.into() }
    }
}

/// Codes of the languages that there is data for, in order.
///
/// ```
/// assert_eq!(selon_language::languages(), ["en", "fr"]);
/// ```
#[must_use]
pub fn languages() -> Vec<&'static str> {
    let mut codes: Vec<_> = FILES.iter().filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect();
    codes.dedup();
    codes
}

/// A number that changes with the data: results of two programs with the same one rest on the same rules and tables.
#[must_use]
pub fn fingerprint() -> u64 {
    let bytes = FILES.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]).flatten();
    // FNV-1a.
    bytes.fold(0xcbf2_9ce4_8422_2325, |state, byte| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Loads a language from its data.
///
/// # Errors
/// A sentence that names the file and what is wrong in it, or that there is no such language.
pub fn load(code: &str) -> Result<Language, LanguageError> {
    let files: Vec<_> = FILES.iter().filter(|(path, _)| path.split('/').next() == Some(code)).copied().collect();
    if files.is_empty() {
        let known = languages().join(", ");
        return Err(LanguageError::new(
            code,
            format!("there is no data for this language\nhelp: there is for {known}"),
        ));
    }
    load::load(code, &files)
}

/// The language `code`, loaded once; `None` where there is no data for it.
///
/// ```
/// let french = selon_language::language("fr").unwrap();
/// assert!(french.word("selon").is_some() || !french.rules.is_empty());
/// ```
#[must_use]
pub fn language(code: &str) -> Option<&'static Language> {
    type Cell = (&'static str, OnceLock<Option<Language>>);
    static LOADED: OnceLock<Vec<Cell>> = OnceLock::new();
    let all = LOADED.get_or_init(|| languages().into_iter().map(|code| (code, OnceLock::new())).collect());
    let (_, cell) = all.iter().find(|(known, _)| *known == code)?;
    cell.get_or_init(|| load(code).ok()).as_ref()
}

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

/// Every rule: first those that hold in every language, then by language and file.
#[must_use]
pub fn rule_pages() -> Vec<RulePage> {
    let known = languages().into_iter().filter_map(language);
    let mut pages: Vec<_> = any_rules().iter().map(RulePage::of_any).collect();
    pages.extend(known.flat_map(|language| language.rules.iter().map(RulePage::of)));
    pages
}

impl RulePage {
    fn of_any(rule: &AnyRule) -> Self {
        Self {
            id: format!("any/{}", rule.id),
            about: rule.about.clone(),
            act: rule.act.clone(),
            words: Vec::new(),
            frames: Vec::new(),
            yes: rule.yes.clone(),
            no: rule.no.clone(),
        }
    }

    fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            about: rule.about.clone(),
            act: rule.act.clone(),
            words: rule.words.clone(),
            frames: rule.frames.iter().map(|(frame, score)| (frame.name().to_owned(), *score)).collect(),
            yes: rule.yes_marked.clone(),
            no: rule.no.clone(),
        }
    }
}
