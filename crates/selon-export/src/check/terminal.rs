//! `terminal`: a check fitted to the width: columns where there is room, a few rows a count where there is little.

use super::pair::{LETTERS, Pair, PairRow, PairTable, SharedPlaces};
use super::sheet::{Place, Row, Section, Sheet, counted};
use super::{CheckExporter, Checked};
use crate::Settings;
use crate::facts::{facts, name, place};
use crate::record::language;
use crate::terminal::wrap::{columns, pad, shorten};
use crate::terminal::{NARROWEST, Palette, wrapped};
use crate::visible::visible_line;
use selon_reading::Comparison;
use std::io::{self, Write};

/// From this width on there is room for columns.
const WIDE_ENOUGH_FOR_COLUMNS: usize = 72;
/// Longer rows are hard to read, however wide the terminal is.
const WIDEST: usize = 110;
/// The widest label beside its counts, and the narrowest.
const WIDEST_LABEL: usize = 34;
const NARROWEST_LABEL: usize = 26;
/// Columns of a number of words, of a share, of a number of statements, each with the gap before it.
const WORDS: usize = 7;
const SHARE: usize = 8;
const COUNT: usize = 12;
/// Columns of one article's count beside the other's.
const SIDE: usize = 14;

pub(super) struct Terminal<'w> {
    palette: Palette,
    list: bool,
    width: usize,
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl<'w> Terminal<'w> {
    pub(super) fn new(settings: Settings, list: bool, out: Box<dyn Write + 'w>) -> Self {
        let width = settings.width.clamp(NARROWEST, WIDEST);
        Self { palette: Palette::new(settings.color), list, width, out, count: 0 }
    }

    fn is_wide(&self) -> bool {
        self.width >= WIDE_ENOUGH_FOR_COLUMNS
    }

    fn line(&mut self, before: &str, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", wrapped(before, text, self.width))
    }

    fn strong(&mut self, before: &str, text: &str) -> io::Result<()> {
        let style = self.palette.strong();
        let text = wrapped(before, text, self.width);
        writeln!(self.out, "{}", self.palette.paint(style, &text))
    }

    fn faint(&mut self, text: &str) -> io::Result<()> {
        let style = self.palette.faint();
        let text = wrapped("", text, self.width);
        writeln!(self.out, "{}", self.palette.paint(style, &text))
    }

    fn rule(&mut self) -> io::Result<()> {
        if self.count > 0 {
            let rule = self.palette.paint(self.palette.faint(), &"─".repeat(self.width));
            writeln!(self.out, "\n{rule}\n")?;
        }
        self.count += 1;
        Ok(())
    }

    fn head(&mut self, before: &str, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        self.strong(before, &name(document))?;
        let indent = " ".repeat(columns(before));
        let mut facts = facts(document);
        facts.extend(language(document, &checked.reading).map(visible_line));
        if !facts.is_empty() {
            self.line(&indent, &facts.join(" · "))?;
        }
        match place(document) {
            Some(place) => self.faint(&format!("{indent}{}", visible_line(place))),
            None => Ok(()),
        }
    }

    /// `label` is the width of the labels, the same for all sections.
    fn section(&mut self, section: &Section, label: usize) -> io::Result<()> {
        writeln!(self.out)?;
        if !self.is_wide() {
            self.strong("", section.heading)?;
            return section.rows.iter().try_for_each(|row| self.narrow(row, section.counted));
        }
        let has_words = section.rows.iter().any(|row| row.words.is_some());
        let (words, share) = if has_words { ("words", "of all") } else { ("", "") };
        let heading = format!("{words:>WORDS$}{share:>SHARE$}{:>COUNT$}  lines", section.counted);
        let heading = self.palette.paint(self.palette.faint(), &heading);
        let title = self.palette.paint(self.palette.strong(), &pad(section.heading, label));
        writeln!(self.out, "{title}{heading}")?;
        section.rows.iter().enumerate().try_for_each(|(index, row)| {
            let parted = section.rows.get(index + 1).is_some_and(|next| next.inner) && !row.inner;
            self.wide(row, label, parted)
        })
    }

    /// One row in columns. What is parted in the rows below has its places there.
    fn wide(&mut self, row: &Row, label: usize, parted: bool) -> io::Result<()> {
        let named = shorten(&format!("{}{}", if row.inner { "  " } else { "" }, row.label), label);
        let (words, share) = row.words.map(|(words, share)| (words.to_string(), share.to_string())).unwrap_or_default();
        let count = row.count.map(|count| count.to_string()).unwrap_or_default();
        let before = format!("{}{words:>WORDS$}{share:>SHARE$}{count:>COUNT$}  ", pad(&named, label));
        let lines = if parted { String::new() } else { lines(&row.places) };
        writeln!(self.out, "{}", wrapped(&before, &lines, self.width).trim_end())?;
        if parted { Ok(()) } else { self.sentences(&row.places) }
    }

    /// The same where there is little room.
    fn narrow(&mut self, row: &Row, of: &str) -> io::Result<()> {
        let indent = if row.inner { "    " } else { "  " };
        self.line(indent, &row.label)?;
        let one = of.trim_end_matches('s');
        let words = row.words.map(|(words, share)| format!("{}, {share}", counted(words, "word", "words")));
        let count = row.count.map(|count| counted(count, one, of));
        let lines = Some(lines(&row.places)).filter(|lines| !lines.is_empty()).map(|lines| on_lines(&lines));
        let told: Vec<String> = [words, count, lines].into_iter().flatten().collect();
        self.line(&format!("{indent}  "), &told.join("; "))?;
        self.sentences(&row.places)
    }

    fn sentences(&mut self, places: &[Place]) -> io::Result<()> {
        let places = if self.list { places } else { &[] };
        places.iter().try_for_each(|place| self.sentence("    ", place))
    }

    fn sentence(&mut self, before: &str, place: &Place) -> io::Result<()> {
        let number = place.number.map(|number| format!("{number} ")).unwrap_or_default();
        let text = wrapped(before, &format!("{number}({}) {}: {}", place.place(), place.who, place.what), self.width);
        writeln!(self.out, "{text}")
    }

    /// `label` is the width of the labels, the same for all tables.
    fn table(&mut self, table: &PairTable, label: usize) -> io::Result<()> {
        writeln!(self.out)?;
        let letters = format!("{:>SIDE$}{:>SIDE$}", LETTERS[0], LETTERS[1]);
        let letters = self.palette.paint(self.palette.faint(), &letters);
        if columns(&table.heading) <= label {
            let title = self.palette.paint(self.palette.strong(), &pad(&table.heading, label));
            writeln!(self.out, "{title}{letters}")?;
        } else {
            self.strong("", &table.heading)?;
            writeln!(self.out, "{}{letters}", " ".repeat(label))?;
        }
        table.rows.iter().try_for_each(|row| self.pair_row(row, label))
    }

    /// The label beside the counts, or above them where it would be cut.
    fn pair_row(&mut self, row: &PairRow, label: usize) -> io::Result<()> {
        let [one, other] = [0, 1].map(|side| row.sides[side].as_ref().map_or_else(|| "–".to_owned(), side_of));
        let fits = self.is_wide() || columns(&row.label) <= label;
        if !fits {
            self.line("", &row.label)?;
        }
        let named = if fits { shorten(&row.label, label) } else { String::new() };
        writeln!(self.out, "{}{one:>SIDE$}{other:>SIDE$}", pad(&named, label))
    }

    fn shared(&mut self, shared: &[SharedPlaces]) -> io::Result<()> {
        if shared.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.strong("", &format!("Statements that both have: {}", shared.len()))?;
        for both in shared {
            for (letter, place) in LETTERS.iter().zip(&both.places) {
                self.sentence(&format!("  {letter} "), place)?;
            }
            if !both.remark.is_empty() {
                self.line("    ", &both.remark)?;
            }
        }
        Ok(())
    }

    fn alone(&mut self, side: usize, places: &[Place]) -> io::Result<()> {
        if places.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.strong("", &format!("Statements that only {} has: {}", LETTERS[side], places.len()))?;
        places.iter().try_for_each(|place| self.sentence(&format!("  {} ", LETTERS[side]), place))
    }
}

