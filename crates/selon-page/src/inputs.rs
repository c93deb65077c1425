//! What a command line gives: files, folders, `-` and addresses, several at once.

use crate::{Documents, Hints, InputError, Options, fetch, read_stream};
use selon_text::Document;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Iterator over the documents of several inputs, in the order given.
///
/// A folder is walked in sorted order without its hidden files; `-` is standard input; what begins with `http://` or `https://` is fetched.
/// A bad input is one error, the others go on.
///
/// ```
/// use selon_page::{Inputs, Options};
/// let mut inputs = Inputs::new(&["no/such/file.txt".to_owned()], Options::default());
/// let error = inputs.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "no/such/file.txt: there is no such file or folder");
/// assert!(inputs.next().is_none());
/// ```
pub struct Inputs {
    waiting: VecDeque<Input>,
    current: Option<Documents>,
    options: Options,
}

enum Input {
    /// As given by the user: a path, an address or `-`.
    Given(String),
    /// Found in a folder.
    Found(PathBuf),
}

impl Inputs {
    /// Inputs by their paths or addresses. Nothing is opened before it is asked for.
    #[must_use]
    pub fn new(paths_or_addresses: &[String], options: Options) -> Self {
        Self { waiting: paths_or_addresses.iter().cloned().map(Input::Given).collect(), current: None, options }
    }

    fn open(&mut self, input: Input) -> Result<Documents, InputError> {
        match input {
            Input::Given(name) if name == "-" => Ok(read_stream(io::stdin(), &named("-"), &self.options)),
            Input::Given(name) if is_address(&name) => Ok(fetch::fetch(&name, &self.options)),
            Input::Given(name) => self.open_path(PathBuf::from(&name), &name),
            Input::Found(path) => {
                let name = path.to_string_lossy().into_owned();
                self.open_path(path, &name)
            }
        }
    }

    fn open_path(&mut self, path: PathBuf, name: &str) -> Result<Documents, InputError> {
        let failed = |error: io::Error| InputError::new(name, sentence(&error));
        if fs::metadata(&path).map_err(failed)?.is_dir() {
            for inner in inside(&path).map_err(failed)?.into_iter().rev() {
                self.waiting.push_front(Input::Found(inner));
            }
            return Ok(Documents::new(std::iter::empty()));
        }
        let file = File::open(&path).map_err(failed)?;
        Ok(read_stream(file, &named(name), &self.options))
    }
}

impl Iterator for Inputs {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(read) = self.current.as_mut().and_then(Iterator::next) {
                return Some(read);
            }
            let input = self.waiting.pop_front()?;
            self.current = None;
            match self.open(input) {
                Ok(documents) => self.current = Some(documents),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn named(name: &str) -> Hints {
    Hints { file: Some(name.to_owned()), ..Hints::default() }
}

fn is_address(name: &str) -> bool {
    let scheme = name.get(..8).unwrap_or(name).to_ascii_lowercase();
    scheme.starts_with("http://") || scheme.starts_with("https://")
}

/// What a folder holds, sorted, without hidden files; folders behind symbolic links are left out, since they may lead back.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let looped = entry.file_type()?.is_symlink() && entry.path().is_dir();
        if !hidden && !looped {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// What the system says went wrong, as a plain sentence.
pub(crate) fn sentence(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        _ => {
            let words = error.to_string();
            let bare = words.split(" (os error").next().unwrap_or(&words);
            format!("could not be read: {}", bare.to_lowercase())
        }
    }
}

pub(crate) fn too_large(name: &str, options: &Options) -> InputError {
    InputError::new(name, format!("larger than the limit of {} MB", options.max_bytes.div_ceil(1024 * 1024)))
        .with_hint("raise the limit, or cut the input into pieces")
}
