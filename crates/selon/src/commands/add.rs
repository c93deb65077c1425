//! `selon add`: inputs in, documents and their readings into the database, on all cores, batch by batch.

use super::database::{Database, DatabaseArguments};
use super::page::{Form, PageArguments, counted};
use super::stop::Stop;
use crate::dates::date;
use crate::failure::{Exit, Failure, report};
use crate::inputs::{opened, unasked};
use crate::models::{Model, Scheme};
use crate::output::{json_line, short_help, to_stdout};
use crate::progress::{bar, grouped};
use clap::Args;
use indicatif::ProgressBar;
use selon_corpus::{Event, Outcome, add_all};
use selon_page::InputError;
use serde::Serialize;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const EXAMPLES: &str = "\
Examples:
  selon add articles/ https://example.org/article
  selon add --db affair.db news.jsonl";

const MORE: &str = "\
Inputs are those of 'selon read'. What is stored already is not read again; what
says something else now becomes a new version, and the old one is kept. A run that
was stopped, however hard, goes on where it was: run it again.

Exit status: 0 done, 2 wrong use or an error, 3 some or all inputs failed.";

/// How often the line of progress is drawn anew.
const PACE: Duration = Duration::from_millis(100);

/// Read inputs and keep them in a database
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct AddArguments {
    /// Files, folders, addresses, or - for the standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    #[command(flatten)]
    database: DatabaseArguments,

    /// Language of the inputs, in two letters, such as fr
    #[arg(long, value_name = "CODE", value_parser = crate::arguments::language)]
    lang: Option<String>,

    /// Publication date, where the input tells none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,

    /// Read with base (default), fast or lexical
    #[arg(long, value_name = "NAME", value_parser = crate::arguments::models(), hide_possible_values = true)]
    model: Option<Model>,

    #[command(flatten)]
    page: PageArguments,

    /// No progress and no summary; errors are still told
    #[arg(short, long)]
    quiet: bool,
}

/// Adds what the arguments name.
pub(crate) fn run(arguments: &AddArguments) -> Result<Exit, Failure> {
    if arguments.inputs.is_empty() && std::io::stdin().is_terminal() {
        return short_help(Some("add"));
    }
    let mut database = arguments.database.create()?;
    let mut tally = Tally::new(arguments.quiet);
    let stop = Stop::heed(tally.bar.as_ref());
    let result = add(arguments, &mut database, &mut tally, &stop);
    tally.clear();
    if !arguments.quiet {
        tell(arguments, &database, &tally.counts)?;
    }
    result?;
    stop.end();
    Ok(if tally.counts.failed == 0 { Exit::Done } else { Exit::InputsFailed })
}

fn add(arguments: &AddArguments, database: &mut Database, tally: &mut Tally, stop: &Stop) -> Result<(), Failure> {
    let inputs = opened(&arguments.inputs, arguments.lang.as_deref(), arguments.date.as_deref());
    let inputs = inputs.take_while(|_| !stop.is_asked());
    let reading = selon_reading::Options { language: arguments.lang.clone(), ..selon_reading::Options::default() };
    let model = arguments.model.or_else(|| unasked(&arguments.inputs));
    let tagger = model.unwrap_or_default().tagger(Scheme::Guide)?;
    let (bar, count) = (tally.bar.clone(), AtomicUsize::new(0));
    let read = |document: &selon_page::Document| {
        let reading = (!stop.is_asked()).then(|| selon_reading::read_with(tagger.as_ref(), document, &reading))?;
        let read = count.fetch_add(1, Ordering::Relaxed) + 1;
        bar.iter().for_each(|bar| bar.set_prefix(format!("{} read; ", grouped(read))));
        Some(reading)
    };
    let reads = database.again()?;
    let now = super::now();
    let added = add_all(&mut database.store, reads, inputs, &read, now, |event| tally.hear(event));
    added.map_err(|error| database.told(&error))
}

/// The summary: a sentence for people, a line for programs.
fn tell(arguments: &AddArguments, database: &Database, counts: &Counts) -> Result<(), Failure> {
    if arguments.page.form() == Form::Terminal || arguments.page.format.is_none() {
        report(&format!("{}: {}", database.name(), counts.sentence()), None);
        return Ok(());
    }
    to_stdout(|out| json_line(out, "added", counts)).map(|_| ())
}

#[derive(Debug, Default, Serialize)]
struct Counts {
    added: usize,
    changed: usize,
    known: usize,
    failed: usize,
}

impl Counts {
    fn sentence(&self) -> String {
        let mut parts = vec![counted(self.added, "document added", "documents added")];
        let more = [(self.changed, "changed"), (self.known, "known already"), (self.failed, "failed")];
        parts.extend(
            more.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{} {what}", grouped(count))),
        );
        parts.join(", ")
    }
}

/// Counts what is stored, and shows it on the standard error where a person looks.
struct Tally {
    counts: Counts,
    bar: Option<ProgressBar>,
    started: Instant,
    shown: Instant,
}

#[expect(clippy::disallowed_methods, reason = "this is a progress bar")]
impl Tally {
    fn new(quiet: bool) -> Self {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(bar);
        bar.iter().for_each(|bar| bar.enable_steady_tick(PACE));
        Self { counts: Counts::default(), bar, started: Instant::now(), shown: Instant::now() }
    }

    fn hear(&mut self, event: Event<InputError>) {
        match event {
            Event::Document(Outcome::Added) => self.counts.added += 1,
            Event::Document(Outcome::Changed) => self.counts.changed += 1,
            Event::Document(Outcome::Known) => self.counts.known += 1,
            Event::Failed(error) => self.fail(&error),
        }
        if let Some(bar) = self.bar.as_ref().filter(|_| self.shown.elapsed() > PACE) {
            let seconds = self.started.elapsed().as_secs_f64();
            let done = self.counts.added + self.counts.changed + self.counts.known;
            bar.set_message(format!("{}, {:.0} a second", self.counts.sentence(), done as f64 / seconds));
            self.shown = Instant::now();
        }
    }

    fn fail(&mut self, error: &InputError) {
        self.counts.failed += 1;
        let tell = || report(&error.to_string(), error.hint.as_deref());
        match &self.bar {
            Some(bar) => bar.suspend(tell),
            None => tell(),
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
