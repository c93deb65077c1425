//! Claims as rows: one for each appearance, with where it stands and where it was taken from.

use crate::table::batch_of;
use arrow_array::RecordBatch;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use pyo3::PyResult;
use selon_corpus::claims::{Appearance, Claim, SentenceId, Shelf, Stance, may_be_carried_over};
use serde::Serialize;
use std::sync::Arc;

/// Rows of appearances, in order of claims and of time. The last four columns are for the next steps: `seconds` of the article, the
/// stretch that it is, and whether it is `open` if the text is carried over, since the shelf does not have all of it.
#[derive(Default)]
pub(crate) struct Appearances {
    claim: StringBuilder,
    independent: Int64Builder,
    number: Int64Builder,
    origin: BooleanBuilder,
    doc: StringBuilder,
    outlet: StringBuilder,
    url: StringBuilder,
    published: StringBuilder,
    language: StringBuilder,
    start: Int64Builder,
    end: Int64Builder,
    quote: StringBuilder,
    speaker: StringBuilder,
    statement: StringBuilder,
    stance: StringBuilder,
    taken_from: StringBuilder,
    credited: BooleanBuilder,
    strength: Float64Builder,
    likeness: StringBuilder,
    drift: ListBuilder<StringBuilder>,
    why: ListBuilder<StringBuilder>,
    contradicts: ListBuilder<StringBuilder>,
    seconds: Int64Builder,
    sentence: Int64Builder,
    window: Int64Builder,
    open: BooleanBuilder,
}

impl Appearances {
    /// Puts a claim; `start` tells the code point at which a sentence starts.
    pub(crate) fn put(&mut self, claim: &Claim, shelf: &dyn Shelf, start: impl Fn(SentenceId) -> i64) {
        let mut contradicts: Vec<&String> = claim.contradicts.iter().map(|other| &other.claim).collect();
        contradicts.sort_unstable();
        for (number, appearance) in claim.appearances.iter().enumerate() {
            self.claim.append_value(&claim.id);
            self.independent.append_value(claim.independent() as i64);
            self.number.append_value(number as i64);
            self.origin.append_value(claim.origins.contains(&appearance.article) && appearance.from.is_none());
            self.contradicts.append_value(contradicts.iter().map(Some));
            self.article(appearance, shelf);
            self.place(appearance, shelf, &start);
            self.step(appearance);
            self.open.append_value(is_open(appearance, shelf).unwrap_or(false));
        }
    }

    fn article(&mut self, appearance: &Appearance, shelf: &dyn Shelf) {
        let article = shelf.article(&appearance.article);
        let article = article.as_deref();
        self.doc.append_value(&appearance.article);
        self.outlet.append_option(article.and_then(|article| article.outlet.as_deref()));
        self.url.append_option(article.and_then(|article| article.url.as_deref()));
        self.published.append_option(article.and_then(|article| article.published.as_deref()));
        self.language.append_option(article.map(|article| article.language.as_str()));
        self.seconds.append_option(article.and_then(|article| article.seconds));
    }

    /// Sentences know their words and bytes; code points are counted from where the sentence starts.
    fn place(&mut self, appearance: &Appearance, shelf: &dyn Shelf, start: &impl Fn(SentenceId) -> i64) {
        let id = appearance.stretch.sentence;
        self.sentence.append_value(id.0);
        self.window.append_value(appearance.stretch.window as i64);
        let sentence = shelf.sentence(id);
        let before = sentence.as_deref().and_then(|sentence| {
            sentence
                .words
                .get(..appearance.span.start.checked_sub(sentence.span.start)?)
                .map(|words| words.chars().count())
        });
        let from = start(id) + before.unwrap_or(0) as i64;
        self.start.append_value(from);
        self.end.append_value(from + appearance.quote.chars().count() as i64);
        self.quote.append_value(&appearance.quote);
        self.speaker.append_option(appearance.speaker.as_deref());
        self.statement.append_option(appearance.statement.as_deref());
        self.stance.append_value(label(&appearance.stance));
    }

    fn step(&mut self, appearance: &Appearance) {
        let from = appearance.from.as_ref();
        self.taken_from.append_option(from.map(|edge| edge.article.as_str()));
        self.credited.append_option(from.map(|edge| edge.credited));
        self.strength.append_option(from.map(|edge| f64::from(edge.strength)));
        self.likeness.append_option(from.map(|edge| label(&edge.kind)));
        self.drift.append_value(from.iter().flat_map(|edge| &edge.drift).map(|drift| Some(drift.name())));
        self.why.append_value(from.iter().flat_map(|edge| &edge.reasons).map(Some));
    }

    pub(crate) fn finish(mut self) -> PyResult<RecordBatch> {
        batch_of([
            ("claim", Arc::new(self.claim.finish())),
            ("independent", Arc::new(self.independent.finish())),
            ("number", Arc::new(self.number.finish())),
            ("origin", Arc::new(self.origin.finish())),
            ("doc", Arc::new(self.doc.finish())),
            ("outlet", Arc::new(self.outlet.finish())),
            ("url", Arc::new(self.url.finish())),
            ("published", Arc::new(self.published.finish())),
            ("language", Arc::new(self.language.finish())),
            ("start", Arc::new(self.start.finish())),
            ("end", Arc::new(self.end.finish())),
            ("quote", Arc::new(self.quote.finish())),
            ("speaker", Arc::new(self.speaker.finish())),
            ("statement", Arc::new(self.statement.finish())),
            ("stance", Arc::new(self.stance.finish())),
            ("taken_from", Arc::new(self.taken_from.finish())),
            ("credited", Arc::new(self.credited.finish())),
            ("strength", Arc::new(self.strength.finish())),
            ("likeness", Arc::new(self.likeness.finish())),
            ("drift", Arc::new(self.drift.finish())),
            ("why", Arc::new(self.why.finish())),
            ("contradicts", Arc::new(self.contradicts.finish())),
            ("seconds", Arc::new(self.seconds.finish())),
            ("sentence", Arc::new(self.sentence.finish())),
            ("window", Arc::new(self.window.finish())),
            ("open", Arc::new(self.open.finish())),
        ])
    }
}

/// Whether it can't be told here if the text of an appearance is carried over from the one that it was taken from; a refusal never is.
fn is_open(appearance: &Appearance, shelf: &dyn Shelf) -> Option<bool> {
    let edge = appearance.from.as_ref().filter(|_| appearance.stance != Stance::Declines)?;
    let (later, earlier) = (shelf.article(&appearance.article)?, shelf.article(&edge.article)?);
    let mut both = [&later, &earlier].into_iter().flat_map(|article| shelf.sentences_of(&article.id));
    Some(both.any(|id| shelf.sentence(id).is_none()) && may_be_carried_over(&later, &earlier, shelf))
}

/// The name under which a value is known in files.
fn label(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
