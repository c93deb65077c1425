//! Everything that the fuzzers have found (`fuzz/regressions/`) is read without a panic.

// A test says on its output what it measured.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use selon_page::{Hints, read_bytes};
use selon_reading::{Options, read};
use selon_text::Document;
use std::fs;
use std::path::{Path, PathBuf};

fn found() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/regressions");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.is_file() && path.extension().is_none_or(|extension| extension != "md"));
    files.sort();
    files
}

#[test]
fn what_fuzzers_found_is_read() {
    for path in found() {
        let bytes = fs::read(&path).unwrap();
        println!("{}", path.display());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for language in [Some("fr"), Some("en"), None] {
            let options = Options { language: language.map(str::to_owned), ..Options::default() };
            let _ = read(&Document::from_text("regression", text.as_str()), &options);
        }
        for document in read_bytes(bytes, &Hints::default(), &selon_page::Options::default()).flatten() {
            let _ = read(&document, &Options::default());
        }
    }
}
