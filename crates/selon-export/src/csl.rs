//! `csl`: CSL-JSON 1.0.2 (citationstyles.org): one item for each document, for Zotero, pandoc and their like. It has no statements.
//!
//! Names stand whole (`literal`), since which part is the family's a page does not tell.

use crate::list::List;
use crate::record::language;
use crate::spread::days;
use crate::{Exporter, iri};
use jiff::civil::Date;
use selon_reading::Reading;
use selon_text::Document;
use serde::Serialize;
use std::io::{self, Write};

pub(crate) struct Csl<'w> {
    items: List<'w>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: Vec<[i16; 3]>,
}

impl<'w> Csl<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { items: List::new("[", out) }
    }
}

impl Exporter for Csl<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let address = document.canonical.as_deref().or(document.url.as_deref());
        self.items.put(&Item {
            id: &document.id,
            r#type: kind(document.genre.as_deref()),
            title: document.title.as_deref(),
            author: document.authors.iter().map(|literal| Name { literal }).collect(),
            container_title: document.outlet.as_deref(),
            issued: issued(document.published.as_deref()),
            accessed: issued(document.fetched.as_deref()),
            language: language(document, reading),
            url: address.filter(|address| iri::is_address(address)).map(iri::legal),
        })
    }

    fn finish(&mut self) -> io::Result<()> {
        self.items.finish(|_| String::new())
    }
}

/// The type of a bibliography for schema.org's kinds of article.
fn kind(genre: Option<&str>) -> &'static str {
    match genre {
        Some("BlogPosting" | "LiveBlogPosting") => "post-weblog",
        Some("SocialMediaPosting") => "post",
        Some("ScholarlyArticle") => "article-journal",
        Some("Report") => "report",
        _ => "article-newspaper",
    }
}

/// The day; one that is told by its month or year alone can't be put without making a day up, and is left out.
fn issued(time: Option<&str>) -> Option<Issued> {
    let (first, last) = days(time?)?;
    let parts = |day: Date| [day.year(), i16::from(day.month()), i16::from(day.day())];
    (first == last).then(|| Issued { parts: vec![parts(first)] })
}
