//! Asides: a cue with its source after, or inside, what is said («…, a-t-il dit», "…, he said, …").

use super::{Aside, Linker, Said};
use crate::tag::{CueTag, SpanTag, Stands};
use selon_language::Classes;
use selon_text::{TokenKind, TokenRange};

impl Linker<'_, '_> {
    /// «…, a-t-il dit»: the cue with its source stands after, or inside, what is said.
    pub(super) fn aside(&self, cue: &CueTag, source: Option<&SpanTag>, ends: TokenRange) -> Option<Aside> {
        let passage = self.passage;
        let sentence = passage.region(cue.reach.start);
        let before = ends.start.checked_sub(1)?;
        if before < sentence.start {
            // "Really?" Ardo said: the final mark inside made a sentence end of its own.
            let q = passage.closing_at(before).filter(|_| source.is_some_and(|span| span.stands != Stands::Shared))?;
            let same = passage.words.paragraph_of(before) == passage.words.paragraph_of(ends.start);
            let asked = passage.reads_any(before - 1, &["?", "!", "…", "..."]);
            return if same && asked { self.aside_of_quotation(cue, q, sentence, ends) } else { None };
        }
        let mut last = before;
        let comma = passage.reads_any(last, &[",", "–", "—", "-"]);
        if comma && last > sentence.start {
            last -= 1;
        }
        if let Some(q) = passage.closing_at(last) {
            return self.aside_of_quotation(cue, q, sentence, ends);
        }
        let asked = passage.reads_any(before, &["?", "!"]);
        let subject = source.filter(|span| span.stands != Stands::Shared)?;
        let straight = passage.language.straight_asides && subject.stands == Stands::Before && subject.score >= 0.8;
        let adjoins = subject.stands == Stands::After || straight;
        if !(comma || asked) || !adjoins || !self.closes(ends.end, sentence) {
            return None;
        }
        self.aside_of_clause(cue, TokenRange::new(sentence.start, last + 1), ends, sentence)
    }

    /// Whether an aside can end before the token: with a mark or the sentence, adjuncts and whom it was told between.
    pub(super) fn closes(&self, end: usize, sentence: TokenRange) -> bool {
        let passage = self.passage;
        let clause = Classes::COMPLEMENTIZER | Classes::QUESTION_WORD | Classes::INFINITIVE_MARK;
        for at in end..sentence.end {
            if passage.opening_at(at).is_some() || passage.reads(at, ":") {
                return false;
            }
            if !passage.is_word(at) && passage.token(at).kind == TokenKind::Mark
                || passage.is(at, Classes::RELATIVE | Classes::SUBORDINATOR)
            {
                return true;
            }
            if passage.is(at, clause) && at == end
                || passage.may_be_finite(at) && !passage.is(at, Classes::SPEAKER | Classes::PREPOSITION)
            {
                return false;
            }
        }
        true
    }

    /// The quotation before the aside, with what goes before it in the sentence and what goes on after.
    pub(super) fn aside_of_quotation(
        &self,
        cue: &CueTag,
        q: usize,
        sentence: TokenRange,
        ends: TokenRange,
    ) -> Option<Aside> {
        let passage = self.passage;
        let quotation = passage.quotations[q];
        let opening = passage.words.sentences()[passage.words.sentence_of(quotation.open)].start.min(quotation.open);
        let front = TokenRange::new(opening, quotation.open);
        let opener = Classes::CONNECTIVE | Classes::COORDINATOR | Classes::ADVERB;
        let bare = front.iter().all(|at| !passage.is_word(at) || passage.is(at, opener))
            || front.iter().any(|at| passage.reads(at, ":"));
        let rest = self.goes_on(ends.end, sentence);
        let told = passage.trimmed(TokenRange::new(front.start, quotation.whole().end));
        let mut content = match (bare, rest) {
            (true, _) => vec![quotation.inside],
            // "Remarking on his “genius”, she said, “…”": what follows is said, what stands before is not.
            (false, Some(_)) => return None,
            (false, None) => vec![told],
        };
        content.extend(rest);
        let said =
            Said { content, clause: true, score: cue.aside, because: "the quotation before the aside".to_owned() };
        Some(Aside { said, quoted: true })
    }

    /// What goes on after an aside that a comma closes: another quotation, or the rest of the clause.
    pub(super) fn goes_on(&self, end: usize, sentence: TokenRange) -> Option<TokenRange> {
        let passage = self.passage;
        let comma = (end..sentence.end.min(end + 14))
            .find(|&at| passage.reads(at, ",") || passage.is_quote(at) || passage.reads(at, ":"))?;
        let mut open = comma;
        while open < sentence.end && !passage.is_quote(open) && !passage.is_word(open) {
            open += 1;
        }
        let q = passage.opening_at(open)?;
        Some(passage.quotations[q].inside)
    }

    /// A clause without quotation marks before the aside: «Le pont fermera, a dit la mairie».
    pub(super) fn aside_of_clause(
        &self,
        cue: &CueTag,
        clause: TokenRange,
        ends: TokenRange,
        sentence: TokenRange,
    ) -> Option<Aside> {
        let passage = self.passage;
        let first = passage.trimmed(clause);
        let goes_on = passage.reads(ends.end, ",");
        let rest =
            if goes_on { passage.trimmed(TokenRange::new(ends.end, sentence.end)) } else { TokenRange::default() };
        let cuts_clause = !rest.is_empty() && passage.may_be_finite(rest.start);
        if first.is_empty() || !cuts_clause && !first.iter().any(|at| passage.may_be_finite(at)) {
            return None;
        }
        if passage.opening_at(ends.end).or_else(|| passage.opening_at(ends.end + 1)).is_some() {
            return None;
        }
        let mut content = vec![first];
        if !rest.is_empty() && (cuts_clause || first.len() < 6) {
            content.push(rest);
        }
        let said = Said { content, clause: true, score: cue.aside, because: "the clause before the aside".to_owned() };
        Some(Aside { said, quoted: false })
    }
}
