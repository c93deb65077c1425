//! A claim with the names, addresses and dates of the articles in which it appears: what is shown and put out.

use crate::claims::{Change, Claim, Edge};
use crate::error::StoreError;
use crate::store::Store;
use selon_text::Offsets;
use serde::Serialize;
use std::collections::HashMap;

/// The history of one claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tracing {
    /// The claim's id.
    pub claim: String,
    /// Ids of the documents that have it from no other one.
    pub origins: Vec<String>,
    /// How many of them do not lean on one another.
    pub independent: usize,
    /// In order of time.
    pub appearances: Vec<Step>,
    /// Ids of claims that do not go together with it.
    pub contradicts: Vec<String>,
    /// What does not go together, with the words of both.
    pub contradictions: Vec<Against>,
    /// Documents that lean on one another in a circle.
    pub circles: Vec<Vec<String>>,
}

/// One appearance of a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Step {
    /// The document's id.
    pub doc: String,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The document's address.
    pub url: Option<String>,
    /// When it was published, as it tells.
    pub published: Option<String>,
    /// The time that orders it, seconds since 1970.
    pub seconds: i64,
    /// Where `seconds` comes from: `published`, `fetched` or `added`.
    pub dated: String,
    /// Two-letter code of the language.
    pub language: Option<String>,
    /// Where it stands in the text: first code point.
    pub start: usize,
    /// First code point behind it.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// Whom they are given to.
    pub speaker: Option<String>,
    /// The statement that it is.
    pub statement: Option<String>,
    /// How it stands to the claim: asserts, denies, doubts, declines.
    pub stance: String,
    /// Id of the document that it was taken from, or answers.
    pub from: Option<String>,
    /// Whether it names or links to that document.
    pub credited: bool,
    /// How sure that is, from 0 to 1; without credit it is likely at most.
    pub strength: Option<f32>,
    /// What changed on the way.
    pub drift: Vec<&'static str>,
    /// The words that changed.
    pub difference: Vec<Change>,
    /// Why, in plain sentences.
    pub why: Vec<String>,
}

/// Words of a claim, and words of another that do not go together with them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Against {
    /// The other claim.
    pub claim: String,
    /// Words of this one.
    pub quote: String,
    /// Words of the other.
    pub other: String,
    /// Why, in plain sentences.
    pub why: Vec<String>,
}

/// What is told of an article.
struct Told {
    doc: String,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    seconds: i64,
    dated: String,
    language: Option<String>,
    text: String,
}

impl Store {
    pub(super) fn report(&self, claims: &[Claim]) -> Result<Vec<Tracing>, StoreError> {
        let mut told: HashMap<String, Told> = HashMap::new();
        for claim in claims {
            let of_edges = claim.appearances.iter().filter_map(|at| at.from.as_ref()).map(|edge| &edge.article);
            for article in claim.appearances.iter().map(|at| &at.article).chain(of_edges) {
                if !told.contains_key(article) {
                    told.insert(article.clone(), self.told(article)?);
                }
            }
        }
        Ok(claims.iter().map(|claim| tracing(claim, &told)).collect())
    }

    fn told(&self, article: &str) -> Result<Told, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.doc, o.name, d.url, v.published, v.seconds, v.dated, coalesce(r.language, v.language), v.text
             FROM documents d JOIN versions v ON v.id = d.version LEFT JOIN readings r ON r.id = v.reading
             LEFT JOIN outlets o ON o.id = d.outlet WHERE d.id = ?1",
        )?;
        Ok(statement.query_row([article], |row| {
            Ok(Told {
                doc: row.get(0)?,
                outlet: row.get(1)?,
                url: row.get(2)?,
                published: row.get(3)?,
                seconds: row.get(4)?,
                dated: row.get(5)?,
                language: row.get(6)?,
                text: row.get(7)?,
            })
        })?)
    }
}

fn tracing(claim: &Claim, told: &HashMap<String, Told>) -> Tracing {
    let doc = |article: &String| told.get(article).map_or_else(|| article.clone(), |told| told.doc.clone());
    Tracing {
        claim: claim.id.clone(),
        origins: claim.origins.iter().map(doc).collect(),
        independent: claim.independent(),
        appearances: claim.appearances.iter().filter_map(|at| Some(step(at, told.get(&at.article)?, &doc))).collect(),
        contradicts: claim.contradicts.iter().map(|other| other.claim.clone()).collect(),
        contradictions: claim
            .contradicts
            .iter()
            .map(|other| Against {
                claim: other.claim.clone(),
                quote: other.quote.clone(),
                other: other.other.clone(),
                why: other.reasons.clone(),
            })
            .collect(),
        circles: claim.circles.iter().map(|circle| circle.iter().map(doc).collect()).collect(),
    }
}

fn step(at: &crate::claims::Appearance, told: &Told, doc: &dyn Fn(&String) -> String) -> Step {
    let span = Offsets::new(&told.text).codepoints(at.span);
    let edge = at.from.as_ref();
    let of_edge = |take: fn(&Edge) -> &[String]| edge.map(|edge| take(edge).to_vec()).unwrap_or_default();
    Step {
        doc: told.doc.clone(),
        outlet: told.outlet.clone(),
        url: told.url.clone(),
        published: told.published.clone(),
        seconds: told.seconds,
        dated: told.dated.clone(),
        language: told.language.clone(),
        start: span.start,
        end: span.end,
        quote: at.quote.clone(),
        speaker: at.speaker.clone(),
        statement: at.statement.clone(),
        stance: serde_json::to_value(at.stance)
            .ok()
            .and_then(|name| Some(name.as_str()?.to_owned()))
            .unwrap_or_default(),
        from: edge.map(|edge| doc(&edge.article)),
        credited: edge.is_some_and(|edge| edge.credited),
        strength: edge.map(|edge| edge.strength),
        drift: edge.map(|edge| edge.drift.iter().map(|drift| drift.name()).collect()).unwrap_or_default(),
        difference: edge.map(|edge| edge.difference.clone()).unwrap_or_default(),
        why: of_edge(|edge| &edge.reasons),
    }
}
