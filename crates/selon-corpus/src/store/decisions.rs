//! What a person decides about names: whose a name is, everywhere or in one outlet or document. Decisions stay when texts are read again.

use super::Store;
use super::identity::plain_name;
use super::labels::Labels;
use super::readings;
use super::speakers::{self, Met};
use super::texts::Folding;
use crate::error::StoreError;
use crate::speakers::{keys, surname_keys};
use jiff::Timestamp;
use rusqlite::{Connection, params};
use selon_reading::{Speaker, SpeakerKind};
use serde::Serialize;

/// One decision: `alias` is `name`'s.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The name as articles have it.
    pub alias: String,
    /// Whose it is, by the name that is shown.
    pub name: String,
    /// Only in this outlet.
    pub outlet: Option<String>,
    /// Only in the document of this id.
    pub doc: Option<String>,
    /// An identifier, such as a Wikidata item.
    pub reference: Option<String>,
}

/// A mention that a decision may move.
struct Mention {
    id: i64,
    speaker: Option<i64>,
    told: Speaker,
    doc: String,
    outlet: Option<String>,
    country: Option<String>,
    language: String,
}

impl Store {
    /// All decisions, in order of name.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT alias, name, outlet, doc, reference FROM decisions ORDER BY name, alias, outlet, doc")?;
        let rows = statement.query_map([], |row| {
            Ok(Decision {
                alias: row.get(0)?,
                name: row.get(1)?,
                outlet: row.get(2)?,
                doc: row.get(3)?,
                reference: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes decisions, all or none, in place of earlier ones about the same name and place; gives how many mentions moved.
    ///
    /// # Errors
    /// Where the database can't be written.
    pub fn decide(&mut self, decisions: &[Decision], now: Timestamp) -> Result<usize, StoreError> {
        let transaction = self.writing()?;
        let mut moved = 0;
        for decision in decisions {
            let (key, outlet) = (plain_name(&decision.alias), decision.outlet.as_deref().map(plain_name));
            drop_decision(&transaction, &key, outlet.as_deref(), decision.doc.as_deref())?;
            transaction.execute(
                "INSERT INTO decisions (key, alias, outlet, doc, name, reference, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![key, decision.alias, outlet, decision.doc, decision.name, decision.reference, now.to_string()],
            )?;
            moved += place_again(&transaction, &key)?;
        }
        speakers::forget_unheard(&transaction)?;
        transaction.commit()?;
        Ok(moved)
    }

    /// Takes back every decision about a name; gives how many there were.
    ///
    /// # Errors
    /// Where the database can't be written.
    pub fn undecide(&mut self, alias: &str) -> Result<usize, StoreError> {
        let key = plain_name(alias);
        let transaction = self.writing()?;
        let mut count = 0;
        for name in decided_names(&transaction, &key)? {
            count += transaction.execute("DELETE FROM decisions WHERE key = ?1 AND name = ?2", [&key, &name])?;
            unfile(&transaction, alias, &name)?;
        }
        place_again(&transaction, &key)?;
        speakers::forget_unheard(&transaction)?;
        transaction.commit()?;
        Ok(count)
    }

    /// The names under which documents know a speaker, as keys are made of them.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn names_of(&self, speaker: i64) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name FROM mentions WHERE speaker = ?1 GROUP BY name ORDER BY count(*) DESC, name",
        )?;
        let rows = statement.query_map([speaker], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn drop_decision(db: &Connection, key: &str, outlet: Option<&str>, doc: Option<&str>) -> Result<(), StoreError> {
    db.execute("DELETE FROM decisions WHERE key = ?1 AND outlet IS ?2 AND doc IS ?3", params![key, outlet, doc])?;
    Ok(())
}

fn decided_names(db: &Connection, key: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached("SELECT DISTINCT name FROM decisions WHERE key = ?1")?;
    let rows = statement.query_map([key], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes the spellings of a name away from whom it was given to, except where it is their own name.
fn unfile(db: &Connection, alias: &str, name: &str) -> Result<(), StoreError> {
    if plain_name(alias) == plain_name(name) {
        return Ok(());
    }
    for key in keys(alias, "").into_iter().chain(surname_keys(alias, "")) {
        db.prepare_cached(
            "DELETE FROM spellings WHERE key = ?1 AND speaker IN (SELECT id FROM speakers WHERE name = ?2)",
        )?
        .execute(params![key, name])?;
    }
    Ok(())
}

/// Finds anew who the mentions of a name are; gives how many changed.
fn place_again(db: &Connection, key: &str) -> Result<usize, StoreError> {
    let folding = Folding::new();
    let mentions = mentions(db, key)?;
    let labels = Labels::new(db);
    // First nobody has them, so that they are no evidence for where they were.
    db.prepare_cached("UPDATE mentions SET speaker = NULL WHERE key = ?1")?.execute([speakers::name_key(key)])?;
    let mut moved = 0;
    for mention in mentions {
        let met = Met {
            doc: &mention.doc,
            outlet: mention.outlet.as_deref(),
            country: mention.country.as_deref(),
            language: &mention.language,
        };
        let placed = speakers::place(db, &mention.told, &met)?;
        db.prepare_cached("UPDATE mentions SET speaker = ?2, why = ?3 WHERE id = ?1")?.execute(params![
            mention.id,
            placed.speaker,
            labels.optional(placed.why.as_deref())?,
        ])?;
        if placed.speaker != mention.speaker {
            moved += 1;
            readings::give_speaker(db, mention.id, placed.speaker, &folding)?;
        }
    }
    Ok(moved)
}

fn mentions(db: &Connection, key: &str) -> Result<Vec<Mention>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT m.id, m.speaker, m.name, (SELECT name FROM labels WHERE id = m.kind), coalesce(m.roles, '[]'),
         coalesce(m.aliases, '[]'), d.doc, o.name, o.country, r.language
         FROM mentions m JOIN readings r ON r.id = m.reading JOIN versions v ON v.id = r.version
         JOIN documents d ON d.id = v.document LEFT JOIN outlets o ON o.id = d.outlet WHERE m.key = ?1 ORDER BY m.id",
    )?;
    let rows = statement.query_map([speakers::name_key(key)], |row| {
        let (kind, roles, aliases): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        Ok(Mention {
            id: row.get(0)?,
            speaker: row.get(1)?,
            told: Speaker {
                name: row.get(2)?,
                kind: serde_json::from_value::<SpeakerKind>(kind.into()).unwrap_or_default(),
                roles: serde_json::from_str(&roles).unwrap_or_default(),
                aliases: serde_json::from_str(&aliases).unwrap_or_default(),
                ..Speaker::default()
            },
            doc: row.get(6)?,
            outlet: row.get(7)?,
            country: row.get(8)?,
            language: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
