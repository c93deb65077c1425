//! The contract that every language's data keep: they load, and say something of everything that the reading asks.

use selon_language::{Classes, languages, load};

#[test]
fn every_language_loads() {
    for code in languages() {
        if let Err(error) = load(code) {
            panic!("{error}");
        }
    }
}

#[test]
fn every_language_knows_its_function_words() {
    let needed = [
        Classes::DETERMINER,
        Classes::PREPOSITION,
        Classes::SUBJECT_PRONOUN,
        Classes::COMPLEMENTIZER,
        Classes::COORDINATOR,
        Classes::HAVE,
        Classes::BE,
        Classes::SPEAKER,
        Classes::WEEKDAY,
    ];
    for code in languages() {
        let language = load(code).unwrap_or_else(|error| panic!("{error}"));
        for class in needed {
            let name = Classes::NAMED.iter().find(|(_, c)| *c == class).map_or("", |(name, _)| name);
            assert!(
                language.has_class(class),
                "{code} lacks `{name}`\nhelp: list some under [words] in lang/{code}/words.toml"
            );
        }
    }
}

#[test]
fn every_rule_has_its_own_identifier() {
    for code in languages() {
        let language = load(code).unwrap_or_else(|error| panic!("{error}"));
        let mut ids: Vec<_> = language.rules.iter().map(|rule| rule.id.clone()).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "two rules of {code} share an identifier");
    }
}
