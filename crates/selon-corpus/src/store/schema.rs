//! The versions of the schema, and the way from each to the next. A database that was once released can always be opened.

use super::{Store, upgrade};
use crate::error::{StoreError, Trouble};
use rusqlite::Connection;

/// What stands in the header of selon's databases: «slon» in ASCII.
const APPLICATION: i32 = 0x736c_6f6e;

/// What leads from a version to the next: SQL, then what only the program can do.
struct Step {
    sql: &'static str,
    carry: fn(&Connection) -> Result<(), StoreError>,
}

/// A step that SQL alone makes.
const fn plain(sql: &'static str) -> Step {
    Step { sql, carry: |_| Ok(()) }
}

/// The way from an empty file to this version.
const STEPS: &[Step] = &[
    plain(include_str!("../../schema/1.sql")),
    plain(include_str!("../../schema/2.sql")),
    Step { sql: include_str!("../../schema/3.sql"), carry: upgrade::to_3 },
    plain(include_str!("../../schema/4.sql")),
    plain(include_str!("../../schema/5.sql")),
    plain(include_str!("../../schema/6.sql")),
];

/// The version of the schema that this program writes.
pub const VERSION: usize = STEPS.len();

/// Refuses files of other programs and of newer versions of this one, before anything is written.
pub(super) fn refuse_unknown(connection: &Connection) -> Result<(), StoreError> {
    // All is read of one state: another program may be making the file.
    let connection = connection.unchecked_transaction()?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = version(&connection)?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || version != 0 || tables != 0) {
        return Err(StoreError::new(Trouble::Foreign, "this is a database of another program")
            .with_hint("name another file with --db"));
    }
    if version > VERSION {
        let reason = format!(
            "the database was written by a newer selon (its schema is {version}, this program knows {VERSION})"
        );
        return Err(StoreError::new(Trouble::Newer, reason).with_hint("update selon; nothing was changed"));
    }
    Ok(())
}

/// Brings the database up to this program's version, each step whole or not at all.
pub(super) fn migrate(store: &mut Store) -> Result<(), StoreError> {
    if version(&store.connection)? == VERSION {
        return Ok(());
    }
    let transaction = store.writing()?;
    // Another program may have done it while this one waited.
    let from = version(&transaction)?;
    for step in &STEPS[from..] {
        transaction.execute_batch(step.sql)?;
        (step.carry)(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION as i64)?;
    Ok(transaction.commit()?)
}

fn version(connection: &Connection) -> Result<usize, StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    usize::try_from(version).map_err(|_| StoreError::new(Trouble::Foreign, "this is a database of another program"))
}
