//! Places of one document that do not go together: denials, two numbers for one thing, yes and no.

mod numbers;

use crate::build::Told;
use crate::conclusions::keys::{Keys, Shared};
use crate::passage::Passage;
use crate::statement::{Act, Kind};
use crate::whole::{Certainty, Conflict, Quantity};
use numbers::Numbers;
use selon_language::Classes;

/// Conflicts between statements, in order of place. A pair is told only where much of the shorter one is shared: better
/// none than a wrong one.
pub(crate) fn find(passage: &Passage, told: &[Told], quantities: &[Quantity]) -> Vec<Conflict> {
    let matter = Matter {
        passage,
        told,
        keys: Keys::new(passage, told, false),
        numbers: Numbers::new(told, quantities),
        negated: told.iter().map(|told| is_negated(passage, told)).collect(),
    };
    (0..told.len()).flat_map(|first| matter.conflicts_of(first)).collect()
}

/// What the statements of a document are about.
struct Matter<'p, 't> {
    passage: &'p Passage<'t>,
    told: &'p [Told],
    keys: Keys,
    numbers: Numbers,
    negated: Vec<bool>,
}

/// The least share of the shorter one's words that both must have, by kind of conflict.
const DENIAL: f32 = 0.65;
const NUMBER: f32 = 0.5;
const YES_NO: f32 = 0.75;
/// The fewest words they must share, and how many conflicts one statement may open.
const LEAST_WORDS: usize = 2;
/// The fewest words that count of what a yes and a no are about.
const LEAST_KEYS: usize = 3;
const MOST: usize = 4;

impl Matter<'_, '_> {
    /// Conflicts of a statement with later ones.
    fn conflicts_of(&self, first: usize) -> Vec<Conflict> {
        if !self.says(first) {
            return Vec::new();
        }
        let shared = self.keys.sharing(&self.keys.of[first], first);
        let later = shared.into_iter().filter(|&(second, _)| second > first && self.says(second));
        later.filter_map(|(second, shared)| self.conflict(first, second, shared)).take(MOST).collect()
    }

    fn conflict(&self, first: usize, second: usize, shared: Shared) -> Option<Conflict> {
        if shared.words < LEAST_WORDS || shared.plain == 0 || self.overlap(first, second) {
            return None;
        }
        let share = self.share(first, second, shared);
        let (kind, about) = self.denial(first, second, share).or_else(|| self.other(first, second, share))?;
        Some(self.tell(kind, about, first, second))
    }

    /// One denies what the other says.
    fn denial(&self, first: usize, second: usize, share: f32) -> Option<(&'static str, String)> {
        let denies = |index: usize| self.told[index].statement.act == Act::Deny;
        let one = denies(first) != denies(second);
        (one && share >= DENIAL).then(|| ("denial", "one denies what the other says".to_owned()))
    }

    /// Different speakers say yes and no, or give different numbers.
    fn other(&self, first: usize, second: usize, share: f32) -> Option<(&'static str, String)> {
        if self.same_speaker(first, second)
            || [first, second].iter().any(|&index| self.told[index].statement.act == Act::Deny)
        {
            return None;
        }
        if let Some(about) = self.numbers.differ(first, second).filter(|_| share >= NUMBER) {
            return Some(("number", about));
        }
        let fewest = self.keys.of[first].len().min(self.keys.of[second].len());
        if fewest < LEAST_KEYS || self.is_of_itself(first) || self.is_of_itself(second) {
            return None;
        }
        let opposite = self.negated[first] != self.negated[second] && share >= YES_NO;
        opposite.then(|| ("yes_no", "one says yes and the other no".to_owned()))
    }

    /// Whether the content opens with a pronoun, which may be anybody's.
    fn is_of_itself(&self, index: usize) -> bool {
        let first = self.told[index].content.first().map_or(0, |piece| piece.start);
        self.passage.is(first, Classes::SUBJECT_PRONOUN)
    }

    fn tell(&self, kind: &str, about: String, first: usize, second: usize) -> Conflict {
        let (first, second) = (&self.told[first].statement, &self.told[second].statement);
        Conflict {
            kind: kind.to_owned(),
            first: first.id.clone(),
            second: second.id.clone(),
            about,
            spans: first.content.iter().chain(&second.content).copied().collect(),
        }
    }

    /// The share of the shorter one's words that both have.
    fn share(&self, first: usize, second: usize, shared: Shared) -> f32 {
        let fewest = self.keys.of[first].len().min(self.keys.of[second].len()).max(1);
        shared.words as f32 / fewest as f32
    }

    /// Whether the statement says something that can be so or not.
    fn says(&self, index: usize) -> bool {
        let statement = &self.told[index].statement;
        let says = !matches!(statement.act, Act::Ask | Act::Urge | Act::Decline | Act::Praise);
        says && statement.kind != Kind::Block && statement.certainty != Certainty::Unknown
    }

    /// Whether one stands in the other.
    fn overlap(&self, first: usize, second: usize) -> bool {
        let pieces = |index: usize| self.told[index].content.iter();
        pieces(first).any(|one| pieces(second).any(|other| one.start < other.end && other.start < one.end))
    }

    /// Whether one speaker says both, by what the sources refer to or by their words.
    fn same_speaker(&self, first: usize, second: usize) -> bool {
        let (first, second) = (&self.told[first], &self.told[second]);
        if let (Some(one), Some(other)) = (&first.statement.speaker, &second.statement.speaker) {
            return one == other;
        }
        let words = |told: &Told| {
            told.source.iter().map(|piece| self.passage.original(*piece).to_lowercase()).collect::<Vec<_>>()
        };
        first.source.is_empty() || second.source.is_empty() || words(first) == words(second)
    }
}

/// Whether the content's first clause is negated: by a verb's negation, or by the word that it begins with.
fn is_negated(passage: &Passage, told: &Told) -> bool {
    let tokens = told.content.iter().flat_map(|piece| piece.iter()).take(MOST_TOKENS);
    let ends = |at: usize| passage.reads(at, ",") || passage.is(at, Classes::COORDINATOR | Classes::SUBORDINATOR);
    let mut clause = tokens.enumerate().take_while(|&(number, at)| number < SUBJECT || !ends(at));
    clause.any(|(number, at)| passage.is(at, Classes::NEGATION) || (number == 0 && passage.is(at, Classes::NEGATIVE)))
}

/// How many words may be a subject, in which a coordinator ends no clause.
const SUBJECT: usize = 4;

/// How many words of a content are asked for a negation.
const MOST_TOKENS: usize = 40;
