//! What two stretches of text share: names, numbers and rare words, found by an index.

use crate::build::Told;
use crate::passage::Passage;
use selon_language::Classes;
use selon_text::{TokenKind, TokenRange};
use std::collections::HashMap;

/// How many words of one content are indexed, and how many statements one word may point at.
const MOST_WORDS: usize = 60;
const MOST_PLACES: usize = 12;

/// The words that count of each statement, and the statements of each word. Words are numbered.
pub(crate) struct Keys {
    /// By statement, sorted and without doubles.
    pub(crate) of: Vec<Vec<usize>>,
    /// By token, the number of its word where that counts.
    of_token: Vec<Option<usize>>,
    /// By word, whether it is a name.
    names: Vec<bool>,
    /// By word, the statements that have it, in order.
    places: Vec<Vec<usize>>,
}

impl Keys {
    /// Indexes the statements' contents; with `sources`, the words of their sources too.
    pub(crate) fn new(passage: &Passage, told: &[Told], sources: bool) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut names = Vec::new();
        let mut number = |at: usize| {
            let key = key(passage, at)?;
            let next = numbers.len();
            let name = key.starts_with(char::is_uppercase);
            Some(*numbers.entry(key).or_insert_with(|| {
                names.push(name);
                next
            }))
        };
        let of_token: Vec<Option<usize>> = (0..passage.len()).map(&mut number).collect();
        let mut keys = Self { of: Vec::new(), of_token, places: vec![Vec::new(); names.len()], names };
        for told in told {
            let source: &[TokenRange] = if sources { &told.source } else { &[] };
            let of = keys.counting(told.content.iter().chain(source).flat_map(|piece| piece.iter()));
            of.iter().for_each(|&key| keys.places[key].push(keys.of.len()));
            keys.of.push(of);
        }
        keys
    }

    /// The words that count of a stretch.
    pub(crate) fn within(&self, stretch: TokenRange) -> Vec<usize> {
        self.counting(stretch.iter())
    }

    fn counting(&self, tokens: impl Iterator<Item = usize>) -> Vec<usize> {
        let counts = |at: usize| self.of_token.get(at).copied().flatten();
        let mut keys: Vec<usize> = tokens.take(MOST_WORDS).filter_map(counts).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The statements that share words with `keys`, with the weight of what they share; near `from` where a word is at
    /// many places. A word weighs less the more statements have it.
    pub(crate) fn sharing(&self, keys: &[usize], from: usize) -> Vec<(usize, Shared)> {
        let mut shared: HashMap<usize, Shared> = HashMap::new();
        for &key in keys {
            let places = &self.places[key];
            let weight = 1.0 / (places.len().max(1) as f32).sqrt();
            let start = places.partition_point(|&place| place < from).saturating_sub(MOST_PLACES / 2);
            for &place in places.iter().skip(start).take(MOST_PLACES) {
                let entry = shared.entry(place).or_default();
                entry.words += 1;
                entry.plain += usize::from(!self.names[key]);
                entry.weight += weight;
            }
        }
        let mut found: Vec<_> = shared.into_iter().collect();
        found.sort_by_key(|(place, _)| *place);
        found
    }
}

/// What a stretch shares with a statement.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shared {
    /// How many words.
    pub(crate) words: usize,
    /// How many of them are no names.
    pub(crate) plain: usize,
    /// How much they weigh: 1 for a word that no other statement has.
    pub(crate) weight: f32,
}

/// A word as it is compared: its verb's dictionary form, or its beginning, so that endings do not matter; nothing for
/// function words and short ones.
pub(crate) fn key(passage: &Passage, at: usize) -> Option<String> {
    let letters = passage.letters(at);
    match passage.token(at).kind {
        TokenKind::Number => Some(letters.to_owned()),
        TokenKind::Word
            if (letters.chars().count() >= SHORTEST || passage.token(at).capital) && !is_function_word(passage, at) =>
        {
            let form = passage.lexeme(at).forms.first().filter(|_| !passage.token(at).capital);
            let lemma = form.map(|form| passage.language.lemmas[form.lemma].text.clone());
            let plain = || if is_name(passage, at) { letters.to_owned() } else { letters.to_lowercase() };
            Some(lemma.unwrap_or_else(plain).chars().take(STEM).collect())
        }
        _ => None,
    }
}

/// Whether a capital letter makes a name of the word: not where it only begins a sentence, unless the word is unknown.
fn is_name(passage: &Passage, at: usize) -> bool {
    let first = || passage.region(at).start == at;
    let known = || !passage.lexeme(at).forms.is_empty();
    passage.token(at).capital && !(first() && known())
}

/// The shortest word that counts, and how many letters of a word are compared.
const SHORTEST: usize = 4;
const STEM: usize = 5;

fn is_function_word(passage: &Passage, at: usize) -> bool {
    let function = Classes::DETERMINER
        | Classes::PREPOSITION
        | Classes::SUBJECT_PRONOUN
        | Classes::CLITIC
        | Classes::RELATIVE
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::COMPLEMENTIZER
        | Classes::QUESTION_WORD
        | Classes::NEGATION
        | Classes::NEGATIVE
        | Classes::ADVERB
        | Classes::HAVE
        | Classes::BE
        | Classes::MODAL
        | Classes::WEEKDAY
        | Classes::PRONOUN
        | Classes::CONNECTIVE
        | Classes::POSSESSIVE
        | Classes::TITLE;
    passage.is(at, function) || passage.lexeme(at).length == 0
}
