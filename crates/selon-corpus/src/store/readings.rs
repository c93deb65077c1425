//! Writes the reading of one version: its speakers, its statements, and the words that are searched.

use super::labels::Labels;
use super::meanings;
use super::record::{Prepared, Sheet, label};
use super::sentences::Pending;
use super::speakers::{self, Met};
use super::texts::Folding;
use super::wholes;
use crate::error::StoreError;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use selon_reading::{Reading, Statement};
use std::collections::HashMap;

/// Where a reading belongs.
pub(super) struct Place {
    pub(super) document: i64,
    pub(super) version: i64,
    pub(super) outlet: Option<i64>,
    /// The time that orders the document, since 1970.
    pub(super) seconds: i64,
}

/// A speaker of the document, as stored.
struct Mention {
    id: i64,
    speaker: Option<i64>,
    names: String,
}

/// Writes the reading and makes it the current one of its document; its sentences are `pending`.
pub(super) fn write(
    db: &Connection,
    place: &Place,
    prepared: &Prepared,
    folding: &Folding,
    now: Timestamp,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    forget_current(db, place.document, pending)?;
    let reading = &prepared.reading;
    db.prepare_cached("DELETE FROM readings WHERE version = ?1 AND model = ?2")?
        .execute(params![place.version, reading.model])?;
    db.prepare_cached("INSERT INTO readings (version, model, language, added) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![place.version, reading.model, reading.language, now.to_string()])?;
    let id = db.last_insert_rowid();
    db.prepare_cached("UPDATE versions SET reading = ?2 WHERE id = ?1")?.execute(params![place.version, id])?;
    wholes::keep(db, id, &prepared.whole)?;
    let labels = Labels::new(db);
    let mentions = write_mentions(db, place, id, prepared, &labels)?;
    let sheet = Sheet::new(&prepared.document, reading);
    let rows = Rows { db, place, reading, id, sheet: &sheet, mentions: &mentions, folding, labels: &labels };
    reading.statements.iter().try_for_each(|statement| rows.write(statement))?;
    pending.shelve(db, place.document, &prepared.article, &prepared.sentences, |sentence| sheet.start(sentence))
}

/// Takes the document's current statements out of what is searched and traced; the rows of its readings stay.
pub(super) fn forget_current(db: &Connection, document: i64, pending: &mut Pending) -> Result<(), StoreError> {
    pending.forget(db, document)?;
    db.prepare_cached("DELETE FROM words WHERE rowid IN (SELECT id FROM statements WHERE document = ?1 AND current)")?
        .execute([document])?;
    db.prepare_cached("UPDATE statements SET current = 0 WHERE document = ?1 AND current")?.execute([document])?;
    Ok(())
}

fn write_mentions<'r>(
    db: &Connection,
    place: &Place,
    reading: i64,
    prepared: &'r Prepared,
    labels: &Labels,
) -> Result<HashMap<&'r str, Mention>, StoreError> {
    let outlet: Option<(String, Option<String>)> = db
        .prepare_cached("SELECT name, country FROM outlets WHERE id = ?1")?
        .query_row([place.outlet], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let met = Met {
        doc: &prepared.document.id,
        outlet: outlet.as_ref().map(|(name, _)| name.as_str()),
        country: outlet.as_ref().and_then(|(_, country)| country.as_deref()),
        language: &prepared.reading.language,
    };
    let mut mentions = HashMap::new();
    for (at, speaker) in prepared.reading.speakers.iter().enumerate() {
        let placed = speakers::place(db, speaker, &met)?;
        db.prepare_cached(
            "INSERT INTO mentions (reading, local, name, key, kind, roles, aliases, anonymous, speaker, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            reading,
            at as i64,
            speaker.name,
            speakers::key_of(speaker).map(|name| speakers::name_key(&name)),
            labels.id(&label(speaker.kind))?,
            list(&speaker.roles)?,
            list(&speaker.aliases)?,
            speaker.anonymous,
            placed.speaker,
            labels.optional(placed.why.as_deref())?,
        ])?;
        let names = format!("{} {} {}", speaker.name, speaker.aliases.join(" "), speaker.roles.join(" "));
        let mention = Mention { id: db.last_insert_rowid(), speaker: placed.speaker, names };
        mentions.insert(speaker.id.as_str(), mention);
    }
    Ok(mentions)
}

/// A JSON list; nothing where it is empty.
fn list(texts: &[String]) -> Result<Option<String>, StoreError> {
    Ok(if texts.is_empty() { None } else { Some(serde_json::to_string(texts)?) })
}

struct Rows<'r> {
    db: &'r Connection,
    place: &'r Place,
    reading: &'r Reading,
    id: i64,
    sheet: &'r Sheet<'r>,
    mentions: &'r HashMap<&'r str, Mention>,
    folding: &'r Folding,
    labels: &'r Labels<'r>,
}

