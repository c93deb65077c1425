//! `selon stats`: how much the database holds; whether it is whole.

use super::database::DatabaseArguments;
use super::page::{Form, Page, PageArguments, line};
use crate::failure::{Exit, Failure};
use crate::output::{json_line, json_object, to_stdout};
use crate::progress::grouped;
use clap::Args;
use selon_corpus::{Facts, Share};
use std::io;

const EXAMPLES: &str = "\
Examples:
  selon stats
  selon stats --check --db affair.db";

/// Tell how much the database holds
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES)]
pub(crate) struct StatsArguments {
    /// Look through the whole file for damage
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    database: DatabaseArguments,

    #[command(flatten)]
    page: PageArguments,
}

/// Tells how much there is.
pub(crate) fn run(arguments: &StatsArguments) -> Result<Exit, Failure> {
    let database = arguments.database.open()?;
    if arguments.check {
        let damage = database.store.check().map_err(|error| database.told(&error))?;
        if let Some(first) = damage.first() {
            return Err(Failure::usage(format!("{}: the database is damaged: {first}", database.name()))
                .with_hint("keep a copy of the file; 'sqlite3 FILE .recover' saves what can be saved"));
        }
    }
    let facts = database.store.facts().map_err(|error| database.told(&error))?;
    to_stdout(|out| match arguments.page.form() {
        Form::Terminal => show(&mut arguments.page.page(out), &facts, &database.name(), arguments.check),
        Form::Lines => json_line(out, "stats", &facts),
        Form::Object => json_object(out, "stats", &facts),
    })
}

fn show(page: &mut Page, facts: &Facts, name: &str, checked: bool) -> io::Result<()> {
    page.heading(name)?;
    let number = |number: u64| grouped(usize::try_from(number).unwrap_or(usize::MAX));
    let versions = format!("{} in {} versions", number(facts.documents), number(facts.versions));
    let statements = format!("{}, {} by unnamed sources", number(facts.statements), number(facts.anonymous));
    let rows = [
        ("documents", versions),
        ("statements", statements),
        ("speakers", number(facts.speakers)),
        ("outlets", number(facts.outlets)),
        ("claims", format!("{} with more than one appearance", number(facts.claims))),
        ("days", days(facts)),
        ("languages", shares(&facts.languages)),
        ("outlets", shares(&facts.largest_outlets)),
        ("heard most", shares(&facts.most_heard)),
        ("read by", shares(&facts.models)),
        ("size", size(facts.bytes)),
        ("schema", facts.schema.to_string()),
    ];
    for (name, told) in rows.iter().filter(|(_, told)| !told.is_empty()) {
        page.prose(&format!("{name:<11} "), told)?;
    }
    if checked {
        page.prose("", "The file is whole.")?;
    }
    Ok(())
}

fn days(facts: &Facts) -> String {
    match (&facts.first_day, &facts.last_day) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    }
}

fn shares(shares: &[Share]) -> String {
    let one = |share: &Share| {
        let count = grouped(usize::try_from(share.count).unwrap_or(usize::MAX));
        let name = if share.name.is_empty() { "not told" } else { &share.name };
        format!("{}\u{a0}{count}", line(name).replace(' ', "\u{a0}"))
    };
    shares.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}
