//! `selon remove`: documents taken out of the database, with all their versions.

use super::database::DatabaseArguments;
use super::page::counted;
use crate::failure::{Exit, Failure, report};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  selon remove a17
  selon remove https://example.org/article";

/// Take documents out of the database
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES)]
#[command(after_long_help = "Exit status: 0 removed, 1 none of them is stored, 2 wrong use or an error.")]
pub(crate) struct RemoveArguments {
    /// Ids, addresses or files of documents
    #[arg(value_name = "DOCUMENT", required = true)]
    documents: Vec<String>,

    #[command(flatten)]
    database: DatabaseArguments,

    /// No summary; errors are still told
    #[arg(short, long)]
    quiet: bool,
}

/// Takes out what the arguments name.
pub(crate) fn run(arguments: &RemoveArguments) -> Result<Exit, Failure> {
    let mut database = arguments.database.open()?;
    let mut removed = 0;
    for name in &arguments.documents {
        let namesakes = database.store.namesakes_of(name).map_err(|error| database.told(&error))?;
        if namesakes.len() > 1 {
            let all = format!("{name}: {} documents are called that: {}", namesakes.len(), namesakes.join(", "));
            return Err(Failure::usage(all).with_hint("name one by its address or file; nothing more was removed"));
        }
        let count = database.store.remove(name).map_err(|error| database.told(&error))?;
        if count == 0 {
            report(&format!("{name}: no such document is stored"), None);
        }
        removed += count;
    }
    if !arguments.quiet {
        let told = counted(removed, "document removed", "documents removed");
        report(&format!("{}: {told}", database.name()), None);
    }
    Ok(if removed == 0 { Exit::NothingFound } else { Exit::Done })
}
