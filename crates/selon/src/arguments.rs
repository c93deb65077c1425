//! What people type: the one definition from which help, completions, man pages and parsing all come.

use crate::color::Color;
use crate::commands::CorpusVerb;
use crate::dates::date;
use crate::eval::EvalArguments;
use crate::models::{Model, Scheme};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Command, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use selon_export::{CHECK_FORMATS, Format, Unit};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  selon read article.html              mark who said what, at the terminal
  selon read -o page.html article.txt  the same as a page to read and print
  selon read news.jsonl | jq .         one JSON line a document, in a pipe
  selon explain                        the rules, with examples
  selon completions fish; selon man    completions for a shell; the man page";

/// All that fits on one screen beneath the verbs.
const SHORT_EXAMPLES: &str = "\
Example: selon read article.html; 'selon VERB -h' shows more, 'selon --help' all";

const READ_EXAMPLES: &str = "\
Examples:
  selon read article.html
  selon read --format csv -o statements.csv articles/
  selon read --lang fr --date 2026-03-14 - < note.txt";

const READ_MORE: &str = "\
Inputs are told by their content: HTML, plain text, Markdown, JSON, JSON Lines,
CSV, Parquet, feeds, web archives (WARC, WACZ), packed by gzip or not. A folder is walked. An address is fetched; nothing else touches the
network. A bad input is reported, and the others are read all the same.

Settings are taken from flags, then from the environment (SELON_FORMAT,
SELON_OFFSETS, SELON_LANG, SELON_MODEL, SELON_SCHEME, SELON_COLOR), then from
selon.toml in this folder or one above it, then from
$XDG_CONFIG_HOME/selon/config.toml, whose keys are format, offsets, lang, model,
scheme and color.

Exit status: 0 done, 2 wrong use or an error, 3 some or all inputs failed,
130 stopped by Ctrl-C.";

const CHECK_EXAMPLES: &str = "\
Examples:
  selon check article.html
  selon check -o sourcing.html https://example.org/article
  selon check --list ours.txt theirs.txt";

const CHECK_MORE: &str = "\
Who speaks how much, through how many mouths, in whose words; what has no date,
what is denied or at odds, which of the author's conclusions rest on nothing that
is quoted. Each count comes with its lines. It gives no grade and never says what
is true. Two documents are set side by side; of any other number each is checked.

Inputs, settings and exit status are those of 'selon read'.";

const ALIASES: &str = "\
Names that you know to be one speaker's: a CSV file with the columns name, alias
and, where there is one, reference or wikidata. A first row of these words is a
heading; without one the columns stand in this order";

const MODEL_HELP: &str = "\
How to read:
  base     the trained reader, the surest; the default for up to a hundred documents
  fast     a smaller one, three times as fast; the default for more
  lexical  rules and word lists alone, which explain themselves and are faster";

/// Shorter than clap's own, so that `-h` fits on one screen.
pub(crate) const VERB_TEMPLATE: &str =
    "{before-help}{about}\n\n{usage-heading} {usage}\n\n{positionals}\n\n{options}{after-help}";
const TEMPLATE: &str = "{before-help}{about}\n\n{usage-heading} {usage}\n\n{subcommands}{after-help}";

/// The definition of the whole command.
#[must_use]
pub fn command() -> Command {
    Arguments::command()
}

/// Reads news and tells who said what, on whose word. It never says what is true.
#[derive(Debug, Parser)]
#[command(name = "selon", version, term_width = 80, help_template = TEMPLATE, disable_help_subcommand = true)]
#[command(before_long_help = EXAMPLES, after_help = SHORT_EXAMPLES, after_long_help = READ_MORE)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Read(Box<ReadArguments>),
    Check(Box<CheckArguments>),
    Eval(Box<EvalArguments>),
    #[command(flatten)]
    Corpus(CorpusVerb),
    Explain(ExplainArguments),
    // Told in the long help alone: the short one fits a screen.
    #[command(hide = true)]
    Completions(CompletionsArguments),
    #[command(hide = true)]
    Man(ManArguments),
}

