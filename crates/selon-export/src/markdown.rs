//! `md`: the article with numbered marks, and a table of its statements (CommonMark with the tables of GitHub).
//!
//! The signs are those of the terminal: `{who}`, `<says>`, `[what]`. Whatever Markdown would take for its own is escaped.

use crate::entry::{Entry, entries};
use crate::facts::{facts, name, place};
use crate::marks::{Event, Marker, lines};
use crate::record::language;
use crate::summary::sections;
use crate::visible::{visible, visible_line};
use crate::why::steps;
use crate::{Exporter, Settings};
use selon_reading::{Place, Reading};
use selon_text::{BlockKind, ByteRange, Document};
use std::io::{self, Write};

pub(crate) struct Markdown<'w> {
    settings: Settings,
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl<'w> Markdown<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out, count: 0 }
    }

    fn head(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let title = document.title.as_deref().unwrap_or("");
        let mut marker = Marker::new(title, Place::Title, reading);
        let marked = marked_line(title, &mut marker, ByteRange::new(0, title.len()), title.len());
        writeln!(self.out, "# {}\n", if title.is_empty() { escaped(&name(document)) } else { marked })?;
        let mut facts = facts(document);
        facts.extend(language(document, reading).map(visible_line));
        if !facts.is_empty() {
            writeln!(self.out, "{}\n", escaped(&facts.join(" · ")))?;
        }
        if let Some(place) = place(document) {
            writeln!(self.out, "{}\n", escaped(&visible_line(place)))?;
        }
        Ok(())
    }

    fn article(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let mut marker = Marker::new(&document.text, Place::Text, reading);
        for (line, until) in lines(&document.text) {
            let marked = marked_line(&document.text, &mut marker, line, until);
            if !marked.trim().is_empty() {
                writeln!(self.out, "{}{}\n", prefix(document, line), marked.trim())?;
            }
        }
        Ok(())
    }

    fn table(&mut self, entries: &[Entry<'_>]) -> io::Result<()> {
        if entries.is_empty() {
            return writeln!(self.out, "No statements found.\n");
        }
        writeln!(self.out, "| No. | Who | Did | How | Cue | What | Line |\n|---:|---|---|---|---|---|---:|")?;
        for entry in entries {
            let (who, cue, what) = (escaped(&entry.who), escaped(&entry.cue), escaped(&entry.what));
            let (act, how, place) = (&entry.act, entry.statement.kind, entry.place());
            writeln!(self.out, "| {} | {who} | {act} | {how} | {cue} | {what} | {place} |", entry.number)?;
        }
        writeln!(self.out)
    }

    fn derivations(&mut self, document: &Document, entries: &[Entry<'_>]) -> io::Result<()> {
        writeln!(self.out, "## Why\n")?;
        for entry in entries {
            writeln!(self.out, "{}. {}", entry.number, escaped(&entry.what))?;
            for step in steps(document, entry) {
                writeln!(self.out, "    - {}: {}", escaped(&step.step), escaped(&step.sentence()))?;
            }
        }
        writeln!(self.out)
    }
}

impl Exporter for Markdown<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        if self.count > 0 {
            writeln!(self.out, "---\n")?;
        }
        self.count += 1;
        let entries = entries(document, reading);
        self.head(document, reading)?;
        self.article(document, reading)?;
        writeln!(self.out, "## Statements\n")?;
        self.table(&entries)?;
        for section in sections(document, reading) {
            let lines: Vec<String> = section.lines.iter().map(|line| format!("- {}\n", escaped(line))).collect();
            writeln!(self.out, "## {}\n\n{}", section.heading, lines.concat())?;
        }
        if self.settings.why && !entries.is_empty() {
            self.derivations(document, &entries)?;
        }
        for note in document.notes.iter().chain(reading.notes.iter().map(|note| &note.text)) {
            writeln!(self.out, "Note: {}\n", escaped(&visible_line(note)))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn prefix(document: &Document, line: ByteRange) -> &'static str {
    match document.blocks.iter().rev().find(|block| block.span.overlaps(line)).map(|block| block.kind) {
        Some(BlockKind::Heading) => "### ",
        Some(BlockKind::Quotation) => "> ",
        Some(BlockKind::ListItem) => "- ",
        _ => "",
    }
}

fn marked_line(text: &str, marker: &mut Marker, line: ByteRange, until: usize) -> String {
    let mut marked = String::new();
    for event in marker.line(line, until) {
        match event {
            Event::Text(range) => marked.push_str(&escaped(&visible(range.of(text)))),
            Event::Open { mark, resumed: false } => {
                let mark = marker.mark(mark);
                let more = if mark.later_piece { "…" } else { "" };
                marked.push_str(&format!("\\{}{}{more} ", mark.role.signs().0, mark.label()));
            }
            Event::Close { mark, suspended: false, torn } => {
                let mark = marker.mark(mark);
                let number = if torn { format!(" {}", mark.label()) } else { String::new() };
                marked.push_str(&format!("{number}\\{}", mark.role.signs().1));
            }
            Event::Open { .. } | Event::Close { .. } => {}
        }
    }
    marked
}

/// The text with a backslash before each character that Markdown gives a meaning to.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut begins = true;
    for character in text.chars() {
        let anywhere =
            matches!(character, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$');
        let at_the_start = begins && matches!(character, '#' | '+' | '-' | '=' | ':');
        let after_a_number =
            matches!(character, '.' | ')') && !safe.is_empty() && safe.chars().all(|c| c.is_ascii_digit());
        if anywhere || at_the_start || after_a_number {
            safe.push('\\');
        }
        begins = begins && character.is_whitespace();
        safe.push(character);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_of_the_text_is_not_obeyed() {
        assert_eq!(escaped("# 5 * 3 <b>"), "\\# 5 \\* 3 \\<b\\>");
        assert_eq!(escaped("12. juin"), "12\\. juin");
    }
}
