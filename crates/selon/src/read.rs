//! `selon read`: inputs in, readings out, one document after the other.

use crate::arguments::ReadArguments;
use crate::failure::{Exit, Failure};
use crate::inputs::{Reader, choices, settings};
use crate::output::{Output, short_help};
use crate::progress::Progress;
use selon_export::{Exporter, Format, exporter};
use std::io::IsTerminal;

/// Reads what the arguments name.
pub(crate) fn run(arguments: &ReadArguments) -> Result<Exit, Failure> {
    let ReadArguments { format, out, input, look, why } = arguments;
    if input.inputs.is_empty() && std::io::stdin().is_terminal() {
        return short_help(Some("read"));
    }
    let choices = choices(*format, out, input, look)?;
    let output = Output::new(out.output.as_deref());
    let format = choices.format.unwrap_or(if output.is_terminal() { Format::Terminal } else { Format::Jsonl });
    let settings = settings(look, *why, &choices, &output);
    let reader = Reader::new(input, &choices)?;
    let mut progress = Progress::new(look.quiet, output.is_terminal());
    let mut exporter = exporter(format, settings, output.writer()?);
    let complete =
        read(&reader, exporter.as_mut(), &mut progress).map_err(|error| Failure::io(output.name(), &error))?;
    drop(exporter);
    if complete {
        output.keep()?;
    }
    Ok(if progress.finish() { Exit::Done } else { Exit::InputsFailed })
}

fn read(reader: &Reader, exporter: &mut dyn Exporter, progress: &mut Progress) -> std::io::Result<bool> {
    let complete = reader.each(progress, |document, reading| exporter.document(&document, &reading))?;
    exporter.finish()?;
    Ok(complete)
}
