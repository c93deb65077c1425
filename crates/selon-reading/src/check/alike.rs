//! When do two articles name one speaker, and when do two statements tell of the same matter in like words?

use super::measure::{language, passages};
use crate::conclusions::keys::key;
use crate::passage::Passage;
use crate::speakers::fold::{alike, fold};
use crate::statement::{Place, Reading, Statement};
use selon_language::{meanings, plain};
use selon_text::{ByteRange, Document};
use std::collections::{HashMap, HashSet};

/// The words that count of each content of one article: sorted, without doubles.
pub(super) struct Contents(Vec<Vec<String>>);

/// What a meaning's name begins with, so that it is no word of the text.
const MEANING: char = '=';

/// How many words of one content are compared, and how many statements one word may point at.
const MOST_WORDS: usize = 60;
const MOST_PLACES: usize = 12;
/// What two contents must share of the words that count: at least so many, and of their weight at least so much of the
/// shorter and of the longer one's.
const LEAST_WORDS: usize = 3;
/// How many are enough where both have the same and no others.
const LEAST_SAME: usize = 2;
const OF_SHORTER: f32 = 0.6;
const OF_LONGER: f32 = 0.3;

impl Contents {
    /// With `across`, as they are compared with those of an article in another language: by what words mean, where that is known.
    pub(super) fn new(document: &Document, reading: &Reading, across: bool) -> Self {
        let passages = passages(document, language(reading));
        let of = |place: Place| passages.iter().find(|(at, _)| *at == place).map(|(_, passage)| passage);
        let words = |told: &Statement| of(told.place).map(|passage| words(passage, &told.content, across));
        Self(reading.statements.iter().map(|told| words(told).unwrap_or_default()).collect())
    }
}

/// A word as one of another language would be compared with it: by its first meaning, as a number, or as a name in plain letters;
/// nothing for words whose meaning is not known.
fn across_languages(passage: &Passage, at: usize) -> Option<String> {
    let counted = key(passage, at)?;
    let folded = plain(passage.letters(at));
    let verb = passage.lexeme(at).forms.first().map(|form| plain(&passage.language.lemmas[form.lemma].text));
    let meaning = |word: &str| meanings().of(&passage.language.code, word).first().copied();
    if let Some(known) = meaning(&folded).or_else(|| meaning(&verb?)) {
        return Some(format!("{MEANING}{}", meanings().head(known)));
    }
    let names = counted.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    names.then_some(folded)
}

fn words(passage: &Passage, content: &[ByteRange], across: bool) -> Vec<String> {
    let tokens = passage.words.tokens();
    let within = content.iter().flat_map(|piece| {
        let first = tokens.partition_point(|token| token.range.start < piece.start);
        (first..tokens.len()).take_while(|&at| tokens[at].range.start < piece.end)
    });
    let word = if across { across_languages } else { key };
    let mut words: Vec<String> = within.take(MOST_WORDS).filter_map(|at| word(passage, at)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Statements of both articles in like words, each at most once, what shares most first. By names alone nothing is alike across
/// languages: too many other words were left out.
pub(super) fn pairs(contents: &[Contents; 2], across: bool) -> Vec<([usize; 2], f32)> {
    let places = [0, 1].map(|side| places(&contents[side]));
    let weigh = |word: &str| {
        let count: usize = places.iter().map(|of| of.get(word).map_or(0, Vec::len)).sum();
        1.0 / (count.max(1) as f32).sqrt()
    };
    let weight = |words: &[String]| words.iter().map(|word| weigh(word)).sum::<f32>();
    let mut found = Vec::new();
    for (first, words) in contents[0].0.iter().enumerate() {
        let mut shared: HashMap<usize, (usize, usize, f32)> = HashMap::new();
        for word in words {
            for &second in places[1].get(word.as_str()).into_iter().flatten().take(MOST_PLACES) {
                let entry = shared.entry(second).or_default();
                *entry = (entry.0 + 1, entry.1 + usize::from(word.starts_with(MEANING)), entry.2 + weigh(word));
            }
        }
        for (second, (count, meanings, both)) in shared {
            let (one, other) = (weight(words), weight(&contents[1].0[second]));
            let (share, of_longer) = (both / one.min(other), both / one.max(other));
            let same = count >= LEAST_SAME && count == words.len() && count == contents[1].0[second].len();
            if (same || count >= LEAST_WORDS)
                && (meanings > 0 || !across)
                && share >= OF_SHORTER
                && of_longer >= OF_LONGER
            {
                found.push(Pair { places: [first, second], share, of_longer });
            }
        }
    }
    one_to_one(found)
}

fn places(contents: &Contents) -> HashMap<&str, Vec<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, words) in contents.0.iter().enumerate() {
        for word in words {
            places.entry(word).or_default().push(place);
        }
    }
    places
}

