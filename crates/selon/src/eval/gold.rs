//! Where gold and predictions lie: JSON lines, files of brat, folders of them, Web Annotations beside their texts.

use crate::failure::Failure;
use selon_page::{Hints, Options};
use selon_reading::score::{Annotations, Sheet, Wrong, gold_of_line, reading_of_line, sheet_of_brat};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What people marked.
#[derive(Default)]
pub(crate) struct Gold {
    pub(crate) sheets: Vec<Sheet>,
    /// Files in which the texts of the sheets lie, in the same order.
    pub(crate) texts: Vec<String>,
}

impl Gold {
    pub(crate) fn load(names: &[String]) -> Result<Self, Failure> {
        let mut gold = Self::default();
        for name in names {
            gold.add(Path::new(name))?;
        }
        let mut seen = BTreeSet::new();
        match gold.sheets.iter().find(|sheet| !seen.insert(&sheet.doc)) {
            Some(twice) => Err(Failure::usage(format!("gold has two documents called {}", twice.doc))
                .with_hint("documents are joined by their names: give each its own")),
            None => Ok(gold),
        }
    }

    fn add(&mut self, path: &Path) -> Result<(), Failure> {
        if path.is_dir() {
            return self.add_folder(path);
        }
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("ann" | "txt") => self.add_brat(path, &stem(path.file_name().map(Path::new).unwrap_or(path))),
            Some("jsonld") => self.add_annotations(path),
            _ => self.add_lines(path),
        }
    }

    /// Web Annotations with their texts: documents of the `.jsonl` file of the annotations' name; without one each text is the file that its source
    /// names, seen from the annotations' folder, or a single one the `.txt` file of the annotations' name.
    fn add_annotations(&mut self, path: &Path) -> Result<(), Failure> {
        let annotations = Annotations::read(&whole(path)?).map_err(|wrong| told(path, &wrong))?;
        let lines = path.with_extension("jsonl");
        if lines.is_file() {
            return self.add_annotated_lines(path, &annotations, &lines);
        }
        let sources: Vec<&str> = annotations.sources().collect();
        let folder = path.parent().unwrap_or(Path::new(""));
        for source in &sources {
            let (named, beside) = (folder.join(source), path.with_extension("txt"));
            let text = match (named.is_file(), sources.len()) {
                (true, _) => named,
                (false, 1) if beside.is_file() => beside,
                _ => {
                    return Err(Failure::usage(format!("{}: the text of {source} is not there", path.display()))
                        .with_hint("the documents may be the .jsonl file of the annotations' name, a single text the .txt file; else a source names a file beside them"));
                }
            };
            let doc = if sources.len() == 1 {
                stem(path.file_name().map(Path::new).unwrap_or(path))
            } else {
                (*source).to_owned()
            };
            let sheet = annotations.sheet(&doc, source, &whole(&text)?).map_err(|wrong| told(path, &wrong))?;
            self.sheets.push(sheet);
            self.texts.push(text.display().to_string());
        }
        Ok(())
    }

    /// What is marked in the documents of a file of JSON lines, in its order.
    fn add_annotated_lines(&mut self, path: &Path, annotations: &Annotations, lines: &Path) -> Result<(), Failure> {
        let mut left: BTreeSet<&str> = annotations.sources().collect();
        let documents = selon_page::read_bytes(whole(lines)?.into_bytes(), &Hints::default(), &Options::default());
        for document in documents {
            let document = document.map_err(|error| Failure::usage(format!("{}: {error}", lines.display())))?;
            let addresses = [document.url.clone(), Some(selon_export::address(&document)), Some(document.id.clone())];
            let Some(source) = addresses.into_iter().flatten().find(|address| left.remove(address.as_str())) else {
                continue;
            };
            let sheet = annotations.sheet(&document.id, &source, &document.text).map_err(|wrong| told(path, &wrong))?;
            self.sheets.push(sheet);
        }
        self.texts.push(lines.display().to_string());
        match left.first() {
            Some(source) => Err(Failure::usage(format!("{}: {source} is not in {}", path.display(), lines.display()))
                .with_hint(
                    "a source is a document's address, or the name that 'selon read --format webannotation' gives it",
                )),
            None => Ok(()),
        }
    }

    fn add_lines(&mut self, path: &Path) -> Result<(), Failure> {
        self.sheets.extend(sheets(path, gold_of_line)?);
        self.texts.push(path.display().to_string());
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let marked = marked_in(folder)?;
        if marked.is_empty() {
            return Err(Failure::usage(format!("{}: there is no .ann file in it", folder.display())).with_hint(
                "a folder of gold holds pairs of brat's, such as a.txt and a.ann; name JSON lines by their file",
            ));
        }
        let name = |path: &PathBuf| stem(path.strip_prefix(folder).unwrap_or(path));
        marked.iter().try_for_each(|path| self.add_brat(path, &name(path)))
    }

    /// A pair of brat's, by either of its files.
    fn add_brat(&mut self, path: &Path, doc: &str) -> Result<(), Failure> {
        let (text, marks) = (path.with_extension("txt"), path.with_extension("ann"));
        let sheet = sheet_of_brat(doc, &whole(&text)?, &whole(&marks)?);
        self.sheets.push(sheet.map_err(|wrong| told(&marks, &wrong))?);
        self.texts.push(text.display().to_string());
        Ok(())
    }
}

/// What a program read, by document.
pub(crate) fn predictions(path: &Path) -> Result<Vec<Sheet>, Failure> {
    sheets(path, reading_of_line)
}

fn sheets(path: &Path, of_line: fn(usize, &str) -> Result<Sheet, Wrong>) -> Result<Vec<Sheet>, Failure> {
    let text = whole(path)?;
    // Some programs put a mark before the first line.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| of_line(at + 1, line).map_err(|wrong| told(path, &wrong))).collect()
}

fn told(path: &Path, wrong: &Wrong) -> Failure {
    let failure = Failure::usage(format!("{}: {wrong}", path.display()));
    match &wrong.hint {
        Some(hint) => failure.with_hint(hint.clone()),
        None => failure,
    }
}

fn whole(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io(path.display(), &error))
}

/// The name of a document of brat's: its path without the ending.
fn stem(path: &Path) -> String {
    path.with_extension("").display().to_string()
}

/// The `.ann` files of a folder and of those within, sorted; folders behind symbolic links are left out, since they may lead back.
fn marked_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: std::io::Error| Failure::io(folder.display(), &error);
    let mut found = Vec::new();
    let mut entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            found.extend(marked_in(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "ann") {
            found.push(path);
        }
    }
    Ok(found)
}
