//! How long may a question to the database take? For who can't wait for ever, such as a page.

use crate::error::StoreError;
use crate::store::Store;
use std::ffi::c_int;

/// Steps of the database engine after which it is asked whether to go on: less than a millisecond.
const STEPS: c_int = 10_000;

impl Store {
    /// Breaks off whatever is asked of the database once `is_over` says so; it fails with [`Trouble::Slow`](crate::Trouble::Slow), and what it began
    /// to write is taken back. It holds until another one is given.
    ///
    /// # Errors
    /// Where the database is closed.
    pub fn give_up_when(&mut self, is_over: impl FnMut() -> bool + Send + 'static) -> Result<(), StoreError> {
        Ok(self.connection.progress_handler(STEPS, Some(is_over))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StoreOptions, Trouble};

    #[test]
    fn what_takes_too_long_is_broken_off_and_the_next_question_is_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).expect("a database");
        let count = |store: &Store, most: i64| -> Result<i64, StoreError> {
            let sql =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) SELECT count(*) FROM n";
            Ok(store.connection.query_row(sql, [most], |row| row.get(0))?)
        };
        store.give_up_when(|| true).expect("open");
        assert_eq!(count(&store, 1_000_000_000).expect_err("it is broken off").trouble, Trouble::Slow);
        store.give_up_when(|| false).expect("open");
        assert_eq!(count(&store, 50_000).expect("there is time"), 50_000);
    }
}
