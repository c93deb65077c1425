//! How a text says that it passes on another: outlets, agencies, translation, introductions of whole passages.

use serde::Deserialize;
use std::collections::HashMap;

/// How a text says that it passes on another: outlets, agencies, translation, introductions of whole passages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelayTable {
    /// Words that introduce a passage of another text.
    pub introduction: Vec<IntroductionMark>,
    /// Words by which the teller comments on what was just passed on.
    pub comment: Vec<Marked>,
    /// Words that say that a text was translated.
    pub translation: Vec<TranslationMark>,
    /// Words that name by what a thing was said.
    pub medium: Vec<MediumMark>,
    /// Words that name whom it was said to.
    pub addressee: Vec<AddresseeMark>,
    /// Outlets and agencies.
    pub outlet: Vec<OutletMark>,
    /// Determiners and adjectives that point at what follows or at what was just told: «cette», "following".
    pub pointing: Phrases,
    /// Verbs of publishing, as they stand after their auxiliary: «publié», "published".
    pub publishing: Phrases,
    /// Pronouns of the teller: «je», "we".
    pub first_person: Phrases,
}

/// Words of one kind, with sentences in which they count and in which they do not.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Marked {
    /// The words.
    pub words: Phrases,
    /// Texts with what the words decide in `[…]`.
    pub yes: Vec<String>,
    /// Texts in which they decide nothing.
    pub no: Vec<String>,
}

/// Words that introduce a passage of another text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IntroductionMark {
    /// The words: «voici ce que».
    pub words: Phrases,
    /// Whether they open all that follows where no colon ends the sentence.
    pub rest: bool,
    /// Whether a verb of saying has to follow: «voici ce qu'écrit».
    pub says: bool,
    /// Whether the name of the source follows them at once: "from Bloomberg:".
    pub names: bool,
    /// Texts with the passage in `[…]`.
    pub yes: Vec<String>,
    /// Texts in which they introduce none.
    pub no: Vec<String>,
}

/// Words that say that a text was translated.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TranslationMark {
    /// The words.
    pub words: Phrases,
    /// Whether they say that a machine did it.
    pub machine: bool,
    /// Texts that say so.
    pub yes: Vec<String>,
    /// Texts that do not.
    pub no: Vec<String>,
}

/// Words that name by what a thing was said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MediumMark {
    /// The prepositions before them: «dans», «sur», «au micro de».
    pub before: Phrases,
    /// The nouns: «communiqué», "statement"; empty where the preposition says enough.
    pub nouns: Phrases,
    /// Texts with the medium in `[…]`.
    pub yes: Vec<String>,
    /// Texts without any.
    pub no: Vec<String>,
}

/// Words that name whom it was said to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AddresseeMark {
    /// The prepositions before them: «à», "to".
    pub before: Phrases,
    /// Dictionary forms of verbs whose object it is: "tell".
    pub verbs: Vec<String>,
    /// Pronouns before the verb: «lui», «leur».
    pub clitics: Phrases,
    /// Nouns for those whom one speaks to: «journalistes».
    pub nouns: Phrases,
    /// Texts with whom it was said to in `[…]`.
    pub yes: Vec<String>,
    /// Texts that tell of none.
    pub no: Vec<String>,
}

/// Outlets and agencies.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutletMark {
    /// Their names.
    pub names: Phrases,
    /// Nouns for them: «quotidien», «agence».
    pub nouns: Phrases,
    /// Whether they are agencies, that stand in datelines.
    pub agency: bool,
    /// Texts with an outlet as medium in `[…]`.
    pub yes: Vec<String>,
    /// Texts without any.
    pub no: Vec<String>,
}

/// Words and phrases in lower case, found by their first word; cut as the segmenter cuts.
///
/// ```
/// use selon_language::Phrases;
/// let phrases = Phrases::from(vec!["voici ce qu'".to_owned(), "voici".to_owned()]);
/// let words = ["voici", "ce", "qu'", "écrit"].map(str::to_owned);
/// assert_eq!(phrases.at(&words, 0), Some(3));
/// assert_eq!(phrases.at(&words, 1), None);
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    by_first: HashMap<String, Vec<Vec<String>>>,
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for phrase in &phrases {
            let words: Vec<String> = phrase
                .split_whitespace()
                .flat_map(|word| word.split_inclusive(['\'', '’']))
                .map(str::to_lowercase)
                .collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push(words);
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }
}

impl Phrases {
    /// Where the longest phrase that begins at `index` ends, exclusive.
    #[must_use]
    pub fn at(&self, words: &[String], index: usize) -> Option<usize> {
        let candidates = self.by_first.get(words.get(index)?)?;
        let fits = |phrase: &&Vec<String>| words.get(index..index + phrase.len()) == Some(phrase.as_slice());
        candidates.iter().find(fits).map(|phrase| index + phrase.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}
