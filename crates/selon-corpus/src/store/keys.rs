//! What sentences are found by: for every key in how many articles it is, and the last sentences that have it.
//!
//! Lists are bounded, so that words which half of all articles have cost no more than others. Where the last ones of a full
//! list are taken out of the database, older ones do not come back to it.

use super::bytes::{Reader, Writer};
use crate::claims::SentenceId;
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// How many sentences are listed under a key.
pub(super) const NEWEST: usize = 64;

/// What is stored under a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// In how many articles it is.
    pub(super) articles: usize,
    /// The last sentences that have it, the oldest first.
    pub(super) newest: Vec<SentenceId>,
}

/// Keys of articles that are being added, gathered so that each key is written once for all of them.
#[derive(Default)]
pub(super) struct Gathered(BTreeMap<u64, Held>);

impl Gathered {
    /// Notes the keys of one article's sentences.
    pub(super) fn note(&mut self, article: &BTreeMap<u64, Vec<SentenceId>>) {
        for (&key, sentences) in article {
            let held = self.0.entry(key).or_default();
            held.articles += 1;
            held.newest.extend(sentences);
        }
    }

    /// Writes what was noted; gives what is stored now under each of the keys.
    pub(super) fn write(&mut self, db: &Connection) -> Result<Vec<(u64, Held)>, StoreError> {
        let write = |(key, added): (u64, Held)| {
            let mut held = held(db, key)?;
            held.articles += added.articles;
            held.newest.extend(added.newest);
            held.newest.drain(..held.newest.len().saturating_sub(NEWEST));
            put(db, key, &held)?;
            Ok((key, held))
        };
        std::mem::take(&mut self.0).into_iter().map(write).collect()
    }
}

/// What is stored under a key; nothing is an empty list.
pub(super) fn held(db: &Connection, key: u64) -> Result<Held, StoreError> {
    let row: Option<(i64, Vec<u8>)> = db
        .prepare_cached("SELECT articles, newest FROM keys WHERE key = ?1")?
        .query_row([key.cast_signed()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((articles, list)) = row else { return Ok(Held::default()) };
    let newest = unpack(&list).ok_or_else(|| StoreError::damaged("the list of a word can't be read"))?;
    Ok(Held { articles: usize::try_from(articles).unwrap_or(0), newest })
}

/// In how many articles a key is, without the list of sentences.
pub(super) fn articles_with(db: &Connection, key: u64) -> Result<usize, StoreError> {
    let mut query = db.prepare_cached("SELECT articles FROM keys WHERE key = ?1")?;
    let articles: Option<i64> = query.query_row([key.cast_signed()], |row| row.get(0)).optional()?;
    Ok(articles.and_then(|articles| usize::try_from(articles).ok()).unwrap_or(0))
}

/// Takes sentences of one article away from a key.
pub(super) fn take_away(db: &Connection, key: u64, sentences: &[SentenceId]) -> Result<(), StoreError> {
    let mut held = held(db, key)?;
    held.articles = held.articles.saturating_sub(1);
    held.newest.retain(|id| !sentences.contains(id));
    put(db, key, &held)
}

fn put(db: &Connection, key: u64, held: &Held) -> Result<(), StoreError> {
    let key = key.cast_signed();
    if held.articles == 0 {
        db.prepare_cached("DELETE FROM keys WHERE key = ?1")?.execute([key])?;
        return Ok(());
    }
    db.prepare_cached("INSERT OR REPLACE INTO keys (key, articles, newest) VALUES (?1, ?2, ?3)")?.execute(params![
        key,
        i64::try_from(held.articles).unwrap_or(i64::MAX),
        pack(&held.newest)
    ])?;
    Ok(())
}

/// The last of the sentences, each as its distance from the one before.
fn pack(newest: &[SentenceId]) -> Vec<u8> {
    let mut out = Writer::default();
    let mut before = 0;
    for id in &newest[newest.len().saturating_sub(NEWEST)..] {
        out.signed(id.0.wrapping_sub(before));
        before = id.0;
    }
    out.finish()
}

fn unpack(bytes: &[u8]) -> Option<Vec<SentenceId>> {
    let mut from = Reader(bytes);
    let (mut ids, mut before) = (Vec::new(), 0i64);
    while !from.is_empty() {
        before = before.wrapping_add(from.signed()?);
        ids.push(SentenceId(before));
    }
    Some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_ones_are_listed() {
        let ids: Vec<SentenceId> = (0..200).map(|id| SentenceId(id * 1000)).collect();
        assert_eq!(unpack(&pack(&ids)).unwrap(), ids[200 - NEWEST..]);
        assert_eq!(unpack(&pack(&[])).unwrap(), []);
        assert_eq!(unpack(&[0x80]), None);
    }
}
