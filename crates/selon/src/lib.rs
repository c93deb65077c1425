//! The command `selon`: takes what people type, hands it to the crates that know how, puts out what they give. Thin.
//!
//! ```
//! assert!(selon::command().get_subcommands().any(|verb| verb.get_name() == "read"));
//! ```

mod aliases;
mod arguments;
mod check;
mod color;
mod commands;
mod configuration;
mod dates;
mod eval;
mod explain;
mod failure;
mod inputs;
mod manual;
mod models;
mod output;
mod progress;
mod read;
mod version;

pub use arguments::command;

use arguments::{Arguments, Verb};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use failure::{Exit, Failure};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Runs the command with these arguments, its own name first.
///
/// Ends with 0 where all is done, 2 on a wrong use or an error, 3 where inputs failed.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Arguments::command().try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches))
    {
        Ok(arguments) => finish(dispatch(arguments)),
        Err(error) if error.kind() == ErrorKind::DisplayVersion => finish(version::show()),
        Err(error) => explain_usage(&error),
    }
}

fn dispatch(arguments: Arguments) -> Result<Exit, Failure> {
    match arguments.verb {
        Some(Verb::Read(arguments)) => read::run(&arguments),
        Some(Verb::Check(arguments)) => check::run(&arguments),
        Some(Verb::Eval(arguments)) => eval::run(*arguments),
        Some(Verb::Corpus(verb)) => commands::run(&verb),
        Some(Verb::Explain(arguments)) => explain::run(&arguments),
        Some(Verb::Completions(arguments)) => manual::completions(&arguments),
        Some(Verb::Man(arguments)) => manual::man(&arguments),
        None => no_verb(),
    }
}

/// A person who types only the name wants help; a script that does has made a mistake.
fn no_verb() -> Result<Exit, Failure> {
    if std::io::stdin().is_terminal() {
        output::short_help(None)
    } else {
        Err(Failure::usage("no verb given").with_hint("try 'selon read FILE', or 'selon --help'"))
    }
}

fn finish(result: Result<Exit, Failure>) -> ExitCode {
    match result {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_broken_pipe() => Exit::Done.into(),
        Err(failure) => {
            failure.report();
            Exit::Error.into()
        }
    }
}

/// Help and version go to the standard output, errors of use to the standard error.
fn explain_usage(error: &clap::Error) -> ExitCode {
    let printed = error.print().and_then(|()| std::io::stdout().flush());
    match printed {
        _ if error.use_stderr() => Exit::Error.into(),
        Err(failure) if failure.kind() != std::io::ErrorKind::BrokenPipe => Exit::Error.into(),
        _ => Exit::Done.into(),
    }
}
