//! Where a speaker is at odds with what they said before: one claim, asserted here and denied or doubted there.

use crate::claims::{MarkKind, SentenceId, Shelf, Side};
use crate::error::StoreError;
use crate::store::{Kept, Store};
use serde::Serialize;

/// How many pairs are given at most.
const MOST: i64 = 50;

/// Two statements of one speaker about one claim that do not go together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AtOdds {
    /// The claim.
    pub claim: String,
    /// What was said first.
    pub first: String,
    /// When, an ISO day.
    pub first_day: String,
    /// What was said afterwards.
    pub second: String,
    /// When.
    pub second_day: String,
    /// How the two stand to the claim, such as `asserts, then denies`.
    pub about: String,
}

impl Store {
    /// Pairs of a speaker's statements that do not go together, in order of time.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn at_odds(&self, speaker: i64) -> Result<Vec<AtOdds>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "WITH said AS (SELECT c.name AS claim, l.name AS stance, s.content, s.day, s.id, a.sentence, a.window FROM statements s
                           JOIN appearances a ON a.statement = s.id JOIN claims c ON c.id = a.claim JOIN labels l ON l.id = a.stance
                           WHERE s.speaker = ?1 AND s.current)
             SELECT a.claim, a.content, a.day, b.content, b.day, a.stance || ', then ' || b.stance,
             a.stance = 'asserts', a.sentence, a.window, b.sentence, b.window
             FROM said a JOIN said b ON b.claim = a.claim AND b.stance <> a.stance AND (b.day, b.id) > (a.day, a.id)
             WHERE 'asserts' IN (a.stance, b.stance) AND 'declines' NOT IN (a.stance, b.stance)
             ORDER BY a.day, a.id LIMIT ?2",
        )?;
        let mut rows = statement.query([speaker, MOST])?;
        let (mut found, shelf) = (Vec::new(), Kept::new(&self.connection));
        while let Some(row) = rows.next()? {
            let at = if row.get(6)? { 7 } else { 9 };
            if says_no(&shelf, row.get(at)?, row.get(at + 1)?) {
                continue;
            }
            found.push(AtOdds {
                claim: row.get(0)?,
                first: row.get(1)?,
                first_day: row.get(2)?,
                second: row.get(3)?,
                second_day: row.get(4)?,
                about: row.get(5)?,
            });
        }
        shelf.trouble()?;
        Ok(found)
    }
}

/// Whether the words of a stretch say that something is not so: who denied it and says so again is at one with himself.
fn says_no(shelf: &Kept, sentence: i64, window: i64) -> bool {
    let says = || {
        let sentence = shelf.sentence(SentenceId(sentence))?;
        let article = shelf.article(&sentence.article)?;
        let window = usize::try_from(window).ok().filter(|&window| window < sentence.windows.len())?;
        Some(Side { article: &article, sentence: &sentence, window }.has(MarkKind::Negation))
    };
    says().unwrap_or(false)
}
