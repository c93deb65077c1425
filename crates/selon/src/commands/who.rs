//! `selon who`: what one speaker said, in order, with what they denied and where they are at odds with themselves.

use super::database::DatabaseArguments;
use super::page::{Form, Page, PageArguments, counted, line};
use super::statements;
use crate::failure::{Exit, Failure};
use crate::output::{json_line, json_object, to_stdout};
use clap::Args;
use selon_corpus::{AtOdds, Found, Hit, Namesake, Order, Query, Store, StoreError};
use serde::Serialize;
use std::io;

const EXAMPLES: &str = "\
Examples:
  selon who \"Odile Varron\"
  selon who Varron --format jsonl";

const MORE: &str = "\
A name is found under every spelling: Ardushin, Ardouchine and Ардушин are one. A
surname alone is enough where one person bears it. 'selon alias' joins and parts
names by hand.

Exit status: 0 found, 1 nobody of that name, 2 wrong use or an error.";

/// Show what a speaker said, in order
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct WhoArguments {
    /// The speaker's name, in any spelling
    #[arg(value_name = "NAME")]
    name: String,

    /// How many statements to show: the last 50 by default
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,

    #[command(flatten)]
    database: DatabaseArguments,

    #[command(flatten)]
    page: PageArguments,
}

/// One speaker with what they said.
#[derive(Clone, Serialize)]
struct Portrait {
    #[serde(flatten)]
    speaker: Namesake,
    outlets: usize,
    denials: usize,
    at_odds: Vec<AtOdds>,
    hits: Vec<Hit>,
}

/// Shows whom the name means: the one with most statements; others who bear it are named.
pub(crate) fn run(arguments: &WhoArguments) -> Result<Exit, Failure> {
    let database = arguments.database.open()?;
    let form = arguments.page.form();
    let limit = arguments.limit.unwrap_or(if form == Form::Terminal { 50 } else { 10_000 });
    let (portrait, others) = look(&database.store, &arguments.name, limit).map_err(|error| database.told(&error))?;
    to_stdout(|out| match (&portrait, form) {
        (None, Form::Terminal) => arguments.page.page(out).prose("", "Nobody of that name is known."),
        (None, _) => Ok(()),
        (Some(portrait), Form::Terminal) => show(&mut arguments.page.page(out), portrait, &others),
        (Some(portrait), Form::Object) => json_object(out, "speaker", portrait),
        (Some(portrait), Form::Lines) => {
            portrait.hits.iter().try_for_each(|hit| json_line(out, "hit", hit))?;
            json_line(out, "speaker", &Portrait { hits: Vec::new(), ..portrait.clone() })
        }
    })?;
    Ok(if portrait.is_none() { Exit::NothingFound } else { Exit::Done })
}

fn look(store: &Store, name: &str, limit: usize) -> Result<(Option<Portrait>, Vec<Namesake>), StoreError> {
    let mut bearers = store.namesakes(name)?.into_iter();
    let Some(speaker) = bearers.next() else { return Ok((None, Vec::new())) };
    // The last ones said, put in the order in which they were said.
    let query = Query { speakers: vec![speaker.id], limit, order: Order::NewestFirst, ..Query::default() };
    let Found { mut hits, facets, .. } = store.search(&query)?;
    hits.reverse();
    let denials = facets.acts.iter().find(|facet| facet.name == "deny").map_or(0, |facet| facet.count);
    let at_odds = store.at_odds(speaker.id)?;
    let portrait = Portrait { outlets: facets.outlets.len(), denials, at_odds, hits, speaker };
    Ok((Some(portrait), bearers.collect()))
}

fn show(page: &mut Page, portrait: &Portrait, others: &[Namesake]) -> io::Result<()> {
    let speaker = &portrait.speaker;
    page.heading(&speaker.name)?;
    let mut facts = vec![speaker.kind.clone()];
    facts.extend(speaker.roles.iter().cloned());
    facts.extend(speaker.reference.clone());
    page.prose("", &facts.join(" · "))?;
    let spellings: Vec<&str> = speaker.names.iter().map(String::as_str).filter(|name| *name != speaker.name).collect();
    if !spellings.is_empty() {
        page.faint("also ", &spellings.join(", "))?;
    }
    let statements = usize::try_from(speaker.statements).unwrap_or(usize::MAX);
    let counts = [counted(statements, "statement", "statements"), counted(portrait.denials, "denial", "denials")];
    page.prose("", &counts.join(", "))?;
    if portrait.hits.len() < statements {
        let last = portrait.hits.len();
        page.faint("", &format!("Shown are the last {last}; --limit {statements} shows all."))?;
    }
    for hit in &portrait.hits {
        page.blank()?;
        statements::show(page, hit, &Query::default())?;
    }
    at_odds(page, &portrait.at_odds)?;
    namesakes(page, others)
}

fn at_odds(page: &mut Page, pairs: &[AtOdds]) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.heading("At odds with each other")?;
    for pair in pairs {
        page.prose(&format!("{}  ", pair.first_day), &pair.first)?;
        page.prose(&format!("{}  ", pair.second_day), &pair.second)?;
        page.faint("            ", &format!("{} · claim {}", pair.about, pair.claim))?;
    }
    Ok(())
}

fn namesakes(page: &mut Page, others: &[Namesake]) -> io::Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.faint("", "Others whom the name may mean:")?;
    for other in others {
        let roles = if other.roles.is_empty() { String::new() } else { format!(", {}", other.roles.join(", ")) };
        let statements = usize::try_from(other.statements).unwrap_or(usize::MAX);
        let told = format!("{}{roles}: {}", other.name, counted(statements, "statement", "statements"));
        page.faint("  ", &line(&told))?;
    }
    Ok(())
}
