//! What introduces a passage of another text: «Voici ce qu'écrit X.», «X a rapporté :», "From X:".

use super::reader::Reader;
use crate::build::Told;
use crate::lexical;
use crate::passage::Passage;
use crate::statement::Act;
use crate::tag::{CueTag, SpanTag, Tags};
use selon_language::{Classes, IntroductionMark};
use selon_text::TokenRange;

/// A paragraph that introduces a passage, with what it names as the passage's source.
#[derive(Clone, Debug, Default)]
pub(super) struct Introduction {
    pub(super) source: Vec<TokenRange>,
    pub(super) cue: Vec<TokenRange>,
    pub(super) lemma: Option<String>,
    /// Whether words of the data announce a passage («voici ce que»).
    pub(super) announced: bool,
    /// Whether it opens all that follows.
    pub(super) rest: bool,
    /// Why it was taken for one.
    pub(super) because: &'static str,
}

/// Finds introductions; knows the statements by their cues.
pub(super) struct Introductions<'r, 'p, 't> {
    reader: &'r Reader<'p, 't>,
    told: &'r [Told],
    /// Statements by the start of their cues.
    by_cue: Vec<(usize, usize)>,
}

impl<'r, 'p, 't> Introductions<'r, 'p, 't> {
    pub(super) fn new(reader: &'r Reader<'p, 't>, told: &'r [Told]) -> Self {
        let start = |(index, told): (usize, &Told)| Some((told.cue.first()?.start, index));
        let mut by_cue: Vec<_> = told.iter().enumerate().filter_map(start).collect();
        by_cue.sort_unstable();
        Self { reader, told, by_cue }
    }

    /// What the paragraph introduces, if `colon` (it ends with one, or the page sets off what follows) or its words say
    /// that it does. One without a source is only a guess.
    pub(super) fn in_paragraph(&self, paragraph: TokenRange, colon: bool) -> Option<Introduction> {
        let sentence = self.reader.last_sentence(paragraph);
        if let Some(announced) = self.announced(sentence, colon) {
            return Some(announced);
        }
        if !colon {
            return None;
        }
        match self.told_in(sentence) {
            Some(told) => self.cued(told, sentence),
            None => self.tagged(paragraph, sentence).or_else(|| self.by_outlet(sentence)),
        }
        .or_else(|| self.publishing(sentence))
        .or_else(|| Some(Introduction { because: "a colon ends the paragraph before", ..Introduction::default() }))
    }

    /// Words of the data, with a colon or as a short sentence of their own.
    fn announced(&self, sentence: TokenRange, colon: bool) -> Option<Introduction> {
        let reader = self.reader;
        let front = TokenRange::new(sentence.start, sentence.end.min(sentence.start + FRONT));
        let short = reader.count(sentence) <= SHORT && !reader.ends_with_colon(sentence);
        let fits = |mark: &&IntroductionMark| colon || (mark.rest && short);
        let (mark, words) = reader.table.introduction.iter().filter(fits).find_map(|mark| {
            let words = reader.first_in(&mark.words, front)?;
            (!mark.names || words.start == sentence.start).then_some((mark, words))
        })?;
        let after = self.without_end(TokenRange::new(words.end, sentence.end));
        if mark.says && self.verb(after).is_none() {
            return None;
        }
        let (source, cue) = if mark.names { (after, words) } else { self.parted(after, words) };
        let source = if source.is_empty() || source.len() > LONGEST_SOURCE { Vec::new() } else { vec![source] };
        let lemma = None;
        let because = "words that introduce another text";
        Some(Introduction { source, cue: vec![cue], lemma, announced: true, rest: mark.rest && !colon, because })
    }