/// Read inputs and tell who said what
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, before_long_help = READ_EXAMPLES, after_help = READ_EXAMPLES, after_long_help = READ_MORE)]
pub(crate) struct ReadArguments {
    /// jsonl, csv, html, terminal …; --help lists all
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(Format::ALL), hide_possible_values = true)]
    #[arg(long_help = format_help(Format::ALL))]
    pub(crate) format: Option<Format>,

    #[command(flatten)]
    pub(crate) out: OutputArguments,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Say how each statement was arrived at
    #[arg(long)]
    pub(crate) why: bool,

    #[command(flatten)]
    pub(crate) bulk: BulkArguments,

    #[command(flatten)]
    pub(crate) look: LookArguments,
}

/// Show one article's sourcing, or compare two
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, before_long_help = CHECK_EXAMPLES, after_help = CHECK_EXAMPLES, after_long_help = CHECK_MORE)]
pub(crate) struct CheckArguments {
    /// terminal, json, jsonl, html or md
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(CHECK_FORMATS), hide_possible_values = true)]
    #[arg(long_help = format_help(CHECK_FORMATS))]
    pub(crate) format: Option<Format>,

    #[command(flatten)]
    pub(crate) out: OutputArguments,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Print the sentences under every count
    #[arg(long)]
    pub(crate) list: bool,

    #[command(flatten)]
    pub(crate) look: LookArguments,
}

/// Where the result goes and in which positions.
#[derive(Args, Debug)]
pub(crate) struct OutputArguments {
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    #[arg(long_help = "Write to a file, whole or not at all. Its ending names the format where --format does not")]
    pub(crate) output: Option<PathBuf>,

    /// Count in codepoint (default), byte or utf16
    #[arg(long, value_name = "UNIT", value_parser = units(), hide_possible_values = true)]
    #[arg(long_help = unit_help())]
    pub(crate) offsets: Option<Unit>,
}

impl OutputArguments {
    /// The format that the ending of the file's name tells.
    pub(crate) fn ending(&self) -> Option<Format> {
        of_ending(self.output.as_deref())
    }
}

/// The format that the ending of a file's name tells.
pub(crate) fn of_ending(file: Option<&Path>) -> Option<Format> {
    file.and_then(Path::to_str).and_then(Format::of_file)
}

/// The names of formats, for a sentence that says which there are.
pub(crate) fn takes(formats: &[Format]) -> String {
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    format!("--format takes {}", names.join(", "))
}

/// What is read, and how.
#[derive(Args, Debug)]
pub(crate) struct InputArguments {
    /// Files, folders, addresses, or - for the standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,

    /// Language of the inputs, in two letters, such as fr
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub(crate) lang: Option<String>,

    /// Publication date, where the input tells none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) date: Option<String>,

    /// Read with base (default), fast or lexical
    #[arg(long, value_name = "NAME", value_parser = models(), hide_possible_values = true)]
    #[arg(long_help = MODEL_HELP)]
    pub(crate) model: Option<Model>,

    /// Mark statements by guide (default) or polnear
    #[arg(long, value_name = "NAME", value_parser = schemes(), hide_possible_values = true, hide_short_help = true)]
    #[arg(
        long_help = "Mark statements by our guide (default), or by polnear: the scheme of the corpus PolNeAR, wider,\nwhere attitudes count and nothing nests"
    )]
    pub(crate) scheme: Option<Scheme>,

    /// Names of one speaker, as rows name,alias,reference
    #[arg(long, value_name = "FILE.csv")]
    #[arg(long_help = ALIASES)]
    pub(crate) aliases: Option<PathBuf>,

    /// Stop at the first input that fails
    #[arg(long)]
    #[arg(long_help = "Stop at the first input that fails; a file named by -o is then left as it was")]
    pub(crate) fail_fast: bool,
}

/// How many inputs are read in one run.
#[derive(Args, Debug)]
pub(crate) struct BulkArguments {
    /// Read on so many cores
    #[arg(long, value_name = "N", default_value_t = 1, hide_short_help = true, hide_default_value = true)]
    #[arg(value_parser = clap::value_parser!(u16).range(0..=1024))]
    #[arg(
        long_help = "Read on so many cores; 1 by default, 0 for all. Order and content of the output are the same.\nFor jsonl, csv and parquet"
    )]
    pub(crate) jobs: u16,

    /// Write down how far the run is, to go on after a stop
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    #[arg(
        long_help = "Write down how far the run is: the same command goes on where it was stopped, however hard, and no\nrow is lost or written twice. The output, named by -o, grows as it goes; a Parquet table is then a\nfolder of parts. For jsonl, csv and parquet"
    )]
    pub(crate) manifest: Option<PathBuf>,

    /// Write inputs that fail to a file
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    #[arg(
        long_help = "Write inputs that fail to a file instead of the standard error: input, place, reason and help, as CSV\nwhere its name ends in .csv, else as JSON lines. For jsonl, csv and parquet"
    )]
    pub(crate) errors: Option<PathBuf>,
}

