//! `selon explain`: a rule as its author wrote it: what it recognises, the words, the examples. Without a name, all rules in a list.

use crate::arguments::ExplainArguments;
use crate::failure::{Exit, Failure};
use crate::models;
use crate::output::{terminal_width, to_stdout};
use selon_export::{Palette, notation, rules_as_json, wrapped};
use selon_language::{RulePage, rule_pages};
use std::io::{self, Write};

/// How alike a name must be for us to say «did you mean».
const ALIKE: f64 = 0.7;

/// Shows what the arguments name.
pub(crate) fn run(arguments: &ExplainArguments) -> Result<Exit, Failure> {
    let mut pages = rule_pages();
    if let Some(about) = arguments.id.as_deref().and_then(models::about) {
        return to_stdout(|out| writeln!(out, "{}", wrapped("", &about, terminal_width().unwrap_or(80))));
    }
    if let Some(id) = &arguments.id {
        pages.retain(|page| page.id == *id);
        if pages.is_empty() {
            return Err(unknown(id));
        }
    }
    let palette = Palette::new(arguments.color.unwrap_or_default().applies(true));
    to_stdout(|out| match (arguments.format.as_deref(), &arguments.id) {
        (Some("json"), _) => rules_as_json(out, &pages),
        (_, Some(_)) => pages.iter().try_for_each(|page| show(out, page, palette)),
        (_, None) => list(out, &pages, palette),
    })
}

fn unknown(id: &str) -> Failure {
    let failure = Failure::usage(format!("there is no rule '{id}'"));
    let likeness = |page: &RulePage| {
        strsim::jaro_winkler(&page.id, id).max(strsim::jaro_winkler(page.id.rsplit('/').next().unwrap_or(""), id))
    };
    let nearest = rule_pages().into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest.filter(|page| likeness(page) >= ALIKE) {
        Some(page) => failure.with_hint(format!("did you mean '{}'? 'selon explain' lists all", page.id)),
        None => failure.with_hint("'selon explain' lists all rules"),
    }
}

/// One line a rule, wrapped only where a person looks at it.
fn list(out: &mut dyn Write, pages: &[RulePage], palette: Palette) -> io::Result<()> {
    let widest = |cell: fn(&RulePage) -> &str| pages.iter().map(|page| cell(page).chars().count()).max().unwrap_or(0);
    let (id, act) = (widest(|page| &page.id), widest(|page| &page.act));
    let width = terminal_width().unwrap_or(usize::MAX);
    for page in pages {
        let line = wrapped(&format!("{:id$}  {:act$}  ", page.id, page.act), &page.about, width);
        let (name, rest) = line.split_at(page.id.len());
        writeln!(out, "{}{rest}", palette.paint(palette.strong(), name))?;
    }
    Ok(())
}

fn show(out: &mut dyn Write, page: &RulePage, palette: Palette) -> io::Result<()> {
    let width = terminal_width().unwrap_or(80);
    writeln!(out, "{}\n{}\n", palette.paint(palette.strong(), &page.id), wrapped("", &page.about, width))?;
    writeln!(out, "act      {}", page.act)?;
    if !page.words.is_empty() {
        writeln!(out, "{}", wrapped("words    ", &page.words.join(", "), width))?;
    }
    let frames: Vec<String> = page.frames.iter().map(|(frame, score)| format!("{frame}\u{a0}({score:.2})")).collect();
    if !frames.is_empty() {
        writeln!(out, "{}", wrapped("content  ", &frames.join(", "), width))?;
    }
    examples(out, "Recognised, as {who} <says> [what]:", &page.yes, palette)?;
    examples(out, "Not recognised:", &page.no, palette)
}

fn examples(out: &mut dyn Write, heading: &str, examples: &[String], palette: Palette) -> io::Result<()> {
    if examples.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", notation(heading, palette))?;
    let width = terminal_width().unwrap_or(usize::MAX);
    examples.iter().try_for_each(|example| writeln!(out, "{}", notation(&wrapped("  ", example, width), palette)))
}
