//! Keeps what tracing compares, links it to what is there, and keeps the claims that come of it up to date around what is new.

use super::shelf::{Kept, pack};
use crate::claims::{Article, Claim, Link, Sentence, SentenceId, Shelf, Stretch, claims, keys, links};
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeSet, HashSet, VecDeque};

/// How many sentences around a new one are looked at when its claims are put in order.
const NEAR: usize = 300;

/// Puts an article on the shelf; gives the numbers of its sentences.
pub(super) fn shelve(
    db: &Connection,
    document: i64,
    seconds: i64,
    article: &Article,
    sentences: &[Sentence],
) -> Result<Vec<SentenceId>, StoreError> {
    // Ids that people give may be given twice; the document's number may not.
    let id = document.to_string();
    let article = Article { id: id.clone(), seconds: Some(seconds), ..article.clone() };
    db.prepare_cached("INSERT INTO articles (document, body) VALUES (?1, ?2)")?
        .execute(params![document, pack(&article)?])?;
    let (mut ids, mut all) = (Vec::new(), BTreeSet::new());
    for sentence in sentences {
        let sentence = Sentence { article: id.clone(), ..sentence.clone() };
        db.prepare_cached("INSERT INTO sentences (document, number, body) VALUES (?1, ?2, ?3)")?.execute(params![
            document,
            number(sentence.order),
            pack(&sentence)?
        ])?;
        let at = db.last_insert_rowid();
        for key in keys(&sentence) {
            db.prepare_cached("INSERT INTO holdings (key, sentence) VALUES (?1, ?2)")?
                .execute(params![key.cast_signed(), at])?;
            all.insert(key);
        }
        ids.push(SentenceId(at));
    }
    for key in all {
        db.prepare_cached(
            "INSERT INTO rarity (key, articles) VALUES (?1, 1) ON CONFLICT (key) DO UPDATE SET articles = articles + 1",
        )?
        .execute([key.cast_signed()])?;
    }
    Ok(ids)
}

/// Takes a document's sentences off the shelf, with what hangs on them.
pub(super) fn forget(db: &Connection, document: i64) -> Result<(), StoreError> {
    let shelf = Kept::new(db);
    let (mut all, mut neighbours) = (BTreeSet::new(), BTreeSet::new());
    for id in shelf.sentences_of(&document.to_string()) {
        let held = shelf.sentence(id).map(|sentence| keys(&sentence)).unwrap_or_default();
        for key in &held {
            db.prepare_cached("DELETE FROM holdings WHERE key = ?1 AND sentence = ?2")?
                .execute(params![key.cast_signed(), id.0])?;
        }
        all.extend(held);
        neighbours.extend(links_of(db, id)?.into_iter().flat_map(|link| [link.a.sentence, link.b.sentence]));
        db.prepare_cached("DELETE FROM links WHERE a = ?1")?.execute([id.0])?;
        db.prepare_cached("DELETE FROM links WHERE b = ?1")?.execute([id.0])?;
    }
    shelf.trouble()?;
    for key in all {
        db.prepare_cached("UPDATE rarity SET articles = articles - 1 WHERE key = ?1")?.execute([key.cast_signed()])?;
    }
    db.prepare_cached("DELETE FROM sentences WHERE document = ?1")?.execute([document])?;
    db.prepare_cached("DELETE FROM articles WHERE document = ?1")?.execute([document])?;
    db.prepare_cached("DELETE FROM appearances WHERE document = ?1")?.execute([document])?;
    settle(db, &neighbours.into_iter().collect::<Vec<_>>())
}

/// Puts the claims around sentences in order, whose neighbours went.
fn settle(db: &Connection, around_these: &[SentenceId]) -> Result<(), StoreError> {
    if around_these.is_empty() {
        return Ok(());
    }
    let shelf = Kept::new(db);
    let (near, found) = around(db, around_these, NEAR)?;
    keep_claims(db, &near, &claims(&found, &shelf))?;
    shelf.trouble()
}

/// Links new sentences to those that say the same, and puts the claims around them in order.
pub(super) fn connect(db: &Connection, new: &[Vec<SentenceId>]) -> Result<(), StoreError> {
    let shelf = Kept::new(db);
    for &id in new.iter().flatten() {
        for link in links(id, &shelf) {
            keep_link(db, &link)?;
        }
        shelf.trouble()?;
    }
    let mut done: HashSet<SentenceId> = HashSet::new();
    for sentences in new {
        let todo: Vec<SentenceId> = sentences.iter().copied().filter(|id| !done.contains(id)).collect();
        let (near, found) = around(db, &todo, NEAR)?;
        done.extend(&near);
        if !found.is_empty() {
            keep_claims(db, &near, &claims(&found, &shelf))?;
        }
    }
    shelf.trouble()
}

