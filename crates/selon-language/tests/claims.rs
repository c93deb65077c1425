//! The words that change or answer a claim are found in their examples and not in their counter-examples.

use selon_language::{languages, load};

/// Lower-case words, cut at spaces, marks and after straight apostrophes, as phrases of the tables are.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('\'', "' ").replace(['.', ',', ':'], " ");
    lower.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn every_mark_is_found_in_its_examples_and_not_in_the_others() {
    for code in languages() {
        let language = load(code).unwrap_or_else(|error| panic!("{error}"));
        let table = &language.tables.claims;
        assert!(!table.mark.is_empty(), "{code} has no marks\nhelp: write lang/{code}/tables/claims.toml");
        for mark in &table.mark {
            let holds = |text: &String| {
                let words = words(text);
                (0..words.len()).any(|at| table.at(&words, at).any(|(does, _)| does == mark.does))
            };
            assert!(!mark.yes.is_empty() && !mark.no.is_empty(), "{code} {} lacks examples", mark.does);
            for text in &mark.yes {
                assert!(holds(text), "{code} {}: not found in «{text}»", mark.does);
            }
            for text in &mark.no {
                assert!(!holds(text), "{code} {}: found in «{text}»", mark.does);
            }
        }
    }
}
