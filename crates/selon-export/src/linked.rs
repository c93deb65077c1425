//! Articles and speakers in schema.org's words (vocabulary 12.0, against which they are checked), shared by `schemaorg` and `claimreview`.
//!
//! What a text does not tell is not put: an author of whom only the name is known has no type, nor has a speaker that is neither a person
//! nor an organisation; who is not named has a description and no name.

use crate::iri;
use crate::record::language;
use selon_corpus::Tracing;
use selon_reading::{Act, Polarity, Reading, Speaker, SpeakerKind, Statement};
use selon_text::Document;
use serde::Serialize;
use std::collections::HashSet;

/// The kinds of article that schema.org knows; a document of none of them is an `Article`.
const ARTICLES: &[&str] = &[
    "AdvertiserContentArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "NewsArticle",
    "OpinionNewsArticle",
    "Report",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "TechArticle",
];

/// Another node of the graph, by its name.
#[derive(Clone, Serialize)]
pub(crate) struct Ref {
    #[serde(rename = "@id")]
    pub(crate) id: String,
}

/// A document as an `Article`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Article<'a> {
    #[serde(rename = "@id")]
    pub(crate) id: String,
    #[serde(rename = "@type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<Original<'a>>,
}

/// Somebody of whom the name is known.
#[derive(Serialize)]
pub(crate) struct Named<'a> {
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
}

/// What was translated; only its language is known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Original<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    in_language: &'a str,
}

/// Who speaks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Speaking<'a> {
    #[serde(rename = "@id")]
    pub(crate) id: String,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    job_title: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

impl<'a> Article<'a> {
    pub(crate) fn new(document: &'a Document, reading: &'a Reading) -> Self {
        let address = document.canonical.as_deref().or(document.url.as_deref());
        Self {
            id: iri::of_document(document),
            kind: ARTICLES.iter().find(|kind| Some(**kind) == document.genre.as_deref()).copied().unwrap_or("Article"),
            url: address.filter(|address| iri::is_address(address)).map(iri::legal),
            headline: document.title.as_deref(),
            author: document.authors.iter().map(|name| Named { kind: None, name }).collect(),
            publisher: document.outlet.as_deref().map(|name| Named { kind: Some("Organization"), name }),
            date_published: date(&document.published),
            date_modified: date(&document.modified),
            in_language: language(document, reading),
            translation_of_work: document
                .translated_from
                .as_deref()
                .map(|in_language| Original { kind: "CreativeWork", in_language }),
        }
    }
}

impl<'a> Speaking<'a> {
    pub(crate) fn new(document: &Document, speaker: &'a Speaker) -> Self {
        let person = speaker.kind == SpeakerKind::Person;
        let roles = speaker.roles.iter().map(String::as_str);
        let mut described: Vec<&str> = if person { Vec::new() } else { roles.clone().collect() };
        if speaker.anonymous {
            described.insert(0, &speaker.name);
        }
        Self {
            id: iri::of_speaker(document, speaker),
            kind: match speaker.kind {
                SpeakerKind::Person => Some("Person"),
                SpeakerKind::Organisation => Some("Organization"),
                SpeakerKind::Media => Some("NewsMediaOrganization"),
                SpeakerKind::Group | SpeakerKind::Document | SpeakerKind::Unknown => None,
            },
            name: (!speaker.anonymous).then_some(speaker.name.as_str()),
            alternate_name: speaker.aliases.iter().map(String::as_str).collect(),
            job_title: if person { roles.collect() } else { Vec::new() },
            description: (!described.is_empty()).then(|| described.join(", ")),
            same_as: speaker.reference.as_deref().and_then(iri::of_reference),
        }
    }
}

/// What a page gives as a date, where it is one.
fn date(time: &Option<String>) -> Option<&str> {
    time.as_deref().filter(|time| crate::spread::days(time).is_some())
}

/// Whether the source is told to say that something is so. Who denies, asks or urges makes no claim of these words.
pub(crate) fn claims(statement: &Statement) -> bool {
    statement.polarity == Polarity::Positive
        && matches!(statement.act, Act::Assert | Act::Confirm | Act::Warn | Act::Accuse)
}

/// When it was said, where that is a date as schema.org takes it: a day, a month or a year.
pub(crate) fn said(statement: &Statement) -> Option<&str> {
    let value = statement.when.as_ref()?.value.as_str();
    (crate::spread::days(value).is_some() && !value.contains(['/', 'W'])).then_some(value)
}

/// The articles of a claim that say it, the earliest first, each once.
pub(crate) fn saying(claim: &Tracing) -> Vec<Ref> {
    let mut seen = HashSet::new();
    let asserts = claim.appearances.iter().filter(|step| step.stance == "asserts");
    let articles = asserts.map(|step| iri::of_doc(&step.doc, step.url.as_deref()));
    articles.filter(|article| seen.insert(article.clone())).map(|id| Ref { id }).collect()
}
