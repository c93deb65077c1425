//! Completions and man pages, from the same definition as the help.

use crate::arguments::{CompletionsArguments, ManArguments};
use crate::failure::{Exit, Failure};
use crate::output::to_stdout;
use clap_mangen::Man;

/// Prints the completions of one shell.
pub(crate) fn completions(arguments: &CompletionsArguments) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::command(), "selon", &mut script);
    to_stdout(|out| out.write_all(&script))
}

/// Prints the man page of the command, or of one verb.
pub(crate) fn man(arguments: &ManArguments) -> Result<Exit, Failure> {
    let mut command = crate::command();
    command.build();
    let page = match &arguments.verb {
        None => command,
        Some(verb) => named(&command, verb)?,
    };
    to_stdout(|out| Man::new(page).render(out))
}

fn named(command: &clap::Command, verb: &str) -> Result<clap::Command, Failure> {
    let found = command.find_subcommand(verb).cloned();
    let found = found.map(|found| found.version(env!("CARGO_PKG_VERSION")));
    let verbs = || command.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| Failure::usage(format!("there is no verb '{verb}'")).with_hint(format!("the verbs are {}", verbs())))
}
