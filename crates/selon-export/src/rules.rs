//! The pages of rules as JSON, schema `selon/1`, type `rule`: what `selon explain --format json` prints.

use crate::SCHEMA;
use selon_language::RulePage;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct RuleRecord<'a> {
    r#type: &'static str,
    schema: &'static str,
    id: &'a str,
    about: &'a str,
    act: &'a str,
    words: &'a [String],
    frames: Vec<FrameRecord<'a>>,
    yes: &'a [String],
    no: &'a [String],
}

#[derive(Serialize)]
struct FrameRecord<'a> {
    frame: &'a str,
    score: f32,
}

/// Writes rules as an indented array.
///
/// ```
/// let mut out = Vec::new();
/// selon_export::rules_as_json(&mut out, &[]).unwrap();
/// assert_eq!(out, b"[]\n");
/// ```
///
/// # Errors
/// Where the output can't be written.
pub fn rules_as_json(out: &mut dyn Write, pages: &[RulePage]) -> io::Result<()> {
    let records: Vec<RuleRecord<'_>> = pages.iter().map(RuleRecord::new).collect();
    serde_json::to_writer_pretty(&mut *out, &records)?;
    out.write_all(b"\n")
}

impl<'a> RuleRecord<'a> {
    fn new(page: &'a RulePage) -> Self {
        Self {
            r#type: "rule",
            schema: SCHEMA,
            id: &page.id,
            about: &page.about,
            act: &page.act,
            words: &page.words,
            frames: page.frames.iter().map(|(frame, score)| FrameRecord { frame, score: *score }).collect(),
            yes: &page.yes,
            no: &page.no,
        }
    }
}
