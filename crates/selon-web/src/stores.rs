//! Handles on the database, opened as they are needed and used again: one request has one at a time.

use selon_corpus::{Store, StoreError, StoreOptions};
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long one request may use the database; the server itself gives up somewhat later.
const PATIENCE: Duration = Duration::from_secs(60);
/// Handles kept open for the next request.
const KEPT: usize = 8;

pub(crate) struct Stores {
    file: PathBuf,
    free: Mutex<Vec<Store>>,
}

impl Stores {
    pub(crate) const fn new(file: PathBuf) -> Self {
        Self { file, free: Mutex::new(Vec::new()) }
    }

    pub(crate) fn take(&self) -> Result<Handle<'_>, StoreError> {
        let free = self.free().pop();
        let mut store = match free {
            Some(store) => store,
            None => Store::open(&self.file, StoreOptions::default())?,
        };
        store.give_up_when(patience())?;
        Ok(Handle { stores: self, store: Some(store) })
    }

    /// A page that panicked left at most a handle out.
    fn free(&self) -> MutexGuard<'_, Vec<Store>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a request that begins now has had its time.
#[expect(clippy::disallowed_methods, reason = "a server is a border: it waits for no question for ever")]
fn patience() -> impl FnMut() -> bool + Send + 'static {
    let end = Instant::now() + PATIENCE;
    move || Instant::now() > end
}

/// A handle on the database; it goes back when dropped.
pub(crate) struct Handle<'s> {
    stores: &'s Stores,
    store: Option<Store>,
}

impl Deref for Handle<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("a handle has its store until it is dropped")
    }
}

impl DerefMut for Handle<'_> {
    fn deref_mut(&mut self) -> &mut Store {
        self.store.as_mut().expect("a handle has its store until it is dropped")
    }
}

impl Drop for Handle<'_> {
    fn drop(&mut self) {
        let mut free = self.stores.free();
        if free.len() < KEPT {
            free.extend(self.store.take());
        }
    }
}
