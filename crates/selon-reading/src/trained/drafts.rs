//! How does what the network found become drafts? Tokens are trimmed, and what the lexical reader knows of a cue is kept:
//! its lemma, its act (right more often than the network's, where both have one), whether it is negated.

use crate::passage::Passage;
use crate::statement::{Act, Reason};
use crate::tag::Draft;
use selon_model::{Found, Reader};
use selon_text::TokenRange;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};
use std::ops::Range;

/// The drafts of what was found, in the order found.
pub(super) fn of(passage: &Passage, reader: &Reader, lexical: Vec<Draft>, found: Vec<Found>) -> Vec<Draft> {
    let maker = Maker { passage, reader };
    let mut drafts: Vec<Draft> = Vec::new();
    // For each lexical draft, the draft that took its place.
    let mut now: Vec<Option<usize>> = vec![None; lexical.len()];
    for found in found.iter().filter(|found| !passage.is_ignored(found.anchor)) {
        let old = found.sketch.filter(|_| found.cued);
        let Some(mut draft) = maker.draft(found, old.map(|index| &lexical[index])) else { continue };
        if let Some(index) = old {
            now[index] = Some(drafts.len());
        }
        if !found.cued && draft.source.is_empty() {
            draft.continues = speaker_before(passage, &drafts, found.anchor);
        }
        drafts.push(draft);
    }
    let mut left = quotations_left(passage, lexical, &drafts);
    for quotation in &mut left {
        let first = hangs_on(quotation);
        let before = drafts.partition_point(|draft| hangs_on(draft) < first);
        let told = quotation.continues.and_then(|index| now[index]);
        quotation.continues = told.or_else(|| speaker_before(passage, &drafts[..before], first));
    }
    drafts.extend(left);
    drafts
}

/// Quotations without a cue that the lexical reader tied to a speaker, and of which the network found nothing: marks are
/// surer signs of them than it is.
fn quotations_left(passage: &Passage, lexical: Vec<Draft>, found: &[Draft]) -> Vec<Draft> {
    let mut told = vec![false; passage.len()];
    for piece in found.iter().flat_map(|draft| &draft.content) {
        told[piece.start..piece.end].fill(true);
    }
    let untold = |draft: &Draft| !draft.content.iter().any(|piece| told[piece.start..piece.end].contains(&true));
    lexical.into_iter().filter(|draft| draft.cue.is_empty() && draft.source.is_empty() && untold(draft)).collect()
}

/// The token on which a draft hangs, by which drafts are found in order.
fn hangs_on(draft: &Draft) -> usize {
    let cue = draft.cue.last().map(|piece| piece.end.saturating_sub(1));
    cue.or(draft.content.first().map(|piece| piece.start)).unwrap_or(0)
}

/// The last of `drafts` with a source, in this paragraph or the one before: its source goes on speaking where none is named.
fn speaker_before(passage: &Passage, drafts: &[Draft], anchor: usize) -> Option<usize> {
    let paragraph = passage.words.paragraph_of(anchor);
    let near = |draft: &Draft| {
        draft.content.first().is_some_and(|piece| passage.words.paragraph_of(piece.start) + 1 >= paragraph)
    };
    let last = drafts.len().checked_sub(1)?;
    let found = (0..=last).rev().take(LOOKED_BACK).find(|&at| !drafts[at].source.is_empty())?;
    near(&drafts[found]).then_some(found)
}

/// How many statements back a speaker is looked for.
const LOOKED_BACK: usize = 8;

struct Maker<'p, 't> {
    passage: &'p Passage<'t>,
    reader: &'p Reader,
}

impl Maker<'_, '_> {
    fn draft(&self, found: &Found, lexical: Option<&Draft>) -> Option<Draft> {
        let content: Vec<TokenRange> = self.pieces(&found.content, found.anchor);
        if content.is_empty() {
            return None;
        }
        let kind = self.label(found, "kind");
        let act = self.value::<Act>(found, "act");
        let mut why = lexical.map(|draft| draft.why.clone()).unwrap_or_default();
        why.push(self.reason(found));
        Some(Draft {
            source: self.source(found, lexical),
            cue: self.pieces(&found.cue, found.anchor),
            content,
            lemma: lexical.and_then(|draft| draft.lemma.clone()).or_else(|| self.lemma(found)),
            act: lexical.and_then(|draft| draft.act).or(act),
            negative: lexical.is_some_and(|draft| draft.negative),
            // A noun in quotation marks is mixed, though all of it is quoted.
            clause: !matches!(kind, Some("reported" | "mixed")),
            free: kind == Some("free"),
            block: kind == Some("block") || lexical.is_some_and(|draft| draft.block),
            score: found.score,
            rule: self.reader.id().to_owned(),
            why,
            continues: None,
            meaning: found.meaning.clone(),
        })
    }