impl CheckExporter for Terminal<'_> {
    fn alone(&mut self, checked: &Checked) -> io::Result<()> {
        self.rule()?;
        self.head("", checked)?;
        let sheet = Sheet::new(checked);
        writeln!(self.out)?;
        self.line("", &format!("{}.", sheet.total()))?;
        let sections = sheet.sections();
        let rows = sections.iter().flat_map(|section| &section.rows);
        let label = label_width(rows.map(|row| (&row.label, row.inner)));
        sections.iter().try_for_each(|section| self.section(section, label))?;
        writeln!(self.out)?;
        let where_to = if self.list { "" } else { " The sentences: --list; in the text: selon read." };
        self.faint(&format!("{NO_GRADE}{where_to}"))
    }

    fn side_by_side(&mut self, articles: [&Checked; 2], comparison: &Comparison) -> io::Result<()> {
        self.rule()?;
        let pair = Pair::new(articles, comparison);
        for (side, checked) in articles.into_iter().enumerate() {
            self.head(&format!("{}  ", LETTERS[side]), checked)?;
            self.line("   ", &format!("{}.", pair.totals[side]))?;
        }
        let rows = pair.tables.iter().flat_map(|table| &table.rows);
        let label = label_width(rows.map(|row| (&row.label, false))).min(self.width.saturating_sub(2 * SIDE));
        pair.tables.iter().try_for_each(|table| self.table(table, label))?;
        self.shared(&pair.shared)?;
        for (side, places) in pair.alone.iter().enumerate() {
            Terminal::alone(self, side, places)?;
        }
        writeln!(self.out)?;
        self.faint(NO_GRADE)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What every check says of itself.
pub(super) const NO_GRADE: &str = "Counts with their places: no grade, and no word on what is true.";

fn label_width<'r>(labels: impl Iterator<Item = (&'r String, bool)>) -> usize {
    let widest = labels.map(|(label, inner)| columns(label) + if inner { 2 } else { 0 }).max().unwrap_or(0);
    widest.clamp(NARROWEST_LABEL, WIDEST_LABEL)
}

