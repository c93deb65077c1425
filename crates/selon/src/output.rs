//! Where the result goes: the standard output, or a file that is written whole or not at all.

use crate::failure::{Exit, Failure};
use selon_export::{Format, SCHEMA};
use serde::Serialize;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Columns where neither a flag nor a terminal tells how many.
pub(crate) const USUAL_WIDTH: usize = 80;

/// Where the result goes. Dropped before [`Output::keep`], it leaves no file behind.
pub(crate) enum Output {
    Stdout,
    /// A file to replace: written beside it first.
    Beside {
        written: PathBuf,
        wanted: PathBuf,
    },
    /// Something that can't be replaced, such as a device.
    Direct(PathBuf),
}

impl Output {
    /// For the file named, or the standard output where none is (or `-`).
    pub(crate) fn new(file: Option<&Path>) -> Self {
        let Some(file) = file.filter(|file| *file != Path::new("-")) else { return Self::Stdout };
        let wanted = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        if wanted.exists() && !wanted.is_file() {
            return Self::Direct(wanted);
        }
        let name = wanted.file_name().unwrap_or_default().to_string_lossy();
        let written = wanted.with_file_name(format!(".{name}.{}.part", std::process::id()));
        Self::Beside { written, wanted }
    }

    pub(crate) const fn is_stdout(&self) -> bool {
        matches!(self, Self::Stdout)
    }

    /// Whether a person is looking at it.
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_stdout() && io::stdout().is_terminal()
    }

    /// Refuses bytes that no terminal can show.
    pub(crate) fn takes(&self, format: Format) -> Result<(), Failure> {
        match format.is_binary() && self.is_terminal() {
            true => Err(Failure::usage(format!("{} is no text for a terminal", format.name()))
                .with_hint("name a file with -o, or lead the output into one")),
            false => Ok(()),
        }
    }

    /// What to write to. At a terminal each line goes out as it ends.
    pub(crate) fn writer(&self) -> Result<Box<dyn Write>, Failure> {
        match self {
            Self::Stdout if self.is_terminal() => Ok(Box::new(io::stdout().lock())),
            Self::Stdout => Ok(Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock()))),
            Self::Beside { written, wanted } => {
                let file = OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(written)
                    .map_err(|error| Failure::io(wanted.display(), &error))?;
                Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
            }
            Self::Direct(path) => {
                let file =
                    File::options().write(true).open(path).map_err(|error| Failure::io(path.display(), &error))?;
                Ok(Box::new(BufWriter::new(file)))
            }
        }
    }

    /// How the place is called in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdout => "standard output".to_owned(),
            Self::Beside { wanted, .. } => wanted.display().to_string(),
            Self::Direct(path) => path.display().to_string(),
        }
    }

    /// Where a file is written that is put in its place at the end.
    pub(crate) fn unfinished(&self) -> Option<&Path> {
        match self {
            Self::Beside { written, .. } => Some(written),
            Self::Stdout | Self::Direct(_) => None,
        }
    }

    /// Puts what was written in its place.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        match &self {
            Self::Beside { written, wanted } => {
                fs::rename(written, wanted).map_err(|error| Failure::io(wanted.display(), &error))
            }
            Self::Stdout | Self::Direct(_) => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::Beside { written, .. } = self {
            // After a rename there is nothing left to remove; before it, nothing more can be done.
            let _ = fs::remove_file(written);
        }
    }
}

/// Columns of the terminal that the standard output goes to; `None` where it goes elsewhere.
pub(crate) fn terminal_width() -> Option<usize> {
    let stdout = io::stdout();
    let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
    size.map(|(width, _)| usize::from(width.0))
}

/// Writes to the standard output through `write`.
pub(crate) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Exit, Failure> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    write(&mut stdout).and_then(|()| stdout.flush()).map_err(|error| Failure::io("standard output", &error))?;
    Ok(Exit::Done)
}

/// Prints the short help of the command, or of one verb.
pub(crate) fn short_help(verb: Option<&str>) -> Result<Exit, Failure> {
    let mut command = crate::command();
    command.build();
    let wanted = verb.and_then(|verb| command.find_subcommand_mut(verb).map(|found| found.render_help()));
    let help = wanted.unwrap_or_else(|| command.render_help());
    // Somebody who names a verb and nothing for it gets its help, and programs hear that it was not enough.
    let shown = to_stdout(|out| write!(out, "{help}"))?;
    Ok(if verb.is_some() { Exit::Error } else { shown })
}

/// Writes an object with its `type` and `schema` on one line.
pub(crate) fn json_line(out: &mut dyn Write, kind: &str, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Typed { r#type: kind, schema: SCHEMA, value })?;
    writeln!(out)
}

/// Writes an object with its `type` and `schema`, indented.
pub(crate) fn json_object(out: &mut dyn Write, kind: &str, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Typed { r#type: kind, schema: SCHEMA, value })?;
    writeln!(out)
}

#[derive(Serialize)]
struct Typed<'a, T> {
    r#type: &'a str,
    schema: &'a str,
    #[serde(flatten)]
    value: &'a T,
}
