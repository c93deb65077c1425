//! Writes the reading of one version: its speakers, its statements, and the words that are searched.

use super::appearances;
use super::record::{Prepared, Sheet, label};
use super::speakers::{self, Met};
use super::texts::Folding;
use crate::claims::SentenceId;
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

/// Writes the reading and makes it the current one of its document; gives the numbers of its sentences, which are still to be connected.
pub(super) fn write(
    db: &Connection,
    place: &Place,
    prepared: &Prepared,
    folding: &Folding,
    now: Timestamp,
) -> Result<Vec<SentenceId>, StoreError> {
    forget_current(db, place.document)?;
    let reading = &prepared.reading;
    db.prepare_cached("DELETE FROM readings WHERE version = ?1 AND model = ?2")?
        .execute(params![place.version, reading.model])?;
    db.prepare_cached("INSERT INTO readings (version, model, language, added) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![place.version, reading.model, reading.language, now.to_string()])?;
    let id = db.last_insert_rowid();
    db.prepare_cached("UPDATE versions SET reading = ?2 WHERE id = ?1")?.execute(params![place.version, id])?;
    let mentions = write_mentions(db, place, id, prepared)?;
    let sheet = Sheet::new(&prepared.document, reading);
    let rows = Rows { db, place, reading, id, sheet: &sheet, mentions: &mentions, folding };
    reading.statements.iter().try_for_each(|statement| rows.write(statement))?;
    appearances::shelve(db, place.document, place.seconds, &prepared.article, &prepared.sentences)
}

/// Takes the document's current statements out of what is searched and traced; the rows of its readings stay.
pub(super) fn forget_current(db: &Connection, document: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM words WHERE rowid IN (SELECT id FROM statements WHERE document = ?1 AND current)")?
        .execute([document])?;
    db.prepare_cached("UPDATE statements SET current = 0 WHERE document = ?1 AND current")?.execute([document])?;
    appearances::forget(db, document)
}

fn write_mentions<'r>(
    db: &Connection,
    place: &Place,
    reading: i64,
    prepared: &'r Prepared,
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
    for speaker in &prepared.reading.speakers {
        let placed = speakers::place(db, speaker, &met)?;
        db.prepare_cached(
            "INSERT INTO mentions (reading, local, name, key, kind, roles, aliases, anonymous, speaker, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            reading,
            speaker.id,
            speaker.name,
            speakers::key_of(speaker),
            label(speaker.kind),
            serde_json::to_string(&speaker.roles)?,
            serde_json::to_string(&speaker.aliases)?,
            speaker.anonymous,
            placed.speaker,
            placed.why,
        ])?;
        let names = format!("{} {} {}", speaker.name, speaker.aliases.join(" "), speaker.roles.join(" "));
        let mention = Mention { id: db.last_insert_rowid(), speaker: placed.speaker, names };
        mentions.insert(speaker.id.as_str(), mention);
    }
    Ok(mentions)
}

struct Rows<'r> {
    db: &'r Connection,
    place: &'r Place,
    reading: &'r Reading,
    id: i64,
    sheet: &'r Sheet<'r>,
    mentions: &'r HashMap<&'r str, Mention>,
    folding: &'r Folding,
}

impl Rows<'_> {
    fn write(&self, statement: &Statement) -> Result<(), StoreError> {
        let mention = |id: &Option<String>| self.mentions.get(id.as_deref()?);
        let speaker = mention(&statement.speaker);
        let words = |ranges| self.sheet.words(statement, ranges);
        let (source, content) = (words(&statement.source), words(&statement.content));
        let when = statement.when.as_ref();
        self.db.prepare_cached(INSERT)?.execute(params![
            self.id,
            self.place.document,
            statement.id,
            label(statement.place),
            statement.kind.name(),
            statement.act.name(),
            statement.polarity.name(),
            label(statement.stance),
            label(statement.certainty),
            source,
            words(&statement.cue),
            statement.cue_lemma,
            content,
            serde_json::to_string(&self.sheet.spans(statement))?,
            statement.parent,
            statement.continues,
            speaker.map(|mention| mention.id),
            speaker.and_then(|mention| mention.speaker),
            mention(&statement.speaker_for).map(|mention| mention.id),
            statement.anonymous,
            when.map(|when| &when.value),
            when.map(|when| &when.granularity),
            when.map(|when| &when.from),
            self.day(statement),
            self.sheet.relays(statement).to_string(),
            statement.score,
            statement.rule,
            self.reading.language,
            self.place.outlet,
        ])?;
        let id = self.db.last_insert_rowid();
        let who = format!("{source} {}", speaker.map_or("", |mention| mention.names.as_str()));
        let labels = Labels {
            act: statement.act.name(),
            language: &self.reading.language,
            outlet: self.place.outlet,
            speaker: speaker.and_then(|mention| mention.speaker),
            anonymous: statement.anonymous,
        };
        index(self.db, id, &self.folding.fold(&content), &self.folding.fold(&who), &labels.words())
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

const INSERT: &str =
    "INSERT INTO statements (reading, document, current, name, place, kind, act, polarity, stance, certainty,
    source, cue, cue_lemma, content, spans, parent, continues, mention, speaker, speaker_for, anonymous,
    said, said_granularity, said_from, day, relays, score, rule, language, outlet)
    VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
    ?24, ?25, ?26, ?27, ?28, ?29)";

/// What filters ask of a statement, as words of the full text, so that they are looked up as fast as words are.
pub(crate) struct Labels<'s> {
    pub(crate) act: &'s str,
    pub(crate) language: &'s str,
    pub(crate) outlet: Option<i64>,
    pub(crate) speaker: Option<i64>,
    pub(crate) anonymous: bool,
}

impl Labels<'_> {
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
        "SELECT s.id, s.content, s.source || ' ' || m.name || ' ' || m.aliases || ' ' || m.roles, s.act, r.language, d.outlet,
         s.speaker, s.anonymous FROM statements s JOIN mentions m ON m.id = s.mention JOIN readings r ON r.id = s.reading
         JOIN documents d ON d.id = s.document WHERE s.mention = ?1 AND s.current",
    )?;
    let mut rows = statement.query([mention])?;
    while let Some(row) = rows.next()? {
        let (id, content, who): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (act, language): (String, String) = (row.get(3)?, row.get(4)?);
        let labels = Labels {
            act: &act,
            language: &language,
            outlet: row.get(5)?,
            speaker: row.get(6)?,
            anonymous: row.get(7)?,
        };
        db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id])?;
        index(db, id, &folding.fold(&content), &folding.fold(&who), &labels.words())?;
    }
    Ok(())
}
