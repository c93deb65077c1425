//! The verbs that work on a database: each file takes its arguments, hands them to `selon-corpus` and shows what comes back.

mod add;
mod alias;
mod database;
mod export;
mod mcp;
mod page;
mod remove;
mod reread;
mod search;
mod serve;
mod statements;
mod stats;
mod stop;
mod timeline;
mod trace;
mod vacuum;
mod watch;
mod who;

use crate::failure::{Exit, Failure};
use clap::Subcommand;

/// The verbs that work on a database.
#[derive(Debug, Subcommand)]
pub(crate) enum CorpusVerb {
    Add(Box<add::AddArguments>),
    Search(Box<search::SearchArguments>),
    Trace(trace::TraceArguments),
    Who(who::WhoArguments),
    Export(Box<export::ExportArguments>),
    Timeline(Box<timeline::TimelineArguments>),
    Alias(alias::AliasArguments),
    Stats(stats::StatsArguments),
    Reread(reread::RereadArguments),
    Remove(remove::RemoveArguments),
    Vacuum(vacuum::VacuumArguments),
    Watch(Box<watch::WatchArguments>),
    Mcp(mcp::McpArguments),
    Serve(serve::ServeArguments),
}

/// Does what the verb says.
pub(crate) fn run(verb: &CorpusVerb) -> Result<Exit, Failure> {
    match verb {
        CorpusVerb::Add(arguments) => add::run(arguments),
        CorpusVerb::Search(arguments) => search::run(arguments),
        CorpusVerb::Trace(arguments) => trace::run(arguments),
        CorpusVerb::Who(arguments) => who::run(arguments),
        CorpusVerb::Export(arguments) => export::run(arguments),
        CorpusVerb::Timeline(arguments) => timeline::run(arguments),
        CorpusVerb::Alias(arguments) => alias::run(arguments),
        CorpusVerb::Stats(arguments) => stats::run(arguments),
        CorpusVerb::Reread(arguments) => reread::run(arguments),
        CorpusVerb::Remove(arguments) => remove::run(arguments),
        CorpusVerb::Vacuum(arguments) => vacuum::run(arguments),
        CorpusVerb::Watch(arguments) => watch::run(arguments),
        CorpusVerb::Mcp(arguments) => mcp::run(arguments),
        CorpusVerb::Serve(arguments) => serve::run(arguments),
    }
}

/// The clock: the one place where the verbs on a database read it.
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