    /// The source that the network found; where it found none, the lexical reader's, which is right more often than not.
    fn source(&self, found: &Found, lexical: Option<&Draft>) -> Vec<TokenRange> {
        let source = self.pieces(&found.source, found.anchor);
        let outside = |piece: &TokenRange| !found.content.iter().any(|content| content.contains(&piece.start));
        let known = || lexical.map(|draft| &draft.source).filter(|source| source.iter().all(outside));
        if source.is_empty() { known().cloned().unwrap_or_default() } else { source }
    }

    fn pieces(&self, pieces: &[Range<usize>], anchor: usize) -> Vec<TokenRange> {
        let within = |piece: &Range<usize>| self.within(TokenRange::new(piece.start, piece.end), anchor);
        let pieces = pieces.iter().map(|piece| self.passage.trimmed(within(piece)));
        let mut pieces: Vec<TokenRange> = pieces.filter(|piece| !piece.is_empty()).collect();
        let own = self.passage.words.paragraph_of(anchor);
        let is_own = |piece: &TokenRange| self.passage.words.paragraph_of(piece.start) == own;
        if pieces.iter().any(is_own) {
            pieces.retain(|piece| is_own(piece) || self.passage.quotation_at(piece.start).is_some());
        }
        pieces
    }

    /// The part of a piece that is in the anchor's paragraph, else its longest part: a quotation may run on over the end of a paragraph, but a headline
    /// does not go on in what stands below it.
    fn within(&self, piece: TokenRange, anchor: usize) -> TokenRange {
        let words = &self.passage.words;
        let last = piece.end.saturating_sub(1).max(piece.start);
        let inside = words.paragraph_of(piece.start) + 1..words.paragraph_of(last) + 1;
        let starts = inside.map(|paragraph| words.paragraphs()[paragraph].start);
        let mut parts = Vec::new();
        let mut start = piece.start;
        for at in starts.filter(|&at| self.passage.quotation_at(at).is_none()).chain([piece.end]) {
            parts.push(TokenRange::new(start, at));
            start = at;
        }
        let own = |part: &&TokenRange| words.paragraph_of(part.start) == words.paragraph_of(anchor);
        let longest = || parts.iter().max_by_key(|part| part.end - part.start);
        parts.iter().find(own).or_else(longest).copied().unwrap_or(piece)
    }

    /// The dictionary form of a cue that the language knows as a verb.
    fn lemma(&self, found: &Found) -> Option<String> {
        let form = self.passage.lexeme(found.anchor).forms.first().filter(|_| found.cued)?;
        Some(self.passage.language.lemmas[form.lemma].text.clone())
    }

    /// The likeliest value of a label.
    fn label(&self, found: &Found, name: &str) -> Option<&str> {
        let labels = &self.reader.config().labels;
        let at = labels.iter().position(|(own, _)| own == name)?;
        let (value, _) = *found.labels.get(at)?;
        labels[at].1.get(value).map(String::as_str)
    }

    /// The same as one of our own values.
    fn value<T: DeserializeOwned>(&self, found: &Found, name: &str) -> Option<T> {
        T::deserialize(StrDeserializer::<Error>::new(self.label(found, name)?)).ok()
    }

    fn reason(&self, found: &Found) -> Reason {
        let what = if found.cued { "a cue ends here" } else { "words of a source begin here that no cue introduces" };
        let labels =
            self.reader.config().labels.iter().zip(&found.labels).filter_map(|((name, values), (value, sure))| {
                values.get(*value).map(|value| format!("{name} {value} {sure:.2}"))
            });
        let labels: Vec<String> = labels.collect();
        let because =
            format!("the model {} finds that {what}, with {:.2}: {}", self.reader.id(), found.score, labels.join(", "));
        let place = TokenRange::new(found.anchor, found.anchor + 1);
        Reason { step: "model".to_owned(), because, span: Some(self.passage.words.range(place)) }
    }
}
