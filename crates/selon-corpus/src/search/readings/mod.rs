//! What was read, given back: documents with those of their statements that are asked for, one document at a time.
//!
//! A reading that comes back has what rows keep: statements with their labels, places and speakers (those of the whole database), and the voices
//! that relay them; and what the text tells of unnamed sources. How each was arrived at, translations on the way, numbers, the author's
//! conclusions and what does not go together are only in the reading as it was made ([`ReadDocument`](crate::ReadDocument)).

mod desk;

use super::Query;
use super::chosen::Chosen;
use crate::error::StoreError;
use crate::store::Store;
use desk::Desk;
use rusqlite::{Transaction, params_from_iter};
use selon_reading::Reading;
use selon_text::Document;
use std::ops::ControlFlow;

/// The database as it was when it was first looked at, whatever other programs add meanwhile; until this is dropped.
pub struct Held<'s>(#[expect(dead_code, reason = "it is there to be dropped")] Transaction<'s>);

impl Store {
    /// Holds the database as it is for all that is read from now on.
    ///
    /// # Errors
    /// Where the database can't be read.
    ///
    /// ```
    /// use selon_corpus::{Query, Store, StoreOptions};
    /// use std::ops::ControlFlow;
    /// let folder = tempfile::tempdir().unwrap();
    /// let store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).unwrap();
    /// let _held = store.held().unwrap();
    /// let count = store.each_reading(&Query::default(), |document, reading| ControlFlow::Continue(())).unwrap();
    /// assert_eq!(count, 0);
    /// ```
    pub fn held(&self) -> Result<Held<'_>, StoreError> {
        Ok(Held(self.connection.unchecked_transaction()?))
    }

    /// Hands each document that has statements asked for to `take`, in the order in which they were added, with these statements and their
    /// speakers; every document where nothing is asked. A speaker who is known across documents has an id that begins with `urn:`. Order,
    /// limit and skip of the query do not count. Gives how many documents there were.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn each_reading(
        &self,
        query: &Query,
        mut take: impl FnMut(Document, Reading) -> ControlFlow<()>,
    ) -> Result<usize, StoreError> {
        let Some(Chosen { from, values }) = self.chosen(query)? else { return Ok(0) };
        let sql = if query.asks_nothing() {
            "SELECT d.id, s.id FROM documents d LEFT JOIN statements s ON s.document = d.id AND s.current ORDER BY d.id, s.id"
                .to_owned()
        } else {
            format!("SELECT s.document, s.id {from} ORDER BY s.document, s.id")
        };
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let (mut desk, mut count) = (Desk::new(self), 0);
        let mut gathered: Option<(i64, Vec<i64>)> = None;
        while let Some(row) = rows.next()? {
            let (document, id): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            if let Some((done, statements)) = gathered.take_if(|(of, _)| *of != document) {
                count += 1;
                if let Some((document, reading)) = desk.put_together(done, &statements)?
                    && take(document, reading).is_break()
                {
                    return Ok(count);
                }
            }
            gathered.get_or_insert((document, Vec::new())).1.extend(id);
        }
        if let Some((done, statements)) = gathered
            && let Some((document, reading)) = desk.put_together(done, &statements)?
        {
            count += 1;
            // It was the last.
            let _ = take(document, reading);
        }
        Ok(count)
    }
}