/// The count of one article beside the other's.
fn side_of(row: &Row) -> String {
    let share = row.words.map(|(_, share)| share.to_string());
    let count = row.count.map(|count| format!("{count:>4}"));
    share.into_iter().chain(count).collect()
}

/// `line 3`, `lines 3, 5`, `title`.
pub(super) fn on_lines(lines: &str) -> String {
    let several = lines.contains([',', '–']);
    match lines {
        "title" => lines.to_owned(),
        _ => format!("{} {lines}", if several { "lines" } else { "line" }),
    }
}

/// Lines as people write them: `3, 5–9`; the title first.
pub(super) fn lines(places: &[Place]) -> String {
    let mut lines: Vec<usize> = places.iter().filter_map(|place| place.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut told: Vec<String> = Vec::new();
    if places.iter().any(|place| place.line.is_none()) {
        told.push("title".to_owned());
    }
    for run in lines.chunk_by(|one, next| next - one == 1) {
        match run {
            [first, .., last] if run.len() > 2 => told.push(format!("{first}–{last}")),
            several => told.extend(several.iter().map(usize::to_string)),
        }
    }
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_are_told_as_a_run() {
        let place = |line| Place { number: None, line, who: String::new(), what: String::new() };
        let places: Vec<Place> = [Some(9), Some(3), Some(5), Some(4), Some(8), Some(3), None].map(place).into();
        assert_eq!(lines(&places), "title, 3–5, 8, 9");
    }
}
