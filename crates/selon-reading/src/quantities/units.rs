//! What is counted or measured? A unit of measure after the number, else the noun that it counts.

use crate::passage::Passage;
use selon_language::Classes;
use selon_language::quantity::QuantityTable;

/// How many words after the number the counted noun may be.
const NEAR: usize = 4;
/// How many words are looked at for a unit.
const AHEAD: usize = 6;

/// The unit of a number that ends at `at`, and where it ends; `tail` is what is glued to the digits. A noun
/// after a number that is `spelled` out must look plural: «les deux partent» counts no `partent`.
pub(super) fn unit(
    passage: &Passage,
    table: &QuantityTable,
    lower: &[String],
    at: usize,
    tail: Option<&str>,
    spelled: bool,
) -> Option<(String, usize)> {
    if let Some(tail) = tail {
        return table.unit(&[tail]).map(|(symbol, _)| (symbol.to_owned(), at));
    }
    let end = sentence_end(passage, at);
    let at = if at + 1 < end && table.is_link(&lower[at]) { at + 1 } else { at };
    let words: Vec<&str> = lower[at.min(end)..end.min(at + AHEAD)].iter().map(|word| bare(word)).collect();
    match table.unit(&words) {
        Some((symbol, length)) => Some((symbol.to_owned(), at + length)),
        None => noun(passage, table, lower, at, end)
            .filter(|(_, end)| !spelled || is_plural(passage, table, lower, end - 1)),
    }
}

/// Without the full stop of an abbreviation.
fn bare(word: &str) -> &str {
    word.strip_suffix('.').filter(|word| !word.is_empty()).unwrap_or(word)
}

/// The end of the sentence that the number before `at` stands in.
fn sentence_end(passage: &Passage, at: usize) -> usize {
    at.checked_sub(1).map_or(0, |last| passage.words.sentences()[passage.words.sentence_of(last)].end)
}

/// The counted noun: after modifiers, the last plural of a row of words, else the first of them.
fn noun(passage: &Passage, table: &QuantityTable, lower: &[String], at: usize, end: usize) -> Option<(String, usize)> {
    let mut from = at;
    while from < end && from < at + NEAR && table.is_modifier(&lower[from]) {
        from += 1;
    }
    let row: Vec<usize> = (from..end.min(from + NEAR)).take_while(|&word| is_nominal(passage, word)).collect();
    let first = *row.first()?;
    if is_verb(passage, lower, first) && !is_plural(passage, table, lower, first) {
        return None;
    }
    let plural = |word: usize| is_plural(passage, table, lower, word);
    let until_verb =
        row.iter().copied().take_while(|&word| word == first || !is_verb(passage, lower, word) || plural(word));
    let head = match passage.language.straight_asides {
        true => until_verb.filter(|&word| plural(word)).last().unwrap_or(first),
        false => first,
    };
    Some((lower[head].clone(), head + 1))
}

/// Whether the word may belong to a noun phrase after a number.
fn is_nominal(passage: &Passage, at: usize) -> bool {
    const FUNCTION: [Classes; 14] = [
        Classes::DETERMINER,
        Classes::PREPOSITION,
        Classes::GENITIVE,
        Classes::SUBJECT_PRONOUN,
        Classes::RELATIVE,
        Classes::COORDINATOR,
        Classes::SUBORDINATOR,
        Classes::COMPLEMENTIZER,
        Classes::NEGATION,
        Classes::HAVE,
        Classes::BE,
        Classes::MODAL,
        Classes::ADVERB,
        Classes::CLITIC,
    ];
    passage.is_word(at)
        && !FUNCTION.iter().any(|class| passage.is(at, *class))
        && passage.letters(at).chars().next().is_some_and(char::is_alphabetic)
}

fn is_plural(passage: &Passage, table: &QuantityTable, lower: &[String], at: usize) -> bool {
    table.looks_plural(&lower[at]) || passage.is(at, Classes::PLURAL)
}

fn is_verb(passage: &Passage, lower: &[String], at: usize) -> bool {
    passage.may_be_finite(at) || passage.language.ends_as_verb(&lower[at])
}
