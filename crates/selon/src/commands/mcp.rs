//! `selon mcp`: assistants ask, over standard input and output.

use super::database::DatabaseArguments;
use crate::failure::{Exit, Failure};
use crate::models::{Model, Scheme};
use clap::Args;
use selon_mcp::{Assistant, serve};
use std::sync::Arc;

const EXAMPLES: &str = "\
Example, as assistants are told of it:
  {\"mcpServers\": {\"selon\": {\"command\": \"selon\", \"args\": [\"mcp\"]}}}";

const MORE: &str = "\
Five tools, which only read: read and check take a text, search, trace and who ask
the database. Nothing is fetched and no file but the database is opened. Answers
are bounded and paged. The protocol is that of 2026-07-28, or an older one that
begins with initialize.

Exit status: 0 when the input ends, 2 wrong use or an error.";

/// Answer assistants (Model Context Protocol)
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct McpArguments {
    #[command(flatten)]
    database: DatabaseArguments,

    /// Read with base (default) or lexical
    #[arg(long, value_name = "NAME", value_parser = crate::arguments::models(), hide_possible_values = true)]
    model: Option<Model>,
}

/// Answers until the input ends.
pub(crate) fn run(arguments: &McpArguments) -> Result<Exit, Failure> {
    let tagger = arguments.model.unwrap_or_default().tagger(Scheme::Guide)?;
    let assistant = Assistant::new(Arc::from(tagger), arguments.database.file()?);
    serve(assistant).map_err(|error| Failure::io("standard input", &error))?;
    Ok(Exit::Done)
}
