//! Quotations that no cue claims by itself: blocks, signed ones, those left hanging, those of a language without data.

use super::{Linker, Said, Spans, draft, unnamed};
use crate::tag::Draft;
use crate::tag::Tags;
use selon_language::Classes;
use selon_text::TokenRange;

impl Linker<'_, '_> {
    /// Passages that the page sets off, with the cue of the sentence before where a colon ends that.
    pub(super) fn link_blocks(&mut self, tags: &Tags, by_cue: &Spans) {
        let passage = self.passage;
        for block in passage.blocks.clone() {
            let before = block.start.checked_sub(1).filter(|&last| passage.reads(last, ":"));
            let sentence = before.map(|last| passage.words.sentences()[passage.words.sentence_of(last)]);
            let cue = sentence.and_then(|sentence| last_cue_in(tags, sentence));
            let content = vec![passage.trimmed(block)];
            let said =
                Said { content, clause: true, score: 0.9, because: "the page sets it off as a quotation".to_owned() };
            let mut made = match cue {
                Some(cue) => draft(passage, &tags.cues[cue], by_cue.sources[cue], said, 0.9),
                None => unnamed(passage, said, "any/block"),
            };
            made.block = true;
            "any/block".clone_into(&mut made.rule);
            self.mark_taken(&made.content);
            self.drafts.push(made);
        }
    }

    /// «…» — X: a quotation that stands alone, signed after a dash.
    pub(super) fn link_signed(&mut self) {
        let passage = self.passage;
        for (index, quotation) in passage.quotations.iter().enumerate() {
            let Some(close) = quotation.close.filter(|_| !self.taken[index] && quotation.inside.len() >= 4) else {
                continue;
            };
            let dash = (close + 1..passage.len().min(close + 3))
                .find(|&at| passage.reads_any(at, &["—", "–", "-", "―", "--"]));
            let Some(dash) = dash.filter(|&dash| dash + 1 < passage.len()) else { continue };
            let paragraph = passage.words.paragraphs()[passage.words.paragraph_of(dash)];
            let name = passage.trimmed(TokenRange::new(dash + 1, paragraph.end));
            let plain = (1..=15).contains(&name.len())
                && !name
                    .iter()
                    .any(|at| passage.may_be_finite(at) && !passage.is(at, Classes::SPEAKER | Classes::PREPOSITION));
            if !plain || !self.opens_paragraph(quotation.open) {
                continue;
            }
            let said = Said {
                content: vec![passage.trimmed(quotation.inside)],
                clause: true,
                score: 0.8,
                because: "a quotation signed after a dash".to_owned(),
            };
            let made = Draft { source: vec![name], ..unnamed(passage, said, "any/signed") };
            self.taken[index] = true;
            self.drafts.push(made);
        }
    }

    /// «X : « … »»: a quotation that its speaker's name and a colon introduce, with no cue.
    pub(super) fn link_headed(&mut self) {
        let passage = self.passage;
        for (index, quotation) in passage.quotations.iter().enumerate() {
            let colon = quotation.open.checked_sub(1).filter(|&at| passage.reads(at, ":"));
            let Some(colon) = colon.filter(|_| !self.taken[index] && quotation.inside.len() >= 3) else { continue };
            let sentence = passage.words.sentences()[passage.words.sentence_of(colon)];
            let name = passage.trimmed(TokenRange::new(sentence.start, colon));
            let verb = |at: usize| {
                passage.may_be_finite(at) && !passage.is(at, Classes::SPEAKER | Classes::PREPOSITION | Classes::TITLE)
            };
            let plain = (1..=14).contains(&name.len()) && !name.iter().any(|at| verb(at) || passage.reads(at, ","));
            let named = name.iter().any(|at| {
                passage.is_word(at)
                    && (passage.token(at).capital && at > name.start
                        || passage.is(at, Classes::SPEAKER | Classes::TITLE))
            }) || (name.len() == 1 && passage.token(name.start).capital);
            if !plain || !named {
                continue;
            }
            let said = Said {
                content: vec![passage.trimmed(quotation.inside)],
                clause: true,
                score: 0.75,
                because: "a quotation after its speaker's name and a colon".to_owned(),
            };
            let made = Draft { source: vec![name], ..unnamed(passage, said, "any/headed") };
            self.taken[index] = true;
            self.drafts.push(made);
        }
    }

    fn opens_paragraph(&self, at: usize) -> bool {
        self.passage.words.paragraphs()[self.passage.words.paragraph_of(at)].start == at
    }

    /// In a language without data: every quotation long enough to be somebody's words.
    pub(super) fn link_unnamed(&mut self) {
        let passage = self.passage;
        for (index, quotation) in passage.quotations.iter().enumerate() {
            let words = quotation.inside.iter().filter(|&at| passage.is_word(at)).count();
            if self.taken[index] || quotation.depth > 0 || words < 4 || passage.is_ignored(quotation.open) {
                continue;
            }
            let said = Said {
                content: vec![passage.trimmed(quotation.inside)],
                clause: true,
                score: 0.6,
                because: "a quotation, by its marks".to_owned(),
            };
            self.drafts.push(unnamed(passage, said, "any/quotation"));
        }
    }

