//! Puts the sentences that tracing compares on the shelf, and takes them off again.

use super::keys::{self, Gathered, Held};
use super::{links, meanings, pack};
use crate::claims::{self, Article, Sentence, SentenceId, Shelf};
use crate::error::StoreError;
use crate::signatures;
use crate::store::Kept;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// What a transaction has changed of what tracing compares, until `connect::settle` puts the claims around it in order.
#[derive(Default)]
pub(super) struct Pending {
    keys: Gathered,
    /// Sentences that joined.
    pub(super) joined: Vec<SentenceId>,
    /// Numbers of claims that lost an appearance.
    pub(super) shaken: BTreeSet<i64>,
    /// How many articles there are more.
    articles: i64,
}

impl Pending {
    /// Puts an article on the shelf; `start` tells the first code point of a sentence.
    pub(super) fn shelve(
        &mut self,
        db: &Connection,
        document: i64,
        article: &Article,
        sentences: &[Sentence],
        start: impl Fn(&Sentence) -> i64,
    ) -> Result<(), StoreError> {
        db.prepare_cached("INSERT INTO articles (document, body) VALUES (?1, ?2)")?
            .execute(params![document, pack::article(article)])?;
        self.articles += 1;
        let any_meanings = meanings::any(db)?;
        let mut held: BTreeMap<u64, Vec<SentenceId>> = BTreeMap::new();
        for sentence in sentences {
            let number = i64::try_from(sentence.order).unwrap_or(i64::MAX);
            db.prepare_cached("INSERT INTO sentences (document, number, start, body) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![document, number, start(sentence), pack::sentence(sentence)])?;
            let id = SentenceId(db.last_insert_rowid());
            let meanings = if any_meanings { meanings::compared(db, document, sentence)? } else { Vec::new() };
            let keys = signatures::all(sentence, &meanings);
            keys.into_iter().for_each(|key| held.entry(key).or_default().push(id));
            self.joined.push(id);
        }
        self.keys.note(&held);
        Ok(())
    }

    /// Takes a document's sentences off the shelf, with their links and appearances.
    pub(super) fn forget(&mut self, db: &Connection, document: i64) -> Result<(), StoreError> {
        // A document that is new has none; what was gathered is then not written yet, but once for all that come with it.
        if !is_shelved(db, document)? {
            return Ok(());
        }
        // It may have been put there in this transaction.
        self.write(db)?;
        let shelf = Kept::new(db);
        let ids = shelf.sentences_of(&document.to_string());
        let mut held: BTreeMap<u64, Vec<SentenceId>> = BTreeMap::new();
        for &id in &ids {
            if let Some(sentence) = shelf.sentence(id) {
                claims::keys(&sentence).into_iter().for_each(|key| held.entry(key).or_default().push(id));
            }
            links::forget(db, id)?;
        }
        shelf.trouble()?;
        for (key, sentences) in held {
            keys::take_away(db, key, &sentences)?;
        }
        let mut query = db.prepare_cached("DELETE FROM appearances WHERE document = ?1 RETURNING claim")?;
        let claims = query.query_map([document], |row| row.get::<_, i64>(0))?;
        self.shaken.extend(claims.collect::<Result<Vec<_>, _>>()?);
        self.joined.retain(|id| !ids.contains(id));
        db.prepare_cached("DELETE FROM sentences WHERE document = ?1")?.execute([document])?;
        let gone = db.prepare_cached("DELETE FROM articles WHERE document = ?1")?.execute([document])?;
        self.articles -= i64::try_from(gone).unwrap_or(0);
        Ok(())
    }

    /// Writes what was gathered for all articles at once; gives what is stored now under each of their keys.
    pub(super) fn write(&mut self, db: &Connection) -> Result<Vec<(u64, Held)>, StoreError> {
        let written = self.keys.write(db)?;
        db.prepare_cached("UPDATE meta SET value = value + ?1 WHERE key = 'articles'")?
            .execute([std::mem::take(&mut self.articles)])?;
        Ok(written)
    }
}

fn is_shelved(db: &Connection, document: i64) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM articles WHERE document = ?1")?.exists([document])?)
}

/// How many articles are on the shelf. Counted as they come, since counting rows takes as long as there are many.
pub(super) fn articles(db: &Connection) -> Result<usize, StoreError> {
    let mut query = db.prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'articles'")?;
    Ok(usize::try_from(query.query_row([], |row| row.get::<_, i64>(0))?).unwrap_or(0))
}
