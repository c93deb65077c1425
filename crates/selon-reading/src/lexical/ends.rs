//! Where clauses and noun phrases begin and end: before what goes on about the same source, an adjunct, a new clause.

use super::contents::Scene;
use super::groups::Group;
use super::sources::{begins_phrase, group_at};
use selon_language::{Classes, Frame, Mood};

impl Scene<'_, '_> {
    /// Whether the group's verb is one that a rule knows.
    pub(crate) fn says(&self, group: &Group) -> bool {
        group.lemma.is_some_and(|lemma| !self.passage.language.lemmas[lemma].rules.is_empty())
    }

    /// Where the clause that begins at `start` ends: with the sentence, or before what goes on about the same source.
    pub(crate) fn clause_end(&self, start: usize) -> usize {
        let level = self.passage.quotation_at(start);
        let from = self.cuts.partition_point(|&cut| cut <= start);
        let cut = self.cuts[from..].iter().copied().find(|&cut| self.passage.quotation_at(cut) == level);
        cut.map_or(self.region.end, |cut| cut.min(self.region.end))
    }

    /// Every place in the region where a clause can be cut.
    pub(crate) fn find_cuts(&self) -> Vec<usize> {
        self.region.iter().filter(|&at| self.passage.reads(at, ";") || self.cuts_clause(at)).collect()
    }

    /// Where the clause that ends before token `end` begins: after the last semicolon.
    pub(crate) fn clause_start(&self, end: usize) -> usize {
        let level = self.passage.quotation_at(end);
        let before = &self.cuts[..self.cuts.partition_point(|&cut| cut < end)];
        let parted = |cut: usize| self.passage.reads(cut, ";") && self.passage.quotation_at(cut) == level;
        let last = before.iter().rev().copied().take(20).find(|&cut| parted(cut));
        last.map_or(self.region.start, |cut| (cut + 1).max(self.region.start))
    }

    /// Whether a clause ends before the token: «, et a ajouté», «, ajoutant que», ", while".
    pub(crate) fn cuts_clause(&self, at: usize) -> bool {
        let passage = self.passage;
        let comma = passage.reads(at, ",");
        let joins = passage.is(at, Classes::COORDINATOR);
        if !comma && !joins {
            return false;
        }
        if comma && self.aside_at(at + 1) {
            return true;
        }
        let mut next = at + 1;
        if comma && passage.is(next, Classes::COORDINATOR) {
            next += 1;
        }
        while passage.is(next, Classes::ADVERB | Classes::CONNECTIVE) && next < self.region.end {
            next += passage.lexeme(next).length.max(1);
        }
        let Some(group) = group_at(self.groups, next).filter(|group| group.tokens.start == next) else { return false };
        let says = self.says(group);
        match group.mood {
            Mood::PresentParticiple => says && comma,
            mood if mood.is_finite() => says && self.that_follows(group),
            _ => false,
        }
    }

    /// Whether an aside that ends its sentence begins at the token: «, a dit la maire.», ", a spokeswoman said."
    fn aside_at(&self, at: usize) -> bool {
        let passage = self.passage;
        let next = self.groups.partition_point(|group| group.tokens.start < at);
        let Some(group) = self.groups.get(next).filter(|group| group.finite() && group.tokens.start < at + 14) else {
            return false;
        };
        let rules = group.lemma.map(|lemma| passage.language.lemmas[lemma].rules.as_slice()).unwrap_or_default();
        if !rules.iter().any(|&rule| passage.language.rules[rule].frame(Frame::Aside) >= 0.8) {
            return false;
        }
        let ends = |from: usize| (from..self.region.end).all(|token| !passage.is_word(token));
        let plain =
            |from: usize, to: usize| (from..to).all(|token| passage.is_word(token)) && begins_phrase(passage, from);
        let straight = passage.language.straight_asides && group.tokens.start > at;
        let inverted = group.tokens.start == at;
        straight && plain(at, group.tokens.start) && ends(group.tokens.end)
            || inverted
                && group.tokens.end < self.region.end
                && begins_phrase(passage, group.tokens.end)
                && self.groups.len() == next + 1
    }

