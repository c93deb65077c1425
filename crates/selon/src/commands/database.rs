//! Which database: the one named, else the one in the environment, else the person's own.

use crate::failure::Failure;
use clap::Args;
use etcetera::BaseStrategy;
use selon_corpus::{Store, StoreError, StoreOptions};
use std::path::{Path, PathBuf};

/// Which database.
#[derive(Args, Debug)]
pub(crate) struct DatabaseArguments {
    /// The database: your own by default
    #[arg(long, global = true, value_name = "FILE")]
    #[arg(long_help = "The database: by default SELON_DB, else selon/corpus.db in the folder for your data")]
    db: Option<PathBuf>,
}

/// An open database, with its file's name for messages.
pub(crate) struct Database {
    pub(crate) store: Store,
    file: PathBuf,
}

impl DatabaseArguments {
    /// Opens the database, which must be there.
    pub(crate) fn open(&self) -> Result<Database, Failure> {
        let file = self.file()?;
        if !file.exists() {
            return Err(Failure::usage(format!("{}: there is no database yet", file.display()))
                .with_hint("'selon add FILE…' makes it; '--db FILE' names another"));
        }
        let store = Store::open(&file, StoreOptions::default()).map_err(|error| told(&file, &error))?;
        Ok(Database { store, file })
    }

    /// Opens the database, and makes it with its folder where there is none.
    pub(crate) fn create(&self) -> Result<Database, Failure> {
        let file = self.file()?;
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder.display(), &error))?;
        }
        let store = Store::create(&file, StoreOptions::default()).map_err(|error| told(&file, &error))?;
        Ok(Database { store, file })
    }

    /// The database's file: the one given in `named` or by a flag, which must be there, else one's own where there is one. It has been opened
    /// once, so that an older one is up to date and one that can't be used is told of now.
    pub(crate) fn found(&self, named: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
        let given = named.or(self.db.as_deref());
        let file = match given {
            Some(file) if !file.exists() => {
                return Err(Failure::usage(format!("{}: there is no such database", file.display()))
                    .with_hint("'selon add FILE… --db DATABASE' makes one"));
            }
            Some(file) => file.to_owned(),
            None => self.file()?,
        };
        if !file.exists() {
            return Ok(None);
        }
        Store::open(&file, StoreOptions::default()).map_err(|error| told(&file, &error))?;
        Ok(Some(file))
    }

    /// Where the database is, or would be.
    pub(crate) fn file(&self) -> Result<PathBuf, Failure> {
        let named = || std::env::var_os("SELON_DB").filter(|file| !file.is_empty()).map(PathBuf::from);
        if let Some(file) = self.db.clone().or_else(named) {
            return Ok(file);
        }
        let folders = etcetera::choose_base_strategy()
            .map_err(|_| Failure::usage("there is no folder for your data").with_hint("name a database with --db"))?;
        Ok(folders.data_dir().join("selon").join("corpus.db"))
    }
}

impl Database {
    /// What went wrong with it, for people.
    pub(crate) fn told(&self, error: &StoreError) -> Failure {
        told(&self.file, error)
    }

    /// A second handle on it.
    pub(crate) fn again(&self) -> Result<Store, Failure> {
        Store::open(&self.file, StoreOptions::default()).map_err(|error| self.told(&error))
    }

    pub(crate) fn name(&self) -> String {
        self.file.display().to_string()
    }
}

fn told(file: &Path, error: &StoreError) -> Failure {
    let failure = Failure::usage(format!("{}: {error}", file.display()));
    match &error.hint {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}