    /// The source and the cue in what follows «voici ce que»: «écrit X», "X wrote".
    fn parted(&self, after: TokenRange, words: TokenRange) -> (TokenRange, TokenRange) {
        let reader = self.reader;
        let Some(verb) = self.verb(after) else { return (self.name_in(after), words) };
        let auxiliary = |at: &usize| reader.passage.is(*at, Classes::HAVE | Classes::BE | Classes::ADVERB);
        let leads = (after.start..verb).rev().take_while(auxiliary).count();
        let cue = TokenRange::new(verb - leads, verb + 1);
        let source = if cue.start == after.start {
            TokenRange::new(cue.end, after.end)
        } else {
            TokenRange::new(after.start, cue.start)
        };
        (self.name_in(source), cue)
    }

    /// The first verb of saying outside quotation marks that no determiner makes a noun.
    fn verb(&self, within: TokenRange) -> Option<usize> {
        let passage = self.reader.passage;
        let noun = |at: usize| at > within.start && passage.is(at - 1, Classes::DETERMINER);
        let verb = |at: &usize| self.reader.may_say(*at) && passage.quotation_at(*at).is_none() && !noun(*at);
        within.iter().find(verb)
    }

    /// The source without the place, time or occasion that a preposition adds: «Ada Brun sur son carnet».
    fn name_in(&self, source: TokenRange) -> TokenRange {
        let passage = self.reader.passage;
        let adds = |at: &usize| {
            *at > source.start
                && passage.quotation_at(*at).is_none()
                && passage.is(*at, Classes::PREPOSITION | Classes::ADJUNCT | Classes::WEEKDAY)
                && !passage.is(*at, Classes::GENITIVE)
        };
        let end = source.iter().find(adds).unwrap_or(source.end);
        self.without_end(TokenRange::new(source.start, end))
    }

    fn without_end(&self, mut tokens: TokenRange) -> TokenRange {
        while !tokens.is_empty() && [":", ".", ",", ")", "…"].contains(&self.reader.word(tokens.end - 1)) {
            tokens.end -= 1;
        }
        tokens
    }

