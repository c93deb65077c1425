//! What the answers of a database look like: format, colour, width, and the few shapes that they are made of.

use crate::color::Color;
use crate::output::{USUAL_WIDTH, terminal_width};
use anstyle::Style;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use selon_export::{Palette, visible, wrapped};
use std::io::{self, IsTerminal, Write};

/// How an answer is put out.
#[derive(Args, Debug)]
pub(crate) struct PageArguments {
    /// terminal, jsonl or json
    #[arg(short, long, global = true, value_name = "FORMAT", value_parser = ["terminal", "jsonl", "json"], hide_possible_values = true)]
    #[arg(long_help = "terminal (at a terminal), jsonl (in a pipe): one object a line, or json: one object")]
    pub(crate) format: Option<String>,

    /// Colour: auto (default), always or never
    #[arg(long, global = true, value_name = "WHEN", value_parser = colors(), hide_possible_values = true)]
    pub(crate) color: Option<Color>,
}

/// Which form an answer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Terminal,
    Lines,
    Object,
}

fn colors() -> impl TypedValueParser<Value = Color> {
    let values = Color::ALL.iter().map(|color| color.name());
    PossibleValuesParser::new(values).try_map(|name| Color::named(&name).ok_or("unknown choice"))
}

impl PageArguments {
    pub(crate) fn form(&self) -> Form {
        match self.format.as_deref() {
            Some("terminal") => Form::Terminal,
            Some("json") => Form::Object,
            Some(_) => Form::Lines,
            None if io::stdout().is_terminal() => Form::Terminal,
            None => Form::Lines,
        }
    }

    pub(crate) fn page<'w>(&self, out: &'w mut dyn Write) -> Page<'w> {
        let palette = Palette::new(self.color.unwrap_or_default().applies(true));
        Page { palette, width: terminal_width().unwrap_or(USUAL_WIDTH).max(30), out }
    }
}

/// What a person looks at.
pub(crate) struct Page<'w> {
    pub(crate) palette: Palette,
    pub(crate) width: usize,
    pub(crate) out: &'w mut dyn Write,
}

impl Page<'_> {
    /// A line in bold.
    pub(crate) fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = wrapped("", &line(text), self.width);
        writeln!(self.out, "{}", self.palette.paint(self.palette.strong(), &text))
    }

    /// Wrapped text behind `before`.
    pub(crate) fn prose(&mut self, before: &str, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", wrapped(before, &line(text), self.width))
    }

    /// The same in the colour of what stands beside.
    pub(crate) fn faint(&mut self, before: &str, text: &str) -> io::Result<()> {
        let text = wrapped(before, &line(text), self.width);
        writeln!(self.out, "{}", self.palette.paint(self.palette.faint(), &text))
    }

    /// Wrapped text in a style; `first` stands before its first row, `next` before the others.
    pub(crate) fn row(&mut self, first: &str, next: &str, style: Style, text: &str) -> io::Result<()> {
        // Deep down there is little room left; rows are then longer than the page.
        let room = self.width.saturating_sub(next.chars().count()).max(24);
        for (number, row) in wrapped("", &line(text), room).split('\n').enumerate() {
            let before = if number == 0 { first } else { next };
            writeln!(self.out, "{before}{}", self.palette.paint(style, row))?;
        }
        Ok(())
    }

    pub(crate) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }
}

/// Hostile text made safe, on one line.
pub(crate) fn line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number with its noun: «1 statement», «1,200 statements».
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", crate::progress::grouped(number), if number == 1 { one } else { many })
}
