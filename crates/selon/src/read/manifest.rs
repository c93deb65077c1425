//! How far a run is, written down so that it goes on after a stop.
//!
//! What is put out is made safe on the disk first, then the manifest names its length and the place in the inputs; the manifest is replaced
//! whole. After a stop the output is cut to the length named, and reading goes on at the place named: no row is lost or written twice.

use crate::failure::Failure;
use selon_page::Position;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

const SCHEMA: &str = "selon-manifest/1";

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    schema: String,
    /// By what the run was begun: another version may read otherwise.
    selon: String,
    pub(super) asked: Asked,
    pub(super) position: Position,
    pub(super) kept: Kept,
    pub(super) read: usize,
    pub(super) failed: usize,
    pub(super) done: bool,
}

/// What was asked for; a run can't go on with something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) inputs: Vec<String>,
    pub(super) output: String,
    pub(super) errors: Option<String>,
    /// Format, reader, scheme, unit of positions, language, date, names, reasons: as `name=value`.
    pub(super) settings: Vec<String>,
}

/// How much of the output is safe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Bytes of the output, or parts of it where it is a folder.
    pub(super) output: u64,
    /// Bytes of the file of failures.
    pub(super) errors: u64,
}

impl Manifest {
    fn new(asked: Asked) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            selon: env!("CARGO_PKG_VERSION").to_owned(),
            asked,
            position: Position::default(),
            kept: Kept::default(),
            read: 0,
            failed: 0,
            done: false,
        }
    }

    /// The manifest of the run that is to go on, or a new one where there is none.
    pub(super) fn open(path: &Path, asked: Asked) -> Result<Self, Failure> {
        let words = match fs::read_to_string(path) {
            Ok(words) => words,
            Err(error) if error.kind() == ErrorKind::NotFound => return Self::begin(path, asked),
            Err(error) => return Err(Failure::io(path.display(), &error)),
        };
        let known: Self = serde_json::from_str(&words).map_err(|error| {
            Failure::usage(format!("{}: not a manifest of this program: {error}", path.display()))
                .with_hint("name a file that is not there yet, to begin anew")
        })?;
        let anew = "give the inputs and settings as they were, or begin anew with another manifest and output";
        match () {
            () if known.schema != SCHEMA || known.selon != env!("CARGO_PKG_VERSION") => {
                let by = format!("{}: the run was begun by selon {}", path.display(), known.selon);
                Err(Failure::usage(by)
                    .with_hint("go on with that version, or begin anew with another manifest and output"))
            }
            () if known.asked != asked => {
                let what = known.asked.differs_from(&asked);
                Err(Failure::usage(format!("{}: the run was begun with {what}", path.display())).with_hint(anew))
            }
            () => Ok(known),
        }
    }

    /// Writes down that nothing has been read, before there is an output.
    fn begin(path: &Path, asked: Asked) -> Result<Self, Failure> {
        let output = Path::new(&asked.output);
        if fs::metadata(output).is_ok_and(|output| output.is_dir() || output.len() > 0) {
            let there = format!("{}: is there already, and no manifest tells what is in it", output.display());
            return Err(Failure::usage(there).with_hint("name its manifest, or another output"));
        }
        let manifest = Self::new(asked);
        manifest.write(path)?;
        Ok(manifest)
    }

    /// Replaces the file as a whole.
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        replace(path, self).map_err(|error| Failure::io(path.display(), &error))
    }
}

fn replace(path: &Path, manifest: &Manifest) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = path.with_file_name(format!(".{name}.part"));
    let mut file = File::create(&beside)?;
    serde_json::to_writer_pretty(&mut file, manifest)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    sync_folder(path)
}

/// A new name is safe once its folder is.
pub(super) fn sync_folder(of: &Path) -> io::Result<()> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

impl Asked {
    /// What it was begun with that is otherwise now, in words.
    fn differs_from(&self, now: &Self) -> String {
        if self.output != now.output {
            return format!("the output {}", self.output);
        }
        if self.errors != now.errors {
            return self.errors.as_ref().map_or("no --errors".to_owned(), |errors| format!("--errors {errors}"));
        }
        let other = self.settings.iter().find(|setting| !now.settings.contains(setting));
        other.map_or("other inputs".to_owned(), Clone::clone)
    }
}
