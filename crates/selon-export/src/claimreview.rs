//! `claimreview`: drafts of schema.org's ClaimReview (vocabulary 12.0) as JSON-LD, one for each statement that something is so.
//!
//! Drafts: who reviews, where, when and the rating are left empty, for people to fill in. A claim followed across documents is one draft, and
//! its statements have none of their own.

use crate::entry::{pieces, text_of};
use crate::index::Index;
use crate::linked::{Article, Ref, Speaking, claims, said, saying};
use crate::list::List;
use crate::{Exporter, iri};
use selon_corpus::Tracing;
use selon_reading::{Reading, Statement};
use selon_text::Document;
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};

const HEAD: &str = r#"{"@context":"https://schema.org","@graph":["#;

pub(crate) struct ClaimReview<'w> {
    drafts: List<'w>,
    /// Statements of claims that have their draft, by document and id.
    drafted: HashSet<(String, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Draft<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: &'static str,
    date_published: &'static str,
    author: Reviewer,
    claim_reviewed: String,
    item_reviewed: Reviewed<'a>,
    review_rating: Rating,
}

/// Who reviews: left for them to fill in.
#[derive(Serialize)]
struct Reviewer {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'static str,
}

/// The rating: people's to give.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    rating_value: &'static str,
    alternate_name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reviewed<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Speaking<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_appearance: Option<Ref>,
    appearance: Appearance<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Appearance<'a> {
    Here(Box<Article<'a>>),
    There(Vec<Ref>),
}

impl<'w> ClaimReview<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { drafts: List::new(HEAD, out), drafted: HashSet::new() }
    }

    fn is_drafted(&self, document: &Document, statement: &Statement) -> bool {
        self.drafted.contains(&(document.id.clone(), statement.id.clone()))
    }
}

impl Exporter for ClaimReview<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let index = Index::new(reading);
        for statement in reading.statements.iter().filter(|statement| claims(statement)) {
            if self.is_drafted(document, statement) {
                continue;
            }
            let author = index.speaker(&statement.speaker);
            let reviewed = Reviewed {
                id: iri::of_statement(document, &statement.id),
                kind: "Claim",
                author: author.map(|author| Speaking::new(document, author)),
                date_published: said(statement),
                first_appearance: None,
                appearance: Appearance::Here(Box::new(Article::new(document, reading))),
            };
            let words = pieces(text_of(document, statement), &statement.content);
            self.drafts.put(&Draft::of(words, reviewed))?;
        }
        Ok(())
    }

    fn claim(&mut self, claim: &Tracing) -> io::Result<()> {
        let appearance = saying(claim);
        let mut asserts = claim.appearances.iter().filter(|step| step.stance == "asserts").peekable();
        let Some(&first) = asserts.peek() else { return Ok(()) };
        self.drafted.extend(asserts.filter_map(|step| Some((step.doc.clone(), step.statement.clone()?))));
        let reviewed = Reviewed {
            id: format!("urn:selon:claim:{}", claim.claim),
            kind: "Claim",
            author: None,
            date_published: None,
            first_appearance: appearance.first().cloned(),
            appearance: Appearance::There(appearance),
        };
        self.drafts.put(&Draft::of(first.quote.clone(), reviewed))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.drafts.finish(|_| "}".to_owned())
    }
}

impl<'a> Draft<'a> {
    fn of(claim_reviewed: String, item_reviewed: Reviewed<'a>) -> Self {
        Self {
            kind: "ClaimReview",
            url: "",
            date_published: "",
            author: Reviewer { kind: "Organization", name: "" },
            claim_reviewed,
            item_reviewed,
            review_rating: Rating { kind: "Rating", rating_value: "", alternate_name: "" },
        }
    }
}
