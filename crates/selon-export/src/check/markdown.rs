//! `md`: a check as headings and tables (CommonMark with the tables of GitHub), with the sentences that ask to be read again beneath.

use super::pair::{LETTERS, Pair, PairTable};
use super::sheet::{Place, Row, Section, Sheet};
use super::terminal::{NO_GRADE, lines, on_lines};
use super::{CheckExporter, Checked};
use crate::facts::{facts, name, place};
use crate::markdown::escaped;
use crate::record::language;
use crate::visible::visible_line;
use selon_reading::Comparison;
use std::io::{self, Write};

pub(super) struct Markdown<'w> {
    list: bool,
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl<'w> Markdown<'w> {
    pub(super) fn new(list: bool, out: Box<dyn Write + 'w>) -> Self {
        Self { list, out, count: 0 }
    }

    fn rule(&mut self) -> io::Result<()> {
        if self.count > 0 {
            writeln!(self.out, "---\n")?;
        }
        self.count += 1;
        Ok(())
    }

    fn head(&mut self, before: &str, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        writeln!(self.out, "# {before}{}\n", escaped(&name(document)))?;
        let mut facts = facts(document);
        facts.extend(language(document, &checked.reading).map(visible_line));
        if !facts.is_empty() {
            writeln!(self.out, "{}\n", escaped(&facts.join(" · ")))?;
        }
        match place(document) {
            Some(place) => writeln!(self.out, "{}\n", escaped(&visible_line(place))),
            None => Ok(()),
        }
    }

    fn section(&mut self, section: &Section) -> io::Result<()> {
        writeln!(self.out, "## {}\n", section.heading)?;
        writeln!(self.out, "| | words | of all | {} | lines |\n|---|---:|---:|---:|---|", section.counted)?;
        for row in &section.rows {
            let label = escaped(&row.label);
            let label = if row.inner { label } else { format!("**{label}**") };
            let (words, share) =
                row.words.map(|(words, share)| (words.to_string(), share.to_string())).unwrap_or_default();
            let count = row.count.map(|count| count.to_string()).unwrap_or_default();
            writeln!(self.out, "| {label} | {words} | {share} | {count} | {} |", lines(&row.places))?;
        }
        writeln!(self.out)?;
        if !self.list && !section.tells_sentences {
            return Ok(());
        }
        for (index, row) in section.rows.iter().enumerate() {
            let parted = section.rows.get(index + 1).is_some_and(|next| next.inner) && !row.inner;
            if !parted && !row.places.is_empty() {
                writeln!(self.out, "{}:\n", escaped(&row.label))?;
                self.sentences(&row.places, "")?;
            }
        }
        Ok(())
    }

    fn sentences(&mut self, places: &[Place], before: &str) -> io::Result<()> {
        for place in places {
            writeln!(self.out, "- {before}{}", sentence(place))?;
        }
        writeln!(self.out)
    }

    fn table(&mut self, table: &PairTable) -> io::Result<()> {
        writeln!(self.out, "## {}\n\n| | {} | {} |\n|---|---|---|", table.heading, LETTERS[0], LETTERS[1])?;
        for row in &table.rows {
            let [one, other] = [0, 1].map(|side| row.sides[side].as_ref().map_or_else(|| "–".to_owned(), cell));
            writeln!(self.out, "| {} | {one} | {other} |", escaped(&row.label))?;
        }
        writeln!(self.out)
    }
}

impl CheckExporter for Markdown<'_> {
    fn alone(&mut self, checked: &Checked) -> io::Result<()> {
        self.rule()?;
        self.head("", checked)?;
        let sheet = Sheet::new(checked);
        writeln!(self.out, "{}.\n", sheet.total())?;
        sheet.sections().iter().try_for_each(|section| self.section(section))?;
        writeln!(self.out, "{NO_GRADE}\n")
    }

    fn side_by_side(&mut self, articles: [&Checked; 2], comparison: &Comparison) -> io::Result<()> {
        self.rule()?;
        let pair = Pair::new(articles, comparison);
        for (side, checked) in articles.into_iter().enumerate() {
            self.head(&format!("{}: ", LETTERS[side]), checked)?;
            writeln!(self.out, "{}.\n", pair.totals[side])?;
        }
        pair.tables.iter().try_for_each(|table| self.table(table))?;
        if !pair.shared.is_empty() {
            writeln!(self.out, "## Statements that both have\n")?;
            for both in &pair.shared {
                let remark = if both.remark.is_empty() { String::new() } else { format!(" ({})", both.remark) };
                let [one, other] = [0, 1].map(|side| format!("{}: {}", LETTERS[side], sentence(&both.places[side])));
                writeln!(self.out, "- {one}\n- {other}{remark}\n")?;
            }
        }
        for (side, places) in pair.alone.iter().enumerate().filter(|(_, places)| !places.is_empty()) {
            writeln!(self.out, "## Statements that only {} has\n", LETTERS[side])?;
            self.sentences(places, "")?;
        }
        writeln!(self.out, "{NO_GRADE}\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn sentence(place: &Place) -> String {
    let number = place.number.map(|number| format!("statement {number}, ")).unwrap_or_default();
    format!("{}: {} ({number}{})", escaped(&place.who), escaped(&place.what), place.place())
}

/// The count of one article beside the other's.
fn cell(row: &Row) -> String {
    let share = row.words.map(|(_, share)| share.to_string());
    let count = row.count.map(|count| count.to_string());
    let lines = Some(lines(&row.places)).filter(|lines| !lines.is_empty()).map(|lines| on_lines(&lines));
    share.into_iter().chain(count).chain(lines).collect::<Vec<_>>().join("; ")
}
