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

    /// Indexes of the statements that the sentence can rest on, in order of place.
    pub(super) fn of(&self, sentence: TokenRange, back: bool) -> Vec<usize> {
        let here = self.told.partition_point(|told| start(told) < sentence.start);
        let shared = self.keys.sharing(&self.keys.within(sentence), here);
        let mut scores: HashMap<usize, f32> =
            shared.into_iter().map(|(index, shared)| (index, shared.weight)).collect();
        for index in self.of_speakers(sentence, here) {
            *scores.entry(index).or_default() += 0.5;
        }
        if let Some(last) = here.checked_sub(1).filter(|&last| back && self.is_just_before(last, sentence)) {
            *scores.entry(last).or_default() += LEAST;
        }
        self.best(scores, sentence)
    }

    fn best(&self, scores: HashMap<usize, f32>, sentence: TokenRange) -> Vec<usize> {
        let near = |index: usize| start(&self.told[index]).abs_diff(sentence.start) <= REACH;
        let mut found: Vec<(usize, f32)> = scores
            .into_iter()
            .filter(|&(index, score)| {
                score >= LEAST && near(index) && !self.is_block(index) && !self.holds(index, sentence)
            })
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let least = found.first().map_or(0.0, |(_, best)| best * 0.6);
        let mut found: Vec<usize> =
            found.into_iter().filter(|(_, score)| *score >= least).take(MOST).map(|(index, _)| index).collect();
        found.sort_unstable();
        found
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
