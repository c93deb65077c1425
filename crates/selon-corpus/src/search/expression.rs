//! From what people type to an expression of the full text. Nothing that they type can be taken for a command of it.

use super::Query;
use crate::store::{Folding, plain_name};
use selon_text::ByteRange;

/// Most words of a query that count.
const MOST_TERMS: usize = 32;

/// What the full text is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// Every statement.
    Everything,
    /// No statement: words were given, but nothing that can be looked for.
    Nothing,
    /// Those that match.
    Match(String),
}

/// One term: its words folded, whether they only begin a word, and whether they must not stand there.
#[derive(Debug, PartialEq, Eq)]
struct Term {
    words: String,
    begins: bool,
    excluded: bool,
}

pub(super) fn of(query: &Query, outlets: &[i64]) -> Expression {
    let terms = terms(&query.words, &Folding::new());
    let labels = labels(query, outlets);
    let wanted: Vec<String> = terms.iter().filter(|term| !term.excluded).map(Term::expression).collect();
    let excluded: Vec<String> = terms.iter().filter(|term| term.excluded).map(Term::expression).collect();
    let words_given = !query.words.trim().is_empty();
    let mut parts = labels;
    if !wanted.is_empty() {
        parts.push(format!("({{content who}} : ({}))", wanted.join(" AND ")));
    }
    if parts.is_empty() && !excluded.is_empty() {
        // The full text can't exclude from everything; but every statement has one of these.
        parts.push("(labels : (named OR anonymous))".to_owned());
    }
    if parts.is_empty() {
        // A word of no letters is nowhere.
        return if words_given { Expression::Nothing } else { Expression::Everything };
    }
    let mut expression = parts.join(" AND ");
    if !excluded.is_empty() {
        expression = format!("({expression}) NOT ({{content who}} : ({}))", excluded.join(" OR "));
    }
    Expression::Match(expression)
}

/// Where words stand that were looked for.
pub(super) fn marks(query: &Query, text: &str) -> Vec<ByteRange> {
    let terms = terms(&query.words, &Folding::new());
    let wanted: Vec<(String, bool)> = terms
        .iter()
        .filter(|term| !term.excluded)
        .flat_map(|term| {
            let count = term.words.split(' ').count();
            let last = move |at| term.begins && at + 1 == count;
            term.words.split(' ').enumerate().map(move |(at, word)| (plain_name(word), last(at)))
        })
        .collect();
    let is_wanted = |word: &str| {
        let plain = plain_name(word);
        wanted.iter().any(|(wanted, begins)| if *begins { plain.starts_with(wanted) } else { plain == *wanted })
    };
    words(text).filter(|range| is_wanted(range.of(text))).collect()
}

/// The runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = ByteRange> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|letter: char| !letter.is_alphanumeric()).map_or(text.len(), |at| start + at);
        rest = end;
        Some(ByteRange::new(start, end))
    })
}

fn labels(query: &Query, outlets: &[i64]) -> Vec<String> {
    let one_of = |name: &str, ids: &[i64]| {
        let words: Vec<String> = ids.iter().map(|id| format!("{name}{id}")).collect();
        (!words.is_empty()).then(|| format!("(labels : ({}))", words.join(" OR ")))
    };
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let act = query.act.map(|act| format!("(labels : act{})", act.name()));
    let language = query.language.as_deref().map(|code| format!("(labels : lang{})", letters(code)));
    let named =
        query.anonymous.map(|anonymous| format!("(labels : {})", if anonymous { "anonymous" } else { "named" }));
    [act, language, named, one_of("outlet", outlets), one_of("speaker", &query.speakers)]
        .into_iter()
        .flatten()
        .collect()
}

fn terms(text: &str, folding: &Folding) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && terms.len() < MOST_TERMS {
        let excluded = rest.starts_with('-') && rest[1..].starts_with(|letter: char| !letter.is_whitespace());
        let body = if excluded { &rest[1..] } else { rest };
        let (raw, after) = match body.strip_prefix(['"', '«', '“', '”']) {
            Some(quoted) => split_at(quoted, |letter| matches!(letter, '"' | '»' | '”')),
            None => split_at(body, |letter| letter.is_whitespace() || matches!(letter, '"' | '«' | '“')),
        };
        let words = folding.fold(raw);
        if !words.is_empty() {
            terms.push(Term { words, begins: raw.ends_with('*'), excluded });
        }
        rest = after.trim_start();
    }
    terms
}

/// What stands before the first such letter, and what after it; an opening mark belongs to what comes after.
fn split_at(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    match text.char_indices().find(|&(_, letter)| ends(letter)) {
        Some((at, letter)) if matches!(letter, '«' | '“') && at > 0 => text.split_at(at),
        Some((at, letter)) => (&text[..at], &text[at + letter.len_utf8()..]),
        None => (text, ""),
    }
}

impl Term {
    /// A quoted string of the full text; folded words hold no quotation marks.
    fn expression(&self) -> String {
        format!("\"{}\"{}", self.words, if self.begins { " *" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(words: &str) -> Expression {
        of(&Query { words: words.into(), ..Query::default() }, &[])
    }

    #[test]
    fn words_phrases_beginnings_and_exclusions() {
        let Expression::Match(found) = expression("l'eau \"la digue\" ferm* -maire") else { panic!("no match") };
        assert_eq!(
            found,
            "(({content who} : (\"eau\" AND \"la digue\" AND \"ferm\" *))) NOT ({content who} : (\"maire\"))"
        );
    }

    #[test]
    fn what_is_excluded_alone_is_excluded_from_everything() {
        let Expression::Match(found) = expression("-pont") else { panic!("no match") };
        assert_eq!(found, "((labels : (named OR anonymous))) NOT ({content who} : (\"pont\"))");
    }

    #[test]
    fn words_looked_for_are_marked() {
        let query = Query { words: "ÉTÉ ferm* -pont".into(), ..Query::default() };
        let text = "L'été, le pont fermé : étés";
        let marked: Vec<&str> = marks(&query, text).into_iter().map(|range| range.of(text)).collect();
        assert_eq!(marked, ["été", "fermé"]);
    }

    #[test]
    fn nothing_typed_is_taken_for_a_command() {
        for words in ["a OR b", "NEAR(a b)", "labels:actdeny", "a\" OR \"b", "«", "-", "*", "{x} : y", "'"] {
            if let Expression::Match(found) = expression(words) {
                assert_eq!(found.matches('"').count() % 2, 0, "{words}: {found}");
                assert!(!found.contains("\"labels:"), "{words}: {found}");
            }
        }
        assert_eq!(expression("  "), Expression::Everything);
        assert_eq!(expression("…"), Expression::Nothing);
    }
}
