//! Articles as they are compared: a row for each article and each of its sentences, with the keys under which others find them.

use crate::bodies::pack;
use crate::table::batch_of;
use arrow_array::RecordBatch;
use arrow_array::builder::{BinaryBuilder, BooleanBuilder, Int64Builder, ListBuilder, StringBuilder};
use pyo3::PyResult;
use selon_corpus::claims::{Article, Sentence, gather, keys, may_answer};
use selon_reading::{Options, Reading, Tagger, read_with};
use selon_text::{Document, Offsets};
use std::sync::Arc;

/// How many sentences of an article can be numbered; no article has so many.
pub(crate) const ORDERS: i64 = 1 << 20;

/// An article with its sentences, and the code point at which each of them starts.
pub(crate) struct Signed {
    pub(crate) article: Article,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) starts: Vec<i64>,
}

/// Reads a document in the language that is told of it.
pub(crate) fn read(document: &Document, tagger: &dyn Tagger) -> Reading {
    let options = Options { language: document.language.clone(), ..Options::default() };
    read_with(tagger, document, &options)
}

/// Reads a document and makes ready what is compared of it.
pub(crate) fn sign(document: &Document, tagger: &dyn Tagger) -> Signed {
    let reading = read(document, tagger);
    let seconds = document.published.as_deref().and_then(selon_corpus::seconds);
    let (article, mut sentences) = gather(document, &reading, seconds);
    sentences.truncate(ORDERS as usize);
    let offsets = Offsets::new(&document.text);
    let start = |sentence: &Sentence| offsets.codepoints(sentence.span).start as i64;
    let starts = sentences.iter().map(start).collect();
    Signed { article, sentences, starts }
}

/// Rows of signed articles: `doc`, `seconds` (since 1970, where known), `number` of the sentence (−1 for the article itself), `sentences`
/// (how many the article has), `start` (code point), `answers` (whether it may answer what stands before it), `keys`, `body`.
#[derive(Default)]
pub(crate) struct Rows {
    doc: StringBuilder,
    seconds: Int64Builder,
    number: Int64Builder,
    sentences: Int64Builder,
    start: Int64Builder,
    answers: BooleanBuilder,
    keys: ListBuilder<Int64Builder>,
    body: BinaryBuilder,
}

impl Rows {
    pub(crate) fn put(&mut self, signed: &Signed) -> PyResult<()> {
        self.row(signed, -1, 0, false, &[], &pack(&signed.article)?);
        for (number, (sentence, start)) in signed.sentences.iter().zip(&signed.starts).enumerate() {
            let keys = keys(sentence);
            self.row(signed, number as i64, *start, may_answer(sentence), &keys, &pack(sentence)?);
        }
        Ok(())
    }

    fn row(&mut self, signed: &Signed, number: i64, start: i64, answers: bool, keys: &[u64], body: &[u8]) {
        self.doc.append_value(&signed.article.id);
        self.seconds.append_option(signed.article.seconds);
        self.number.append_value(number);
        self.sentences.append_value(signed.sentences.len() as i64);
        self.start.append_value(start);
        self.answers.append_value(answers);
        self.keys.append_value(keys.iter().map(|key| Some(key.cast_signed())));
        self.body.append_value(body);
    }

    pub(crate) fn finish(mut self) -> PyResult<RecordBatch> {
        batch_of([
            ("doc", Arc::new(self.doc.finish())),
            ("seconds", Arc::new(self.seconds.finish())),
            ("number", Arc::new(self.number.finish())),
            ("sentences", Arc::new(self.sentences.finish())),
            ("start", Arc::new(self.start.finish())),
            ("answers", Arc::new(self.answers.finish())),
            ("keys", Arc::new(self.keys.finish())),
            ("body", Arc::new(self.body.finish())),
        ])
    }
}
