//! Adjuncts of a cue: week days, dates, «dans un communiqué»; they are no content, and are passed over to find it.

use super::contents::Scene;
use super::sources::group_at;
use selon_language::Classes;
use selon_text::TokenKind;

impl Scene<'_, '_> {
    /// The first token after adjuncts of the cue: adverbs, week days, «dans un communiqué», ", on Monday,".
    pub(crate) fn skip_adjuncts(&self, from: usize) -> usize {
        let passage = self.passage;
        let mut at = from;
        for _ in 0..6 {
            if at >= self.region.end {
                return from;
            }
            if passage.reads(at, ",") {
                let Some(close) = (at + 1..self.region.end.min(at + 20)).find(|&t| passage.reads(t, ",")) else {
                    return at;
                };
                if !self.adjunct_at(at + 1) || self.has_finite(at + 1, close) {
                    return at;
                }
                at = close + 1;
            } else if passage.is(at, Classes::ADVERB | Classes::CONNECTIVE)
                && !passage.is(at, Classes::DETERMINER | Classes::PREPOSITION)
            {
                at += passage.lexeme(at).length.max(1);
            } else if self.adjunct_at(at) {
                at = self.adjunct_end(at);
            } else {
                return at;
            }
        }
        at
    }

    pub(crate) fn adjunct_at(&self, at: usize) -> bool {
        let passage = self.passage;
        let timed = passage.is(at, Classes::PREPOSITION | Classes::DETERMINER)
            && passage.is(at + 1, Classes::WEEKDAY | Classes::MONTH);
        passage.is(at, Classes::ADJUNCT | Classes::WEEKDAY) || timed || self.date_at(at)
    }

    /// «le 25 mars»: an article, a number, a month.
    pub(crate) fn date_at(&self, at: usize) -> bool {
        let passage = self.passage;
        at + 2 < self.region.end
            && passage.is(at, Classes::DETERMINER)
            && passage.token(at + 1).kind == TokenKind::Number
            && passage.is(at + 2, Classes::MONTH)
    }

    /// The end of the adjunct at `at`: its noun phrase, to the next thing that can't be part of it.
    pub(crate) fn adjunct_end(&self, at: usize) -> usize {
        let passage = self.passage;
        let mut end = at + passage.lexeme(at).length.max(1);
        if passage.is(at, Classes::PREPOSITION | Classes::DETERMINER)
            && passage.is(end, Classes::WEEKDAY | Classes::MONTH)
        {
            end += 1;
        }
        if passage.is(end, Classes::ADJUNCT) && passage.is(end - 1, Classes::WEEKDAY) {
            end += passage.lexeme(end).length.max(1);
        }
        if passage.is(at, Classes::WEEKDAY) || self.date_at(at) {
            while end < self.region.end
                && (passage.token(end).kind == TokenKind::Number || passage.is(end, Classes::MONTH))
            {
                end += 1;
            }
        }
        if passage.is(at, Classes::ADJUNCT) && passage.is(at, Classes::PREPOSITION) {
            end = self.past_phrase(end);
        }
        end
    }

    /// Past the noun phrase that an opener of adjuncts («lors de») governs: to what can't be part of it.
    fn past_phrase(&self, from: usize) -> usize {
        let passage = self.passage;
        let stops = Classes::COMPLEMENTIZER
            | Classes::RELATIVE
            | Classes::SUBORDINATOR
            | Classes::QUESTION_WORD
            | Classes::ADDRESS
            | Classes::AGENT;
        let ties = Classes::PREPOSITION | Classes::GENITIVE | Classes::DETERMINER | Classes::COORDINATOR;
        let limit = self.region.end.min(from + 14);
        let ends = |at: usize| {
            let fresh = at > from
                && passage.is(at, Classes::DETERMINER)
                && !passage.is(at, Classes::GENITIVE)
                && !passage.is(at - 1, ties);
            !passage.is_word(at) && passage.token(at).kind != TokenKind::Number
                || passage.is(at, stops)
                || group_at(self.groups, at).is_some()
                || fresh
        };
        (from..limit).find(|&at| ends(at)).unwrap_or(limit)
    }
}
