//! `terminal`: what a person sees: a header, the article with its statements marked in place, a table beneath, and the derivations if asked for.
//!
//! The signs are those in which rules give their examples: `{who}`, `<says>`, `[what]`, each with the number of its statement. They tell the
//! same as the colours, so that nothing is lost without them.

mod article;
mod palette;
mod table;
pub(crate) mod wrap;

pub use palette::Palette;

use crate::entry::{Entry, entries};
use crate::facts::{facts, place};
use crate::marks::Marker;
use crate::record::language;
use crate::summary::sections;
use crate::visible::visible_line;
use crate::why::steps;
use crate::{Exporter, Settings};
use anstyle::Style;
use selon_reading::{Place, Reading};
use selon_text::{ByteRange, Document};
use std::io::{self, Write};
use wrap::{Fragment, wrap};

/// Narrower than this nothing can be read: longer rows are left to the terminal.
pub(crate) const NARROWEST: usize = 30;

pub(crate) struct Terminal<'w> {
    palette: Palette,
    why: bool,
    width: usize,
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl<'w> Terminal<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self {
            palette: Palette::new(settings.color),
            why: settings.why,
            width: settings.width.max(NARROWEST),
            out,
            count: 0,
        }
    }

    fn head(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.rule()?;
        self.title(document, reading)?;
        let mut facts = facts(document);
        facts.extend(language(document, reading).map(visible_line));
        if !facts.is_empty() {
            self.prose(&facts.join(" · "), "")?;
        }
        if let Some(place) = place(document) {
            self.faint(&visible_line(place))?;
        }
        writeln!(self.out)
    }

    fn title(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let Some(title) = document.title.as_deref().filter(|title| !title.trim().is_empty()) else { return Ok(()) };
        let mut marker = Marker::new(title, Place::Title, reading);
        let mut fragments =
            article::fragments(title, &mut marker, ByteRange::new(0, title.len()), title.len(), self.palette);
        for fragment in &mut fragments {
            fragment.text = fragment.text.replace('\n', " ");
            fragment.style = if fragment.style == Style::new() { self.palette.strong() } else { fragment.style };
        }
        self.rows(&fragments, "")
    }

    fn rule(&mut self) -> io::Result<()> {
        if self.count > 1 {
            writeln!(self.out, "\n{}\n", self.palette.paint(self.palette.faint(), &"─".repeat(self.width)))?;
        }
        Ok(())
    }

    fn statements(&mut self, entries: &[Entry<'_>]) -> io::Result<()> {
        if entries.is_empty() {
            return self.faint("No statements found.");
        }
        table::table(&mut self.out, entries, self.palette, self.width)
    }

    /// The key to the signs, once a run.
    fn key(&mut self) -> io::Result<()> {
        let plain = |text| Fragment::new(text, Style::new());
        let fragments = [
            plain("Key: "),
            Fragment::new("{who}", self.palette.source()),
            plain(" "),
            Fragment::new("<says>", self.palette.cue()),
            plain(" "),
            Fragment::new("[what]", self.palette.content()),
            plain(", with the number of the statement; (who) is not named at this place."),
        ];
        writeln!(self.out)?;
        self.rows(&fragments, "")
    }

    fn summary(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        for section in sections(document, reading) {
            writeln!(self.out, "\n{}", self.palette.paint(self.palette.strong(), section.heading))?;
            for line in section.lines {
                self.prose(&line, "  ")?;
            }
        }
        Ok(())
    }

    fn derivations(&mut self, document: &Document, entries: &[Entry<'_>]) -> io::Result<()> {
        for entry in entries {
            let head = format!("{} {}: {}", entry.number, entry.who, entry.what);
            writeln!(self.out, "\n{}", self.palette.paint(self.palette.strong(), &wrap::shorten(&head, self.width)))?;
            let steps = steps(document, entry);
            let widest = steps.iter().map(|step| wrap::columns(&step.step)).max().unwrap_or(0).min(16);
            for step in steps {
                let name = format!("  {}  ", wrap::pad(&step.step, widest));
                self.prose(&step.sentence(), &name)?;
            }
        }
        Ok(())
    }

    fn notes(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let mut notes = document.notes.iter().chain(reading.notes.iter().map(|note| &note.text)).peekable();
        if notes.peek().is_some() {
            writeln!(self.out)?;
        }
        for note in notes {
            self.prose(&visible_line(note), "note: ")?;
        }
        Ok(())
    }

    fn faint(&mut self, text: &str) -> io::Result<()> {
        let fragments = [Fragment::new(text, self.palette.faint())];
        self.rows(&fragments, "")
    }

    fn prose(&mut self, text: &str, before: &str) -> io::Result<()> {
        let fragments = [Fragment::new(text, Style::new())];
        self.rows(&fragments, before)
    }

    /// Wrapped rows, the first behind `before`, the others indented as far.
    fn rows(&mut self, fragments: &[Fragment], before: &str) -> io::Result<()> {
        let indent = wrap::columns(before);
        for (index, row) in wrap(fragments, self.width.saturating_sub(indent).max(10)).into_iter().enumerate() {
            let begin = if index == 0 { self.palette.paint(self.palette.faint(), before) } else { " ".repeat(indent) };
            let row: String = row.iter().map(|(text, style)| self.palette.paint(*style, text)).collect();
            writeln!(self.out, "{begin}{row}")?;
        }
        Ok(())
    }
}

impl Exporter for Terminal<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.count += 1;
        let entries = entries(document, reading);
        self.head(document, reading)?;
        article::article(&mut self.out, document, reading, self.palette, self.width)?;
        self.statements(&entries)?;
        if self.count == 1 && !entries.is_empty() {
            self.key()?;
        }
        self.summary(document, reading)?;
        if self.why {
            self.derivations(document, &entries)?;
        }
        self.notes(document, reading)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text wrapped to a width, its first row behind `before`, the others indented as far.
///
/// ```
/// assert_eq!(selon_export::wrapped("a: ", "one two", 7), "a: one\n   two");
/// ```
#[must_use]
pub fn wrapped(before: &str, text: &str, width: usize) -> String {
    let indent = wrap::columns(before);
    let rows = wrap(&[Fragment::new(text, Style::new())], width.saturating_sub(indent).max(1));
    let rows = rows.into_iter().map(|row| row.into_iter().map(|(text, _)| text).collect::<String>());
    format!("{before}{}", rows.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent))))
}

/// Colours an example in the notation of rules: `{who} <says> [what]`.
///
/// ```
/// use selon_export::{Palette, notation};
/// assert_eq!(notation("{Anna} <said> [no]", Palette::new(false)), "{Anna} <said> [no]");
/// ```
#[must_use]
pub fn notation(example: &str, palette: Palette) -> String {
    let mut shown = String::new();
    let mut rest = example;
    while let Some(at) = rest.find(['{', '<', '[']) {
        let (style, close) = match rest.as_bytes()[at] {
            b'{' => (palette.source(), '}'),
            b'<' => (palette.cue(), '>'),
            _ => (palette.content(), ']'),
        };
        let end = rest[at..].find(close).map_or(rest.len(), |length| at + length + 1);
        shown.push_str(&rest[..at]);
        shown.push_str(&palette.paint(style, &rest[at..end]));
        rest = &rest[end..];
    }
    shown.push_str(rest);
    shown
}
