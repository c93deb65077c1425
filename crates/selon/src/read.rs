//! `selon read`: inputs in, readings out, one document after the other, so that memory does not grow with their number.

use crate::arguments::ReadArguments;
use crate::configuration::Choices;
use crate::failure::{Exit, Failure};
use crate::output::{Output, short_help, terminal_width};
use crate::progress::Progress;
use selon_export::{Exporter, Format, Settings, exporter};
use selon_page::Inputs;
use std::io::IsTerminal;
use std::path::Path;

/// Columns where neither the flag nor a terminal tells how many.
const USUAL_WIDTH: usize = 80;

/// Reads what the arguments name.
pub(crate) fn run(arguments: &ReadArguments) -> Result<Exit, Failure> {
    if arguments.inputs.is_empty() && std::io::stdin().is_terminal() {
        return short_help(Some("read"));
    }
    let choices = choices(arguments)?;
    let output = Output::new(arguments.output.as_deref());
    let format = choices.format.unwrap_or(if output.is_terminal() { Format::Terminal } else { Format::Jsonl });
    let settings = settings(arguments, &choices, &output);
    let mut progress = Progress::new(arguments.quiet, output.is_terminal());
    let mut exporter = exporter(format, settings, output.writer()?);
    let complete = read(arguments, &choices, exporter.as_mut(), &mut progress)
        .map_err(|error| Failure::io(output.name(), &error))?;
    drop(exporter);
    if complete {
        output.keep()?;
    }
    Ok(if progress.finish() { Exit::Done } else { Exit::InputsFailed })
}

/// Whether all inputs were gone through; not so where `--fail-fast` stopped at one.
fn read(
    arguments: &ReadArguments,
    choices: &Choices,
    exporter: &mut dyn Exporter,
    progress: &mut Progress,
) -> std::io::Result<bool> {
    let options = selon_reading::Options { language: choices.lang.clone(), ..selon_reading::Options::default() };
    for input in inputs(arguments, choices) {
        match input {
            Ok(document) => {
                exporter.document(&document, &selon_reading::read(&document, &options))?;
                progress.read();
            }
            Err(error) => {
                progress.failed(&error);
                if arguments.fail_fast {
                    exporter.finish()?;
                    return Ok(false);
                }
            }
        }
    }
    exporter.finish()?;
    Ok(true)
}

fn inputs(arguments: &ReadArguments, choices: &Choices) -> Inputs {
    let options = selon_page::Options {
        language: choices.lang.clone(),
        date: arguments.date.clone(),
        ..selon_page::Options::default()
    };
    let names = if arguments.inputs.is_empty() { vec!["-".to_owned()] } else { arguments.inputs.clone() };
    Inputs::new(&names, options)
}

/// Flags first; the ending of the output's name stands beneath the flags and above the rest.
fn choices(arguments: &ReadArguments) -> Result<Choices, Failure> {
    let flags = Choices {
        format: arguments.format,
        offsets: arguments.offsets,
        lang: arguments.lang.clone(),
        model: arguments.model,
        color: arguments.color,
    };
    let ending = arguments.output.as_deref().and_then(Path::to_str).and_then(Format::of_file);
    let of_ending = Choices { format: ending, ..Choices::default() };
    Ok(flags.or(of_ending).or(Choices::beneath_flags()?))
}

fn settings(arguments: &ReadArguments, choices: &Choices, output: &Output) -> Settings {
    let seen = || terminal_width().filter(|_| output.is_stdout());
    Settings {
        unit: choices.offsets.unwrap_or_default(),
        why: arguments.why,
        color: choices.color.unwrap_or_default().applies(output.is_stdout()),
        width: arguments.width.map(usize::from).or_else(seen).unwrap_or(USUAL_WIDTH),
    }
}
