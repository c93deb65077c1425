//! What the pages say, in the languages of `strings/`: one TOML file a language, with the same keys in each.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The languages of the interface: code and messages. The first is taken where nobody asks for one.
const FILES: &[(&str, &str)] =
    &[("en", include_str!("../strings/en.toml")), ("fr", include_str!("../strings/fr.toml"))];

type Table = BTreeMap<String, String>;

/// How many; templates hand numbers over by reference.
pub(crate) trait Amount {
    fn amount(&self) -> u64;
}

impl Amount for u64 {
    fn amount(&self) -> u64 {
        *self
    }
}

impl Amount for usize {
    fn amount(&self) -> u64 {
        u64::try_from(*self).unwrap_or(u64::MAX)
    }
}

impl<A: Amount> Amount for &A {
    fn amount(&self) -> u64 {
        (*self).amount()
    }
}

/// The messages of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    code: &'static str,
    table: &'static Table,
}

impl Words {
    /// The words of the language with that code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        let found = tables().iter().find(|(known, _)| *known == code);
        found.map(|(code, table)| Self { code, table })
    }

    /// For whom nothing is known of.
    pub(crate) fn usual() -> Self {
        let (code, table) = &tables()[0];
        Self { code, table }
    }

    /// The first known language of an `Accept-Language` header; its weights follow the order in all browsers.
    pub(crate) fn accepted(header: &str) -> Option<Self> {
        header.split(',').filter_map(|range| range.trim().get(..2)).find_map(|code| Self::of(&code.to_lowercase()))
    }

    /// The codes of all languages.
    pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(code, _)| *code)
    }

    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    /// The message under that key; the key itself where there is none, which no page should show.
    pub(crate) fn say<'k>(&self, key: &'k str) -> &'k str {
        self.table.get(key).map_or(key, String::as_str)
    }

    /// The message with `{}` replaced.
    pub(crate) fn with(&self, key: &str, value: impl ToString) -> String {
        self.say(key).replacen("{}", &value.to_string(), 1)
    }

    /// How many of something: the message under `key.one` or `key.other`, with `{}` replaced by the number.
    pub(crate) fn count(&self, key: &str, number: impl Amount) -> String {
        let number = number.amount();
        let form = if self.is_one(number) { "one" } else { "other" };
        self.with(&format!("{key}.{form}"), self.number(number))
    }

    /// Which numbers take the singular: French has zero among them, English has not; the tables say so.
    fn is_one(&self, number: u64) -> bool {
        self.say("number.one").split(' ').any(|one| one.parse() == Ok(number))
    }

    /// A number with its thousands apart.
    pub(crate) fn number(&self, number: impl Amount) -> String {
        let digits = number.amount().to_string();
        let mut apart = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                apart.push_str(self.say("number.thousands"));
            }
            apart.push(digit);
        }
        apart
    }

    /// A label of the reading: `act.deny` and the like; the bare label where the tables do not know it.
    pub(crate) fn label<'k>(&self, family: &str, label: &'k str) -> &'k str {
        self.table.get(&format!("{family}.{label}")).map_or(label, String::as_str)
    }
}

fn tables() -> &'static [(&'static str, Table)] {
    static TABLES: OnceLock<Vec<(&'static str, Table)>> = OnceLock::new();
    TABLES.get_or_init(|| FILES.iter().map(|(code, file)| (*code, parse(file).unwrap_or_default())).collect())
}

/// Flattens `[act] deny = "denied"` to `act.deny`.
fn parse(file: &str) -> Result<Table, toml::de::Error> {
    let mut table = Table::new();
    flatten("", &toml::from_str(file)?, &mut table);
    Ok(table)
}

fn flatten(before: &str, from: &toml::Table, into: &mut Table) {
    for (key, value) in from {
        let key = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, into),
            toml::Value::String(text) => drop(into.insert(key, text.clone())),
            other => drop(into.insert(key, other.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_reading::{Act, Kind};
    use std::path::Path;

    fn words(code: &str) -> Words {
        Words::of(code).expect("the language is there")
    }

    #[test]
    fn every_file_is_read_and_has_the_same_keys() {
        for (code, file) in FILES {
            let table = parse(file).unwrap_or_else(|error| panic!("{code}.toml: {error}"));
            let keys = |table: &Table| table.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(&table), keys(words("en").table), "{code}.toml and en.toml");
            for (key, message) in &table {
                let holes = |text: &str| text.matches("{}").count();
                assert_eq!(holes(message), holes(words("en").say(key)), "{code}.toml: {key}");
            }
        }
    }

    #[test]
    fn every_message_that_pages_ask_for_is_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut asked = 0;
        for inner in ["src", "src/pages", "templates"] {
            for entry in std::fs::read_dir(folder.join(inner)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    asked += check_file(&path);
                }
            }
        }
        assert!(asked > 20, "only {asked} messages are asked for");
    }

    /// Looks for `say("…")` and the like with a whole key.
    fn check_file(path: &Path) -> usize {
        let source = std::fs::read_to_string(path).unwrap();
        let mut asked = 0;
        for (method, endings) in [("say(\"", &[""][..]), ("with(\"", &[""]), ("count(\"", &[".one", ".other"])] {
            for part in source.split(&format!("words.{method}")).skip(1) {
                let key = part.split('"').next().unwrap();
                for ending in endings {
                    let key = format!("{key}{ending}");
                    assert!(words("en").table.contains_key(&key), "{}: {key}", path.display());
                }
                asked += 1;
            }
        }
        asked
    }

    #[test]
    fn labels_of_the_reading_have_words() {
        for code in Words::codes() {
            for act in Act::ALL {
                assert!(words(code).table.contains_key(&format!("act.{}", act.name())), "{code}: {}", act.name());
            }
            for kind in Kind::ALL {
                assert!(words(code).table.contains_key(&format!("kind.{}", kind.name())), "{code}: {}", kind.name());
            }
        }
    }

    #[test]
    fn numbers_are_told_as_each_language_does() {
        assert_eq!(words("en").count("count.statements", 12_345_usize), "12,345 statements");
        assert_eq!(words("en").count("count.statements", 0_usize), "0 statements");
        assert_eq!(words("fr").count("count.statements", 0_usize), "0 parole rapportée");
        assert_eq!(words("fr").number(1_000_000_usize), "1\u{202f}000\u{202f}000");
    }

    #[test]
    fn the_browser_says_which_language() {
        assert_eq!(Words::accepted("de-CH, fr;q=0.8, en;q=0.7").map(|words| words.code()), Some("fr"));
        assert!(Words::accepted("zh, *;q=0.1").is_none());
    }
}
