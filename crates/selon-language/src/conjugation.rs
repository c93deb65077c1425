//! Conjugates verbs by the paradigms that a language's data give.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What a verb's form can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// dire; say after «to».
    Infinitive,
    /// dit, disent; says.
    Present,
    /// disait; said as simple past.
    Past,
    /// dira.
    Future,
    /// dirait.
    Conditional,
    /// dit, dite; said, shown.
    PastParticiple,
    /// disant; saying.
    PresentParticiple,
}

impl Mood {
    /// Whether a form of this mood makes a clause by itself.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Present | Self::Past | Self::Future | Self::Conditional)
    }
}

/// How the verbs that end alike are conjugated: `ends` is cut off and each ending put in its place.
///
/// ```toml
/// [[paradigm]]
/// ends = "er"
/// present = ["e", "es", "ons", "ez", "ent"]
/// past_participle = ["é", "ée", "és", "ées"]
/// ```
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Paradigm {
    /// The dictionary form's ending; the longest that fits is taken.
    pub(crate) ends: String,
    /// If given, only these verbs follow it.
    #[serde(default)]
    pub(crate) only: Vec<String>,
    /// Endings by mood.
    #[serde(flatten)]
    pub(crate) endings: BTreeMap<Mood, Vec<String>>,
}

/// Every form of `lemma` with its mood, the dictionary form included; `None` where no paradigm fits.
pub(crate) fn conjugate(lemma: &str, paradigms: &[Paradigm]) -> Option<Vec<(String, Mood)>> {
    let paradigm = paradigms
        .iter()
        .filter(|p| lemma.ends_with(&p.ends) && (p.only.is_empty() || p.only.iter().any(|verb| verb == lemma)))
        .max_by_key(|p| (!p.only.is_empty(), p.ends.len()))?;
    let stem = &lemma[..lemma.len() - paradigm.ends.len()];
    let mut forms = vec![(lemma.to_owned(), Mood::Infinitive)];
    for (mood, endings) in &paradigm.endings {
        forms.extend(endings.iter().map(|ending| (format!("{stem}{ending}"), *mood)));
    }
    forms.dedup();
    Some(forms)
}
