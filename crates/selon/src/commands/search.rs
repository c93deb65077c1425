//! `selon search`: statements by their words and by who, where, when; with counts of each.

use super::database::DatabaseArguments;
use super::page::{Form, Page, PageArguments, counted, line};
use super::statements;
use crate::dates::date;
use crate::failure::{Exit, Failure};
use crate::output::{json_line, json_object, to_stdout};
use crate::progress::grouped;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use selon_corpus::{Facet, Facets, Found, Hit, Order, Query, Store, StoreError};
use selon_reading::Act;
use serde::Serialize;
use std::io;

const EXAMPLES: &str = "\
Examples:
  selon search pont \"dix tonnes\" -- -maire
  selon search --speaker Varron --act deny --since 2025-01-01";

const MORE: &str = "\
All words must stand in what is said or in who says it; accents, case and elided
words do not matter. Quotation marks keep words together, a last * takes any
ending, a - before a word excludes it (after --, so that it is taken for no flag).

Exit status: 0 found, 1 nothing found, 2 wrong use or an error.";

/// Look for statements by their words and by who said them
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct SearchArguments {
    /// Words to look for; none for all statements
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    #[command(flatten)]
    filter: FilterArguments,

    /// How many to show: 20 by default
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,

    /// How many to leave out before
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    skip: usize,

    #[command(flatten)]
    database: DatabaseArguments,

    #[command(flatten)]
    page: PageArguments,
}

/// Which statements.
#[derive(Args, Debug)]
pub(crate) struct FilterArguments {
    /// Said by this person or organisation
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,

    /// In this paper, site or agency
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// What is done by saying it: assert, deny, warn …
    #[arg(long, value_name = "ACT", value_parser = acts(), hide_possible_values = true)]
    #[arg(long_help = acts_help())]
    act: Option<Act>,

    /// In this language, two letters
    #[arg(long, value_name = "CODE")]
    language: Option<String>,

    /// Said or published on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    since: Option<String>,

    /// On this day or before
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    until: Option<String>,

    /// Only by sources whose name is withheld
    #[arg(long, conflicts_with = "named")]
    anonymous: bool,

    /// Only by others
    #[arg(long)]
    named: bool,
}

fn acts() -> impl TypedValueParser<Value = Act> {
    PossibleValuesParser::new(Act::ALL.iter().map(|act| act.name()))
        .try_map(|name| Act::named(&name).ok_or("unknown act"))
}

fn acts_help() -> String {
    let names: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
    format!("What is done by saying it: {}", names.join(", "))
}

impl FilterArguments {
    /// The query; `None` where the speaker is unknown.
    pub(crate) fn query(&self, words: &[String], store: &Store) -> Result<Option<Query>, StoreError> {
        let speakers = match &self.speaker {
            Some(name) => match store.namesakes(name)? {
                found if found.is_empty() => return Ok(None),
                found => found.into_iter().map(|namesake| namesake.id).collect(),
            },
            None => Vec::new(),
        };
        Ok(Some(Query {
            words: words.iter().map(|word| kept_together(word)).collect::<Vec<_>>().join(" "),
            speakers,
            outlet: self.outlet.clone(),
            act: self.act,
            language: self.language.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            anonymous: if self.anonymous { Some(true) } else { self.named.then_some(false) },
            ..Query::default()
        }))
    }
}

/// Words that the shell was given in quotation marks stay together.
fn kept_together(word: &str) -> String {
    let quoted = word.contains(char::is_whitespace) && !word.contains(['"', '«', '“']);
    if quoted { format!("\"{word}\"") } else { word.to_owned() }
}

/// Looks for what the arguments ask.
pub(crate) fn run(arguments: &SearchArguments) -> Result<Exit, Failure> {
    let database = arguments.database.open()?;
    let query = arguments.filter.query(&arguments.words, &database.store).map_err(|error| database.told(&error))?;
    let form = arguments.page.form();
    let shown = arguments.limit.unwrap_or(if form == Form::Terminal { 20 } else { 1_000 });
    let query = query.map(|query| Query { order: Order::NewestFirst, limit: shown, skip: arguments.skip, ..query });
    let found = match &query {
        Some(query) => database.store.search(query).map_err(|error| database.told(&error))?,
        None => Found::default(),
    };
    let query = query.unwrap_or_default();
    to_stdout(|out| match form {
        Form::Terminal => show(&mut arguments.page.page(out), &found, &query),
        Form::Lines => {
            found.hits.iter().try_for_each(|hit| json_line(out, "hit", hit))?;
            json_line(out, "found", &Summary::of(&found))
        }
        Form::Object => json_object(out, "found", &Whole { summary: Summary::of(&found), hits: &found.hits }),
    })?;
    Ok(if found.total == 0 { Exit::NothingFound } else { Exit::Done })
}

#[derive(Serialize)]
struct Summary<'f> {
    total: u64,
    looked_at: usize,
    facets: &'f Facets,
}

impl<'f> Summary<'f> {
    const fn of(found: &'f Found) -> Self {
        Self { total: found.total, looked_at: found.looked_at, facets: &found.facets }
    }
}

#[derive(Serialize)]
struct Whole<'f> {
    #[serde(flatten)]
    summary: Summary<'f>,
    hits: &'f [Hit],
}

fn show(page: &mut Page, found: &Found, query: &Query) -> io::Result<()> {
    if found.total == 0 {
        return page.prose("", "Nothing found.");
    }
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    page.heading(&counted(total, "statement", "statements"))?;
    for hit in &found.hits {
        page.blank()?;
        statements::show(page, hit, query)?;
    }
    page.blank()?;
    facets(page, &found.facets)?;
    remarks(page, found, query, total)
}

/// What is not shown, and how to see it.
fn remarks(page: &mut Page, found: &Found, query: &Query, total: usize) -> io::Result<()> {
    if found.looked_at < total {
        let looked = grouped(found.looked_at);
        page.faint("", &format!("Order and counts by name are of the {looked} that were added last."))?;
    }
    let last = query.skip + found.hits.len();
    if last < total {
        let next = format!("Shown are {} to {} of {}; --skip {last} shows more.", query.skip + 1, last, grouped(total));
        page.faint("", &next)?;
    }
    Ok(())
}

/// One line each for speakers, outlets and so on, where there is more than one to tell apart.
pub(crate) fn facets(page: &mut Page, facets: &Facets) -> io::Result<()> {
    let lists = [
        ("Speakers   ", &facets.speakers),
        ("Outlets    ", &facets.outlets),
        ("Acts       ", &facets.acts),
        ("Languages  ", &facets.languages),
        ("Years      ", &facets.years),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            page.prose(name, &listed(list))?;
        }
    }
    if facets.anonymous > 0 {
        page.prose("Unnamed    ", &grouped(facets.anonymous))?;
    }
    Ok(())
}

fn listed(list: &[Facet]) -> String {
    // No-break spaces keep a name and its count on one row.
    let one = |facet: &Facet| format!("{}\u{a0}{}", line(&facet.name).replace(' ', "\u{a0}"), grouped(facet.count));
    list.iter().map(one).collect::<Vec<_>>().join(" · ")
}