    /// Whether what the group says is told as a clause or quotation, so that it goes on about the same source.
    pub(crate) fn that_follows(&self, group: &Group) -> bool {
        let limit = self.region.end.min(group.tokens.end + 12);
        (group.tokens.end..limit).any(|at| self.passage.is(at, Classes::COMPLEMENTIZER) || self.passage.is_quote(at))
    }

    /// Where the noun phrase that begins at `start` ends.
    pub(crate) fn phrase_end(&self, start: usize) -> usize {
        let passage = self.passage;
        let mut at = start;
        let mut relative = false;
        let mut relative_seen = false;
        while at < self.region.end {
            if at > start {
                relative |= passage.is(at, Classes::RELATIVE | Classes::COMPLEMENTIZER);
                relative_seen |= relative;
                let group = group_at(self.groups, at).filter(|group| group.tokens.start == at && group.finite());
                if group.is_some() && !relative {
                    return at;
                }
                if group.is_some() {
                    relative = false;
                }
                let waits_for_verb = relative && self.passage.reads(at, ",");
                if !waits_for_verb && self.cuts_phrase(at, relative_seen) {
                    return at;
                }
            }
            match passage.after(at, self.region) {
                Some(next) => at = next,
                None => break,
            }
        }
        self.region.end
    }

    /// Whether a noun phrase ends before the token: an adjunct, a new clause, a comma that no list explains.
    pub(crate) fn cuts_phrase(&self, at: usize, in_relative: bool) -> bool {
        let passage = self.passage;
        if passage.reads_any(at, &[";", ":", "–", "—"]) || self.cuts_clause(at) {
            return true;
        }
        let opener = passage.is(at, Classes::ADJUNCT) && passage.is(at, Classes::PREPOSITION);
        let adjunct = passage.is(at, Classes::SUBORDINATOR | Classes::CONNECTIVE) || self.adjunct_at(at) && !opener;
        if adjunct && !in_relative || self.gerund_at(at) {
            return true;
        }
        passage.reads(at, ",") && !self.list_after(at)
    }

    /// «en lisant», "by saying": how it was said, no part of what was.
    fn gerund_at(&self, at: usize) -> bool {
        let participle = |group: &Group| group.mood == Mood::PresentParticiple && group.tokens.start == at + 1;
        self.passage.is(at, Classes::GERUND_MARK) && group_at(self.groups, at + 1).is_some_and(participle)
    }

    /// Whether the phrase goes on after the comma: all but a new clause does, since the largest phrase is taken.
    pub(crate) fn list_after(&self, comma: usize) -> bool {
        let passage = self.passage;
        let next = comma + 1;
        let breaks = Classes::SUBORDINATOR | Classes::CONNECTIVE | Classes::SUBJECT_PRONOUN | Classes::NEGATION;
        if next >= self.region.end
            || passage.is(next, breaks) && !passage.is(next, Classes::DETERMINER | Classes::RELATIVE)
            || self.contrasts(next)
        {
            return false;
        }
        if let Some(group) = group_at(self.groups, next).filter(|group| group.tokens.start == next) {
            return !group.finite() && group.mood != Mood::PresentParticiple;
        }
        passage.is(next, Classes::RELATIVE | Classes::PREPOSITION | Classes::COORDINATOR | Classes::GENITIVE)
            || !self.clause_at(next)
    }

    /// Whether the word sets what follows against what was said: mais, but.
    pub(crate) fn contrasts(&self, at: usize) -> bool {
        self.passage.is(at, Classes::CONTRAST)
    }

    /// Whether a clause of its own begins at the token: a noun phrase and then a finite verb, no comma or relative between.
    pub(crate) fn clause_at(&self, at: usize) -> bool {
        let passage = self.passage;
        let mut next = at;
        while next < self.region.end {
            if passage.reads(next, ",")
                || passage.is(next, Classes::RELATIVE | Classes::COMPLEMENTIZER | Classes::SUBORDINATOR)
            {
                return false;
            }
            if group_at(self.groups, next).is_some_and(|group| group.finite()) {
                return next > at;
            }
            match passage.after(next, self.region) {
                Some(after) => next = after,
                None => return false,
            }
        }
        false
    }
}
