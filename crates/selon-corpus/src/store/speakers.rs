//! Gives the speakers that a document names their place among all speakers: decisions by hand first, then names and evidence.

use super::identity::plain_name;
use super::record::label;
use crate::claims::hash;
use crate::error::StoreError;
use crate::speakers::{Bearer, Told, is_name, keys, same, surname_keys};
use rusqlite::{Connection, OptionalExtension, params};
use selon_reading::{Speaker, SpeakerKind};
use std::collections::BTreeSet;

/// How many documents' words about a bearer are weighed.
const WEIGHED: i64 = 20;
/// How many bearers of one name are weighed.
const BEARERS: i64 = 16;

/// The document in which speakers are met.
pub(super) struct Met<'d> {
    pub(super) doc: &'d str,
    pub(super) outlet: Option<&'d str>,
    pub(super) country: Option<&'d str>,
    pub(super) language: &'d str,
}

/// Who a mention is, and why; nobody for one that is not named.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) speaker: Option<i64>,
    pub(super) why: Option<String>,
}

/// A name folded; `None` for one that is only described.
pub(super) fn key_of(speaker: &Speaker) -> Option<String> {
    let named = !speaker.anonymous && is_name(&speaker.name);
    named.then(|| plain_name(&speaker.name)).filter(|name| !name.is_empty())
}

/// The number under which mentions of a folded name are looked up.
pub(super) fn name_key(folded: &str) -> i64 {
    hash(&["name", folded]).cast_signed()
}

/// Finds who is meant, or makes a new speaker.
pub(super) fn place(db: &Connection, speaker: &Speaker, met: &Met) -> Result<Placed, StoreError> {
    let Some(key) = key_of(speaker) else { return Ok(Placed::default()) };
    if let Some(id) = decided(db, &key, speaker, met)? {
        return Ok(Placed { speaker: Some(id), why: Some("decided by hand".into()) });
    }
    let told = Told {
        kind: speaker.kind,
        roles: speaker.roles.clone(),
        language: met.language.to_owned(),
        country: met.country.map(str::to_owned),
    };
    if let Some((id, why)) = known(db, &told, &speaker.name, met.language)? {
        return Ok(Placed { speaker: Some(id), why: Some(why) });
    }
    let id = create(db, &speaker.name, speaker.kind, speaker.reference.as_deref())?;
    file(db, id, &speaker.name, met.language)?;
    Ok(Placed { speaker: Some(id), why: Some("first met here".into()) })
}

