//! Which statements a conclusion can rest on: such as share speakers, names, numbers or rare words with it, near it.

use super::keys::Keys;
use crate::build::Told;
use crate::passage::Passage;
use crate::statement::{Act, Kind};
use crate::whole::{Certainty, Speaker};
use selon_text::{ByteRange, TokenRange};
use std::collections::HashMap;

/// The statements of a document, ready to be asked what a sentence can rest on.
pub(super) struct Grounds<'p, 't> {
    passage: &'p Passage<'t>,
    told: &'p [Told],
    keys: Keys,
    /// Where speakers are mentioned, in order of place, with their identifiers.
    mentions: Vec<(ByteRange, &'p str)>,
    by_speaker: HashMap<&'p str, Vec<usize>>,
}

/// A statement that a conclusion can rest on.
pub(super) struct Ground {
    /// Its index.
    pub(super) statement: usize,
    /// What tells so.
    pub(super) because: &'static str,
}

/// What speaks for a statement as a ground: words that it shares, its speaker, its place.
#[derive(Clone, Copy, Default)]
struct Clues {
    words: f32,
    speaker: f32,
    before: f32,
}

impl Clues {
    fn sum(self) -> f32 {
        self.words + self.speaker + self.before
    }

    /// The weightiest of the clues, in words.
    fn because(self) -> &'static str {
        if self.words >= self.speaker.max(self.before) {
            "it can rest on these words, with which it shares names, numbers or rare words"
        } else if self.before > self.speaker {
            "it can rest on these words, which stand just before it and which it takes up"
        } else {
            "it can rest on these words, whose speaker it mentions"
        }
    }
}

/// How many statements a conclusion is said to rest on at most, and how much they must share with it at least.
const MOST: usize = 3;
const LEAST: f32 = 0.85;
/// How far away, in tokens, a statement may stand.
const REACH: usize = 1200;

impl<'p, 't> Grounds<'p, 't> {
    pub(super) fn new(passage: &'p Passage<'t>, told: &'p [Told], speakers: &'p [Speaker]) -> Self {
        let mut mentions: Vec<(ByteRange, &str)> =
            speakers.iter().flat_map(|who| who.mentions.iter().map(|span| (*span, who.id.as_str()))).collect();
        mentions.sort_unstable_by_key(|(span, _)| (span.start, span.end));
        let mut by_speaker: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, told) in told.iter().enumerate() {
            if let Some(speaker) = told.statement.speaker.as_deref() {
                by_speaker.entry(speaker).or_default().push(index);
            }
        }
        Self { passage, told, keys: Keys::new(passage, told, true), mentions, by_speaker }
    }

    /// The statements that the sentence can rest on, in order of place.
    pub(super) fn of(&self, sentence: TokenRange, back: bool) -> Vec<Ground> {
        let here = self.told.partition_point(|told| start(told) < sentence.start);
        let shared = self.keys.sharing(&self.keys.within(sentence), here);
        let mut clues: HashMap<usize, Clues> = HashMap::new();
        for (index, shared) in shared {
            clues.entry(index).or_default().words = shared.weight;
        }
        for index in self.of_speakers(sentence, here) {
            clues.entry(index).or_default().speaker = 0.5;
        }
        if let Some(last) = here.checked_sub(1).filter(|&last| back && self.is_just_before(last, sentence)) {
            clues.entry(last).or_default().before = LEAST;
        }
        self.best(clues, sentence)
    }

    fn best(&self, clues: HashMap<usize, Clues>, sentence: TokenRange) -> Vec<Ground> {
        let near = |index: usize| start(&self.told[index]).abs_diff(sentence.start) <= REACH;
        let fits = |index: usize| near(index) && !self.is_block(index) && !self.holds(index, sentence);
        let mut found: Vec<(usize, Clues)> =
            clues.into_iter().filter(|(index, clues)| clues.sum() >= LEAST && fits(*index)).collect();
        found.sort_by(|a, b| b.1.sum().total_cmp(&a.1.sum()).then(a.0.cmp(&b.0)));
        let least = found.first().map_or(0.0, |(_, best)| best.sum() * 0.6);
        found.retain(|(_, clues)| clues.sum() >= least);
        found.truncate(MOST);
        found.sort_unstable_by_key(|(index, _)| *index);
        found.into_iter().map(|(statement, clues)| Ground { statement, because: clues.because() }).collect()
    }

    /// The nearest statements of the speakers whom the sentence mentions.
    fn of_speakers(&self, sentence: TokenRange, here: usize) -> Vec<usize> {
        let span = self.passage.words.range(sentence);
        let first = self.mentions.partition_point(|(mention, _)| mention.start < span.start);
        let inside = self.mentions.iter().skip(first).take_while(|(mention, _)| mention.end <= span.end).take(8);
        let near = |speaker: &str| {
            let theirs = self.by_speaker.get(speaker).map_or(&[][..], Vec::as_slice);
            let after = theirs.partition_point(|&index| index < here);
            theirs[after.saturating_sub(4)..(after + 2).min(theirs.len())].to_vec()
        };
        let mut speakers: Vec<&str> = inside.map(|(_, speaker)| *speaker).collect();
        speakers.sort_unstable();
        speakers.dedup();
        speakers.into_iter().flat_map(near).collect()
    }

    /// Whether the statement ends in one of the two sentences before.
    fn is_just_before(&self, index: usize, sentence: TokenRange) -> bool {
        let end = self.told[index].content.iter().map(|piece| piece.end).max().unwrap_or(0);
        let words = &self.passage.words;
        end <= sentence.start
            && words.sentence_of(sentence.start).saturating_sub(words.sentence_of(end.saturating_sub(1))) <= 2
    }

    /// Whether it is a whole passage: the statements in it say more exactly what a conclusion rests on.
    fn is_block(&self, index: usize) -> bool {
        self.told[index].statement.kind == Kind::Block
    }

    /// Whether the statement is read in the very sentence.
    fn holds(&self, index: usize, sentence: TokenRange) -> bool {
        let told = &self.told[index];
        told.content.iter().chain(&told.cue).any(|piece| piece.start < sentence.end && piece.end > sentence.start)
    }
}

fn start(told: &Told) -> usize {
    told.content.iter().chain(&told.cue).chain(&told.source).map(|piece| piece.start).min().unwrap_or(0)
}

/// Whether the statement is put less surely than `certainty`; calls and questions are not put surely at all.
pub(super) fn is_weaker(told: &Told, certainty: Certainty) -> bool {
    let says = !matches!(told.statement.act, Act::Urge | Act::Ask | Act::Decline | Act::Commit);
    says && rank(told.statement.certainty) < rank(certainty)
}

fn rank(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Certain => 3,
        Certainty::Probable => 2,
        Certainty::Possible | Certainty::Unlikely => 1,
        Certainty::Unknown => 0,
    }
}