impl Rows<'_> {
    fn write(&self, statement: &Statement) -> Result<(), StoreError> {
        let mention = |id: &Option<String>| self.mentions.get(id.as_deref()?);
        let speaker = mention(&statement.speaker);
        let words = |ranges| self.sheet.words(statement, ranges);
        let (source, content) = (words(&statement.source), words(&statement.content));
        let when = statement.when.as_ref();
        let (labels, spans) = (self.labels, self.sheet.spans(statement));
        self.db.prepare_cached(INSERT)?.execute(params![
            self.id,
            self.place.document,
            self.day(statement),
            speaker.and_then(|mention| mention.speaker),
            self.place.outlet,
            statement.anonymous,
            labels.id(statement.act.name())?,
            labels.id(&self.reading.language)?,
            number_of(&statement.id),
            labels.id(&label(statement.place))?,
            labels.id(statement.kind.name())?,
            labels.id(statement.polarity.name())?,
            labels.id(&label(statement.stance))?,
            labels.id(&label(statement.certainty))?,
            labels.id(&statement.rule)?,
            (f64::from(statement.score) * 1000.0).round() as i64,
            labels.optional(statement.cue_lemma.as_deref())?,
            speaker.map(|mention| mention.id),
            mention(&statement.speaker_for).map(|mention| mention.id),
            statement.parent.as_deref().and_then(number_of),
            statement.continues.as_deref().and_then(number_of),
            when.map(|when| &when.value),
            labels.optional(when.map(|when| when.granularity.as_str()))?,
            labels.optional(when.map(|when| when.from.as_str()))?,
            spans.source,
            spans.cue,
            spans.content,
            spans.addressee,
            spans.medium,
            self.sheet.relays(statement),
            source,
            words(&statement.cue),
            content,
        ])?;
        let id = self.db.last_insert_rowid();
        meanings::keep(self.db, id, statement, labels.id(&self.reading.model)?)?;
        let who = format!("{source} {}", speaker.map_or("", |mention| mention.names.as_str()));
        let filters = Filters {
            act: statement.act.name(),
            language: &self.reading.language,
            outlet: self.place.outlet,
            speaker: speaker.and_then(|mention| mention.speaker),
            anonymous: statement.anonymous,
        };
        index(self.db, id, &self.folding.fold(&content), &self.folding.fold(&who), &filters.words())
    }

    /// The day that it was said on, else that of the document.
    fn day(&self, statement: &Statement) -> String {
        let of_document = || super::dates::iso(self.place.seconds).chars().take(10).collect();
        let told = statement.when.as_ref().and_then(|when| when.value.get(..10)).filter(|day| is_day(day));
        told.map_or_else(of_document, str::to_owned)
    }
}

fn is_day(text: &str) -> bool {
    super::dates::seconds(text).is_some()
}

/// The number that is kept of a statement's id, which is written in sixteens.
fn number_of(id: &str) -> Option<i64> {
    i64::from_str_radix(id, 16).ok()
}

const INSERT: &str =
    "INSERT INTO statements (reading, document, current, day, speaker, outlet, anonymous, act, language, name, place, kind,
    polarity, stance, certainty, rule, score, cue_lemma, mention, speaker_for, parent, continues, said, said_granularity,
    said_from, source_at, cue_at, content_at, addressee_at, medium_at, relays, source, cue, content)
    VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
    ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)";

/// What filters ask of a statement, as words of the full text, so that they are looked up as fast as words are.
pub(crate) struct Filters<'s> {
    pub(crate) act: &'s str,
    pub(crate) language: &'s str,
    pub(crate) outlet: Option<i64>,
    pub(crate) speaker: Option<i64>,
    pub(crate) anonymous: bool,
}

impl Filters<'_> {
    fn words(&self) -> String {
        let number = |name: &str, id: Option<i64>| id.map(|id| format!(" {name}{id}")).unwrap_or_default();
        let outlet = number("outlet", self.outlet);
        let speaker = number("speaker", self.speaker);
        let named = if self.anonymous { "anonymous" } else { "named" };
        format!("act{} lang{} {named}{outlet}{speaker}", self.act, self.language)
    }
}

fn index(db: &Connection, id: i64, content: &str, who: &str, labels: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO words (rowid, content, who, labels) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, content, who, labels])?;
    Ok(())
}

/// Gives the statements of a mention to another speaker, in the full text too.
pub(super) fn give_speaker(
    db: &Connection,
    mention: i64,
    speaker: Option<i64>,
    folding: &Folding,
) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE statements SET speaker = ?2 WHERE mention = ?1")?.execute(params![mention, speaker])?;
    let mut statement = db.prepare_cached(
        "SELECT s.id, s.content, s.source || ' ' || m.name || ' ' || coalesce(m.aliases, '') || ' ' || coalesce(m.roles, ''),
         (SELECT name FROM labels WHERE id = s.act), r.language, d.outlet, s.speaker, s.anonymous FROM statements s JOIN mentions m ON m.id = s.mention JOIN readings r ON r.id = s.reading
         JOIN documents d ON d.id = s.document WHERE s.mention = ?1 AND s.current",
    )?;
    let mut rows = statement.query([mention])?;
    while let Some(row) = rows.next()? {
        let (id, content, who): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (act, language): (String, String) = (row.get(3)?, row.get(4)?);
        let filters = Filters {
            act: &act,
            language: &language,
            outlet: row.get(5)?,
            speaker: row.get(6)?,
            anonymous: row.get(7)?,
        };
        db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id])?;
        index(db, id, &folding.fold(&content), &folding.fold(&who), &filters.words())?;
    }
    Ok(())
}
