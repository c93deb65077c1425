//! Prints one JSON line per page of a folder, as `score_pages.py` wants them, and the speed on standard error.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "an example that prints and measures"
)]

use selon_page::{Hints, Options, page_from_html};
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "../shared/pages/html".into());
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let (mut spent, mut slowest) = (Duration::ZERO, (Duration::ZERO, String::new()));
    for path in &paths {
        let bytes = std::fs::read(path)?;
        let hints = Hints { file: Some(path.to_string_lossy().into_owned()), ..Hints::default() };
        let start = Instant::now();
        let read = page_from_html(&bytes, &hints, &Options::default());
        let took = start.elapsed();
        spent += took;
        slowest = slowest.max((took, hints.name().to_owned()));
        match read {
            Ok(page) => {
                let line = serde_json::json!({ "file": page.file, "text": page.text, "title": page.title, "authors": page.authors, "published": page.published, "outlet": page.outlet, "language": page.language, "modified": page.modified, "genre": page.genre, "canonical": page.canonical });
                println!("{line}");
            }
            Err(error) => eprintln!("{error}"),
        }
    }
    eprintln!("{:.0} pages/s, slowest {:?} {}", paths.len() as f64 / spent.as_secs_f64(), slowest.0, slowest.1);
    Ok(())
}
