//! The lines of an `.ann` file, each taken for itself.

use crate::score::Wrong;
use std::collections::BTreeMap;

/// What an `.ann` file holds, as far as it concerns statements. Names of types are in small letters.
#[derive(Default)]
pub(super) struct Lines<'a> {
    /// Marked words, by id.
    pub(super) spans: BTreeMap<&'a str, Span>,
    /// In the file's order.
    pub(super) events: Vec<Event<'a>>,
    pub(super) relations: Vec<Relation<'a>>,
    /// Target, name and value.
    pub(super) attributes: Vec<(&'a str, String, Option<&'a str>)>,
    /// Target, and what it is called elsewhere.
    pub(super) references: Vec<(&'a str, &'a str)>,
    /// Target, and what is noted.
    pub(super) notes: Vec<(&'a str, &'a str)>,
}

/// A T-line.
pub(super) struct Span {
    pub(super) line: usize,
    pub(super) kind: String,
    pub(super) pieces: Vec<(usize, usize)>,
}

/// An E-line.
pub(super) struct Event<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) kind: String,
    pub(super) trigger: &'a str,
    /// Role, without the number that tells repeated ones apart, and target.
    pub(super) roles: Vec<(String, &'a str)>,
}

/// An R-line.
pub(super) struct Relation<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) kind: String,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
}

impl<'a> Lines<'a> {
    /// Reads the lines; `text` is that of the `.txt` file.
    pub(super) fn read(text: &[char], marks: &'a str) -> Result<Self, Wrong> {
        let mut lines = Self::default();
        for (at, line) in marks.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let line = Line { number: at + 1, parts: line.splitn(3, '\t').collect() };
            lines.take(text, &line)?;
        }
        Ok(lines)
    }

    fn take(&mut self, text: &[char], line: &Line<'a>) -> Result<(), Wrong> {
        match line.parts[0].chars().next() {
            Some('T') => {
                self.spans.insert(line.parts[0], line.span(text)?);
            }
            Some('E') => self.events.push(line.event()?),
            Some('R') => self.relations.push(line.relation()?),
            Some('A' | 'M') => {
                let mut words = line.words()?;
                let name = words.next().unwrap_or_default().to_ascii_lowercase();
                let target = words.next().ok_or_else(|| line.wrong("names no target"))?;
                self.attributes.push((target, name, words.next()));
            }
            Some('N') => self.references.extend(line.target()?.zip(line.parts.get(2).copied())),
            Some('#') => self.notes.extend(line.target()?.zip(line.parts.get(2).copied())),
            Some('*') => {}
            _ => {
                return Err(line
                    .wrong("is no line of brat's")
                    .with_hint("lines begin with T, E, R, A, M, N, # or *, an identifier and a tabulator"));
            }
        }
        Ok(())
    }
}

struct Line<'a> {
    number: usize,
    /// Identifier, what it says, and the words or names behind it.
    parts: Vec<&'a str>,
}

impl<'a> Line<'a> {
    fn wrong(&self, reason: &str) -> Wrong {
        Wrong::new(self.number, format!("{} {reason}", self.parts[0]))
    }

    fn words(&self) -> Result<std::str::SplitWhitespace<'a>, Wrong> {
        let said = self
            .parts
            .get(1)
            .ok_or_else(|| self.wrong("says nothing").with_hint("a tabulator follows the identifier"))?;
        Ok(said.split_whitespace())
    }

    /// The second word of N-lines and notes.
    fn target(&self) -> Result<Option<&'a str>, Wrong> {
        Ok(self.words()?.nth(1))
    }

    fn span(&self, text: &[char]) -> Result<Span, Wrong> {
        let said = self.parts.get(1).and_then(|said| said.split_once(' '));
        let (kind, places) = said.ok_or_else(|| self.wrong("has no type and positions"))?;
        let piece = |piece: &str| {
            let (start, end) = piece.trim().split_once(' ')?;
            Some((start.parse().ok()?, end.trim().parse().ok()?))
        };
        let pieces: Option<Vec<(usize, usize)>> = places.split(';').map(piece).collect();
        let pieces = pieces.ok_or_else(|| {
            self.wrong("has positions that are no numbers").with_hint("write 'TYPE START END', pieces parted by ';'")
        })?;
        self.stands(text, &pieces)?;
        Ok(Span { line: self.number, kind: kind.to_ascii_lowercase(), pieces })
    }

    /// Whether the words behind a T-line are those that stand there, whatever the spaces between them.
    fn stands(&self, text: &[char], pieces: &[(usize, usize)]) -> Result<(), Wrong> {
        let hint = "positions count Unicode code points of the .txt file, its line ends included";
        let mut there = String::new();
        for &(start, end) in pieces {
            let words = text.get(start..end).ok_or_else(|| {
                self.wrong(&format!("stands at {start} to {end}, and the text ends at {}", text.len())).with_hint(hint)
            })?;
            there.extend(words.iter().filter(|c| !c.is_whitespace()));
        }
        let told = self.parts.get(2).map(|words| words.split_whitespace().collect::<String>());
        match told.filter(|told| *told != there) {
            Some(_) => Err(self.wrong("has other words than the text has at its positions").with_hint(hint)),
            None => Ok(()),
        }
    }

    fn event(&self) -> Result<Event<'a>, Wrong> {
        let no_roles = || self.wrong("has no roles").with_hint("write 'Attribution:T1 Source:T2 Content:T3'");
        let mut roles = self.words()?.map(|word| word.split_once(':').ok_or_else(no_roles));
        let (kind, trigger) = roles.next().ok_or_else(no_roles)??;
        let role = |(role, target): (&str, &'a str)| {
            (role.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase(), target)
        };
        let roles = roles.map(|pair| pair.map(role)).collect::<Result<_, _>>()?;
        Ok(Event { line: self.number, id: self.parts[0], kind: kind.to_ascii_lowercase(), trigger, roles })
    }

    fn relation(&self) -> Result<Relation<'a>, Wrong> {
        let mut words = self.words()?;
        let kind = words.next().unwrap_or_default().to_ascii_lowercase();
        let mut end = || words.next().and_then(|word| word.split_once(':')).map(|(_, target)| target);
        match (end(), end()) {
            (Some(from), Some(to)) => Ok(Relation { line: self.number, id: self.parts[0], kind, from, to }),
            _ => Err(self.wrong("has not two ends").with_hint("write 'TYPE Arg1:T1 Arg2:T2'")),
        }
    }
}
