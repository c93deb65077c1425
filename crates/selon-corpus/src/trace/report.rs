//! A claim with the names, addresses and dates of the articles in which it appears: what is shown and put out.

use crate::claims::{Change, SentenceId, Shelf, Stretch, Window, difference};
use crate::error::StoreError;
use crate::search::known_by;
use crate::store::{Kept, LabelNames, Store};
use serde::Serialize;

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
    /// The document's headline.
    pub title: Option<String>,
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
    pub drift: Vec<String>,
    /// The words that changed.
    pub difference: Vec<Change>,
    /// Why, in plain sentences.
    pub why: Vec<String>,
}

impl Step {
    /// What people know the article by: its outlet, else its headline, address or id.
    #[must_use]
    pub fn place(&self) -> &str {
        known_by(&self.outlet, &self.title, &self.url, &self.doc)
    }
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

/// A claim as it is stored.
struct Head {
    name: String,
    independent: usize,
    origins: Vec<i64>,
    circles: Vec<Vec<i64>>,
}

/// An appearance as it is stored, beside what its article tells.
struct Row {
    step: Step,
    stretch: Stretch,
    /// Where it was taken from, and the document's number.
    from: Option<Stretch>,
    from_document: Option<i64>,
}

/// Makes reports of stored claims.
pub(super) struct Reports<'c> {
    store: &'c Store,
    shelf: Kept<'c>,
    labels: LabelNames<'c>,
}

impl<'c> Reports<'c> {
    pub(super) fn new(store: &'c Store) -> Self {
        Self { store, shelf: Kept::new(&store.connection), labels: LabelNames::new(&store.connection) }
    }

    /// The history of the claim of that number.
    pub(super) fn of(&self, claim: i64) -> Result<Tracing, StoreError> {
        let head = self.head(claim)?;
        let docs = |ids: &[i64]| ids.iter().map(|&id| self.doc(id)).collect::<Result<Vec<_>, _>>();
        let contradictions = self.contradictions(claim)?;
        let steps = self.rows(claim)?.into_iter().map(|row| self.step(row)).collect::<Result<_, _>>()?;
        self.shelf.trouble()?;
        Ok(Tracing {
            claim: head.name,
            origins: docs(&head.origins)?,
            independent: head.independent,
            appearances: steps,
            contradicts: contradictions.iter().map(|against| against.claim.clone()).collect(),
            contradictions,
            circles: head.circles.iter().map(|circle| docs(circle)).collect::<Result<_, _>>()?,
        })
    }

