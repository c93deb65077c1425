//! What a command line gives: files, folders, `-` and addresses, several at once.

use crate::{Documents, Hints, InputError, Options, Unread, fetch, read::read_file, read_stream};
use selon_text::Document;
use serde::{Deserialize, Serialize};
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
    position: Position,
}

/// How far inputs have been gone through.
///
/// ```
/// use selon_page::{Inputs, Options};
/// let mut inputs = Inputs::new(&["no/such/file.txt".to_owned(), "nor/this.txt".to_owned()], Options::default());
/// inputs.next();
/// let position = inputs.position().clone();
/// assert_eq!((position.input, position.name.as_str(), position.taken), (1, "no/such/file.txt", 1));
/// let mut again = Inputs::new(&["no/such/file.txt".to_owned(), "nor/this.txt".to_owned()], Options::default());
/// again.go_to(&position).unwrap();
/// assert!(again.next().unwrap().unwrap_err().to_string().starts_with("nor/this.txt"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// How many files and addresses have been opened, those in folders each.
    pub input: usize,
    /// The path or address of the last of them.
    pub name: String,
    /// How many documents and failures have come from it.
    pub taken: usize,
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
        Self {
            waiting: paths_or_addresses.iter().cloned().map(Input::Given).collect(),
            current: None,
            options,
            position: Position::default(),
        }
    }

    /// How far they have been gone through.
    #[must_use]
    pub const fn position(&self) -> &Position {
        &self.position
    }

    /// The next document, not read yet.
    pub fn next_unread(&mut self) -> Option<Unread> {
        loop {
            if let Some(unread) = self.current.as_mut().and_then(Documents::next_unread) {
                self.position.taken += 1;
                return Some(unread);
            }
            let input = self.next_input()?;
            self.current = Some(self.open(input).unwrap_or_else(Documents::failed));
        }
    }

    /// Goes to where other inputs of the same names were. What lies before is passed over: files unopened, the beginning of the last one
    /// unread.
    ///
    /// # Errors
    /// Where another input stands there now.
    pub fn go_to(&mut self, position: &Position) -> Result<(), InputError> {
        let mut last = None;
        while self.position.input < position.input {
            match self.next_input() {
                Some(input) => last = Some(input),
                None => return Err(changed(position, "nothing")),
            }
        }
        if self.position.name != position.name {
            return Err(changed(position, &self.position.name));
        }
        if let Some(input) = last {
            self.current = Some(self.open(input).unwrap_or_else(Documents::failed));
        }
        while self.position.taken < position.taken {
            if self.current.as_mut().and_then(Documents::next_unread).is_none() {
                return Err(InputError::new(&position.name, "it holds less now than when the run was stopped"));
            }
            self.position.taken += 1;
        }
        Ok(())
    }

    /// The next file or address. Folders are gone into; one that can't be is an input that will fail.
    fn next_input(&mut self) -> Option<Input> {
        loop {
            let input = self.waiting.pop_front()?;
            match input.folder().map(inside) {
                Some(Ok(files)) if !files.is_empty() || matches!(input, Input::Found(_)) => {
                    files.into_iter().rev().for_each(|file| self.waiting.push_front(Input::Found(file)))
                }
                _ => {
                    self.position = Position { input: self.position.input + 1, name: input.name(), taken: 0 };
                    return Some(input);
                }
            }
        }
    }

    fn open(&self, input: Input) -> Result<Documents, InputError> {
        match input {
            Input::Given(name) if name == "-" => Ok(read_stream(io::stdin(), &named("-"), &self.options)),
            Input::Given(name) if is_address(&name) => Ok(fetch(&name, &self.options)),
            Input::Given(name) => self.open_path(Path::new(&name), &name),
            Input::Found(path) => self.open_path(&path, &path.to_string_lossy()),
        }
    }

    fn open_path(&self, path: &Path, name: &str) -> Result<Documents, InputError> {
        let failed = |error: io::Error| InputError::new(name, sentence(&error));
        if fs::metadata(path).map_err(failed)?.is_dir() {
            let empty = inside(path).is_ok();
            return Err(InputError::new(
                name,
                if empty { "the folder is empty" } else { "the folder could not be gone into" },
            ));
        }
        read_file(File::open(path).map_err(failed)?, &named(name), &self.options)
    }
}

impl Input {
    fn name(&self) -> String {
        match self {
            Self::Given(name) => name.clone(),
            Self::Found(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// Its path, where it is a folder.
    fn folder(&self) -> Option<&Path> {
        let path = match self {
            Self::Given(name) if name == "-" || is_address(name) => return None,
            Self::Given(name) => Path::new(name),
            Self::Found(path) => path,
        };
        path.is_dir().then_some(path)
    }
}

impl Iterator for Inputs {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_unread().map(Unread::read)
    }
}

fn changed(position: &Position, now: &str) -> InputError {
    InputError::new(&position.name, format!("stood at place {} of the inputs; {now} stands there now", position.input))
        .with_hint("give the inputs as they were, or begin anew with another manifest")
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
