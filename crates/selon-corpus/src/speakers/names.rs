//! The keys under which a name is filed, so that it is found under every spelling.

use crate::store::plain_name;
use selon_language::Language;
use std::collections::BTreeSet;

/// Whether it is a name and not a description such as «le maire»: it begins with a capital, or with a letter that has none.
pub(crate) fn is_name(name: &str) -> bool {
    name.chars()
        .find(|letter| letter.is_alphanumeric())
        .is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase())
}

/// The keys of a name in an article of that language: as it stands, and in the way that all languages share.
///
/// A name in other letters, or in a language of which nothing is known, is filed as each language would write it.
pub(crate) fn keys(name: &str, language: &str) -> Vec<String> {
    let plain = plain_name(name);
    let own = selon_language::language(language).filter(|_| name.chars().all(|letter| (letter as u32) < 0x250));
    let shared = |language: &Language| language.tables.spelling.shared(&plain);
    let mut keys: BTreeSet<String> = match own {
        Some(language) => BTreeSet::from([shared(language)]),
        None => selon_language::languages().into_iter().filter_map(selon_language::language).map(shared).collect(),
    };
    keys.insert(plain);
    keys.remove("");
    keys.into_iter().collect()
}

/// The keys of the last word of a name, marked so that they are not taken for whole names.
pub(crate) fn surname_keys(name: &str, language: &str) -> Vec<String> {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    keys(last, language).into_iter().map(|key| format!("~{key}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: (&str, &str), b: (&str, &str)) -> bool {
        let keys_of_b = keys(b.0, b.1);
        keys(a.0, a.1).iter().any(|key| keys_of_b.contains(key))
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for other in [("Vadim Ardushin", "en"), ("Вадим Ардушин", "ru"), ("Vadim Ardouchine", "fr")] {
            assert!(meet(("Vadim Ardouchine", "fr"), other), "{other:?}");
        }
        assert!(meet(("Élise Chéry", "fr"), ("Elise Chery", "en")));
    }

    #[test]
    fn other_names_do_not() {
        assert!(!meet(("Paul Josse", "fr"), ("Paula Josse", "fr")));
        assert!(!meet(("", "fr"), ("", "fr")));
    }

    #[test]
    fn descriptions_are_no_names() {
        assert!(is_name("Élise Chéry") && is_name("市長") && is_name("«Le Matin»"));
        assert!(!is_name("le maire") && !is_name("27 députés") && !is_name(""));
    }
}
