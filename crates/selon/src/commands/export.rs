//! `selon export`: statements of a database in the formats of other programs, as many as there are.

use super::database::{Database, DatabaseArguments};
use super::search::FilterArguments;
use crate::arguments::{VERB_TEMPLATE, format_list, formats, of_ending, takes};
use crate::failure::{Exit, Failure, report};
use crate::output::Output;
use clap::Args;
use selon_corpus::{Query, StoreError};
use selon_export::{EXPORT_FORMATS, Exporter, Format, Settings, exporter};
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  selon export -o affair.gexf digue
  selon export --format ftm --since 2025-01-01 -o entities.ftm.json";

const MORE: &str = "\
Documents that have statements asked for are put out with these statements; the
whole database where nothing is asked. Words are those of 'selon search'. Graphs,
schemaorg, claimreview and prov tell of the claims too to which the statements
belong. docs/formats.md tells what each format carries.

Exit status: 0 done, 1 nothing found, 2 wrong use or an error.";

/// Put statements out for other programs
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct ExportArguments {
    /// Words to look for; none for all statements
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// csv, webannotation, brat, gexf …: --help lists all
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(EXPORT_FORMATS), hide_possible_values = true)]
    #[arg(long_help = format!("The format; left out, the ending of the file's name tells it:\n{}", format_list(EXPORT_FORMATS)))]
    format: Option<Format>,

    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    filter: FilterArguments,

    #[command(flatten)]
    database: DatabaseArguments,
}

/// Puts out what the arguments ask for.
pub(crate) fn run(arguments: &ExportArguments) -> Result<Exit, Failure> {
    let output = Output::new(arguments.output.as_deref());
    let format = format(arguments)?;
    output.takes(format)?;
    let database = arguments.database.open()?;
    let query = arguments.filter.query(&arguments.words, &database.store).map_err(|error| database.told(&error))?;
    let mut desk = Desk {
        database: &database,
        output: &output,
        exporter: exporter(format, Settings::default(), output.writer()?),
    };
    let found = match &query {
        Some(query) => desk.put_out(query, format)?,
        None => 0,
    };
    desk.finish()?;
    if found == 0 && arguments.output.is_some() {
        report(&format!("nothing was found; {} is not written", output.name()), None);
        return Ok(Exit::NothingFound);
    }
    output.keep()?;
    Ok(if found == 0 { Exit::NothingFound } else { Exit::Done })
}

/// The format that is named, else the one that the file's name ends in.
fn format(arguments: &ExportArguments) -> Result<Format, Failure> {
    let ending = of_ending(arguments.output.as_deref());
    arguments
        .format
        .or(ending.filter(|format| EXPORT_FORMATS.contains(format)))
        .ok_or_else(|| Failure::usage("no format given").with_hint(takes(EXPORT_FORMATS)))
}

/// From a database to an exporter.
struct Desk<'d> {
    database: &'d Database,
    output: &'d Output,
    exporter: Box<dyn Exporter + 'd>,
}

impl Desk<'_> {
    /// Claims first, then the documents; how many of these there were.
    fn put_out(&mut self, query: &Query, format: Format) -> Result<usize, Failure> {
        let store = &self.database.store;
        let told = |error: StoreError| self.database.told(&error);
        let _held = store.held().map_err(told)?;
        let (mut written, exporter) = (Ok(()), &mut self.exporter);
        if format.tells_claims() {
            store.each_claim(query, |claim| going_on(&mut written, exporter.claim(&claim))).map_err(told)?;
        }
        let mut count = 0;
        if written.is_ok() {
            let take = |document, reading| going_on(&mut written, exporter.document(&document, &reading));
            count = store.each_reading(query, take).map_err(told)?;
        }
        written.map_err(|error| Failure::io(self.output.name(), &error))?;
        Ok(count)
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.exporter.finish().map_err(|error| Failure::io(self.output.name(), &error))
    }
}

/// Goes on until something can't be written, and keeps what was wrong then.
fn going_on(written: &mut io::Result<()>, result: io::Result<()>) -> ControlFlow<()> {
    match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            *written = Err(error);
            ControlFlow::Break(())
        }
    }
}
