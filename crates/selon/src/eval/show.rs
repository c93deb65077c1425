//! How a score is put out: a table for people, the shared scorer's object for programs.

use crate::arguments::LookArguments;
use crate::failure::Failure;
use crate::output::{USUAL_WIDTH, json_line, terminal_width, to_stdout};
use selon_export::{Palette, visible, wrapped};
use selon_reading::score::{Fault, Measure, Score, Share, THRESHOLDS};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};

/// A score and the errors behind it.
#[derive(Serialize)]
pub(crate) struct Told {
    #[serde(flatten)]
    pub(crate) score: Score,
    #[serde(rename = "errors", skip_serializing_if = "Vec::is_empty")]
    pub(crate) faults: Vec<Fault>,
}

/// Puts it out in the form named, else as a table at a terminal and as lines in a pipe.
pub(crate) fn show(told: &Told, format: Option<&str>, look: &LookArguments) -> Result<(), Failure> {
    let usual = if io::stdout().is_terminal() { "terminal" } else { "jsonl" };
    to_stdout(|out| match format.unwrap_or(usual) {
        "terminal" => table(told, look, out),
        "json" => {
            serde_json::to_writer_pretty(&mut *out, told)?;
            writeln!(out)
        }
        _ => lines(told, out),
    })
    .map(|_| ())
}

fn lines(told: &Told, out: &mut dyn Write) -> io::Result<()> {
    json_line(out, "score", &told.score)?;
    told.faults.iter().try_for_each(|fault| json_line(out, "error", fault))
}

fn table(told: &Told, look: &LookArguments, out: &mut dyn Write) -> io::Result<()> {
    let width = look.width.map(usize::from).or_else(terminal_width).unwrap_or(USUAL_WIDTH);
    let palette = Palette::new(look.color.unwrap_or_default().applies(true));
    let mut table = Table { palette, width, out };
    table.counts(&told.score)?;
    table.measures(&told.score)?;
    table.shares(&told.score)?;
    table.faults(&told.faults)
}

struct Table<'w> {
    palette: Palette,
    width: usize,
    out: &'w mut dyn Write,
}

impl Table<'_> {
    fn counts(&mut self, score: &Score) -> io::Result<()> {
        let noun = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
        let mut counts = vec![
            noun(score.documents, "document"),
            format!("{} marked", noun(score.gold, "statement")),
            format!("{} read", score.read),
        ];
        if score.without_reading > 0 {
            counts.push(format!("{} not read", noun(score.without_reading, "document")));
        }
        writeln!(self.out, "{}\n", wrapped("", &counts.join(" · "), self.width))
    }

    fn head(&mut self, head: &str) -> io::Result<()> {
        writeln!(self.out, "{}", self.palette.paint(self.palette.strong(), head))
    }

    fn measures(&mut self, score: &Score) -> io::Result<()> {
        self.head("                 precision    recall        F1")?;
        self.measure("whole", score.whole)?;
        for (least, measure) in THRESHOLDS.iter().zip(score.content) {
            self.measure(&format!("content@{least:?}"), measure)?;
        }
        self.measure("soft", score.soft)?;
        self.measure("source", score.source)?;
        self.measure("cue", score.cue)?;
        score.nested.map_or(Ok(()), |nested| self.measure("nested", nested))
    }

    fn measure(&mut self, name: &str, measure: Measure) -> io::Result<()> {
        let (precision, recall, f1) = (measure.precision(), measure.recall(), measure.f1());
        writeln!(self.out, "{name:<15}{precision:>11.1}{recall:>10.1}{f1:>10.1}")
    }

    fn shares(&mut self, score: &Score) -> io::Result<()> {
        if !score.labels.is_empty() {
            self.out.write_all(b"\n")?;
            self.head("                     right        of       per cent")?;
        }
        for (label, share) in &score.labels {
            self.share(label.name(), *share)?;
        }
        if let Some(invented) = score.when_invented {
            self.share("when_invented", invented)?;
        }
        if score.recall_by_kind.keys().any(Option::is_some) {
            self.out.write_all(b"\n")?;
            self.head("content@0.8          found        of       per cent")?;
            let (known, unknown): (Vec<_>, Vec<_>) = score.recall_by_kind.iter().partition(|(kind, _)| kind.is_some());
            for (kind, share) in known.into_iter().chain(unknown) {
                self.share(&visible(kind.as_deref().unwrap_or("(no kind)")), *share)?;
            }
        }
        Ok(())
    }

    fn share(&mut self, name: &str, share: Share) -> io::Result<()> {
        writeln!(self.out, "{name:<15}{:>11}{:>10}{:>15.1}", share.right, share.of, share.percent())
    }

    fn faults(&mut self, faults: &[Fault]) -> io::Result<()> {
        let mut doc = None;
        for fault in faults {
            if doc != Some(&fault.doc) {
                doc = Some(&fault.doc);
                self.out.write_all(b"\n")?;
                self.head(&one_line(&fault.doc))?;
            }
            let sign = if fault.missed { "missed  " } else { "false   " };
            writeln!(self.out, "{}", wrapped(sign, &words(fault), self.width))?;
        }
        Ok(())
    }
}

/// Kind, source, cue and content; what is not there is left out.
fn words(fault: &Fault) -> String {
    let kind = fault.kind.as_deref().unwrap_or("");
    let parts = [kind, &fault.source, &fault.cue, &fault.content].map(one_line);
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" | ")
}

/// Hostile text made safe, on one line.
fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
