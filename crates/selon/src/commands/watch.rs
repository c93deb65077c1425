//! `selon watch`: follows feeds, and adds the articles that they name for the first time.

use super::database::{Database, DatabaseArguments};
use super::page::{Form, PageArguments, counted, line};
use crate::dates::date;
use crate::failure::{Exit, Failure, report};
use crate::models::{Model, Scheme};
use crate::output::{json_line, short_help, to_stdout};
use crate::progress::grouped;
use clap::Args;
use selon_corpus::Outcome;
use selon_watch::{Follower, News, Options, Summary, WatchError, feeds_in};
use serde::Serialize;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  selon watch feeds.opml
  selon watch --once --db affair.db https://gazette.example/feed.xml";

const MORE: &str = "\
Feeds are RSS, Atom, JSON Feed or site maps. Each is asked for what changed only,
hosts one request at a time with a pause between two; robots.txt is followed; who
fails or asks for patience is left alone for longer and longer. What a feed names
is never fetched from a private network, unless you named that host yourself. A
run that was stopped, however hard, goes on where it was.

Exit status: 0 done, 2 wrong use or an error, 3 some or all feeds failed (--once).";

/// Follow feeds and add what is new
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct WatchArguments {
    /// Lists of feeds (OPML, or an address a line) or addresses
    #[arg(value_name = "FEEDS")]
    feeds: Vec<String>,

    /// Ask each feed once and end, as cron wants it
    #[arg(long)]
    once: bool,

    /// Time between rounds, such as 15m: 30m by default
    #[arg(long, value_name = "TIME", default_value = "30m", hide_default_value = true, value_parser = interval)]
    interval: Duration,

    /// Leave articles alone that are dated before
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    since: Option<String>,

    /// Most articles of one feed in a round: 100 by default
    #[arg(long, value_name = "NUMBER", default_value_t = 100, hide_default_value = true)]
    most: usize,

    /// Seconds between two requests to a host: 2 by default
    #[arg(long, value_name = "SECONDS", default_value_t = 2, hide_default_value = true, value_parser = clap::value_parser!(u64).range(0..=3600))]
    pause: u64,

    #[command(flatten)]
    database: DatabaseArguments,

    /// Language of the articles, in two letters, such as fr
    #[arg(long, value_name = "CODE", value_parser = crate::arguments::language)]
    lang: Option<String>,

    /// Read with base (default), fast or lexical
    #[arg(long, value_name = "NAME", value_parser = crate::arguments::models(), hide_possible_values = true)]
    model: Option<Model>,

    #[command(flatten)]
    page: PageArguments,

    /// No articles and no summary; errors are still told
    #[arg(short, long)]
    quiet: bool,
}

/// A number of seconds, minutes, hours or days: `90s`, `15m`, `2h`, `1d`.
fn interval(told: &str) -> Result<Duration, String> {
    let wrong = || "a time is a number with s, m, h or d, such as 15m, of a minute at least".to_owned();
    let number = told.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match &told[number.len()..] {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 24 * 3600,
        _ => return Err(wrong()),
    };
    let seconds = number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    seconds.filter(|seconds| (60..=366 * 24 * 3600).contains(seconds)).map(Duration::from_secs).ok_or_else(wrong)
}

/// Follows what the arguments name: once, or until it is stopped.
pub(crate) fn run(arguments: &WatchArguments) -> Result<Exit, Failure> {
    if arguments.feeds.is_empty() {
        return short_help(Some("watch"));
    }
    // A list that can't be read is told before anything is made.
    listed(&arguments.feeds)?;
    let mut database = arguments.database.create()?;
    let follower = Follower::new(Options {
        pause: Duration::from_secs(arguments.pause),
        most: arguments.most,
        since: arguments.since.clone(),
        language: arguments.lang.clone(),
        ..Options::default()
    });
    loop {
        let summary = round(arguments, &follower, &mut database)?;
        if arguments.once {
            return Ok(if summary.failed == 0 { Exit::Done } else { Exit::InputsFailed });
        }
        std::thread::sleep(arguments.interval);
    }
}

/// The addresses of all feeds that are named, read anew in each round: a list may change meanwhile.
fn listed(names: &[String]) -> Result<Vec<String>, Failure> {
    let mut feeds = Vec::new();
    for name in names {
        if name.starts_with("http://") || name.starts_with("https://") {
            feeds.push(name.clone());
            continue;
        }
        let bytes = std::fs::read(name).map_err(|error| Failure::io(name, &error))?;
        feeds.extend(feeds_in(&String::from_utf8_lossy(&bytes), name).map_err(|error| told(&error))?);
    }
    Ok(feeds)
}

fn told(error: &WatchError) -> Failure {
    let failure = Failure::usage(error.to_string());
    match error {
        WatchError::List { hint: Some(hint), .. } => failure.with_hint(*hint),
        _ => failure,
    }
}

