//! The table of statements at the terminal: columns where there is room, two or three rows a statement where there is little.

use super::palette::Palette;
use super::wrap::{columns, pad, shorten};
use crate::entry::Entry;
use std::io::{self, Write};

/// From this width on there is room for columns.
const WIDE_ENOUGH_FOR_COLUMNS: usize = 72;
const GAP: &str = "  ";

/// Writes one row a statement.
pub(crate) fn table(out: &mut dyn Write, entries: &[Entry<'_>], palette: Palette, width: usize) -> io::Result<()> {
    if width >= WIDE_ENOUGH_FOR_COLUMNS {
        in_columns(out, entries, palette, width)
    } else {
        stacked(out, entries, palette, width)
    }
}

/// Widths of the columns, the last one taking what is left.
struct Columns {
    number: usize,
    who: usize,
    act: usize,
    how: usize,
    place: usize,
    what: usize,
}

impl Columns {
    fn fitted(entries: &[Entry<'_>], width: usize) -> Self {
        let widest = |heading: &str, cell: &dyn Fn(&Entry<'_>) -> usize| {
            entries.iter().map(cell).max().unwrap_or(0).max(columns(heading))
        };
        let number = widest("No.", &|entry| entry.number.to_string().len());
        let who = widest("Who", &|entry| columns(&entry.who)).min((width / 4).clamp(14, 36));
        let act = widest("Did", &|entry| columns(&entry.act));
        let how = widest("How", &|entry| columns(entry.statement.kind.name()));
        let place = widest("Line", &|entry| columns(&entry.place()));
        let what = width.saturating_sub(number + who + act + how + place + 5 * GAP.len());
        Self { number, who, act, how, place, what }
    }
}

fn in_columns(out: &mut dyn Write, entries: &[Entry<'_>], palette: Palette, width: usize) -> io::Result<()> {
    let fit = Columns::fitted(entries, width);
    let heading = [
        format!("{:>1$}", "No.", fit.number),
        pad("Who", fit.who),
        pad("Did", fit.act),
        pad("How", fit.how),
        format!("{:>1$}", "Line", fit.place),
        "What".to_owned(),
    ];
    writeln!(out, "{}", palette.paint(palette.strong(), &heading.join(GAP)))?;
    for entry in entries {
        let cells = [
            format!("{:>1$}", entry.number, fit.number),
            palette.paint(palette.source(), &pad(&shorten(&entry.who, fit.who), fit.who)),
            palette.paint(palette.cue(), &pad(&entry.act, fit.act)),
            pad(entry.statement.kind.name(), fit.how),
            palette.paint(palette.faint(), &format!("{:>1$}", entry.place(), fit.place)),
            palette.paint(palette.content(), &shorten(&entry.what, fit.what)),
        ];
        writeln!(out, "{}", cells.join(GAP))?;
    }
    Ok(())
}

fn stacked(out: &mut dyn Write, entries: &[Entry<'_>], palette: Palette, width: usize) -> io::Result<()> {
    let digits = entries.len().to_string().len();
    let room = width.saturating_sub(digits + 1);
    for entry in entries {
        let place = if entry.line.is_some() { format!("line {}", entry.place()) } else { entry.place() };
        let labels = format!("{}, {}, {place}", entry.act, entry.statement.kind);
        let who = &entry.who;
        let on_one_row = columns(who) + columns(&labels) + 3 <= room;
        let next = if on_one_row { " · ".to_owned() } else { format!("\n{:>digits$} ", "") };
        let (who, labels) = (shorten(who, room), shorten(&labels, room));
        writeln!(
            out,
            "{:>digits$} {}{next}{}",
            entry.number,
            palette.paint(palette.source(), &who),
            palette.paint(palette.cue(), &labels)
        )?;
        writeln!(out, "{:>digits$} {}", "", palette.paint(palette.content(), &shorten(&entry.what, room)))?;
    }
    Ok(())
}
