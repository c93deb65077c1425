//! `webannotation`: W3C Web Annotation Data Model, Recommendation of 23 February 2017, as JSON-LD.
//!
//! One annotation for what a statement says, and one each for the words of its source and of its cue, which link to the first. Every piece has
//! its exact words with 32 code points before and after, and its position in code points of the text that was read; words of a title that
//! stands apart have no position. Of a web page the words find the place: positions count in its main text, not in its HTML.

use crate::entry::text_of;
use crate::index::Index;
use crate::iri;
use crate::labels::labels;
use crate::list::List;
use crate::positions::Positions;
use crate::quote::{Quote, quotes};
use crate::{Exporter, Unit};
use selon_reading::{Place, Reading, Statement};
use selon_text::{ByteRange, Document};
use serde::Serialize;
use std::io::{self, Write};

const HEAD: &str = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:selon:annotations","type":"AnnotationCollection","label":"Who said what, on whose word","first":{"id":"urn:selon:annotations:1","type":"AnnotationPage","startIndex":0,"items":["#;

pub(crate) struct WebAnnotation<'w> {
    annotations: List<'w>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    generator: Generator<'a>,
    body: Vec<Body>,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Generator<'a> {
    id: String,
    r#type: &'static str,
    name: &'a str,
}

#[derive(Clone, Serialize)]
#[serde(tag = "type")]
enum Body {
    #[serde(rename = "TextualBody")]
    Text { purpose: &'static str, value: String, format: &'static str },
    #[serde(rename = "SpecificResource")]
    Other { purpose: &'static str, source: String },
}

#[derive(Serialize)]
struct Target<'a> {
    r#type: &'static str,
    source: &'a str,
    selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'a str, prefix: &'a str, suffix: &'a str },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
}

impl<'w> WebAnnotation<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { annotations: List::new(HEAD, out) }
    }
}

impl Exporter for WebAnnotation<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let text = Positions::new(&document.text, Unit::Codepoint);
        let title = Positions::new(document.title.as_deref().unwrap_or(""), Unit::Codepoint);
        let (model, index) = (reading.model.as_str(), Index::new(reading));
        let page = Page { document, model, index, source: iri::of_document(document), text, title };
        for statement in &reading.statements {
            for annotation in page.annotations(statement) {
                self.annotations.put(&annotation)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.annotations.finish(|count| format!("}},\"total\":{count}}}"))
    }
}

/// A document, and how what is marked in it is called and counted.
struct Page<'a> {
    document: &'a Document,
    model: &'a str,
    index: Index<'a>,
    source: String,
    text: Positions<'a>,
    title: Positions<'a>,
}

impl Page<'_> {
    /// What is said first; where nothing is, the words that tell of it.
    fn annotations<'a>(&'a self, statement: &'a Statement) -> Vec<Annotation<'a>> {
        let main = iri::of_statement(self.document, &statement.id);
        let link = || Body::Other { purpose: "linking", source: main.clone() };
        let part = |part| iri::of_part(self.document, statement, part);
        let who = self.index.speaker(&statement.speaker);
        let name = who.map(|who| Body::text("identifying", who.name.clone()));
        let mut source = vec![Body::text("tagging", "source".to_owned()), link()];
        source.extend(name.clone());
        let cue = vec![Body::text("tagging", "cue".to_owned()), link()];
        let mut content = vec![Body::text("tagging", "content".to_owned())];
        content.extend(labels(statement).into_iter().map(|(label, value)| Body::labelled(label, &value)));
        content.extend(name);
        let parent = statement.parent.as_deref().map(|parent| iri::of_statement(self.document, parent));
        content.extend(parent.map(|source| Body::Other { purpose: "linking", source }));
        [
            self.annotation(main.clone(), "describing", content, statement, &statement.content),
            self.annotation(part("source"), "identifying", source, statement, &statement.source),
            self.annotation(part("cue"), "classifying", cue, statement, &statement.cue),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// `None` where the words are none.
    fn annotation<'a>(
        &'a self,
        id: String,
        motivation: &'static str,
        body: Vec<Body>,
        statement: &'a Statement,
        pieces: &[ByteRange],
    ) -> Option<Annotation<'a>> {
        let in_title = statement.place == Place::Title;
        let positions = if in_title { &self.title } else { &self.text };
        let target = |quote: Quote<'a>| {
            let mut selector = vec![Selector::Quote { exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix }];
            if !in_title {
                selector.push(Selector::Position { start: quote.at[0], end: quote.at[1] });
            }
            Target { r#type: "SpecificResource", source: &self.source, selector }
        };
        let target: Vec<Target<'a>> =
            quotes(text_of(self.document, statement), positions, pieces).into_iter().map(target).collect();
        let model = self.model;
        let generator =
            Generator { id: format!("urn:selon:model:{}", iri::encoded(model)), r#type: "Software", name: model };
        (!target.is_empty()).then_some(Annotation { id, r#type: "Annotation", motivation, generator, body, target })
    }
}

impl Body {
    const fn text(purpose: &'static str, value: String) -> Self {
        Self::Text { purpose, value, format: "text/plain" }
    }

    fn labelled(label: &str, value: &str) -> Self {
        Self::text("classifying", format!("{label}: {value}"))
    }
}
