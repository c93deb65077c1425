//! Tables that one part of the reading each asks: `lang/<code>/tables/<name>.toml`, a file and a type for each.

mod certainty;
mod claims;
mod inference;
pub mod person;
pub mod quantity;
mod relay;
mod spelling;
pub mod time;

pub use certainty::{
    ActMark, ActPlace, CertaintyTable, DegreeMark, DegreeVerb, MarkIndex, Marks, PlanMark, StanceMark,
};
pub use claims::{ClaimMark, ClaimsTable};
pub use inference::{ForecastMark, InferenceMark, InferenceTable};
pub use person::PersonTable;
pub use quantity::QuantityTable;
pub use relay::{
    AddresseeMark, IntroductionMark, Marked, MediumMark, OutletMark, Phrases, RelayTable, TranslationMark,
};
pub use spelling::{Rewrite, SpellingTable};
pub use time::TimeTable;

use crate::LanguageError;

/// All tables of one language; those that have no file are empty.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Expressions of time: week days, months, «deux jours plus tard», with their values.
    pub time: TimeTable,
    /// Number words, units, approximation and comparison.
    pub quantity: QuantityTable,
    /// Pronouns with gender and number, titles, offices, metonymy, spokespeople, how names vary.
    pub person: PersonTable,
    /// Hedges and boosters, questions, verbs' factual weight: how surely a thing is put, and how far the teller keeps from it.
    pub certainty: CertaintyTable,
    /// Words that change how a claim is put, or answer it.
    pub claims: ClaimsTable,
    /// Markers of the author's own conclusions.
    pub inference: InferenceTable,
    /// How a text says that it passes on another: outlets, agencies, translation, introductions of whole passages.
    pub relay: RelayTable,
    /// How the language writes names of other alphabets.
    pub spelling: SpellingTable,
}

impl Tables {
    /// Reads the tables among a language's files (path below `lang/`, and text).
    pub(crate) fn load(code: &str, files: &[(&str, &str)]) -> Result<Self, LanguageError> {
        Ok(Self {
            time: table(code, "time", files)?,
            quantity: table(code, "quantity", files)?,
            person: table(code, "person", files)?,
            certainty: table(code, "certainty", files)?,
            claims: table(code, "claims", files)?,
            inference: table(code, "inference", files)?,
            relay: table(code, "relay", files)?,
            spelling: table(code, "spelling", files)?,
        })
    }
}

fn table<T: serde::de::DeserializeOwned + Default>(
    code: &str,
    name: &str,
    files: &[(&str, &str)],
) -> Result<T, LanguageError> {
    let wanted = format!("{code}/tables/{name}.toml");
    match files.iter().find(|(path, _)| *path == wanted) {
        Some((path, text)) => toml::from_str(text).map_err(|error| LanguageError::new(path, error.to_string())),
        None => Ok(T::default()),
    }
}