/// Links go one way round, so that each is there once; the stronger of two counts.
fn keep_link(db: &Connection, link: &Link) -> Result<(), StoreError> {
    let (a, b) = if link.a <= link.b { (link.a, link.b) } else { (link.b, link.a) };
    db.prepare_cached(
        "INSERT INTO links (a, a_window, b, b_window, strength) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET strength = max(strength, excluded.strength)",
    )?
    .execute(params![a.sentence.0, number(a.window), b.sentence.0, number(b.window), link.strength])?;
    Ok(())
}

/// The sentences that links lead to from these, the nearest first and at most so many, and the links among them.
pub(crate) fn around(
    db: &Connection,
    from: &[SentenceId],
    most: usize,
) -> Result<(HashSet<SentenceId>, Vec<Link>), StoreError> {
    let mut near: HashSet<SentenceId> = from.iter().copied().collect();
    let mut waiting: VecDeque<SentenceId> = from.iter().copied().collect();
    let mut found: Vec<Link> = Vec::new();
    while let Some(id) = waiting.pop_front() {
        for link in links_of(db, id)? {
            let other = if link.a.sentence == id { link.b.sentence } else { link.a.sentence };
            if near.len() < most && near.insert(other) {
                waiting.push_back(other);
            }
            // Each is met from both sides; once is enough.
            if id <= other || !near.contains(&other) {
                found.push(link);
            }
        }
    }
    found.retain(|link| near.contains(&link.a.sentence) && near.contains(&link.b.sentence));
    Ok((near, found))
}

fn links_of(db: &Connection, id: SentenceId) -> Result<Vec<Link>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT a, a_window, b, b_window, strength FROM links WHERE a = ?1
         UNION ALL SELECT a, a_window, b, b_window, strength FROM links WHERE b = ?1",
    )?;
    let rows = statement.query_map([id.0], link)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All links.
pub(crate) fn all_links(db: &Connection) -> Result<Vec<Link>, StoreError> {
    let mut statement = db.prepare_cached("SELECT a, a_window, b, b_window, strength FROM links")?;
    let rows = statement.query_map([], link)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn link(row: &Row) -> rusqlite::Result<Link> {
    let stretch = |sentence: usize| -> rusqlite::Result<Stretch> {
        let window = usize::try_from(row.get::<_, i64>(sentence + 1)?).unwrap_or(usize::MAX);
        Ok(Stretch { sentence: SentenceId(row.get(sentence)?), window })
    };
    Ok(Link { a: stretch(0)?, b: stretch(2)?, strength: row.get::<_, f64>(4)? as f32 })
}

/// Writes claims in place of those that were known of these sentences.
fn keep_claims(db: &Connection, near: &HashSet<SentenceId>, claims: &[Claim]) -> Result<(), StoreError> {
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for id in near {
        let mut statement = db.prepare_cached("DELETE FROM appearances WHERE sentence = ?1 RETURNING claim")?;
        let rows = statement.query_map([id.0], |row| row.get::<_, String>(0))?;
        touched.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    for claim in claims {
        touched.remove(&claim.id);
        // Answers may stand in sentences that no link leads to.
        db.prepare_cached("DELETE FROM appearances WHERE claim = ?1")?.execute([&claim.id])?;
        let origins: Vec<i64> = claim.origins.iter().filter_map(|id| id.parse().ok()).collect();
        db.prepare_cached(
            "INSERT INTO claims (id, independent, origins) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET independent = excluded.independent, origins = excluded.origins",
        )?
        .execute(params![claim.id, number(claim.independent()), serde_json::to_string(&origins)?])?;
        claim.appearances.iter().try_for_each(|appearance| keep_appearance(db, claim, appearance))?;
    }
    for id in touched {
        db.prepare_cached(
            "DELETE FROM claims WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM appearances WHERE claim = ?1)",
        )?
        .execute([id])?;
    }
    Ok(())
}

fn keep_appearance(db: &Connection, claim: &Claim, appearance: &crate::claims::Appearance) -> Result<(), StoreError> {
    let document: Option<i64> = appearance.article.parse().ok();
    let statement: Option<i64> = match &appearance.statement {
        Some(name) => db
            .prepare_cached("SELECT id FROM statements WHERE name = ?1 AND document = ?2 AND current")?
            .query_row(params![name, document], |row| row.get(0))
            .optional()?,
        None => None,
    };
    let from = appearance.from.as_ref();
    let drift: Vec<&str> = from.iter().flat_map(|edge| &edge.drift).map(|drift| drift.name()).collect();
    db.prepare_cached(
        "INSERT INTO appearances (claim, sentence, window, document, statement, stance, words, taken_from, credited, strength, drift)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        claim.id,
        appearance.stretch.sentence.0,
        number(appearance.stretch.window),
        document,
        statement,
        super::record::label(appearance.stance),
        appearance.quote,
        from.and_then(|edge| edge.article.parse::<i64>().ok()),
        from.map(|edge| edge.credited),
        from.map(|edge| edge.strength),
        serde_json::to_string(&drift)?,
    ])?;
    Ok(())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