/// Whom a decision names: one about the document goes before one about the outlet, and that before a general one.
fn decided(db: &Connection, key: &str, speaker: &Speaker, met: &Met) -> Result<Option<i64>, StoreError> {
    let outlet = met.outlet.map(plain_name);
    let found: Option<(String, Option<String>, bool)> = db
        .prepare_cached(
            "SELECT name, reference, outlet IS NULL AND doc IS NULL FROM decisions
             WHERE key = ?1 AND (doc IS NULL OR doc = ?2) AND (outlet IS NULL OR outlet = ?3)
             ORDER BY doc IS NULL, outlet IS NULL, id DESC LIMIT 1",
        )?
        .query_row(params![key, met.doc, outlet], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((name, reference, general)) = found else { return Ok(None) };
    let id = named(db, &name, speaker.kind, reference.as_deref())?;
    if general {
        file(db, id, &speaker.name, met.language)?;
    }
    Ok(Some(id))
}

/// The speaker of exactly that name, who is made where there is none.
pub(super) fn named(
    db: &Connection,
    name: &str,
    kind: SpeakerKind,
    reference: Option<&str>,
) -> Result<i64, StoreError> {
    let found: Option<i64> = db
        .prepare_cached(
            "SELECT p.id FROM spellings s JOIN speakers p ON p.id = s.speaker WHERE s.key = ?1 AND p.name = ?2 ORDER BY p.id",
        )?
        .query_row(params![plain_name(name), name], |row| row.get(0))
        .optional()?;
    let id = match found {
        Some(id) => id,
        None => {
            let id = create(db, name, kind, None)?;
            spell(db, id, &plain_name(name))?;
            id
        }
    };
    if reference.is_some() {
        db.prepare_cached("UPDATE speakers SET reference = ?2 WHERE id = ?1")?.execute(params![id, reference])?;
    }
    Ok(id)
}

/// The first bearer of the name whom no evidence sets apart.
fn known(db: &Connection, told: &Told, name: &str, language: &str) -> Result<Option<(i64, String)>, StoreError> {
    let plain = plain_name(name);
    for key in keys(name, language) {
        for bearer in bearers(db, &key)? {
            if let Some(why) = same(told, &bearer, false) {
                file(db, bearer.id, name, language)?;
                let spelling = if key == plain { "" } else { ", in another spelling" };
                return Ok(Some((bearer.id, format!("{why}{spelling}"))));
            }
        }
    }
    if told.kind != SpeakerKind::Person || plain.contains(' ') {
        return Ok(None);
    }
    for key in surname_keys(name, language) {
        if let [only] = bearers(db, &key)?.as_slice()
            && let Some(why) = same(told, only, true)
        {
            return Ok(Some((only.id, why.to_owned())));
        }
    }
    Ok(None)
}

fn bearers(db: &Connection, key: &str) -> Result<Vec<Bearer>, StoreError> {
    let mut statement = db.prepare_cached("SELECT speaker FROM spellings WHERE key = ?1 ORDER BY speaker LIMIT ?2")?;
    let ids = statement.query_map(params![key, BEARERS], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    ids.into_iter().map(|id| Ok(Bearer { id, told: told_of(db, id)? })).collect()
}

fn told_of(db: &Connection, speaker: i64) -> Result<Vec<Told>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT (SELECT name FROM labels WHERE id = m.kind), coalesce(m.roles, '[]'), r.language, o.country FROM mentions m JOIN readings r ON r.id = m.reading
         JOIN versions v ON v.id = r.version JOIN documents d ON d.id = v.document LEFT JOIN outlets o ON o.id = d.outlet
         WHERE m.speaker = ?1 LIMIT ?2",
    )?;
    let rows = statement.query_map(params![speaker, WEIGHED], |row| {
        let (kind, roles): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(Told {
            kind: serde_json::from_value(kind.into()).unwrap_or_default(),
            roles: serde_json::from_str(&roles).unwrap_or_default(),
            language: row.get(2)?,
            country: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn create(db: &Connection, name: &str, kind: SpeakerKind, reference: Option<&str>) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT INTO speakers (name, kind, reference) VALUES (?1, ?2, ?3)")?.execute(params![
        name,
        label(kind),
        reference
    ])?;
    Ok(db.last_insert_rowid())
}

/// Files the speaker under the name's spellings, and under the surname.
fn file(db: &Connection, speaker: i64, name: &str, language: &str) -> Result<(), StoreError> {
    let surname = if name.split_whitespace().nth(1).is_some() { surname_keys(name, language) } else { Vec::new() };
    keys(name, language).into_iter().chain(surname).try_for_each(|key| spell(db, speaker, &key))
}

fn spell(db: &Connection, speaker: i64, key: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO spellings (key, speaker) VALUES (?1, ?2)")?
        .execute(params![key, speaker])?;
    Ok(())
}

/// Speakers whom a document names, in any of its readings.
pub(super) fn of_document(db: &Connection, document: i64) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT DISTINCT m.speaker FROM versions v JOIN readings r ON r.version = v.id JOIN mentions m ON m.reading = r.id
         WHERE v.document = ?1 AND m.speaker IS NOT NULL",
    )?;
    let rows = query.query_map([document], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes out those of these speakers whom no document names any more and no decision either.
pub(super) fn forget_unheard_of(db: &Connection, speakers: &BTreeSet<i64>) -> Result<(), StoreError> {
    for id in speakers {
        db.prepare_cached(
            "DELETE FROM speakers WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.speaker = ?1)
             AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.name = speakers.name)",
        )?
        .execute([id])?;
    }
    Ok(())
}

/// Takes out all speakers whom no document names any more and no decision either.
pub(super) fn forget_unheard(db: &Connection) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM speakers WHERE NOT EXISTS (SELECT 1 FROM mentions m WHERE m.speaker = speakers.id)
         AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.name = speakers.name)",
        [],
    )?;
    Ok(())
}
