//! `selon serve`: the database and single texts as pages in a browser, on this machine alone.

use super::database::DatabaseArguments;
use crate::arguments::models;
use crate::configuration::Choices;
use crate::failure::{Exit, Failure, report};
use crate::models::{Model, Scheme};
use crate::output::to_stdout;
use clap::Args;
use selon_web::{App, Reader, Settings};
use std::path::PathBuf;
use std::sync::Arc;

const EXAMPLES: &str = "\
Examples:
  selon serve --open
  selon serve affair.db -p 0
  selon serve affair.db --get '/search.json?q=digue'";

const MORE: &str = "\
The pages are there for this machine alone, at 127.0.0.1; nothing comes from
elsewhere. Every page has a twin for programs at the same address with .json.
Without a database single texts can be read all the same.

An address that is given on a page is fetched, and nothing else; addresses of
private networks and of this machine only with --allow-private.

Exit status: 0 done, 1 --get found no such page, 2 wrong use or an error.";

/// The port where none is asked for.
const PORT: u16 = 8017;

/// Show the database and single texts in a browser
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct ServeArguments {
    /// The database: your own by default
    #[arg(value_name = "FILE", conflicts_with = "db")]
    file: Option<PathBuf>,

    #[command(flatten)]
    database: DatabaseArguments,

    /// Open the browser
    #[arg(long)]
    open: bool,

    /// The port: 8017 by default, 0 for any that is free
    #[arg(short, long, value_name = "NUMBER", default_value_t = PORT, hide_default_value = true)]
    port: u16,

    /// Print one page and end, without a server
    #[arg(long, value_name = "PATH", conflicts_with_all = ["open", "port"])]
    get: Option<String>,

    /// Fetch from private networks and this machine too
    #[arg(long)]
    allow_private: bool,

    /// Read with base (default), fast or lexical
    #[arg(long, value_name = "NAME", value_parser = models(), hide_possible_values = true)]
    model: Option<Model>,
}

/// Serves until the program is ended, or prints one page.
pub(crate) fn run(arguments: &ServeArguments) -> Result<Exit, Failure> {
    let model = arguments.model.or(Choices::beneath_flags()?.model).unwrap_or_default();
    let quick = if model == Model::Base { Model::Fast } else { model };
    let settings = Settings {
        database: arguments.database.found(arguments.file.as_deref())?,
        reader: Arc::from(model.tagger(Scheme::Guide)?),
        quick: Arc::from(quick.tagger(Scheme::Guide)?),
        named,
        allow_private: arguments.allow_private,
    };
    let app = App::new(settings).map_err(|error| Failure::io("the server", &error))?;
    match &arguments.get {
        Some(path) => print(&app, path),
        None => serve(&app, arguments),
    }
}

/// The reader of that id.
fn named(id: &str) -> Option<Reader> {
    let mut readers = Model::ALL.iter().filter_map(|model| model.tagger(Scheme::Guide).ok());
    readers.find(|reader| reader.id() == id).map(Arc::from)
}

fn print(app: &App, path: &str) -> Result<Exit, Failure> {
    let answered = app.get(path).map_err(|error| Failure::io(path, &error))?;
    to_stdout(|out| out.write_all(&answered.body))?;
    Ok(match answered.status {
        ..400 => Exit::Done,
        404 => Exit::NothingFound,
        _ => Exit::Error,
    })
}

fn serve(app: &App, arguments: &ServeArguments) -> Result<Exit, Failure> {
    let ready = |address: &str| {
        report(&format!("at {address}"), Some("Ctrl-C ends it"));
        if arguments.open && open::that_detached(address).is_err() {
            report("no browser could be opened", Some("open the address above by hand"));
        }
    };
    app.serve(arguments.port, ready).map_err(|error| {
        Failure::io(format!("port {}", arguments.port), &error).with_hint("-p 0 takes any free port")
    })?;
    Ok(Exit::Done)
}
