//! Where do names stand? Runs of capitalised words with their particles, titles before them left out, and what bears them.

mod bearers;
mod runs;

use super::fold::fold;
use crate::passage::Passage;
use crate::tag::{Bearer, NameTag};
use selon_language::Classes;
use selon_language::person::{Gender, NounKind, PersonTable};
use selon_text::TokenRange;
use std::collections::HashSet;

/// A name as it stands once.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its tokens, title left out.
    pub(super) tokens: TokenRange,
    /// Its words, folded.
    pub(super) words: Vec<String>,
    /// What bears it, where this place tells.
    pub(super) kind: Option<NounKind>,
    /// The bearer's gender, where this place tells.
    pub(super) gender: Gender,
    /// Whether a title or a noun for a person stands before it.
    pub(super) titled: bool,
    /// Whether the article before it is a plural one.
    pub(super) plural: bool,
    /// What a tagger saw to bear it here.
    pub(super) seen: Option<Bearer>,
    /// The longer name that this one stands in brackets behind.
    pub(super) of: Option<Vec<String>>,
}

/// Words that begin no name and end one.
const FUNCTION: Classes = Classes::DETERMINER
    .with(Classes::PREPOSITION)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::COORDINATOR)
    .with(Classes::RELATIVE)
    .with(Classes::SUBORDINATOR)
    .with(Classes::CONNECTIVE)
    .with(Classes::NEGATION)
    .with(Classes::HAVE)
    .with(Classes::BE)
    .with(Classes::PRONOUN)
    .with(Classes::CLITIC);

/// Words that begin no name but may go on with one: Theresa May.
const SELDOM: Classes = FUNCTION
    .with(Classes::WEEKDAY)
    .with(Classes::MONTH)
    .with(Classes::MODAL)
    .with(Classes::ADVERB)
    .with(Classes::ADJUNCT);

/// Longest name of the data's own, in tokens.
const KNOWN: usize = 4;

/// Longest name looked for, in tokens.
const LONGEST: usize = 12;

/// The names of a passage, in order of place.
pub(super) fn find(passage: &Passage, tags: &[NameTag]) -> Vec<Name> {
    let finder = Finder { passage, table: &passage.language.tables.person, tags };
    let mut names = Vec::new();
    let mut doubtful = Vec::new();
    for &sentence in passage.words.sentences() {
        let headline = finder.is_headline(sentence);
        let mut at = sentence.start;
        while at < sentence.end {
            at = match finder.run(at, sentence, headline) {
                Some(run) => {
                    names.extend(finder.name(run, sentence));
                    run.end
                }
                None => {
                    doubtful.extend(finder.is_capital(at).then_some((at, sentence)));
                    at + 1
                }
            };
        }
    }
    let mut names = finder.second_look(names, doubtful);
    names.sort_by_key(|name: &Name| name.tokens.start);
    expand(&finder, names)
}

/// Adds what acronyms in brackets stand for: «l'Organisation mondiale du sel (OMS)» is one name.
fn expand(finder: &Finder, names: Vec<Name>) -> Vec<Name> {
    let mut all: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names {
        if let Some(start) = finder.expansion(&name) {
            while all.last().is_some_and(|other| other.tokens.end > start && other.tokens.start >= start) {
                all.pop();
            }
            let tokens = TokenRange::new(start, name.tokens.start - 1);
            if all.last().is_none_or(|other| other.tokens.end <= start) {
                all.push(finder.body(tokens));
            }
        }
        if let Some(long) = all.last().filter(|long| finder.explains(long, &name)) {
            name.of = Some(long.words.clone());
        }
        all.push(name);
    }
    all
}

struct Finder<'p> {
    passage: &'p Passage<'p>,
    table: &'p PersonTable,
    /// Names that a tagger saw, in order of place.
    tags: &'p [NameTag],
}

impl Finder<'_> {
    fn is_capital(&self, at: usize) -> bool {
        if !self.passage.is_word(at) {
            return false;
        }
        let letters = self.passage.letters(at);
        let behind = |(first, rest): (&str, &str)| {
            self.table.particle(first).is_some() && rest.chars().next().is_some_and(char::is_uppercase)
        };
        letters.chars().take(2).any(char::is_uppercase) || letters.split_once('-').is_some_and(behind)
    }

    fn lower(&self, at: usize) -> &str {
        self.passage.lower(at)
    }

    fn classes(&self, at: usize) -> Classes {
        self.passage.language.word(self.lower(at)).map(|entry| entry.classes).unwrap_or_default()
    }

    fn given(&self, at: usize) -> Option<Gender> {
        let word = self.lower(at);
        let first = || word.split_once('-').and_then(|(first, _)| self.table.given(first));
        self.table.given(word).or_else(first)
    }

    /// Capitals that may be there for other reasons are names where a longer name in the text ends so: "Cross", "Jim Cross".
    fn second_look(&self, mut names: Vec<Name>, doubtful: Vec<(usize, TokenRange)>) -> Vec<Name> {
        let person = |name: &&Name| name.kind == Some(NounKind::Person) && name.tokens.len() > 1;
        let last: HashSet<String> = names.iter().filter(person).filter_map(|name| name.words.last().cloned()).collect();
        for (at, sentence) in doubtful {
            let known = last.contains(&fold(self.passage.letters(at))) && !self.passage.is_ignored(at);
            if known && !self.classes(at).has(FUNCTION) {
                names.extend(self.named(TokenRange::new(at, at + 1), sentence));
            }
        }
        names
    }

    /// Whether the word is a noun or a title for a person.
    fn is_person_noun(&self, at: usize) -> bool {
        let word = self.lower(at);
        match self.table.noun(word) {
            Some((noun, _)) => noun.kind == NounKind::Person,
            None => self.passage.is_word(at) && self.classes(at).has(Classes::TITLE | Classes::SPEAKER),
        }
    }

    fn is_acronym(&self, at: usize) -> bool {
        let letters = self.passage.letters(at);
        letters.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !letters.chars().any(char::is_lowercase)
    }
}

/// The words of a name as one key.
pub(super) fn join(words: &[String]) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() && !key.ends_with('\'') && !word.starts_with('-') {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}
