//! From a reading to sentences that can be compared: terms, marks, the stretches that may be one appearance each.

use super::answers::may_answer;
use super::appearance::{Article, Mark, MarkKind, Sentence, Term, TermKind};
use super::hash::hash;
use super::terms;
use super::windows::Windows;
use selon_language::{Language, language, plain};
use selon_reading::{Passage, Place, Reading};
use selon_text::{Document, TokenRange};
use std::collections::HashMap;

/// Sentences of more tokens than this are cut short: nobody says so much in one.
const MOST_TOKENS: usize = 150;
/// Most names of an article's topic.
const MOST_TOPIC: usize = 64;
/// Most words of its subject: those with the smallest hashes, so that two articles keep the same ones of what they share.
const MOST_SUBJECT: usize = 96;

/// An article as it is compared with others: its metadata, and the sentences of its text in order of place. `seconds` is
/// when it was published, in seconds since 1970, where that is known.
///
/// ```
/// use selon_corpus::claims::gather;
/// let document = selon_text::Document::from_text("a", "La digue tient, a dit Maud Tallec. Le pont a fermé lundi.");
/// let reading = selon_reading::read(&document, &selon_reading::Options::default());
/// let (article, sentences) = gather(&document, &reading, None);
/// assert_eq!((article.id.as_str(), sentences.len()), ("a", 2));
/// ```
#[must_use]
pub fn gather(document: &Document, reading: &Reading, seconds: Option<i64>) -> (Article, Vec<Sentence>) {
    let nothing = Language::default();
    let known = language(&reading.language).unwrap_or(&nothing);
    let passage = Passage::new(&document.text, known, &document.frame, &[]);
    let terms = terms::of(&passage, reading);
    let windows = Windows::new(&passage, reading);
    let mut sentences: Vec<Sentence> = Vec::new();
    for tokens in passage.words.sentences() {
        let tokens = passage.trimmed(TokenRange::new(tokens.start, tokens.end.min(tokens.start + MOST_TOKENS)));
        if !tokens.is_empty() && !passage.is_ignored(tokens.start) {
            sentences.push(sentence(document, &passage, &terms, &windows, (tokens, sentences.len())));
        }
    }
    count_spread(&mut sentences);
    (article(document, reading, &passage, &sentences, seconds), sentences)
}

fn article(
    document: &Document,
    reading: &Reading,
    passage: &Passage,
    sentences: &[Sentence],
    seconds: Option<i64>,
) -> Article {
    Article {
        id: document.id.clone(),
        outlet: document.outlet.clone(),
        url: document.canonical.clone().or_else(|| document.url.clone()),
        published: document.published.clone(),
        seconds,
        language: reading.language.clone(),
        links: document.links.iter().map(|link| link.href.clone()).collect(),
        topic: topic(sentences),
        subject: subject(sentences),
        mentions: mentions(passage, TokenRange::new(0, passage.len())),
        answers: sentences.iter().any(may_answer),
        translated: document.translated_from.is_some() || reading.voices.iter().any(|voice| voice.translated.is_some()),
    }
}

fn sentence(
    document: &Document,
    passage: &Passage,
    terms: &[Term],
    windows: &Windows,
    (tokens, order): (TokenRange, usize),
) -> Sentence {
    let span = passage.words.range(tokens);
    let first = terms.partition_point(|term| term.span.start < span.start);
    let terms: Vec<Term> = terms[first..].iter().take_while(|term| term.span.end <= span.end).cloned().collect();
    let windows_of = windows.of(tokens, &terms);
    Sentence {
        article: document.id.clone(),
        order,
        place: Place::Text,
        span,
        words: span.of(passage.text).to_owned(),
        language: windows.language().to_owned(),
        marks: marks(passage, tokens),
        mentions: mentions(passage, tokens),
        meanings: windows.meanings(&windows_of),
        windows: windows_of,
        terms,
    }
}

/// The marks among `tokens`, in order of place.
fn marks(passage: &Passage, tokens: TokenRange) -> Vec<Mark> {
    let table = &passage.language.tables.claims;
    let found = tokens.iter().flat_map(|at| table.at(passage.lowered(), at).map(move |mark| (at, mark)));
    let within = found.filter(|(_, (_, end))| *end <= tokens.end);
    within
        .filter_map(|(at, (does, end))| {
            let kind = MarkKind::named(does)?;
            Some(Mark { kind, span: passage.words.range(TokenRange::new(at, end)) })
        })
        .collect()
}

/// Hashes of the capitalised words, sorted and without doubles.
fn mentions(passage: &Passage, tokens: TokenRange) -> Vec<u64> {
    let capitals = tokens.iter().filter(|&at| passage.is_word(at) && passage.token(at).capital);
    let mut found: Vec<u64> = capitals.flat_map(|at| mention_keys(passage.letters(at))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Hashes of the parts of a word as an outlet's name would have it: «Meuse-Presse» is two.
pub(super) fn mention_keys(word: &str) -> Vec<u64> {
    let folded = plain(word);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.len() > 1)
        .map(|part| hash(&["mention", part]))
        .collect()
}

/// Tells every term in how many sentences of its article it stands.
fn count_spread(sentences: &mut [Sentence]) {
    let mut counts: HashMap<u64, (u16, usize)> = HashMap::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for key in sentence.terms.iter().filter_map(|term| term.keys.first()) {
            let (count, last) = counts.entry(*key).or_insert((0, usize::MAX));
            if *last != at {
                (*count, *last) = (count.saturating_add(1), at);
            }
        }
    }
    for term in sentences.iter_mut().flat_map(|sentence| &mut sentence.terms) {
        term.spread = term.keys.first().and_then(|key| counts.get(key)).map_or(1, |(count, _)| *count);
    }
}

/// One key of each word and name: its meaning or its first letters where it has any, which languages share, else its stem.
fn subject(sentences: &[Sentence]) -> Vec<u64> {
    let terms = sentences.iter().flat_map(|sentence| &sentence.terms);
    let told = terms.filter(|term| matches!(term.kind, TermKind::Word | TermKind::Name));
    let mut keys: Vec<u64> = told.filter_map(|term| term.keys.get(1).or(term.keys.first())).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(MOST_SUBJECT);
    keys
}

/// The names that the article has most often.
fn topic(sentences: &[Sentence]) -> Vec<u64> {
    let names = sentences.iter().flat_map(|sentence| &sentence.terms).filter(|term| term.kind == TermKind::Name);
    let mut found: Vec<(u16, u64)> = names.filter_map(|term| Some((term.spread, *term.keys.first()?))).collect();
    found.sort_unstable_by_key(|(spread, key)| (std::cmp::Reverse(*spread), *key));
    found.dedup();
    let mut keys: Vec<u64> = found.into_iter().take(MOST_TOPIC).map(|(_, key)| key).collect();
    keys.sort_unstable();
    keys
}
