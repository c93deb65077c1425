//! The pages under `tests/spec`: each case is a heading, prose, a text, and the statements that are read in it.
//!
//! A statement is one line: kind, act, `{source}`, `<cue>`, `[content]`; `-` where there is none, `…` between pieces,
//! `not` before the source where the saying is negated, two spaces of indentation for each statement that it stands in, and
//! `as {…}` for the speaker who goes on. A text in a fence called `html` is read as a page.

// A test stops where a file of its own is broken.
#![allow(clippy::unwrap_used)]

use selon_page::{Hints, page_from_html};
use selon_reading::{Options, Polarity, Reading, Statement, read};
use selon_text::{ByteRange, Document};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// One case of a page.
struct Case {
    heading: String,
    known_miss: bool,
    line: usize,
    html: bool,
    text: String,
    expected: String,
}

#[test]
fn pages_of_the_manual_are_read_as_they_say() {
    let failures: Vec<String> = ["fr", "en"].into_iter().flat_map(failures_of).collect();
    assert!(failures.is_empty(), "\n{}\n{} cases are read otherwise", failures.join("\n"), failures.len());
}

fn failures_of(language: &str) -> Vec<String> {
    let mut failures = Vec::new();
    for page in pages(language) {
        let markdown = fs::read_to_string(&page).unwrap();
        let cases = cases(&markdown);
        assert!(!cases.is_empty(), "{}: no case found", page.display());
        failures.extend(cases.iter().filter_map(|case| check(&page, language, case)));
    }
    failures
}

fn pages(language: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/spec").join(language);
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

/// Reads one case; what is wrong with it, if anything.
fn check(page: &Path, language: &str, case: &Case) -> Option<String> {
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    let document = if case.html {
        page_from_html(case.text.as_bytes(), &Hints::default(), &selon_page::Options::default()).unwrap()
    } else {
        Document::from_text("case", case.text.as_str())
    };
    let found = told(&document.text, &read(&document, &options));
    if found.trim_end() == case.expected.trim_end() {
        return None;
    }
    let place = format!("tests/spec/{language}/{}:{}", page.file_name()?.to_string_lossy(), case.line);
    let mut message = format!("{place} «{}»\n    {}\n", case.heading, case.text.trim_end().replace('\n', "\n    "));
    for line in case.expected.lines().filter(|line| !found.lines().any(|other| other == *line)) {
        let _ = writeln!(message, "  - expected  {line}");
    }
    for line in found.lines().filter(|line| !case.expected.lines().any(|other| other == *line)) {
        let _ = writeln!(message, "  + read      {line}");
    }
    if same_lines(&found, &case.expected) {
        let _ = writeln!(message, "  read in another order:\n    {}", found.trim_end().replace('\n', "\n    "));
    }
    if case.known_miss {
        message += "  help: this case is known to be missed; where it is read right now, move it to its own heading\n";
    }
    Some(message)
}

fn same_lines(one: &str, other: &str) -> bool {
    let sorted = |lines: &str| {
        let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    sorted(one) == sorted(other)
}

/// The statements of a reading, a line each.
fn told(text: &str, reading: &Reading) -> String {
    let mut lines = String::new();
    for statement in &reading.statements {
        let depth = ancestors(reading, statement);
        let _ = write!(lines, "{}{} {}", "  ".repeat(depth), statement.kind, statement.act);
        if statement.polarity == Polarity::Negative {
            lines += " not";
        }
        for (spans, open, close) in
            [(&statement.source, '{', '}'), (&statement.cue, '<', '>'), (&statement.content, '[', ']')]
        {
            lines += &if spans.is_empty() { " -".to_owned() } else { format!(" {open}{}{close}", words(text, spans)) };
        }
        if let Some(other) = by_id(reading, statement.continues.as_deref()) {
            let _ = write!(lines, " as {{{}}}", words(text, &other.source));
        }
        lines.push('\n');
    }
    lines
}

fn words(text: &str, spans: &[ByteRange]) -> String {
    let pieces: Vec<String> =
        spans.iter().map(|range| range.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    pieces.join(" … ")
}

fn by_id<'r>(reading: &'r Reading, id: Option<&str>) -> Option<&'r Statement> {
    reading.statements.iter().find(|statement| Some(statement.id.as_str()) == id)
}

fn ancestors(reading: &Reading, statement: &Statement) -> usize {
    let parent = by_id(reading, statement.parent.as_deref());
    parent.map_or(0, |parent| 1 + ancestors(reading, parent))
}

/// The cases of a page: under each heading, two fenced blocks.
fn cases(markdown: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let (mut heading, mut known_miss) = (String::new(), false);
    let mut waiting: Option<Case> = None;
    let mut lines = markdown.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim().to_owned();
            known_miss |= heading == "Known to be missed";
        }
        let Some(fence) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let block = block.join("\n");
        match waiting.take() {
            Some(case) => cases.push(Case { expected: block, ..case }),
            None => {
                waiting = Some(Case {
                    heading: heading.clone(),
                    known_miss,
                    line: number + 1,
                    html: fence == "html",
                    text: block,
                    expected: String::new(),
                });
            }
        }
    }
    assert!(waiting.is_none(), "«{heading}»: a text without its statements");
    cases
}
