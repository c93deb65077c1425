//! `selon check`: one article's sourcing, or two articles side by side.

use crate::arguments::{CheckArguments, takes};
use crate::failure::{Exit, Failure};
use crate::inputs::{Reader, choices, settings};
use crate::output::{Output, short_help};
use crate::progress::Progress;
use selon_export::{CHECK_FORMATS, CheckExporter, Checked, Format, check_exporter};
use selon_reading::{Reading, compare};
use selon_text::Document;
use std::io::{self, IsTerminal};

/// Checks what the arguments name.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Exit, Failure> {
    let CheckArguments { format, out, input, look, list } = arguments;
    if input.inputs.is_empty() && io::stdin().is_terminal() {
        return short_help(Some("check"));
    }
    let choices = choices(*format, out, input, look)?;
    if let Some(other) = out.ending().filter(|ending| format.is_none() && !CHECK_FORMATS.contains(ending)) {
        let message = format!("check does not write {}, which the name of the file asks for", other.name());
        return Err(Failure::usage(message).with_hint(takes(CHECK_FORMATS)));
    }
    let output = Output::new(out.output.as_deref());
    let usual = if output.is_terminal() { Format::Terminal } else { Format::Jsonl };
    let format = choices.format.filter(|format| CHECK_FORMATS.contains(format)).unwrap_or(usual);
    let settings = settings(look, false, &choices, &output);
    let reader = Reader::new(input, &choices)?;
    let mut progress = Progress::new(look.quiet, output.is_terminal());
    let exporter = check_exporter(format, settings, *list, output.writer()?);
    let complete = check(&reader, exporter, &mut progress).map_err(|error| Failure::io(output.name(), &error))?;
    if complete {
        output.keep()?;
    }
    Ok(if progress.finish() { Exit::Done } else { Exit::InputsFailed })
}

fn check(reader: &Reader, exporter: Box<dyn CheckExporter + '_>, progress: &mut Progress) -> io::Result<bool> {
    let mut desk = Desk { held: Vec::new(), alone: false, exporter };
    let complete = reader.each(progress, |document, reading| desk.take(document, reading))?;
    desk.finish()?;
    Ok(complete)
}

/// Holds two articles back until it is known whether a third one comes: two are set side by side, any other number one by one.
struct Desk<'w> {
    held: Vec<Checked>,
    alone: bool,
    exporter: Box<dyn CheckExporter + 'w>,
}

impl Desk<'_> {
    fn take(&mut self, document: Document, reading: Reading) -> io::Result<()> {
        let check = selon_reading::check(&document, &reading);
        self.held.push(Checked { document, reading, check });
        self.alone = self.alone || self.held.len() > 2;
        if self.alone { self.put() } else { Ok(()) }
    }

    fn put(&mut self) -> io::Result<()> {
        self.held.drain(..).try_for_each(|checked| self.exporter.alone(&checked))
    }

    fn finish(mut self) -> io::Result<()> {
        if let [one, other] = self.held.as_slice() {
            let comparison = compare([one, other].map(|checked| (&checked.document, &checked.reading)));
            self.exporter.side_by_side([one, other], &comparison)?;
        } else {
            self.put()?;
        }
        self.exporter.finish()
    }
}
