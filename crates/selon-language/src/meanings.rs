//! Words that mean the same in several languages, and how words lose their endings: `lang/meanings.toml`.

use any_ascii::any_ascii;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The fewest letters that are left of a word without its ending.
const LEAST_STEM: usize = 4;

/// A small dictionary of news, by which one claim is found in two languages.
#[derive(Debug, Default)]
pub struct Meanings {
    rows: HashMap<String, HashMap<String, Vec<u16>>>,
    plurals: HashMap<String, Vec<String>>,
    endings: HashMap<String, Vec<String>>,
    small: HashMap<String, HashSet<String>>,
    clock: HashSet<String>,
    when: HashSet<String>,
    heads: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    languages: Vec<String>,
    meanings: Vec<String>,
    plurals: HashMap<String, Vec<String>>,
    endings: HashMap<String, Vec<String>>,
    small: HashMap<String, HashSet<String>>,
    clock: Clock,
    when: When,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    after: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    meanings: HashSet<String>,
}

/// The dictionary of `lang/meanings.toml`, read once.
///
/// ```
/// use selon_language::meanings;
/// assert!(meanings().of("en", "fires").iter().any(|fire| meanings().of("fr", "incendie").contains(fire)));
/// ```
#[must_use]
pub fn meanings() -> &'static Meanings {
    static READ: OnceLock<Meanings> = OnceLock::new();
    READ.get_or_init(|| {
        let text = crate::FILES.iter().find(|(path, _)| *path == "meanings.toml").map_or("", |(_, text)| text);
        toml::from_str::<Data>(text).map(Meanings::new).unwrap_or_default()
    })
}

/// Lower case in plain letters: accents, other alphabets and curled apostrophes folded away.
///
/// ```
/// assert_eq!(selon_language::plain("Élysée"), "elysee");
/// ```
#[must_use]
pub fn plain(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { any_ascii(word).to_ascii_lowercase() }
}

impl Meanings {
    fn new(data: Data) -> Self {
        let mut table = Self {
            plurals: data.plurals,
            endings: data.endings,
            small: data.small,
            clock: data.clock.after,
            when: data.when.meanings,
            heads: data.meanings.iter().map(|row| head(row)).collect(),
            ..Self::default()
        };
        for (number, row) in (0..).zip(&data.meanings) {
            for (code, words) in data.languages.iter().zip(row.split('|')) {
                words.split_whitespace().for_each(|word| table.add(code, &plain(word), number));
            }
        }
        table
    }

    fn add(&mut self, code: &str, folded: &str, number: u16) {
        let stem = self.stem(code, folded).to_owned();
        let numbers = self.rows.entry(code.to_owned()).or_default().entry(stem).or_default();
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }

    /// Numbers of the meanings that the folded word of the language can have; none where it is not in the table.
    #[must_use]
    pub fn of(&self, code: &str, folded: &str) -> &[u16] {
        let stem = self.stem(code, folded);
        self.rows.get(code).and_then(|words| words.get(stem)).map_or(&[], Vec::as_slice)
    }

    /// The first word of a meaning's row: a name for it that stays when rows are added.
    #[must_use]
    pub fn head(&self, number: u16) -> &str {
        self.heads.get(usize::from(number)).map_or("", String::as_str)
    }

    /// Whether a meaning tells when and not what.
    #[must_use]
    pub fn tells_when(&self, number: u16) -> bool {
        self.when.contains(self.head(number))
    }

    /// The folded word without its plain ending, as the language's words have it; the word itself where nothing is known.
    #[must_use]
    pub fn stem<'w>(&self, code: &str, folded: &'w str) -> &'w str {
        let single = without(self.plurals.get(code), folded).filter(|stem| !is_double(stem, folded)).unwrap_or(folded);
        without(self.endings.get(code), single).unwrap_or(single)
    }

    /// Whether the folded word is a small one of a language that has no folder.
    #[must_use]
    pub fn is_small(&self, code: &str, folded: &str) -> bool {
        self.small.get(code).is_some_and(|words| words.contains(folded))
    }

    /// Whether the lower-case word makes a time of day of the number before it.
    #[must_use]
    pub fn tells_hour(&self, lower: &str) -> bool {
        self.clock.contains(lower)
    }
}

/// The word without the first of the endings that leaves letters enough.
fn without<'w>(endings: Option<&Vec<String>>, word: &'w str) -> Option<&'w str> {
    let mut stems = endings.into_iter().flatten().filter_map(|ending| word.strip_suffix(ending.as_str()));
    stems.find(|stem| stem.len() >= LEAST_STEM)
}

/// Whether what was cut from `whole` doubles the letter before: "press".
fn is_double(stem: &str, whole: &str) -> bool {
    stem.chars().next_back() == whole.chars().next_back()
}

fn head(row: &str) -> String {
    row.split_whitespace().next().unwrap_or_default().to_owned()
}
