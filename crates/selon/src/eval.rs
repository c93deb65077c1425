//! `selon eval`: texts that people marked are read, and what was read is set beside the marks, by the shared scorer's figures.

mod gold;
mod show;

use crate::arguments::{InputArguments, LookArguments, OutputArguments, VERB_TEMPLATE};
use crate::failure::{Exit, Failure, report};
use crate::inputs::{Reader, choices};
use crate::output::{Output, short_help};
use crate::progress::Progress;
use clap::Args;
use gold::Gold;
use selon_export::{Exporter, Format, Settings, exporter};
use selon_reading::score::{Sheet, faults, score};
use show::Told;
use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  selon eval gold.jsonl
  selon eval --errors 3 --save read.jsonl marked-by-brat/
  selon eval --predictions others.jsonl gold.jsonl";

const MORE: &str = "\
Gold is JSON lines, one document each ({\"doc\", \"text\", \"statements\": [{\"source\",
\"cue\", \"content\": [[start, end], …], …}]}, positions in code points), or a file
.txt or .ann of brat, or a folder of them. docs/eval.md tells the fields, the
names that are read in brat's files, and what each figure says.

Settings and exit status are those of 'selon read'.";

/// Read texts that you marked, and tell how well it went
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
#[command(mut_arg("inputs", |inputs| inputs.value_name("GOLD").help("Marked texts: JSON lines, or files or folders of brat")))]
pub(crate) struct EvalArguments {
    /// terminal, json or jsonl
    #[arg(short, long, value_name = "FORMAT", value_parser = ["terminal", "json", "jsonl"], hide_possible_values = true)]
    #[arg(
        long_help = "terminal (at a terminal): a table; json: one object with the shared scorer's keys;\njsonl (in a pipe): the same on one line, then a line for each error"
    )]
    format: Option<String>,

    /// Show so many misses and false alarms a document
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,

    /// Score this file instead of reading
    #[arg(long, value_name = "FILE", conflicts_with = "save")]
    #[arg(long_help = "Score what was read before, by selon or by another program, instead of reading")]
    predictions: Option<PathBuf>,

    /// Keep what was read, for --predictions
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,

    #[command(flatten)]
    input: InputArguments,

    #[command(flatten)]
    look: LookArguments,
}

/// Scores what the arguments name.
pub(crate) fn run(mut arguments: EvalArguments) -> Result<Exit, Failure> {
    if arguments.input.inputs.is_empty() {
        if io::stdin().is_terminal() {
            return short_help(Some("eval"));
        }
        return Err(Failure::usage("no gold given").with_hint("name files or folders: selon eval gold.jsonl"));
    }
    let gold = Gold::load(&arguments.input.inputs)?;
    let (readings, exit) = match &arguments.predictions {
        Some(file) => (gold::predictions(file)?, Exit::Done),
        None => {
            arguments.input.inputs = gold.texts;
            read(&arguments, &gold.sheets)?
        }
    };
    let told =
        Told { score: score(&gold.sheets, &readings), faults: faults(&gold.sheets, &readings, arguments.errors) };
    show::show(&told, arguments.format.as_deref(), &arguments.look)?;
    Ok(exit)
}

/// Reads the texts of the gold, as `selon read` does.
fn read(arguments: &EvalArguments, gold: &[Sheet]) -> Result<(Vec<Sheet>, Exit), Failure> {
    let out = OutputArguments { output: None, offsets: None };
    let choices = choices(None, &out, &arguments.input, &arguments.look)?;
    let reader = Reader::new(&arguments.input, &choices)?;
    let save = Output::new(arguments.save.as_deref());
    let mut kept = match arguments.save {
        Some(_) => Some(exporter(Format::Jsonl, Settings::default(), save.writer()?)),
        None => None,
    };
    let mut progress = Progress::new(arguments.look.quiet, false);
    let readings = sheets(&reader, gold, kept.as_deref_mut(), &mut progress);
    let (readings, complete) = readings.map_err(|error| Failure::io(save.name(), &error))?;
    drop(kept);
    if complete {
        save.keep()?;
    }
    let exit = if progress.finish() { all_read(gold, &readings) } else { Exit::InputsFailed };
    Ok((readings, exit))
}

/// What was read in each text, under its gold's name; whether all inputs were gone through. Texts come in the gold's order.
fn sheets(
    reader: &Reader,
    gold: &[Sheet],
    mut kept: Option<&mut (dyn Exporter + '_)>,
    progress: &mut Progress,
) -> io::Result<(Vec<Sheet>, bool)> {
    let mut next = 0;
    let mut readings = Vec::new();
    let complete = reader.each(progress, |mut document, reading| {
        let Some(at) = gold[next..].iter().position(|marked| marked.text == document.text) else { return Ok(()) };
        document.id.clone_from(&gold[next + at].doc);
        next += at + 1;
        readings.push(Sheet::of(&document, &reading));
        kept.as_mut().map_or(Ok(()), |kept| kept.document(&document, &reading))
    })?;
    kept.map_or(Ok(()), |kept| kept.finish())?;
    Ok((readings, complete))
}

/// Names the texts that were not read as they are marked, where nothing else was said of them.
fn all_read(gold: &[Sheet], readings: &[Sheet]) -> Exit {
    let read: BTreeSet<&str> = readings.iter().map(|sheet| sheet.doc.as_str()).collect();
    let unread: Vec<&Sheet> = gold.iter().filter(|sheet| !read.contains(sheet.doc.as_str())).collect();
    for sheet in &unread {
        report(&format!("{}: its text is not read as it stands, and counts as not read", sheet.doc), None);
    }
    if unread.is_empty() { Exit::Done } else { Exit::InputsFailed }
}
