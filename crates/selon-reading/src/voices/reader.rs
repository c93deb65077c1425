//! A passage as the tables of relays see it: the phrases in it, and what its paragraphs are like.

use crate::passage::Passage;
use selon_language::{Classes, Phrases, RelayTable};
use selon_text::TokenRange;

/// A passage with its language's table of relays.
pub(super) struct Reader<'p, 't> {
    pub(super) passage: &'p Passage<'t>,
    pub(super) table: &'t RelayTable,
}

impl<'p, 't> Reader<'p, 't> {
    pub(super) fn new(passage: &'p Passage<'t>) -> Self {
        Self { passage, table: &passage.language.tables.relay }
    }

    /// The word in lower case, with the apostrophe that the data use.
    pub(super) fn word(&self, at: usize) -> &str {
        self.passage.lower(at)
    }

    /// Where the longest of the phrases that begins at the token ends, exclusive.
    pub(super) fn at(&self, phrases: &Phrases, at: usize) -> Option<usize> {
        phrases.at(self.passage.lowered(), at)
    }

    /// The first of the phrases in a stretch.
    pub(super) fn first_in(&self, phrases: &Phrases, within: TokenRange) -> Option<TokenRange> {
        let ends = |at: usize| self.at(phrases, at).filter(|&end| end <= within.end);
        within.iter().find_map(|at| ends(at).map(|end| TokenRange::new(at, end)))
    }

    /// The outlet or agency that a stretch names, by name or by noun.
    pub(super) fn outlet_in(&self, within: TokenRange) -> Option<TokenRange> {
        within.iter().filter(|&at| at < self.passage.len()).find_map(|at| self.outlet_at(at))
    }

    /// The outlet or agency named at the token; a name counts only with a capital letter, lest a word be taken for it.
    pub(super) fn outlet_at(&self, at: usize) -> Option<TokenRange> {
        let name = |end: &usize| (at..*end).any(|part| self.passage.token(part).capital);
        let by_mark = |mark: &selon_language::OutletMark| {
            self.at(&mark.names, at).filter(name).or_else(|| self.at(&mark.nouns, at))
        };
        self.table.outlet.iter().find_map(by_mark).map(|end| TokenRange::new(at, end))
    }

    pub(super) fn paragraph(&self, index: usize) -> TokenRange {
        self.passage.words.paragraphs().get(index).copied().unwrap_or_default()
    }

    pub(super) fn paragraphs(&self) -> usize {
        self.passage.words.paragraphs().len()
    }

    /// The last sentence of a paragraph.
    pub(super) fn last_sentence(&self, paragraph: TokenRange) -> TokenRange {
        let last = paragraph.end.saturating_sub(1);
        let sentence =
            self.passage.words.sentences().get(self.passage.words.sentence_of(last)).copied().unwrap_or_default();
        TokenRange::new(sentence.start.max(paragraph.start), sentence.end.min(paragraph.end))
    }

    /// How many words a stretch has.
    pub(super) fn count(&self, within: TokenRange) -> usize {
        within.iter().filter(|&at| self.passage.is_word(at)).count()
    }

    /// Whether the paragraph ends with a colon.
    pub(super) fn ends_with_colon(&self, paragraph: TokenRange) -> bool {
        !paragraph.is_empty() && self.passage.reads(paragraph.end - 1, ":")
    }

    /// Whether the paragraph is furniture or a rule («***»), which part one text from another.
    pub(super) fn parts(&self, paragraph: TokenRange) -> bool {
        let rule = |at: usize| self.word(at).starts_with(['*', '-', '_', '=', '~', '—', '#']);
        paragraph.is_empty()
            || self.passage.is_ignored(paragraph.start)
            || (paragraph.len() < 80 && paragraph.iter().all(rule))
    }

    /// Whether the paragraph tells something in sentences: long enough, with a verb, no item of a list.
    pub(super) fn is_prose(&self, paragraph: TokenRange) -> bool {
        let bullet = !self.passage.is_word(paragraph.start) && !self.passage.is_quote(paragraph.start);
        let verb = || paragraph.iter().any(|at| self.passage.may_be_finite(at));
        !bullet && self.count(paragraph) >= LEAST_WORDS && verb()
    }

    /// Whether the paragraph ends as a sentence does.
    pub(super) fn ends_as_sentence(&self, paragraph: TokenRange) -> bool {
        let mark = |at: usize| [".", "!", "?", "…", "..."].contains(&self.word(at));
        paragraph.iter().rev().take(3).any(mark)
    }

    /// Whether the teller says «I» in the paragraph, outside quotation marks.
    pub(super) fn first_person(&self, paragraph: TokenRange) -> Option<TokenRange> {
        let own = |at: &usize| self.passage.quotation_at(*at).is_none();
        let found = |at: usize| self.at(&self.table.first_person, at).map(|end| TokenRange::new(at, end));
        paragraph.iter().filter(own).find_map(found)
    }

    /// Whether a blank line stands before the paragraph.
    pub(super) fn blank_before(&self, index: usize) -> bool {
        let (before, after) = (self.paragraph(index.saturating_sub(1)), self.paragraph(index));
        let words = &self.passage.words;
        let gap = self.passage.text.get(words.range(before).end..words.range(after).start).unwrap_or("");
        index == 0 || gap.matches('\n').count() >= 2
    }

    /// Whether the text sets the paragraph off, by an indent or by the mark of a mail that is quoted.
    pub(super) fn is_set_off(&self, paragraph: TokenRange) -> bool {
        let start = self.passage.words.range(paragraph).start;
        let before = self.passage.text.get(..start).unwrap_or("");
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        let line = before.trim_end_matches([' ', '\t']);
        let opens = line.is_empty() || line.ends_with('\n');
        self.word(paragraph.start).starts_with('>') || (opens && (indent >= 2 || before.ends_with('\t')))
    }

    /// Whether the token is a form of a verb that tells of a saying.
    pub(super) fn may_say(&self, at: usize) -> bool {
        let language = self.passage.language;
        at < self.passage.len()
            && self.passage.lexeme(at).forms.iter().any(|form| !language.lemmas[form.lemma].rules.is_empty())
    }

    /// Whether the token can't belong to a noun phrase that began before it.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        let passage = self.passage;
        let opens = Classes::COMPLEMENTIZER
            | Classes::COORDINATOR
            | Classes::SUBORDINATOR
            | Classes::RELATIVE
            | Classes::WEEKDAY
            | Classes::ADJUNCT
            | Classes::INFINITIVE_MARK
            | Classes::NEGATION;
        let preposition = passage.is(at, Classes::PREPOSITION) && !passage.is(at, Classes::GENITIVE);
        let noun = Classes::SPEAKER | Classes::PREPOSITION | Classes::UTTERANCE | Classes::TITLE | Classes::NEVER_CUE;
        let verb = passage.may_be_finite(at) && !passage.is(at, noun) && !passage.token(at).capital;
        !passage.is_word(at) || passage.is(at, opens) || preposition || verb
    }
}

/// The fewest words that make a paragraph of prose.
const LEAST_WORDS: usize = 8;
