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
    let examples = examples(&page);
    let man = Man::new(page).source(concat!("selon ", env!("CARGO_PKG_VERSION")));
    to_stdout(|out| {
        man.render(out)?;
        out.write_all(examples.as_bytes())
    })
}

fn named(command: &clap::Command, verb: &str) -> Result<clap::Command, Failure> {
    let verbs = || command.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>().join(", ");
    let found = command.find_subcommand(verb).cloned().map(|found| found.version(env!("CARGO_PKG_VERSION")));
    found.ok_or_else(|| {
        Failure::usage(format!("there is no verb '{verb}'")).with_hint(format!("the verbs are {}", verbs()))
    })
}

/// The examples of the help as a section in roff, line by line as they stand.
fn examples(command: &clap::Command) -> String {
    let Some(help) = command.get_before_long_help().or(command.get_after_help()) else { return String::new() };
    let lines: Vec<String> =
        help.to_string().lines().skip(1).map(|line| line.replace('\\', "\\\\").replace('-', "\\-")).collect();
    format!(".SH EXAMPLES\n.nf\n{}\n.fi\n", lines.join("\n"))
}
