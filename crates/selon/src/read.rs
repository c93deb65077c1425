//! `selon read`: inputs in, readings out, in the order of the inputs.

mod bulk;
mod failures;
mod interrupt;
mod lanes;
mod manifest;
mod sink;

use crate::arguments::{BulkArguments, ReadArguments};
use crate::failure::{Exit, Failure};
use crate::inputs::{Reader, choices, settings};
use crate::output::{Output, short_help};
use crate::progress::Progress;
use selon_export::{Exporter, Format, Pieces, exporter};
use std::io::IsTerminal;

/// Reads what the arguments name.
pub(crate) fn run(arguments: &ReadArguments) -> Result<Exit, Failure> {
    let ReadArguments { format, out, input, bulk, look, why } = arguments;
    if input.inputs.is_empty() && std::io::stdin().is_terminal() {
        return short_help(Some("read"));
    }
    let choices = choices(*format, out, input, look)?;
    let output = Output::new(out.output.as_deref());
    let format = choices.format.unwrap_or(if output.is_terminal() { Format::Terminal } else { Format::Jsonl });
    output.takes(format)?;
    let settings = settings(look, *why, &choices, &output);
    let pieces = Pieces::new(format, settings);
    if pieces.is_none() && bulk.is_asked_for() {
        return Err(Failure::usage(format!("--jobs, --manifest and --errors are not for {}", format.name()))
            .with_hint("they need a format that is made row by row: jsonl, csv or parquet"));
    }
    let reader = Reader::new(input, &choices)?;
    let mut progress = Progress::new(look.quiet, output.is_terminal());
    match pieces {
        Some(pieces) => bulk::run(arguments, &choices, format, pieces, &reader, output, &mut progress)?,
        None => whole(exporter(format, settings, output.writer()?), &reader, output, &mut progress)?,
    }
    Ok(if progress.finish() { Exit::Done } else { Exit::InputsFailed })
}

/// Puts out a format that is a whole, one document after the other.
fn whole(
    mut exporter: Box<dyn Exporter + '_>,
    reader: &Reader<'_>,
    output: Output,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io(output.name(), &error);
    let complete = reader.each(progress, |document, reading| exporter.document(&document, &reading)).map_err(failed)?;
    exporter.finish().map_err(failed)?;
    drop(exporter);
    if complete { output.keep() } else { Ok(()) }
}

impl BulkArguments {
    fn is_asked_for(&self) -> bool {
        self.jobs != 1 || self.manifest.is_some() || self.errors.is_some()
    }
}
