//! `selon reread`: the stored texts read again, by another model or by rules that know more by now.

use super::database::DatabaseArguments;
use super::page::counted;
use crate::failure::{Exit, Failure, report};
use crate::models::{Model, Scheme};
use crate::progress::bar;
use clap::Args;
use std::io::IsTerminal;

const EXAMPLES: &str = "\
Example:
  selon reread --db affair.db";

const MORE: &str = "\
Readings of other models are kept beside the new one; what is searched and traced
is the new one. What was decided by hand about names hangs on the names, and stays.";

/// Read the stored texts again
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = "Examples:\n  selon reread --db affair.db", after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct RereadArguments {
    /// Read with base (default), fast or lexical
    #[arg(long, value_name = "NAME", value_parser = crate::arguments::models(), hide_possible_values = true)]
    model: Option<Model>,

    #[command(flatten)]
    database: DatabaseArguments,

    /// No progress and no summary; errors are still told
    #[arg(short, long)]
    quiet: bool,
}

/// Reads everything again.
pub(crate) fn run(arguments: &RereadArguments) -> Result<Exit, Failure> {
    let mut database = arguments.database.open()?;
    let bar = (!arguments.quiet && std::io::stderr().is_terminal()).then(bar);
    let show = |read: usize, all: usize| {
        if let Some(bar) = &bar {
            bar.set_message(format!("{read} of {}", counted(all, "document", "documents")));
            bar.tick();
        }
    };
    let tagger = arguments.model.unwrap_or_default().tagger(Scheme::Guide)?;
    let options = selon_reading::Options::default();
    let read = |document: &selon_page::Document| selon_reading::read_with(tagger.as_ref(), document, &options);
    let result = database.store.reread(&read, super::now(), show);
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let count = result.map_err(|error| database.told(&error))?;
    if !arguments.quiet {
        let told = counted(count, "document read again", "documents read again");
        report(&format!("{}: {told}", database.name()), None);
    }
    Ok(Exit::Done)
}
