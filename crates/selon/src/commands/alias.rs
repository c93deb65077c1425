//! `selon alias`: names joined and parted by hand. What is decided stays, also when texts are added or read again.

use super::database::{Database, DatabaseArguments};
use super::page::{Form, Page, PageArguments, counted};
use crate::failure::{Exit, Failure};
use crate::output::{json_line, json_object, to_stdout};
use clap::{Args, Subcommand};
use selon_corpus::Decision;
use serde::Serialize;
use std::io;

const EXAMPLES: &str = "\
Examples:
  selon alias add \"V. Ardushin\" \"Vadim Ardouchine\" --reference Q42
  selon alias join \"Odile Varron\" \"Odile Varron-Josse\"
  selon alias split \"Paul Josse\" \"Paul Josse (rower)\" --outlet Le-Sport";

/// Join and part names by hand
#[derive(Args, Debug)]
#[command(before_long_help = EXAMPLES, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(crate) struct AliasArguments {
    #[command(subcommand)]
    verb: AliasVerb,

    #[command(flatten)]
    database: DatabaseArguments,

    #[command(flatten)]
    page: PageArguments,
}

#[derive(Debug, Subcommand)]
enum AliasVerb {
    /// List what was decided
    List,
    /// Say whose a name is
    Add {
        /// The name as articles have it
        alias: String,
        /// The name to show
        name: String,
        /// An identifier, such as a Wikidata item
        #[arg(long)]
        reference: Option<String>,
    },
    /// Make two speakers one
    Join {
        /// The name to show
        name: String,
        /// The speakers who are the same
        #[arg(required = true)]
        others: Vec<String>,
    },
    /// Give a name in one outlet or document to somebody else
    Split {
        /// The name as articles have it
        name: String,
        /// The name to show for the other one
        other: String,
        /// Only in this outlet
        #[arg(long)]
        outlet: Option<String>,
        /// Only in the document of this id
        #[arg(long)]
        doc: Option<String>,
    },
    /// Take back what was decided about a name
    Remove {
        /// The name as articles have it
        alias: String,
    },
}

/// Does what the arguments say about names.
pub(crate) fn run(arguments: &AliasArguments) -> Result<Exit, Failure> {
    let mut database = arguments.database.open()?;
    let page = &arguments.page;
    match &arguments.verb {
        AliasVerb::List => list(page, &database),
        AliasVerb::Add { alias, name, reference } => {
            let decision = Decision { reference: reference.clone(), ..decision(alias, name) };
            decide(page, &mut database, &[decision])
        }
        AliasVerb::Join { name, others } => {
            let decisions = joined(&database, name, others)?;
            decide(page, &mut database, &decisions)
        }
        AliasVerb::Split { name, other, outlet, doc } => {
            if selon_corpus::same_name(name, other) && outlet.is_none() && doc.is_none() {
                return Err(Failure::usage("a split needs another name, an outlet or a document")
                    .with_hint("name the other one so that they can be told apart: \"Paul Josse (rower)\""));
            }
            let decision = Decision { outlet: outlet.clone(), doc: doc.clone(), ..decision(name, other) };
            decide(page, &mut database, &[decision])
        }
        AliasVerb::Remove { alias } => {
            let removed = database.store.undecide(alias).map_err(|error| database.told(&error))?;
            told(page, &Outcome { decided: 0, removed, moved: 0 })?;
            Ok(if removed == 0 { Exit::NothingFound } else { Exit::Done })
        }
    }
}

fn decision(alias: &str, name: &str) -> Decision {
    Decision { alias: alias.to_owned(), name: name.to_owned(), ..Decision::default() }
}

/// One decision for each name under which documents know the others.
fn joined(database: &Database, name: &str, others: &[String]) -> Result<Vec<Decision>, Failure> {
    let mut decisions = vec![decision(name, name)];
    for other in others {
        let found = database.store.namesakes(other).map_err(|error| database.told(&error))?;
        let Some(first) = found.first() else {
            return Err(Failure::usage(format!("nobody named '{other}' is known"))
                .with_hint("'selon search --speaker NAME' looks for spellings"));
        };
        let names = first.names.iter().chain([&first.name, other]);
        decisions.extend(names.map(|alias| decision(alias, name)));
    }
    decisions.dedup();
    Ok(decisions)
}

fn decide(page: &PageArguments, database: &mut Database, decisions: &[Decision]) -> Result<Exit, Failure> {
    let moved = database.store.decide(decisions, super::now()).map_err(|error| database.told(&error))?;
    told(page, &Outcome { decided: decisions.len(), removed: 0, moved })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Outcome {
    decided: usize,
    removed: usize,
    moved: usize,
}

fn told(arguments: &PageArguments, outcome: &Outcome) -> Result<Exit, Failure> {
    to_stdout(|out| match arguments.form() {
        Form::Terminal => {
            let parts = [(outcome.decided, "decided"), (outcome.removed, "taken back"), (outcome.moved, "moved")];
            let told = parts.iter().filter(|(count, _)| *count > 0);
            let names = |(count, what): &(usize, &str)| {
                let noun = if *what == "moved" { ("mention", "mentions") } else { ("name", "names") };
                format!("{} {what}", counted(*count, noun.0, noun.1))
            };
            let sentence = told.map(names).collect::<Vec<_>>().join(", ");
            arguments.page(out).prose("", if sentence.is_empty() { "Nothing changed." } else { &sentence })
        }
        _ => json_line(out, "aliases_changed", outcome),
    })
}

fn list(arguments: &PageArguments, database: &Database) -> Result<Exit, Failure> {
    let decisions = database.store.decisions().map_err(|error| database.told(&error))?;
    to_stdout(|out| match arguments.form() {
        Form::Terminal => show(&mut arguments.page(out), &decisions),
        Form::Lines => decisions.iter().try_for_each(|decision| json_line(out, "alias", decision)),
        Form::Object => json_object(out, "aliases", &List { aliases: &decisions }),
    })
}

#[derive(Serialize)]
struct List<'d> {
    aliases: &'d [Decision],
}

fn show(page: &mut Page, decisions: &[Decision]) -> io::Result<()> {
    if decisions.is_empty() {
        return page.prose("", "No name was joined or parted by hand.");
    }
    for decision in decisions {
        let place = match (&decision.outlet, &decision.doc) {
            (Some(outlet), _) => format!(" in {outlet}"),
            (None, Some(doc)) => format!(" in {doc}"),
            (None, None) => String::new(),
        };
        let reference = decision.reference.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        page.prose("", &format!("{}{place} is {}{reference}", decision.alias, decision.name))?;
    }
    Ok(())
}
