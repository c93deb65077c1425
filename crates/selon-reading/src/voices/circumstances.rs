//! Whom a thing was said to and by what: «à l'AFP», "told reporters", «dans un communiqué», "on Twitter".

use super::reader::Reader;
use crate::build::Told;
use crate::statement::Reason;
use selon_language::{AddresseeMark, Classes, MediumMark};
use selon_text::TokenRange;

/// Gives every statement its addressee and its medium, where its sentence tells them.
pub(super) fn label(reader: &Reader, told: &mut [Told]) {
    for told in told.iter_mut().filter(|told| !told.cue.is_empty()) {
        let scene = Scene { reader, told, sentence: sentence(reader, told) };
        let (addressee, medium) = (scene.addressee(), scene.medium());
        let outlet = addressee.filter(|to| reader.outlet_in(*to).is_some());
        let medium = medium.or(outlet);
        let words = &reader.passage.words;
        for (step, because, found) in [
            ("addressee", "the words tell whom it was said to", addressee),
            ("medium", "the words tell by what it was said", medium),
        ] {
            let Some(span) = found.map(|found| words.range(found)) else { continue };
            let field = if step == "medium" { &mut told.statement.medium } else { &mut told.statement.addressee };
            *field = vec![span];
            let (step, because) = (step.to_owned(), because.to_owned());
            told.statement.why.push(Reason { step, because, span: Some(span) });
        }
    }
}

/// What is looked at: the cue's sentence, near the cue.
fn sentence(reader: &Reader, told: &Told) -> TokenRange {
    let first = told.cue.first().map_or(0, |piece| piece.start);
    let last = told.cue.last().map_or(first, |piece| piece.end);
    let words = &reader.passage.words;
    let sentence = words.sentences().get(words.sentence_of(first)).copied().unwrap_or_default();
    TokenRange::new(sentence.start.max(first.saturating_sub(BEFORE)), sentence.end.min(last + AFTER))
}

/// How many tokens before and after the cue are looked at.
const BEFORE: usize = 20;
const AFTER: usize = 30;

struct Scene<'s, 'r, 'p, 't> {
    reader: &'r Reader<'p, 't>,
    told: &'s Told,
    sentence: TokenRange,
}

impl Scene<'_, '_, '_, '_> {
    /// Whether the token is free: no part of the statement, and in no quotation that the cue does not stand in.
    fn free(&self, at: usize) -> bool {
        let passage = self.reader.passage;
        let pieces = self.told.source.iter().chain(&self.told.cue).chain(&self.told.content);
        let level = self.told.cue.first().and_then(|cue| passage.quotation_at(cue.start));
        at < self.sentence.end
            && pieces.clone().all(|piece| !(piece.start..piece.end).contains(&at))
            && passage.quotation_at(at) == level
    }

    /// After the cue, up to what ends the clause: another verb, or a conjunction.
    fn behind(&self) -> impl Iterator<Item = usize> + '_ {
        let from = self.told.cue.last().map_or(self.sentence.end, |piece| piece.end);
        (from..self.sentence.end).filter(|&at| self.free(at))
    }

    fn medium(&self) -> Option<TokenRange> {
        let table = self.reader.table;
        let before = self.told.cue.first().map_or(self.sentence.start, |piece| piece.start);
        let places = self.behind().chain((self.sentence.start..before).filter(|&at| self.free(at)));
        places.into_iter().find_map(|at| table.medium.iter().find_map(|mark| self.medium_at(mark, at)))
    }

    /// «dans un communiqué», «sur Twitter», «au micro de Radio Sud».
    fn medium_at(&self, mark: &MediumMark, at: usize) -> Option<TokenRange> {
        let reader = self.reader;
        let after = reader.at(&mark.before, at)?;
        if mark.nouns.is_empty() {
            let end = self.phrase_end(after);
            return (end > after).then(|| TokenRange::new(at, end));
        }
        for noun in after..after + 4 {
            if !self.free(noun) || !reader.passage.is_word(noun) {
                return None;
            }
            let named = reader.at(&mark.nouns, noun).or_else(|| reader.outlet_at(noun).map(|outlet| outlet.end));
            if let Some(end) = named.filter(|&end| self.free(end - 1)) {
                return Some(TokenRange::new(at, self.phrase_end(end).max(end)));
            }
        }
        None
    }

    fn addressee(&self) -> Option<TokenRange> {
        let marks = &self.reader.table.addressee;
        let by_clitic = marks.iter().find_map(|mark| self.clitic(mark));
        let by_object = || marks.iter().find_map(|mark| self.object(mark));
        let behind = || self.behind().find_map(|at| marks.iter().find_map(|mark| self.addressee_at(mark, at)));
        by_clitic.or_else(by_object).or_else(behind)
    }

    /// «leur a dit»: the pronoun right before the verb.
    fn clitic(&self, mark: &AddresseeMark) -> Option<TokenRange> {
        let before = self.told.cue.first()?.start.checked_sub(1)?;
        let found = self.reader.at(&mark.clitics, before).filter(|_| self.free(before));
        found.map(|_| TokenRange::new(before, before + 1))
    }

    /// "told reporters": the object of a verb that tells somebody.
    fn object(&self, mark: &AddresseeMark) -> Option<TokenRange> {
        let lemma = self.told.statement.cue_lemma.as_ref()?;
        if !mark.verbs.contains(lemma) {
            return None;
        }
        let passage = self.reader.passage;
        let start = self.told.cue.last()?.end;
        let pronoun = passage.is(start, Classes::CLITIC) && !passage.is(start, Classes::DETERMINER);
        if pronoun && self.free(start) {
            return Some(TokenRange::new(start, start + 1));
        }
        let end = self.phrase_end(start);
        let opens = passage.is(start, Classes::DETERMINER | Classes::SPEAKER | Classes::TITLE)
            || self.reader.at(&mark.nouns, start).is_some()
            || (start < passage.len() && passage.token(start).capital);
        (opens && end > start && !passage.is(start, Classes::ADJUNCT)).then(|| TokenRange::new(start, end))
    }

    /// «à la presse», "to the mayor": a preposition and somebody whom one can speak to.
    fn addressee_at(&self, mark: &AddresseeMark, at: usize) -> Option<TokenRange> {
        let reader = self.reader;
        let after = reader.at(&mark.before, at)?;
        let end = self.phrase_end(after);
        let head = (after..end.min(after + 5)).take_while(|&part| !reader.passage.is(part, Classes::GENITIVE));
        let somebody = |part: usize| {
            reader.passage.is(part, Classes::SPEAKER | Classes::TITLE)
                || reader.at(&mark.nouns, part).is_some()
                || reader.outlet_at(part).is_some()
        };
        let mut head = head;
        (end > after && head.any(somebody)).then(|| TokenRange::new(at, end))
    }

    /// Where the noun phrase that begins at the token ends.
    fn phrase_end(&self, from: usize) -> usize {
        let goes_on = |at: &usize| self.free(*at) && !self.reader.ends_phrase(*at);
        let bare = |at: usize| self.reader.passage.is(at, Classes::DETERMINER | Classes::GENITIVE);
        let phrase = (from..self.sentence.end.min(from + 9)).take_while(goes_on);
        phrase.filter(|&at| !bare(at)).last().map_or(from, |last| last + 1)
    }
}
