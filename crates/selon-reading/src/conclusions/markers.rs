//! What makes a sentence a conclusion: markers, forecasts, and the neighbourhood of other conclusions.

use super::authors::Own;
use crate::build::Told;
use crate::certainty::{Clauses, MarkMap, degree_in, degree_named};
use crate::passage::Passage;
use crate::whole::Certainty;
use selon_language::{Classes, InferenceMark, InferenceTable, Mood};
use selon_text::TokenRange;

/// What marks a sentence as a conclusion.
pub(super) struct Marked {
    pub(super) words: Vec<TokenRange>,
    pub(super) certainty: Certainty,
    pub(super) does: String,
    /// Whether it points back at what was just told.
    pub(super) back: bool,
}

/// Finds markers in the author's sentences.
pub(super) struct Markers<'p, 't> {
    passage: &'p Passage<'t>,
    told: &'p [Told],
    table: &'t InferenceTable,
    marks: MarkMap,
    clauses: Clauses<'p, 't>,
}

impl<'p, 't> Markers<'p, 't> {
    pub(super) fn new(passage: &'p Passage<'t>, told: &'p [Told]) -> Self {
        let table = &passage.language.tables.inference;
        Self { passage, told, table, marks: MarkMap::new(passage, &table.index), clauses: Clauses::new(passage) }
    }

    /// The sentences that conclude: those marked by themselves first, then the weakly marked beside them.
    pub(super) fn conclusions(&self, sentences: &[Own]) -> Vec<(TokenRange, Marked)> {
        let mut found: Vec<Option<Marked>> = sentences.iter().map(|own| self.strong(own)).collect();
        let strong: Vec<bool> = found.iter().map(Option::is_some).collect();
        for (index, own) in sentences.iter().enumerate() {
            let near = index.saturating_sub(NEAR)..(index + NEAR + 1).min(sentences.len());
            let beside = |other: usize| strong[other] && sentences[other].number.abs_diff(own.number) <= NEAR;
            if found[index].is_none() && near.into_iter().any(beside) {
                found[index] = self.weak(own);
            }
        }
        sentences.iter().zip(found).filter_map(|(own, marked)| Some((own.tokens, marked?))).collect()
    }

    fn strong(&self, own: &Own) -> Option<Marked> {
        let mut marked = self.table.marker.iter().filter(|mark| !mark.weak).filter_map(|mark| self.holds(own, mark));
        let first = marked.next().or_else(|| self.forecast(own, true))?;
        Some(marked.fold(first, |mut all, more| {
            all.words.extend(more.words);
            all.back |= more.back;
            if all.certainty == Certainty::Certain {
                all.certainty = more.certainty;
            }
            all
        }))
    }

    fn weak(&self, own: &Own) -> Option<Marked> {
        let marked = self.table.marker.iter().filter(|mark| mark.weak).find_map(|mark| self.holds(own, mark));
        marked.or_else(|| self.forecast(own, false))
    }

    /// The marker's words in the sentence; where a cue stands in it, only such as a thing may have as its verb.
    fn holds(&self, own: &Own, mark: &InferenceMark) -> Option<Marked> {
        let within =
            if mark.opening { own.tokens.start..own.tokens.start + 1 } else { own.tokens.start..own.tokens.end };
        let mut tokens = within.filter(|&at| self.passage.quotation_at(at).is_none());
        let words = tokens.find_map(|at| self.marks.at(&mark.words, at))?;
        if own.cue.is_some_and(|cue| !self.is_no_saying(cue, mark, words)) {
            return None;
        }
        let own_degree = degree_named(&mark.certainty);
        let certainty = own_degree.or_else(|| degree_in(&self.clauses, own.tokens)).unwrap_or_default();
        Some(Marked { words: vec![words], certainty, does: mark.does.clone(), back: mark.back })
    }

    /// Whether the statement beside the marker's words is no saying: a thing is its source, or the words come before it
    /// and it has no source but a pronoun for a thing («cela», "this").
    fn is_no_saying(&self, statement: usize, mark: &InferenceMark, words: TokenRange) -> bool {
        let told = &self.told[statement];
        let before = told.cue.first().is_none_or(|cue| words.start <= cue.start);
        let thing = |piece: &TokenRange| piece.len() == 1 && self.passage.is(piece.start, Classes::DETERMINER);
        (mark.cue && self.is_of_a_thing(statement)) || (before && told.source.first().is_none_or(thing))
    }

    /// Whether the statement's source is a thing and no speaker: «le silence du ministère», "the council's silence".
    fn is_of_a_thing(&self, statement: usize) -> bool {
        let Some(&source) = self.told[statement].source.first() else { return false };
        let has = |class: Classes| source.iter().any(|at| self.passage.is(at, class));
        let head = if has(Classes::GENITIVE_MARK) {
            source.end.saturating_sub(1)..source.end
        } else if has(Classes::GENITIVE) {
            source.start..(source.start + 2).min(source.end)
        } else {
            source.start..source.end
        };
        let speaks = Classes::SPEAKER | Classes::UTTERANCE | Classes::SUBJECT_PRONOUN | Classes::PRONOUN;
        let speaker = |at: usize| self.passage.is(at, speaks) && !self.passage.is(at, Classes::DETERMINER);
        let name = |at: usize| self.passage.token(at).capital && (at > source.start || source.len() == 1);
        !head.into_iter().any(|at| speaker(at) || name(at))
    }

    /// A future that is denied, or any beside another conclusion; what stands in a calendar is none.
    fn forecast(&self, own: &Own, denied: bool) -> Option<Marked> {
        let outside = || own.tokens.iter().filter(|&at| self.passage.quotation_at(at).is_none());
        if own.cue.is_some() || self.marks.first_of(&self.table.forecast.scheduled, outside()).is_some() {
            return None;
        }
        let words = outside().find_map(|at| self.future(at))?;
        let no = Classes::NEGATION | Classes::NEGATIVE;
        let negated = outside().any(|at| at.abs_diff(words.start) <= NEGATION && self.passage.is(at, no));
        let certainty = degree_in(&self.clauses, own.tokens).unwrap_or_default();
        (negated || !denied).then(|| Marked {
            words: vec![words],
            certainty,
            does: "foretells".to_owned(),
            back: false,
        })
    }

    fn future(&self, at: usize) -> Option<TokenRange> {
        let form = self.passage.lexeme(at).forms.iter().any(|form| form.mood == Mood::Future);
        self.marks.at(&self.table.forecast.words, at).or_else(|| form.then(|| TokenRange::new(at, at + 1)))
    }
}

/// How many sentences away another conclusion stands beside; how many words a negation reaches.
const NEAR: usize = 2;
const NEGATION: usize = 4;
