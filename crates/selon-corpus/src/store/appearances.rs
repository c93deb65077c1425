//! Where tracing keeps what it knows: appearances, the claims that they belong to, and the signatures that find them.

use crate::error::StoreError;
use rusqlite::Connection;

/// Takes a document's appearances out.
pub(super) fn forget(db: &Connection, document: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM signatures WHERE appearance IN (SELECT id FROM appearances WHERE document = ?1)")?
        .execute([document])?;
    db.prepare_cached("DELETE FROM appearances WHERE document = ?1")?.execute([document])?;
    Ok(())
}