    fn head(&self, claim: i64) -> Result<Head, StoreError> {
        let mut query = self
            .store
            .connection
            .prepare_cached("SELECT name, independent, origins, coalesce(circles, '[]') FROM claims WHERE id = ?1")?;
        let (name, independent, origins, circles): (String, i64, String, String) =
            query.query_row([claim], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        Ok(Head {
            name,
            independent: usize::try_from(independent).unwrap_or(0),
            origins: serde_json::from_str(&origins)?,
            circles: serde_json::from_str(&circles)?,
        })
    }

    /// The appearances in order of time.
    fn rows(&self, claim: i64) -> Result<Vec<Row>, StoreError> {
        let mut query = self.store.connection.prepare_cached(
            "SELECT d.doc, o.name, d.url, v.published, v.seconds, v.dated, coalesce(r.language, v.language), a.start, a.length,
             (SELECT name FROM labels WHERE id = a.stance), a.credited, a.strength, a.drift, a.why, a.sentence, a.window,
             a.from_sentence, a.from_window, a.taken_from, v.title
             FROM appearances a JOIN documents d ON d.id = a.document JOIN versions v ON v.id = d.version
             LEFT JOIN readings r ON r.id = v.reading LEFT JOIN outlets o ON o.id = d.outlet
             WHERE a.claim = ?1 ORDER BY v.seconds, d.id, a.start, a.length",
        )?;
        let mut rows = query.query([claim])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.row(row)?);
        }
        Ok(found)
    }

    fn row(&self, row: &rusqlite::Row) -> Result<Row, StoreError> {
        let names = |list: Option<String>| match list {
            Some(list) => self.labels.list(&list),
            None => Ok(Vec::new()),
        };
        let stretch = |at: usize| -> rusqlite::Result<Option<Stretch>> {
            let (sentence, window): (Option<i64>, Option<i64>) = (row.get(at)?, row.get(at + 1)?);
            let window = window.and_then(|window| usize::try_from(window).ok());
            Ok(sentence.zip(window).map(|(sentence, window)| Stretch { sentence: SentenceId(sentence), window }))
        };
        let (start, length): (i64, i64) = (row.get(7)?, row.get(8)?);
        let start = usize::try_from(start).unwrap_or(0);
        let step = Step {
            doc: row.get(0)?,
            outlet: row.get(1)?,
            url: row.get(2)?,
            title: row.get(19)?,
            published: row.get(3)?,
            seconds: row.get(4)?,
            dated: row.get(5)?,
            language: row.get(6)?,
            start,
            end: start + usize::try_from(length).unwrap_or(0),
            stance: row.get(9)?,
            credited: row.get::<_, Option<bool>>(10)?.unwrap_or(false),
            strength: row.get::<_, Option<i64>>(11)?.map(|strength| strength as f32 / 1000.0),
            drift: names(row.get(12)?)?,
            why: names(row.get(13)?)?,
            ..Step::default()
        };
        Ok(Row { step, stretch: stretch(14)?.unwrap_or_default(), from: stretch(16)?, from_document: row.get(18)? })
    }

    /// What stands in the sentences: words, speaker, statement, what changed.
    fn step(&self, row: Row) -> Result<Step, StoreError> {
        let own = self.words(row.stretch);
        let window = self.window(row.stretch);
        let (quote, language) = own.clone().unwrap_or_default();
        let earlier = row.from.and_then(|from| self.words(from)).filter(|(_, other)| *other == language);
        Ok(Step {
            speaker: window.as_ref().and_then(|window| window.speaker.clone()),
            statement: window.and_then(|window| window.statement),
            from: row.from_document.map(|document| self.doc(document)).transpose()?,
            difference: earlier.map(|(words, _)| difference(&words, &quote)).unwrap_or_default(),
            quote,
            ..row.step
        })
    }

    fn window(&self, stretch: Stretch) -> Option<Window> {
        self.shelf.sentence(stretch.sentence)?.windows.get(stretch.window).cloned()
    }

    /// The words of a stretch, and their language.
    fn words(&self, stretch: Stretch) -> Option<(String, String)> {
        let sentence = self.shelf.sentence(stretch.sentence)?;
        let (span, whole) = (sentence.windows.get(stretch.window)?.span, sentence.span);
        let words = sentence.words.get(span.start.checked_sub(whole.start)?..span.end.checked_sub(whole.start)?)?;
        Some((words.to_owned(), sentence.language.clone()))
    }

    fn contradictions(&self, claim: i64) -> Result<Vec<Against>, StoreError> {
        let mut query = self.store.connection.prepare_cached(
            "SELECT o.name, c.words, c.other_words, c.why FROM contradictions c JOIN claims o ON o.id = c.other WHERE c.claim = ?1
             UNION ALL SELECT o.name, c.other_words, c.words, c.why FROM contradictions c JOIN claims o ON o.id = c.claim
             WHERE c.other = ?1 ORDER BY 1",
        )?;
        let mut rows = query.query([claim])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let why: String = row.get(3)?;
            found.push(Against {
                claim: row.get(0)?,
                quote: row.get(1)?,
                other: row.get(2)?,
                why: serde_json::from_str(&why)?,
            });
        }
        Ok(found)
    }

    /// The id of a document.
    fn doc(&self, document: i64) -> Result<String, StoreError> {
        let mut query = self.store.connection.prepare_cached("SELECT doc FROM documents WHERE id = ?1")?;
        Ok(query.query_row([document], |row| row.get(0))?)
    }
}