fn round(arguments: &WatchArguments, follower: &Follower, database: &mut Database) -> Result<Summary, Failure> {
    let feeds = listed(&arguments.feeds)?;
    let options = selon_reading::Options { language: arguments.lang.clone(), ..selon_reading::Options::default() };
    let tagger = arguments.model.unwrap_or_default().tagger(Scheme::Guide)?;
    let read = |document: &selon_page::Document| selon_reading::read_with(tagger.as_ref(), document, &options);
    let mut closed = None;
    let mut tell = |news: News<'_>| {
        if let Err(failure) = hear(arguments, &news) {
            closed.get_or_insert(failure);
        }
    };
    let done = follower.round(&mut database.store, &feeds, &read, &super::now, &mut tell);
    let summary = done.map_err(|error| match &error {
        WatchError::Store(error) => database.told(error),
        WatchError::List { .. } => told(&error),
    })?;
    match closed {
        Some(failure) => Err(failure),
        None => sum_up(arguments, database, &summary).map(|()| summary),
    }
}

/// Tells what happened: articles where the answer goes, troubles on the standard error.
fn hear(arguments: &WatchArguments, news: &News<'_>) -> Result<(), Failure> {
    match news {
        News::Article { .. } if arguments.quiet => Ok(()),
        News::Article { feed, document, reading, outcome } => {
            let article = Article {
                outcome: if *outcome == Outcome::Changed { "changed" } else { "added" },
                feed,
                doc: &document.id,
                url: document.canonical.as_deref().or(document.url.as_deref()),
                title: document.title.as_deref(),
                outlet: document.outlet.as_deref(),
                published: document.published.as_deref(),
                statements: reading.statements.len(),
            };
            show(arguments, &article)
        }
        News::Lost { address, reason, again, .. } => {
            let again = if *again { "; asked again later" } else { "" };
            report(&format!("{address}: {reason}{again}"), None);
            Ok(())
        }
        News::Failed { feed, reason, hint } => {
            report(&format!("{feed}: {reason}"), *hint);
            Ok(())
        }
    }
}

/// One article, as a line for programs.
#[derive(Serialize)]
struct Article<'a> {
    outcome: &'a str,
    feed: &'a str,
    doc: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    statements: usize,
}

fn show(arguments: &WatchArguments, article: &Article<'_>) -> Result<(), Failure> {
    let shown = to_stdout(|out| {
        if arguments.page.form() != Form::Terminal {
            return json_line(out, "article", article);
        }
        let mut page = arguments.page.page(out);
        let day = article.published.and_then(|time| time.get(..10)).unwrap_or("undated   ");
        let title = article.title.or(article.url).unwrap_or(article.doc);
        let changed = if article.outcome == "changed" { "changed: " } else { "" };
        page.prose(&format!("{day}  "), &format!("{changed}{}", line(title)))?;
        let place = article.outlet.unwrap_or(article.feed);
        let statements = counted(article.statements, "statement", "statements");
        page.faint("            ", &format!("{} · {statements}", line(place)))
    });
    shown.map(|_| ())
}

#[derive(Serialize)]
struct Counts {
    feeds: usize,
    failed: usize,
    resting: usize,
    added: usize,
    changed: usize,
    known: usize,
    lost: usize,
}

/// The summary: a sentence for people, a line for programs that asked for lines.
fn sum_up(arguments: &WatchArguments, database: &Database, summary: &Summary) -> Result<(), Failure> {
    if arguments.quiet {
        return Ok(());
    }
    if arguments.page.form() == Form::Terminal || arguments.page.format.is_none() {
        report(&format!("{}: {}", database.name(), sentence(summary)), None);
        return Ok(());
    }
    let &Summary { feeds, failed, resting, added, changed, known, lost } = summary;
    let counts = Counts { feeds, failed, resting, added, changed, known, lost };
    to_stdout(|out| json_line(out, "watched", &counts)).map(|_| ())
}

fn sentence(summary: &Summary) -> String {
    let feeds = counted(summary.feeds, "feed read", "feeds read");
    let mut parts = vec![feeds, counted(summary.added, "article added", "articles added")];
    let more = [
        (summary.changed, "changed"),
        (summary.known, "as before"),
        (summary.lost, "not to be had"),
        (summary.failed, "of the feeds failed"),
        (summary.resting, "of the feeds left alone for now"),
    ];
    let told = more.into_iter().filter(|(count, _)| *count > 0);
    parts.extend(told.map(|(count, what)| format!("{} {what}", grouped(count))));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_unit() {
        assert_eq!(interval("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(interval("2h"), Ok(Duration::from_secs(7200)));
        for wrong in ["", "15", "m", "5s", "-5m", "99999999999999999999h", "1é"] {
            assert!(interval(wrong).is_err(), "{wrong}");
        }
    }
}
