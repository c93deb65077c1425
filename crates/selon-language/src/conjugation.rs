//! Conjugates verbs by the paradigms that a language's data give.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

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

/// A language's paradigms, found by verb or by ending without looking at each.
#[derive(Debug, Default)]
pub(crate) struct Paradigms {
    all: Vec<Paradigm>,
    by_verb: HashMap<String, usize>,
    by_ending: HashMap<String, usize>,
    longest: usize,
}

impl Paradigms {
    /// Indexes paradigms; where several could hold for a verb, the first that names it does, else the longest ending.
    pub(crate) fn new(all: Vec<Paradigm>) -> Self {
        let mut paradigms = Self { longest: all.iter().map(|p| p.ends.len()).max().unwrap_or(0), ..Self::default() };
        for (index, paradigm) in all.iter().enumerate() {
            if paradigm.only.is_empty() {
                paradigms.by_ending.entry(paradigm.ends.clone()).or_insert(index);
            }
            for verb in paradigm.only.iter().filter(|verb| verb.ends_with(&paradigm.ends)) {
                paradigms.by_verb.entry(verb.clone()).or_insert(index);
            }
        }
        paradigms.all = all;
        paradigms
    }

    fn of(&self, lemma: &str) -> Option<&Paradigm> {
        let by_ending = || {
            let shortest = lemma.len().saturating_sub(self.longest);
            (shortest..=lemma.len()).find_map(|at| self.by_ending.get(lemma.get(at..)?))
        };
        let index = self.by_verb.get(lemma).or_else(by_ending)?;
        self.all.get(*index)
    }

    /// Every form of `lemma` with its mood, the dictionary form included; `None` where no paradigm fits.
    pub(crate) fn conjugate(&self, lemma: &str) -> Option<Vec<(String, Mood)>> {
        let paradigm = self.of(lemma)?;
        let stem = &lemma[..lemma.len() - paradigm.ends.len()];
        let mut forms = vec![(lemma.to_owned(), Mood::Infinitive)];
        for (mood, endings) in &paradigm.endings {
            forms.extend(endings.iter().map(|ending| (format!("{stem}{ending}"), *mood)));
        }
        forms.dedup();
        Some(forms)
    }
}
