//! `selon trace`: a claim's way from article to article: who had it first, who took it from whom, what changed.

use super::database::DatabaseArguments;
use super::page::{Page, counted, line};
use crate::color::Color;
use crate::failure::{Exit, Failure};
use crate::output::{json_line, json_object, terminal_width, to_stdout};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use selon_corpus::{Change, Step, Tracing};
use selon_export::{Format, Palette};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

const EXAMPLES: &str = "\
Examples:
  selon trace \"the sea wall sinks\"
  selon trace 4be1c09a72f3 --why
  selon trace --all --format gexf > claims.gexf";

const MORE: &str = "\
What is looked for is the id of a claim, a statement or a document, an address, a
file, or words. An article that names or links to another is said to have taken
it from there; without that, likeness and time only make it likely, and the tree
says so. selon never says what is true.

Exit status: 0 found, 1 nothing found, 2 wrong use or an error.";

/// The most claims that are drawn at the terminal.
const DRAWN: usize = 5;

/// Show where a claim comes from and how it travelled
#[derive(Args, Debug)]
#[command(help_template = crate::arguments::VERB_TEMPLATE, before_long_help = EXAMPLES, after_help = EXAMPLES, after_long_help = MORE)]
pub(crate) struct TraceArguments {
    /// An id, an address, a file, or words
    #[arg(value_name = "WHAT", required_unless_present = "all")]
    what: Vec<String>,

    /// Every claim in the database
    #[arg(long, conflicts_with = "what")]
    all: bool,

    /// How each step was arrived at, with the words changed
    #[arg(long)]
    why: bool,

    /// How many claims to draw at the terminal: 5 by default
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,

    #[command(flatten)]
    database: DatabaseArguments,

    /// terminal, jsonl, json, dot or gexf
    #[arg(short, long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = ["terminal", "jsonl", "json", "dot", "gexf"])]
    format: Option<String>,

    /// Colour: auto (default), always or never
    #[arg(long, value_name = "WHEN", value_parser = colors(), hide_possible_values = true)]
    color: Option<Color>,
}

fn colors() -> impl TypedValueParser<Value = Color> {
    let values = Color::ALL.iter().map(|color| color.name());
    PossibleValuesParser::new(values).try_map(|name| Color::named(&name).ok_or("unknown choice"))
}

#[derive(Serialize)]
struct Whole<'t> {
    claims: &'t [Tracing],
}

/// Traces what the arguments name.
pub(crate) fn run(arguments: &TraceArguments) -> Result<Exit, Failure> {
    let database = arguments.database.open()?;
    let found = match arguments.all {
        true => database.store.trace_all(),
        false => database.store.trace(&arguments.what.join(" ")),
    };
    let found = found.map_err(|error| database.told(&error))?;
    let usual = if io::stdout().is_terminal() { "terminal" } else { "jsonl" };
    to_stdout(|out| match arguments.format.as_deref().unwrap_or(usual) {
        "dot" => out.write_all(selon_corpus::dot(&found).as_bytes()),
        "gexf" => selon_export::claims(Format::Gexf, &found, out),
        "json" => json_object(out, "claims", &Whole { claims: &found }),
        "jsonl" => found.iter().try_for_each(|tracing| json_line(out, "claim", tracing)),
        _ => {
            let palette = Palette::new(arguments.color.unwrap_or_default().applies(true));
            let mut page = Page { palette, width: terminal_width().unwrap_or(80).max(30), out };
            show(&mut page, &found, arguments.limit.unwrap_or(DRAWN), arguments.why)
        }
    })?;
    Ok(if found.is_empty() { Exit::NothingFound } else { Exit::Done })
}

fn show(page: &mut Page, found: &[Tracing], limit: usize, why: bool) -> io::Result<()> {
    if found.is_empty() {
        return page.prose("", "No claim was found that more than one article makes.");
    }
    for (number, tracing) in found.iter().take(limit).enumerate() {
        if number > 0 {
            page.blank()?;
        }
        claim(page, tracing, why)?;
    }
    if found.len() > limit {
        page.blank()?;
        page.faint("", &format!("{} more; --limit {} draws all.", found.len() - limit, found.len()))?;
    }
    Ok(())
}