/// What people see while it runs, and at a terminal.
#[derive(Args, Debug)]
pub(crate) struct LookArguments {
    /// No progress and no summary; errors are still told
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Colour: auto (default), always or never
    #[arg(long, value_name = "WHEN", value_parser = colors(), hide_possible_values = true)]
    #[arg(long_help = "Colour: auto (at a terminal, unless NO_COLOR is set), always or never")]
    pub(crate) color: Option<Color>,

    /// Columns to fill at the terminal
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
}

/// Show a rule with its examples, or list all rules
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, after_help = "Example:\n  selon explain fr/announce")]
pub(crate) struct ExplainArguments {
    /// The rule, as the field "rule" of a statement names it
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,

    /// terminal (default) or json
    #[arg(short, long, value_name = "FORMAT", value_parser = ["terminal", "json"], hide_possible_values = true)]
    pub(crate) format: Option<String>,

    /// Colour: auto (default), always or never
    #[arg(long, value_name = "WHEN", value_parser = colors(), hide_possible_values = true)]
    pub(crate) color: Option<Color>,
}

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, after_help = "Example:\n  selon completions fish > ~/.config/fish/completions/selon.fish")]
pub(crate) struct CompletionsArguments {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// Print the man page, in roff
#[derive(Args, Debug)]
#[command(help_template = VERB_TEMPLATE, after_help = "Example:\n  selon man | man -l -")]
pub(crate) struct ManArguments {
    /// The page of one verb instead
    #[arg(value_name = "VERB")]
    pub(crate) verb: Option<String>,
}

pub(crate) fn formats(of: &[Format]) -> impl TypedValueParser<Value = Format> {
    let values = of.iter().map(|format| {
        let value = PossibleValue::new(format.name()).help(format.about());
        if *format == Format::Markdown { value.alias("markdown") } else { value }
    });
    PossibleValuesParser::new(values).try_map(|name| Format::named(&name).ok_or("unknown format"))
}

fn units() -> impl TypedValueParser<Value = Unit> {
    let values = Unit::ALL.iter().map(|unit| PossibleValue::new(unit.name()).help(unit.about()));
    PossibleValuesParser::new(values).try_map(|name| Unit::named(&name).ok_or("unknown unit"))
}

pub(crate) fn models() -> impl TypedValueParser<Value = Model> {
    let values = Model::ALL.iter().map(|model| model.name());
    PossibleValuesParser::new(values).try_map(|name| Model::named(&name).ok_or("unknown model"))
}

fn schemes() -> impl TypedValueParser<Value = Scheme> {
    let values = Scheme::ALL.iter().map(|scheme| scheme.name());
    PossibleValuesParser::new(values).try_map(|name| Scheme::named(&name).ok_or("unknown scheme"))
}

fn colors() -> impl TypedValueParser<Value = Color> {
    let values = Color::ALL.iter().map(|color| color.name());
    PossibleValuesParser::new(values).try_map(|name| Color::named(&name).ok_or("unknown choice"))
}

/// A language that there is data for.
pub(crate) fn language(code: &str) -> Result<String, String> {
    let known = selon_language::languages();
    if known.contains(&code) {
        Ok(code.to_owned())
    } else {
        Err(format!("there is no data for that language, only for {}", known.join(", ")))
    }
}

fn format_help(of: &[Format]) -> String {
    format!("The format: terminal at a terminal and jsonl in a pipe by default, or\n{}", format_list(of))
}

/// A line for each format.
pub(crate) fn format_list(of: &[Format]) -> String {
    let lines = of.iter().map(|format| format!("  {:<14}{}", format.name(), format.about()));
    lines.collect::<Vec<_>>().join("\n")
}

fn unit_help() -> String {
    let lines = Unit::ALL.iter().map(|unit| format!("  {:<11}{}", unit.name(), unit.about()));
    format!("The unit in which positions are counted: codepoint by default\n{}", lines.collect::<Vec<_>>().join("\n"))
}
