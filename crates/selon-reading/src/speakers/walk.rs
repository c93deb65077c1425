//! In which order are mentions met? Names, descriptions and sources of a passage, each resolved where it stands.

use super::phrase::Page;
use super::resolver::{Found, Resolver, place};
use crate::build::Told;
use selon_language::Classes;
use selon_language::person::{NounKind, Presents};
use selon_text::TokenRange;
use std::collections::HashMap;

/// Something met on the way through a passage; sources come before what stands in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Source(usize),
    Description,
    Name(usize),
}

/// Resolves the sources of a passage; gives what each statement's came to.
pub(super) fn walk(resolver: &mut Resolver, page: &Page, told: &mut [Told]) -> Vec<Found> {
    resolver.recent.clear();
    resolver.last.iter_mut().for_each(|last| *last = None);
    let mut met: Vec<(usize, Met)> =
        page.names.iter().enumerate().map(|(index, name)| (name.tokens.start, Met::Name(index))).collect();
    met.extend(descriptions(page).map(|at| (at, Met::Description)));
    met.extend(told.iter().enumerate().filter_map(|(index, told)| Some((starts(told)?, Met::Source(index)))));
    met.sort_unstable();
    let index: HashMap<String, usize> =
        told.iter().enumerate().map(|(at, told)| (told.statement.id.clone(), at)).collect();
    let mut found = vec![Found::Nobody; told.len()];
    let mut covered = 0;
    for (at, what) in met {
        match what {
            Met::Name(name) => resolver.meet_name(page, name),
            Met::Description if at >= covered => resolver.meet_description(page, at),
            Met::Description => {}
            Met::Source(statement) => {
                covered = covered.max(told[statement].source.first().map_or(at, |piece| piece.end));
                found[statement] = resolver.meet_source(page, told, statement, &index, &found);
            }
        }
    }
    found
}

fn starts(told: &Told) -> Option<usize> {
    told.source.iter().chain(&told.cue).find(|piece| !piece.is_empty()).map(|piece| piece.start)
}

/// Where descriptions may begin: determiners before a noun for somebody.
fn descriptions<'p>(page: &'p Page) -> impl Iterator<Item = usize> + 'p {
    let opens = |&at: &usize| page.passage.is(at, Classes::DETERMINER) && !page.passage.is_ignored(at);
    let noun = |at: usize| at < page.passage.len() && page.passage.is(at, Classes::SPEAKER.with(Classes::TITLE));
    (0..page.passage.len()).filter(opens).filter(move |&at| noun(at + 1) || noun(at + 2))
}

impl Resolver {
    fn meet_name(&mut self, page: &Page, index: usize) {
        let Some(entity) = self.named(page, index) else { return };
        let tokens = page.names[index].tokens;
        let range = page.passage.words.range(tokens);
        let mentions = &mut self.cast.entities[entity].mentions;
        mentions.push(range);
        let subject = is_subject(page, tokens);
        self.mention(page, tokens, vec![entity], subject, false);
        if let Some(other) = self.joined_before(page, index) {
            self.mention(page, tokens, vec![other, entity], true, false);
        }
    }

    /// The bearer of the name before this one, where a word for «and» alone stands between.
    fn joined_before(&mut self, page: &Page, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        let end = page.names[before].tokens.end;
        let adjacent = end + 1 == page.names[index].tokens.start && page.table.joins(page.lower(end));
        let (one, two) = (self.named(page, before)?, self.named(page, index)?);
        let person = |entity: usize| self.cast.entities[entity].is_person();
        (adjacent && one != two && person(one) && person(two)).then_some(one)
    }

    fn meet_description(&mut self, page: &Page, at: usize) {
        let sentence = page.passage.words.sentences()[page.passage.words.sentence_of(at)];
        let end = (at + 1..sentence.end.min(at + 9)).find(|&at| ends(page, at)).unwrap_or(sentence.end.min(at + 9));
        let tokens = TokenRange::new(at, end);
        let phrase = page.read(tokens);
        let possessive = phrase.determiner.is_none_or(|determiner| determiner.presents == Presents::Possessive);
        let speaks =
            matches!(phrase.kind, Some(NounKind::Person | NounKind::Organisation | NounKind::Media | NounKind::Group));
        if phrase.name.is_some()
            || possessive
            || !speaks
            || page.names_in(tokens).next().is_some_and(|name| page.names[name].tokens.start <= at + 1)
        {
            return;
        }
        let (entity, _) = self.description(page, &phrase, place(page, at, None));
        let head = phrase.head.map_or(at + 1, |head| head + 1);
        self.mention(page, TokenRange::new(at, head), vec![entity], is_subject(page, TokenRange::new(at, head)), false);
    }

    fn meet_source(
        &mut self,
        page: &Page,
        told: &mut [Told],
        statement: usize,
        index: &HashMap<String, usize>,
        found: &[Found],
    ) -> Found {
        let parent = told[statement].statement.parent.as_ref().and_then(|id| index.get(id));
        let not = parent.and_then(|&parent| match found[parent] {
            Found::Who(entity, _) if told[parent].statement.kind == crate::Kind::Direct => Some(entity),
            _ => None,
        });
        let result = self.source(page, &mut told[statement], not);
        if let Found::Who(entity, _) = &result
            && let Some(piece) = told[statement].source.first().copied()
        {
            let who = self.cast.entities[*entity].members.clone();
            let who = if who.is_empty() { vec![*entity] } else { who };
            if page.name_at(piece.start).is_none() {
                self.cast.entities[*entity].mentions.push(page.passage.words.range(piece));
            }
            self.mention(page, piece, who, true, true);
        }
        result
    }
}

fn ends(page: &Page, at: usize) -> bool {
    !page.passage.is_word(at)
        || page.passage.is(at, Classes::DETERMINER)
            && !page.passage.is(at, Classes::PREPOSITION)
            && !page.passage.is(at - 1, Classes::PREPOSITION)
        || page.passage.may_be_finite(at) && !page.is_noun(at) && page.name_at(at).is_none()
        || page.passage.is(
            at,
            Classes::HAVE
                .with(Classes::BE)
                .with(Classes::RELATIVE)
                .with(Classes::MODAL)
                .with(Classes::COORDINATOR)
                .with(Classes::NEGATION),
        )
}

/// Whether a noun phrase looks like a subject: no preposition before it, and first in its sentence or before a verb.
fn is_subject(page: &Page, tokens: TokenRange) -> bool {
    let passage = page.passage;
    let sentence = passage.words.sentences()[passage.words.sentence_of(tokens.start)];
    let mut start = tokens.start;
    let part = Classes::DETERMINER.with(Classes::TITLE).with(Classes::SPEAKER);
    while start > sentence.start
        && tokens.start - start < 4
        && passage.is(start - 1, part)
        && !passage.is(start - 1, Classes::PREPOSITION)
    {
        start -= 1;
    }
    if start == sentence.start {
        return true;
    }
    if passage.is(start - 1, Classes::PREPOSITION) {
        return false;
    }
    let next = tokens.end;
    let verb = next < sentence.end
        && (passage.may_be_finite(next) || passage.is(next, Classes::NEGATION.with(Classes::CLITIC)));
    verb || next < sentence.end && passage.reads(next, ",") && !passage.is_word(start - 1)
}
