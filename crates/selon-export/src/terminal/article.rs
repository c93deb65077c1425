//! The article at the terminal: wrapped to the width, its statements marked in place by signs and colours, the lines of the text numbered.

use super::palette::Palette;
use super::wrap::{Fragment, columns, wrap};
use crate::marks::{Event, Marker, Role, lines};
use crate::visible::visible;
use anstyle::Style;
use selon_reading::{Place, Reading};
use selon_text::{BlockKind, ByteRange, Document};
use std::io::{self, Write};

/// From this width on the lines are numbered in the margin.
const WIDE_ENOUGH_FOR_NUMBERS: usize = 60;
/// Longer rows are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

/// Writes the text of the document with its marks.
pub(crate) fn article(
    out: &mut dyn Write,
    document: &Document,
    reading: &Reading,
    palette: Palette,
    width: usize,
) -> io::Result<()> {
    let mut marker = Marker::new(&document.text, Place::Text, reading);
    let width = width.min(WIDEST);
    let digits = document.text.lines().count().to_string().len();
    let mut blank = true;
    for (index, (line, until)) in lines(&document.text).enumerate() {
        let fragments = fragments(&document.text, &mut marker, line, until, palette);
        if line.of(&document.text).trim().is_empty() {
            if !blank {
                writeln!(out)?;
            }
            blank = true;
            continue;
        }
        blank = false;
        let number = (width >= WIDE_ENOUGH_FOR_NUMBERS).then(|| format!("{:>digits$}  ", index + 1));
        paragraph(out, &fragments, number, Margin::of(document, line), palette, width)?;
    }
    if !blank { writeln!(out) } else { Ok(()) }
}

/// What stands before each row of a paragraph, by what the page says that it is; a broken bar is furniture, which was not read.
struct Margin {
    sign: &'static str,
    strong: bool,
}

impl Margin {
    fn of(document: &Document, line: ByteRange) -> Self {
        let kinds = || document.blocks.iter().filter(|block| block.span.overlaps(line)).map(|block| block.kind);
        let sign = if document.frame.iter().any(|frame| frame.overlaps(line)) {
            "┆ "
        } else if kinds().any(|kind| kind == BlockKind::Quotation) {
            "│ "
        } else if kinds().any(|kind| kind == BlockKind::ListItem) {
            "• "
        } else {
            ""
        };
        Self { sign, strong: kinds().any(|kind| kind == BlockKind::Heading) }
    }

    /// A bullet stands before the first row only, a bar before all.
    fn of_row(&self, first: bool) -> &'static str {
        if first || self.sign != "• " { self.sign } else { "  " }
    }
}

fn paragraph(
    out: &mut dyn Write,
    fragments: &[Fragment],
    number: Option<String>,
    margin: Margin,
    palette: Palette,
    width: usize,
) -> io::Result<()> {
    let number = number.unwrap_or_default();
    let room = width.saturating_sub(number.len() + columns(margin.sign)).max(10);
    for (index, row) in wrap(fragments, room).into_iter().enumerate() {
        let begin = if index == 0 { number.clone() } else { " ".repeat(number.len()) };
        write!(out, "{}", palette.paint(palette.faint(), &format!("{begin}{}", margin.of_row(index == 0))))?;
        for (text, style) in row {
            let style = if margin.strong && style == Style::new() { palette.strong() } else { style };
            write!(out, "{style}{text}{style:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// One line as styled stretches, with the signs of its marks.
pub(crate) fn fragments(
    text: &str,
    marker: &mut Marker,
    line: ByteRange,
    until: usize,
    palette: Palette,
) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    let mut open: Vec<Role> = Vec::new();
    for event in marker.line(line, until) {
        match event {
            Event::Text(range) => {
                fragments.push(Fragment::new(visible(range.of(text)).replace('\t', "    "), style(&open, palette)))
            }
            Event::Open { mark, resumed } => {
                let mark = marker.mark(mark);
                open.push(mark.role);
                if !resumed {
                    let more = if mark.later_piece { "…" } else { "" };
                    let sign = format!("{}{}{more} ", mark.role.signs().0, mark.label());
                    fragments
                        .push(Fragment { clings_to_next: true, ..Fragment::new(sign, sign_style(mark.role, palette)) });
                }
            }
            Event::Close { mark, suspended, torn } => {
                let mark = marker.mark(mark);
                open.pop();
                if !suspended {
                    let number = if torn { format!(" {}", mark.label()) } else { String::new() };
                    let sign = format!("{number}{}", mark.role.signs().1);
                    fragments
                        .push(Fragment { clings_to_last: true, ..Fragment::new(sign, sign_style(mark.role, palette)) });
                }
            }
        }
    }
    fragments
}

/// The style of the innermost mark; what is said within what is said is underlined too.
fn style(open: &[Role], palette: Palette) -> Style {
    let Some(role) = open.last() else { return Style::new() };
    let style = role_style(*role, palette);
    let depth = open.iter().filter(|role| **role == Role::Content).count();
    if depth > 1 && *role == Role::Content && style != Style::new() { style.underline() } else { style }
}

fn sign_style(role: Role, palette: Palette) -> Style {
    let style = role_style(role, palette);
    if style == Style::new() { style } else { Style::new().fg_color(style.get_fg_color()).dimmed() }
}

fn role_style(role: Role, palette: Palette) -> Style {
    match role {
        Role::Source => palette.source(),
        Role::Cue => palette.cue(),
        Role::Content | Role::Conclusion => palette.content(),
    }
}
