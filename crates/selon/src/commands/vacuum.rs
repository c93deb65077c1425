//! `selon vacuum`: room that is no longer used given back to the disk.

use super::database::DatabaseArguments;
use crate::failure::{Exit, Failure};
use clap::Args;

const EXAMPLES: &str = "\
Example:
  selon vacuum --db affair.db";

/// Give room that is no longer used back to the disk
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = "Examples:\n  selon vacuum --db affair.db", after_help = EXAMPLES)]
pub(crate) struct VacuumArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

/// Makes the file as small as it can be.
pub(crate) fn run(arguments: &VacuumArguments) -> Result<Exit, Failure> {
    let database = arguments.database.open()?;
    database.store.vacuum().map_err(|error| database.told(&error))?;
    Ok(Exit::Done)
}