/// Two statements in like words.
struct Pair {
    places: [usize; 2],
    /// What they share of the shorter one's weight, and of the longer one's.
    share: f32,
    of_longer: f32,
}

fn one_to_one(mut found: Vec<Pair>) -> Vec<([usize; 2], f32)> {
    let closer =
        |one: &Pair, other: &Pair| other.share.total_cmp(&one.share).then(other.of_longer.total_cmp(&one.of_longer));
    found.sort_by(|one, other| closer(one, other).then(one.places.cmp(&other.places)));
    let mut taken = [HashSet::new(), HashSet::new()];
    found.retain(|Pair { places: [first, second], .. }| {
        let free = !taken[0].contains(first) && !taken[1].contains(second);
        if free {
            taken[0].insert(*first);
            taken[1].insert(*second);
        }
        free
    });
    found.into_iter().map(|pair| (pair.places, pair.share)).collect()
}

/// Whether two names can be one's: the same words, or the last words of the longer one, spellings and alphabets aside.
/// What has no capital is a description, which may be anybody's.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let named = |name: &str| name.contains(char::is_uppercase);
    let words = |name: &str| fold(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (one_words, other_words) = (words(one), words(other));
    let shorter = one_words.len().min(other_words.len());
    let last = one_words.iter().rev().zip(other_words.iter().rev());
    named(one) && named(other) && shorter > 0 && last.take(shorter).all(|(one, other)| alike(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_the_whole_name() {
        assert!(same_name("Morvan", "Jeanne Morvan"));
        assert!(same_name("Sergueï Kouznetsov", "Sergei Kuznetsov"));
    }

    #[test]
    fn another_given_name_or_an_office_is_another() {
        assert!(!same_name("Paul Morvan", "Jeanne Morvan"));
        assert!(!same_name("maire", "maire"));
    }

    fn contents(texts: &[&str]) -> Contents {
        Contents(
            texts
                .iter()
                .map(|text| {
                    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
                    words.sort_unstable();
                    words
                })
                .collect(),
        )
    }

    #[test]
    fn like_words_pair_once_and_the_closest_first() {
        let one = contents(&["pont fermer mars", "école ouvrir lundi"]);
        let other = contents(&["pont fermer mars nuit", "pont fermer mars"]);
        assert_eq!(pairs(&[one, other], false), [([0, 1], 1.0)]);
    }

    #[test]
    fn two_words_are_too_few_unless_there_are_no_others() {
        assert!(pairs(&[contents(&["pont fermer"]), contents(&["pont fermer mars"])], false).is_empty());
        assert_eq!(pairs(&[contents(&["pont fermer"]), contents(&["pont fermer"])], false), [([0, 0], 1.0)]);
    }

    #[test]
    fn across_languages_names_alone_are_too_little() {
        let names = || contents(&["ardan kervel morvan"]);
        assert!(pairs(&[names(), names()], true).is_empty());
        let more = || contents(&["ardan kervel =close"]);
        assert_eq!(pairs(&[more(), more()], true), [([0, 0], 1.0)]);
    }
}
