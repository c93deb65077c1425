//! `schemaorg`: schema.org (vocabulary 12.0) as JSON-LD: articles, `Quotation`s with who is told to speak, `Claim`s with where they appear.
//!
//! A statement in the speaker's own words is a `Quotation`; one that something is so is a `Claim` of the speaker; another is a `CreativeWork`.
//! A claim followed across documents is a `Claim` with its `firstAppearance`: the first that is known, no more. Nothing is rated.

use crate::entry::{pieces, text_of};
use crate::index::Index;
use crate::labels::labels;
use crate::linked::{Article, Ref, Speaking, claims, said, saying};
use crate::list::List;
use crate::record::language;
use crate::{Exporter, iri};
use selon_corpus::Tracing;
use selon_reading::{Kind, Reading, Statement};
use selon_text::Document;
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};

const HEAD: &str = r#"{"@context":"https://schema.org","@graph":["#;

pub(crate) struct SchemaOrg<'w> {
    nodes: List<'w>,
    /// Speakers put already, where they are shared by documents.
    met: HashSet<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Said<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kinds: Vec<&'static str>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Ref>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_by_character: Option<Ref>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appearance: Option<Ref>,
    is_part_of: Ref,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<&'a str>,
    keywords: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Followed<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_appearance: Option<Ref>,
    appearance: Vec<Ref>,
}

impl<'w> SchemaOrg<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { nodes: List::new(HEAD, out), met: HashSet::new() }
    }
}

impl Exporter for SchemaOrg<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let article = Article::new(document, reading);
        let index = Index::new(reading);
        self.nodes.put(&article)?;
        for speaker in &reading.speakers {
            let speaking = Speaking::new(document, speaker);
            if !iri::is_shared(speaker) || self.met.insert(speaking.id.clone()) {
                self.nodes.put(&speaking)?;
            }
        }
        for statement in &reading.statements {
            let who = index.speaker(&statement.speaker).map(|who| iri::of_speaker(document, who));
            let language = language(document, reading);
            self.nodes.put(&Said::new(document, statement, &article.id, who, language))?;
        }
        Ok(())
    }

    fn claim(&mut self, claim: &Tracing) -> io::Result<()> {
        let (Some(first), appearance) = (claim.appearances.first(), saying(claim)) else { return Ok(()) };
        let id = format!("urn:selon:claim:{}", claim.claim);
        let first_appearance = appearance.first().cloned();
        self.nodes.put(&Followed { id, kind: "Claim", text: &first.quote, first_appearance, appearance })
    }

    fn finish(&mut self) -> io::Result<()> {
        self.nodes.finish(|_| "}".to_owned())
    }
}

impl<'a> Said<'a> {
    fn new(
        document: &Document,
        statement: &'a Statement,
        article: &str,
        who: Option<String>,
        in_language: Option<&'a str>,
    ) -> Self {
        let quoted = matches!(statement.kind, Kind::Direct | Kind::Block);
        let claimed = claims(statement);
        let kinds = [(quoted, "Quotation"), (claimed, "Claim"), (!quoted && !claimed, "CreativeWork")];
        let article = Ref { id: article.to_owned() };
        let who = who.map(|id| Ref { id });
        Self {
            id: iri::of_statement(document, &statement.id),
            kinds: kinds.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind).collect(),
            text: pieces(text_of(document, statement), &statement.content),
            author: who.clone().filter(|_| !quoted || claimed),
            spoken_by_character: who.filter(|_| quoted),
            appearance: claimed.then(|| article.clone()),
            is_part_of: article,
            in_language,
            date_created: said(statement),
            keywords: labels(statement).into_iter().map(|(label, value)| format!("{label}: {value}")).collect(),
        }
    }
}
