//! How much does the text tell of somebody whose name it withholds? Position, number, reason.

use super::phrase::Page;
use crate::whole::{Anonymity, AnonymityLevel};
use selon_language::Classes;
use selon_text::TokenRange;

/// Longest source, and the stretch behind it that a reason is looked for in, in tokens.
const LONGEST: usize = 60;
const REASON: usize = 24;

/// Grades the source of a statement whose speaker is anonymous.
pub(super) fn grade(page: &Page, source: &[TokenRange]) -> Option<Anonymity> {
    let first = source.iter().find(|piece| !piece.is_empty())?;
    let tokens = TokenRange::new(first.start, first.end.min(first.start + LONGEST));
    let phrase = page.read(tokens);
    let nearness = TokenRange::new(phrase.head.map_or(tokens.end, |head| head + 1), tokens.end);
    let modified = phrase.head.is_some_and(|head| head > phrase.body);
    let withholds = phrase.noun.is_some_and(|noun| noun.withholds);
    let level = match () {
        () if tells(page, nearness) => AnonymityLevel::Position,
        () if modified
            || !nearness.is_empty()
            || !withholds && page.table.pronoun(page.lower(tokens.start)).is_none() =>
        {
            AnonymityLevel::Class
        }
        () => AnonymityLevel::None,
    };
    let body = TokenRange::new(phrase.body, tokens.end);
    let position = (level != AnonymityLevel::None && !body.is_empty()).then(|| page.passage.original(body).to_owned());
    let counts = |&at: &usize| page.table.determiner(page.lower(at)).is_some_and(|determiner| determiner.counts);
    let number = (tokens.start..phrase.body).find(counts).map(|at| page.lower(at).to_owned());
    Some(Anonymity { level, position, number, reason: reason(page, tokens) })
}

/// Whether what follows the head tells a position: a preposition and a noun.
fn tells(page: &Page, nearness: TokenRange) -> bool {
    nearness.len() > 1 && nearness.iter().take(8).any(|at| page.classes(at).has(Classes::PREPOSITION))
}

/// The words that say why the name is withheld, in the source or close behind it.
fn reason(page: &Page, tokens: TokenRange) -> Option<String> {
    let sentence = page.passage.words.sentences()[page.passage.words.sentence_of(tokens.start)];
    let near = TokenRange::new(tokens.start, sentence.end.min(tokens.end + REASON));
    let text = crate::passage::normal(page.passage.original(near));
    page.table.reasons.iter().find(|reason| text.contains(reason.as_str())).cloned()
}