fn claim(page: &mut Page, tracing: &Tracing, why: bool) -> io::Result<()> {
    let Some(first) = tracing.appearances.first() else { return Ok(()) };
    page.heading(&format!("« {} »", line(&first.quote)))?;
    let mut documents: Vec<&str> = tracing.appearances.iter().map(|step| step.doc.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let counts = [
        counted(documents.len(), "article", "articles"),
        counted(tracing.independent, "independent origin", "independent origins"),
        format!("claim {}", tracing.claim),
    ];
    page.faint("", &counts.join(" · "))?;
    let tree = Tree::of(tracing);
    for &root in &tree.roots {
        tree.draw(page, root, "", "", why)?;
    }
    for other in &tracing.contradictions {
        page.prose("≠ ", &format!("« {} », claim {}", line(&other.other), other.claim))?;
        page.faint("  ", &other.why.join("; "))?;
    }
    for circle in &tracing.circles {
        let step = |doc: &str| tracing.appearances.iter().find(|step| step.doc == doc);
        let places: Vec<&str> = circle.iter().map(|doc| step(doc).map_or(doc.as_str(), Step::place)).collect();
        page.prose("⟳ ", &format!("these lean on one another: {}", line(&places.join(", "))))?;
    }
    Ok(())
}

/// Appearances under the one that they were taken from.
struct Tree<'t> {
    steps: &'t [Step],
    roots: Vec<usize>,
    below: BTreeMap<usize, Vec<usize>>,
}

impl<'t> Tree<'t> {
    fn of(tracing: &'t Tracing) -> Self {
        let steps = &tracing.appearances;
        let (mut roots, mut below) = (Vec::new(), BTreeMap::<usize, Vec<usize>>::new());
        for (at, step) in steps.iter().enumerate() {
            // Only earlier ones can be above, so that no circle is drawn without end.
            let above = step.from.as_ref().and_then(|from| steps[..at].iter().position(|other| other.doc == *from));
            match above {
                Some(above) => below.entry(above).or_default().push(at),
                None => roots.push(at),
            }
        }
        Self { steps, roots, below }
    }

    /// Draws one appearance and what hangs on it; `branch` is drawn before its first row, `stem` before the others.
    fn draw(&self, page: &mut Page, at: usize, branch: &str, stem: &str, why: bool) -> io::Result<()> {
        let step = &self.steps[at];
        let mark = if branch.is_empty() { "● " } else { "" };
        let hangs = if branch.is_empty() { "  " } else { "" };
        page.row(&format!("{branch}{mark}"), &format!("{stem}{hangs}"), page.palette.source(), &head(step))?;
        let stem_of_words = format!("{stem}{hangs}");
        let words = format!("« {} »", line(&step.quote));
        page.row(&stem_of_words, &stem_of_words, page.palette.content(), &words)?;
        if !step.drift.is_empty() || step.from.is_some() {
            let earlier = step.from.as_ref().and_then(|from| self.steps.iter().find(|other| other.doc == *from));
            page.row(&stem_of_words, &stem_of_words, page.palette.cue(), &way(step, earlier))?;
        }
        if why {
            for reason in &step.why {
                page.row(&format!("{stem_of_words}· "), &format!("{stem_of_words}  "), page.palette.faint(), reason)?;
            }
            if step.difference.iter().any(|change| !matches!(change, Change::Kept(_))) {
                page.row(&stem_of_words, &stem_of_words, page.palette.faint(), &difference(&step.difference))?;
            }
        }
        let below = self.below.get(&at).map_or(&[][..], Vec::as_slice);
        for (number, &other) in below.iter().enumerate() {
            let last = number + 1 == below.len();
            let (branch, next) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.draw(page, other, &format!("{stem_of_words}{branch}"), &format!("{stem_of_words}{next}"), why)?;
        }
        Ok(())
    }
}

/// When, where, by whom, and how it stands to the claim.
fn head(step: &Step) -> String {
    let time = step.published.as_deref().map(|time| time.get(..16).unwrap_or(time).replace('T', " "));
    let day = match (time, step.dated.as_str()) {
        (Some(time), "published") => time,
        (Some(time), _) => format!("{time}?"),
        (None, _) => "undated".to_owned(),
    };
    let mut parts = vec![day, line(step.place())];
    parts.extend(step.speaker.as_deref().map(line));
    if step.stance != "asserts" {
        parts.push(step.stance.clone());
    }
    if step.place() != step.doc {
        parts.push(line(&step.doc));
    }
    parts.join(" · ")
}

/// How it got there, and what changed.
fn way(step: &Step, earlier: Option<&Step>) -> String {
    let drift: Vec<String> = step.drift.iter().map(|drift| drift.replace('_', " ")).collect();
    let answers = step.stance != "asserts";
    let from = earlier.map(Step::place).or(step.from.as_deref());
    let how = match (from, step.credited, answers) {
        (None, ..) => String::new(),
        (Some(from), _, true) => format!("answers {}", line(from)),
        (Some(from), true, _) => format!("from {}", line(from)),
        (Some(from), false, _) => format!("likely from {}, which it does not name", line(from)),
    };
    [how, drift.join(", ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

/// The words that changed, in square brackets what is gone, in braces what is new.
fn difference(changes: &[Change]) -> String {
    let word = |change: &Change| match change {
        Change::Kept(words) => line(words),
        Change::Removed(words) => format!("[−{}]", line(words)),
        Change::Added(words) => format!("{{+{}}}", line(words)),
    };
    changes.iter().map(word).collect::<Vec<_>>().join(" ")
}
