//! Statements as people and programs are shown them.

use crate::error::StoreError;
use crate::store::Store;
use rusqlite::Row;
use serde::Serialize;

/// One statement with what is needed to cite it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Hit {
    /// The statement's id: twelve hexadecimal digits.
    pub id: String,
    /// The document's id.
    pub doc: String,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The document's address.
    pub url: Option<String>,
    /// The document's headline.
    pub title: Option<String>,
    /// The day on which it was said, else that of the document; ISO.
    pub day: String,
    /// When it was said, where the text tells.
    pub said: Option<String>,
    /// Two-letter code of the language.
    pub language: String,
    /// The speaker, by the name known across documents.
    pub speaker: Option<String>,
    /// The speaker as this document calls them.
    pub called: Option<String>,
    /// The words that name the source here.
    pub source: String,
    /// Whether the name of the source is withheld.
    pub anonymous: bool,
    /// How it is told.
    pub kind: String,
    /// What is done by saying it.
    pub act: String,
    /// Whether the saying is told as having happened.
    pub polarity: String,
    /// How surely it is put.
    pub certainty: String,
    /// What is said.
    pub content: String,
    /// How many passed it on between the page and the first mouth.
    pub relays: i64,
    /// The claim that it belongs to.
    pub claim: Option<String>,
}

impl Hit {
    /// What people know the article by: its outlet, else its headline, address or id.
    #[must_use]
    pub fn place(&self) -> &str {
        known_by(&self.outlet, &self.title, &self.url, &self.doc)
    }
}

/// The first of an article's outlet, headline and address that is known, else its id.
pub(crate) fn known_by<'a>(
    outlet: &'a Option<String>,
    title: &'a Option<String>,
    url: &'a Option<String>,
    doc: &'a str,
) -> &'a str {
    outlet.as_deref().or(title.as_deref()).or(url.as_deref()).unwrap_or(doc)
}

pub(crate) const COLUMNS: &str =
    "printf('%012x', s.name), d.doc, o.name, d.url, v.title, s.day, s.said, (SELECT name FROM labels WHERE id = s.language),
    p.name, m.name, s.source, s.anonymous, (SELECT name FROM labels WHERE id = s.kind), (SELECT name FROM labels WHERE id = s.act),
    (SELECT name FROM labels WHERE id = s.polarity), (SELECT name FROM labels WHERE id = s.certainty), s.content,
    json_array_length(s.relays),
    (SELECT c.name FROM appearances a JOIN claims c ON c.id = a.claim WHERE a.statement = s.id LIMIT 1)";
pub(crate) const TABLES: &str = "statements s JOIN documents d ON d.id = s.document JOIN versions v ON v.id = d.version
    LEFT JOIN outlets o ON o.id = d.outlet LEFT JOIN mentions m ON m.id = s.mention LEFT JOIN speakers p ON p.id = s.speaker";

impl Store {
    /// The statements of those numbers, in that order.
    pub(crate) fn hits(&self, statements: &[i64]) -> Result<Vec<Hit>, StoreError> {
        let mut query = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE s.id = ?1"))?;
        statements.iter().map(|id| Ok(query.query_row([id], hit)?)).collect()
    }
}

pub(crate) fn hit(row: &Row) -> rusqlite::Result<Hit> {
    Ok(Hit {
        id: row.get(0)?,
        doc: row.get(1)?,
        outlet: row.get(2)?,
        url: row.get(3)?,
        title: row.get(4)?,
        day: row.get(5)?,
        said: row.get(6)?,
        language: row.get(7)?,
        speaker: row.get(8)?,
        called: row.get(9)?,
        source: row.get(10)?,
        anonymous: row.get(11)?,
        kind: row.get(12)?,
        act: row.get(13)?,
        polarity: row.get(14)?,
        certainty: row.get(15)?,
        content: row.get(16)?,
        relays: row.get(17)?,
        claim: row.get(18)?,
    })
}
