//! Which stretches of sentences may say the same: links, each kept once.

use crate::claims::{Link, SentenceId, Stretch, of_thousandths, thousandths};
use crate::error::StoreError;
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps a link. Links go one way round, so that each is there once; the stronger of two counts.
pub(super) fn keep(db: &Connection, link: &Link) -> Result<(), StoreError> {
    let (a, b) = if link.a <= link.b { (link.a, link.b) } else { (link.b, link.a) };
    db.prepare_cached(
        "INSERT INTO links (a, a_window, b, b_window, strength) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET strength = max(strength, excluded.strength)",
    )?
    .execute(params![
        a.sentence.0,
        number(a.window),
        b.sentence.0,
        number(b.window),
        thousandths(link.strength)
    ])?;
    Ok(())
}

/// Takes the links of a sentence away.
pub(super) fn forget(db: &Connection, id: SentenceId) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM links WHERE a = ?1")?.execute([id.0])?;
    db.prepare_cached("DELETE FROM links WHERE b = ?1")?.execute([id.0])?;
    Ok(())
}

/// The links of a sentence, the surest first, at most so many.
pub(super) fn of(db: &Connection, id: SentenceId, most: usize) -> Result<Vec<Link>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT a, a_window, b, b_window, strength FROM links WHERE a = ?1
         UNION ALL SELECT a, a_window, b, b_window, strength FROM links WHERE b = ?1 ORDER BY strength DESC, a, b LIMIT ?2",
    )?;
    let rows = query.query_map(params![id.0, number(most)], link)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The links among sentences, each once, in order.
pub(super) fn among(db: &Connection, sentences: &BTreeSet<SentenceId>) -> Result<Vec<Link>, StoreError> {
    let mut found: BTreeMap<(Stretch, Stretch), f32> = BTreeMap::new();
    let mut query = db.prepare_cached("SELECT a, a_window, b, b_window, strength FROM links WHERE a = ?1")?;
    for id in sentences {
        let rows = query.query_map([id.0], link)?;
        for link in rows {
            let link = link?;
            if sentences.contains(&link.b.sentence) {
                found.insert((link.a, link.b), link.strength);
            }
        }
    }
    Ok(found.into_iter().map(|((a, b), strength)| Link { a, b, strength }).collect())
}

fn link(row: &Row) -> rusqlite::Result<Link> {
    let stretch = |sentence: usize| -> rusqlite::Result<Stretch> {
        let window = usize::try_from(row.get::<_, i64>(sentence + 1)?).unwrap_or(usize::MAX);
        Ok(Stretch { sentence: SentenceId(row.get(sentence)?), window })
    };
    Ok(Link { a: stretch(0)?, b: stretch(2)?, strength: of_thousandths(row.get(4)?) })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