    /// Quotations left hanging: whole sentences in marks, right after a direct statement of an evident speaker.
    pub(super) fn link_hanging(&mut self) {
        let mut heard = Heard::of(&self.drafts);
        for (index, quotation) in self.passage.quotations.iter().enumerate() {
            if self.taken[index]
                || quotation.depth > 0
                || self.passage.is_ignored(quotation.open)
                || !self.stands_alone(index)
            {
                continue;
            }
            let Some(speaker) = heard.last_before(quotation.open).filter(|&last| self.goes_on_at(last, quotation.open))
            else {
                continue;
            };
            let because =
                "a whole sentence in quotation marks goes on after a quotation of the same speaker".to_owned();
            let said =
                Said { content: vec![self.passage.trimmed(quotation.inside)], clause: true, score: 0.7, because };
            let continues = Some(self.drafts[speaker].continues.unwrap_or(speaker));
            let draft = Draft { continues, ..unnamed(self.passage, said, "any/hanging") };
            self.taken[index] = true;
            heard.add(&draft, self.drafts.len());
            self.drafts.push(draft);
        }
    }

    /// Whether the quotation is a sentence of its own: nothing but marks around it in its sentences, and long enough.
    pub(super) fn stands_alone(&self, index: usize) -> bool {
        let passage = self.passage;
        let quotation = passage.quotations[index];
        let first = passage.words.sentences()[passage.words.sentence_of(quotation.open)];
        let end = quotation.whole().end.saturating_sub(1);
        let last = passage.words.sentences()[passage.words.sentence_of(end)];
        let outside = |at: usize| passage.is_word(at);
        let alone = !(first.start..quotation.open).any(outside) && !(quotation.whole().end..last.end).any(outside);
        let bracketed = quotation.open > 0 && passage.reads(quotation.open - 1, "(");
        alone && !bracketed && quotation.inside.len() >= 4 && passage.token(quotation.inside.start).capital
    }

    /// Whether an evident reader hears the speaker of draft `last` in a quotation at `open`: it stands in the same
    /// paragraph or the one before.
    fn goes_on_at(&self, last: usize, open: usize) -> bool {
        let passage = self.passage;
        let draft = &self.drafts[last];
        let paragraph = passage.words.paragraph_of(open);
        let ended = passage.words.paragraph_of(end_of(draft).saturating_sub(1));
        let direct = || {
            draft
                .content
                .iter()
                .any(|piece| passage.quotation_at(piece.start).is_some() || piece.iter().any(|at| passage.is_quote(at)))
        };
        ended == paragraph || ended + 1 >= paragraph && direct()
    }
}

/// Clauses told so far, so that the last one before each of many places is found in one sweep.
struct Heard {
    /// Start of the content, end of the draft, index of the draft: those that lie ahead, the nearest last.
    ahead: Vec<(usize, usize, usize)>,
    /// End and index of the one that ends last, of those that begin before the place looked at.
    last: Option<(usize, usize)>,
}

impl Heard {
    fn of(drafts: &[Draft]) -> Self {
        let mut heard = Self { ahead: Vec::new(), last: None };
        for (index, draft) in drafts.iter().enumerate() {
            heard.add(draft, index);
        }
        heard.ahead.sort_unstable_by_key(|&(start, ..)| std::cmp::Reverse(start));
        heard
    }

    /// Adds a draft; after the first look, one that begins before the next place.
    fn add(&mut self, draft: &Draft, index: usize) {
        if let Some(first) = draft.content.first().filter(|_| draft.clause) {
            self.ahead.push((first.start, end_of(draft), index));
        }
    }

    /// The clause that ends last of those that begin before `open`; places are asked for in order.
    fn last_before(&mut self, open: usize) -> Option<usize> {
        while let Some((_, end, index)) = self.ahead.pop_if(|(start, ..)| *start < open) {
            self.last = self.last.max(Some((end, index)));
        }
        self.last.map(|(_, index)| index)
    }
}

/// The last cue in a sentence after which a quotation can stand.
fn last_cue_in(tags: &Tags, sentence: TokenRange) -> Option<usize> {
    let first = tags.cues.partition_point(|cue| cue.reach.start < sentence.start);
    let after = tags.cues.partition_point(|cue| cue.reach.start < sentence.end);
    let fits = |at: &usize| tags.cues[*at].quote > 0.0 && sentence.contains(tags.cues[*at].reach);
    (first..after).rev().find(fits)
}

/// Last token of a draft, exclusive.
fn end_of(draft: &Draft) -> usize {
    let pieces = draft.content.iter().chain(&draft.cue).chain(&draft.source);
    pieces.map(|piece| piece.end).max().unwrap_or(0)
}