    /// The last statement whose cue stands in the sentence and that names its source.
    fn told_in(&self, sentence: TokenRange) -> Option<&'r Told> {
        let from = self.by_cue.partition_point(|(start, _)| *start < sentence.start);
        let inside = self.by_cue[from..].iter().take_while(|(start, _)| *start < sentence.end);
        inside.map(|&(_, index)| &self.told[index]).filter(|told| !told.source.is_empty()).last()
    }

    /// A statement of the sentence introduces the passage where it points at it or its source is an outlet; a quotation
    /// that it has already taken as its content is no passage.
    fn cued(&self, told: &Told, sentence: TokenRange) -> Option<Introduction> {
        let after = told.cue.last().map_or(sentence.start, |piece| piece.end);
        let rest = TokenRange::new(after.min(sentence.end), sentence.end);
        let points = self.reader.first_in(&self.reader.table.pointing, rest).is_some();
        let outlet = told.source.iter().any(|piece| self.reader.outlet_in(*piece).is_some());
        (points || outlet).then(|| Introduction {
            source: told.source.clone(),
            cue: told.cue.clone(),
            lemma: told.statement.cue_lemma.clone(),
            because: "its sentence points at what follows, or its source is an outlet",
            ..Introduction::default()
        })
    }

    /// A cue with a source and nothing that it says: «Le ministère a déclaré :». Such cues leave no statement behind, so
    /// the paragraph, which is one of few, is tagged again by itself.
    fn tagged(&self, paragraph: TokenRange, sentence: TokenRange) -> Option<Introduction> {
        let passage = self.reader.passage;
        let alone = Passage::new(passage.original(paragraph), passage.language, &[], &[]);
        if alone.len() != paragraph.len() {
            return None;
        }
        let tags = lexical::tag(&alone);
        let here = |piece: &TokenRange| TokenRange::new(piece.start + paragraph.start, piece.end + paragraph.start);
        let (cue, source) = last_without_content(&tags).filter(|(cue, _)| cue.act != Act::Ask)?;
        let cue_at: Vec<_> = cue.pieces.iter().map(here).collect();
        let source: Vec<_> = source.pieces.iter().map(here).collect();
        cue_at.first().is_some_and(|piece| sentence.contains(*piece)).then(|| Introduction {
            source,
            cue: cue_at,
            lemma: cue.lemma.clone(),
            because: "a source, words of saying and a colon",
            ..Introduction::default()
        })
    }

    /// Somebody with a verb of publishing: «X a publié une enquête», "X ran a story".
    fn publishing(&self, sentence: TokenRange) -> Option<Introduction> {
        let (reader, passage) = (self.reader, self.reader.passage);
        let verb = reader.first_in(&reader.table.publishing, sentence)?;
        let auxiliary = |at: &usize| passage.is(*at, Classes::HAVE | Classes::BE | Classes::ADVERB);
        let leads = (sentence.start..verb.start).rev().take_while(auxiliary).count();
        let cue = TokenRange::new(verb.start - leads, verb.end);
        let other = Classes::WEEKDAY | Classes::ADJUNCT | Classes::SUBORDINATOR | Classes::RELATIVE;
        let named = |at: &usize| passage.is_word(*at) && !passage.is(*at, other);
        let length = (sentence.start..cue.start).rev().take(LONGEST_SOURCE).take_while(named).count();
        let source = TokenRange::new(cue.start - length, cue.start);
        let name = source.iter().any(|at| passage.token(at).capital);
        name.then(|| Introduction {
            source: vec![source],
            cue: vec![cue],
            because: "words of publishing and a colon",
            ..Introduction::default()
        })
    }

    /// An outlet with a verb that the data do not know: «le média russe X a rendu compte de …».
    fn by_outlet(&self, sentence: TokenRange) -> Option<Introduction> {
        let (reader, passage) = (self.reader, self.reader.passage);
        let named = reader.outlet_in(sentence)?;
        let determiner = |at: &usize| passage.is(*at, Classes::DETERMINER);
        let start = (named.start.saturating_sub(3).max(sentence.start)..named.start).rev().find(determiner);
        let part = |at: &usize| passage.token(*at).capital || (passage.is_word(*at) && !passage.may_be_finite(*at));
        let end = (named.end..sentence.end.min(named.end + 6)).take_while(part).last().map_or(named.end, |at| at + 1);
        let ends = Classes::PREPOSITION | Classes::DETERMINER;
        let verbal = |at: &usize| passage.is_word(*at) && (!passage.is(*at, ends) || passage.is(*at, Classes::HAVE));
        let cue_end = (end..sentence.end.min(end + 4)).take_while(verbal).last()? + 1;
        let source = TokenRange::new(start.unwrap_or(named.start), end);
        let finite = passage.may_be_finite(end);
        finite.then(|| Introduction {
            source: vec![source],
            cue: vec![TokenRange::new(end, cue_end)],
            because: "an outlet and a colon",
            ..Introduction::default()
        })
    }
}

/// How far into its sentence an introduction's words may stand.
const FRONT: usize = 14;
/// The most words of a sentence that introduces all that follows.
const SHORT: usize = 24;
/// The most tokens of a source that is read off by its place alone.
const LONGEST_SOURCE: usize = 16;

/// The last cue that can introduce a quotation and has a source, but no content.
fn last_without_content(tags: &Tags) -> Option<(&CueTag, &SpanTag)> {
    let (index, cue) = tags.cues.iter().enumerate().rev().find(|(_, cue)| cue.quote > 0.0 || cue.aside > 0.0)?;
    let of_cue = |span: &&SpanTag| span.cue == Some(index);
    if tags.contents.iter().any(|span| of_cue(&span)) {
        return None;
    }
    let source = tags.sources.iter().filter(of_cue).max_by(|a, b| a.score.total_cmp(&b.score))?;
    Some((cue, source))
}
