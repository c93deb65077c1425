//! `selon timeline`: statements about a subject, by a speaker or of a claim, in the order in which they were said.

use super::database::DatabaseArguments;
use super::page::{Form, Page, PageArguments, counted};
use super::search::FilterArguments;
use super::statements;
use crate::failure::{Exit, Failure};
use crate::output::{json_line, json_object, to_stdout};
use crate::progress::grouped;
use clap::Args;
use selon_corpus::{Found, Hit, Order, Query};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

const EXAMPLES: &str = "\
Examples:
  selon timeline digue --since 2025-02-01
  selon timeline --claim 5c0a2b9e41d7f380";

/// The widest bar of a month.
const WIDEST: usize = 40;

/// Show statements in the order in which they were said
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES)]
pub(crate) struct TimelineArguments {
    /// Words of the subject, as 'selon search' takes them
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Statements of this claim, by its id
    #[arg(long, value_name = "ID")]
    claim: Option<String>,

    #[command(flatten)]
    filter: FilterArguments,

    /// How many to show: 100 by default
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,

    #[command(flatten)]
    database: DatabaseArguments,

    #[command(flatten)]
    page: PageArguments,
}

/// Shows what the arguments ask in order of time.
pub(crate) fn run(arguments: &TimelineArguments) -> Result<Exit, Failure> {
    let database = arguments.database.open()?;
    let form = arguments.page.form();
    let limit = arguments.limit.unwrap_or(if form == Form::Terminal { 100 } else { 10_000 });
    let query = arguments.filter.query(&arguments.words, &database.store).map_err(|error| database.told(&error))?;
    let query = query.map(|query| Query { order: Order::OldestFirst, limit, claim: arguments.claim.clone(), ..query });
    let found = match &query {
        Some(query) => database.store.search(query).map_err(|error| database.told(&error))?,
        None => Found::default(),
    };
    to_stdout(|out| match form {
        Form::Terminal => show(&mut arguments.page.page(out), &found, &query.clone().unwrap_or_default()),
        Form::Lines => found.hits.iter().try_for_each(|hit| json_line(out, "hit", hit)),
        Form::Object => json_object(out, "timeline", &Whole { total: found.total, hits: &found.hits }),
    })?;
    Ok(if found.hits.is_empty() { Exit::NothingFound } else { Exit::Done })
}

#[derive(Serialize)]
struct Whole<'f> {
    total: u64,
    hits: &'f [Hit],
}

fn show(page: &mut Page, found: &Found, query: &Query) -> io::Result<()> {
    if found.hits.is_empty() {
        return page.prose("", "Nothing found.");
    }
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    page.heading(&counted(total, "statement", "statements"))?;
    months(page, &found.hits)?;
    for hit in &found.hits {
        page.blank()?;
        statements::show(page, hit, query)?;
    }
    if found.hits.len() < total {
        page.blank()?;
        let note = format!("Shown are the first {}; --limit {} shows more.", found.hits.len(), grouped(total));
        page.faint("", &note)?;
    }
    Ok(())
}

/// A bar for each month in which something was said, where there are several.
fn months(page: &mut Page, hits: &[Hit]) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    hits.iter().filter_map(|hit| hit.day.get(..7)).for_each(|month| *counts.entry(month).or_insert(0) += 1);
    let most = counts.values().copied().max().unwrap_or(1);
    if counts.len() < 2 {
        return Ok(());
    }
    for (month, count) in counts {
        let bar = "▇".repeat((count * WIDEST.min(page.width / 2)).div_ceil(most));
        writeln!(page.out, "{month}  {} {count}", page.palette.paint(page.palette.cue(), &bar))?;
    }
    Ok(())
}
