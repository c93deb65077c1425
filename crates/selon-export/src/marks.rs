//! Where the marks of the statements open and close in a text, so that every format for people can draw them: nested ones as a tree, those that
//! cross one another cut into pieces that nest.

use selon_reading::{Place, Reading};
use selon_text::ByteRange;

/// What a marked stretch is to its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Content,
    Source,
    Cue,
    /// The author concludes; its number counts conclusions.
    Conclusion,
}

impl Role {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Conclusion => "conclusion",
        }
    }

    /// The signs that stand before and after, the same as in the examples of rules.
    pub(crate) const fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Content => ("[", "]"),
            Self::Source => ("{", "}"),
            Self::Cue => ("<", ">"),
            Self::Conclusion => ("(", ")"),
        }
    }
}

/// A marked stretch, with the numbers of the statements that it belongs to.
#[derive(Debug)]
pub(crate) struct Mark {
    pub(crate) range: ByteRange,
    pub(crate) role: Role,
    /// Whether it goes on where an earlier piece of the same span left off.
    pub(crate) later_piece: bool,
    pub(crate) numbers: Vec<usize>,
}

impl Mark {
    /// Its numbers as people read them: `1,2`.
    pub(crate) fn label(&self) -> String {
        self.numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
    }
}

/// One step through a line of text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// These bytes of the text.
    Text(ByteRange),
    /// A mark begins; `resumed` where it was only interrupted.
    Open { mark: usize, resumed: bool },
    /// A mark ends; `suspended` where it goes on later, `torn` where it was ever interrupted.
    Close { mark: usize, suspended: bool, torn: bool },
}

/// Walks through one text line by line, giving the events of each.
pub(crate) struct Marker {
    marks: Vec<Mark>,
    next: usize,
    open: Vec<usize>,
    torn: Vec<bool>,
}

impl Marker {
    /// For the text of `place`. Ranges that do not fit it are left out.
    pub(crate) fn new(text: &str, place: Place, reading: &Reading) -> Self {
        Self::of(collect(text, place, reading))
    }

    /// For the document's text, with the author's own conclusions marked too.
    pub(crate) fn with_conclusions(text: &str, reading: &Reading) -> Self {
        let mut marks = collect(text, Place::Text, reading);
        let conclusions = reading.conclusions.iter().enumerate().filter(|(_, told)| !told.span.of(text).is_empty());
        marks.extend(conclusions.map(|(index, told)| Mark {
            range: told.span,
            role: Role::Conclusion,
            later_piece: false,
            numbers: vec![index + 1],
        }));
        Self::of(marks)
    }

    /// Outermost first; stretches that several statements share are one mark.
    fn of(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end), mark.role, mark.numbers[0]));
        marks.dedup_by(|later, kept| {
            let same = later.range == kept.range && later.role == kept.role && later.later_piece == kept.later_piece;
            if same {
                kept.numbers.append(&mut later.numbers);
            }
            same
        });
        let torn = vec![false; marks.len()];
        Self { marks, next: 0, open: Vec::new(), torn }
    }

    pub(crate) fn mark(&self, index: usize) -> &Mark {
        &self.marks[index]
    }

    /// The events of the next line; `until` is where the line after it begins.
    pub(crate) fn line(&mut self, line: ByteRange, until: usize) -> Vec<Event> {
        let mut events: Vec<Event> = self.open.iter().map(|&mark| Event::Open { mark, resumed: true }).collect();
        let mut at = line.start;
        loop {
            let opening =
                self.marks.get(self.next).map(|mark| mark.range.start.max(at)).filter(|&start| start < line.end);
            let closing = self.open.iter().map(|&mark| self.marks[mark].range.end).min().filter(|&end| end <= until);
            match (opening, closing) {
                (opening, Some(end)) if opening.is_none_or(|start| end <= start) => {
                    at = advance(&mut events, at, end.min(line.end));
                    self.close(&mut events, end);
                }
                (Some(start), _) => {
                    at = advance(&mut events, at, start);
                    self.begin(&mut events, at);
                }
                _ => break,
            }
        }
        advance(&mut events, at, line.end);
        for &mark in self.open.iter().rev() {
            self.torn[mark] = true;
            events.push(Event::Close { mark, suspended: true, torn: true });
        }
        events
    }

    fn begin(&mut self, events: &mut Vec<Event>, at: usize) {
        let mark = self.next;
        self.next += 1;
        if self.marks[mark].range.end > at {
            self.open.push(mark);
            events.push(Event::Open { mark, resumed: false });
        }
    }

    /// Closes the innermost mark that ends at `end`, interrupting those inside it that go on.
    fn close(&mut self, events: &mut Vec<Event>, end: usize) {
        let Some(place) = self.open.iter().rposition(|&mark| self.marks[mark].range.end == end) else { return };
        for &inner in self.open[place + 1..].iter().rev() {
            self.torn[inner] = true;
            events.push(Event::Close { mark: inner, suspended: true, torn: true });
        }
        let mark = self.open.remove(place);
        events.push(Event::Close { mark, suspended: false, torn: self.torn[mark] });
        events.extend(self.open[place..].iter().map(|&mark| Event::Open { mark, resumed: true }));
    }
}

fn advance(events: &mut Vec<Event>, from: usize, to: usize) -> usize {
    if to > from {
        events.push(Event::Text(ByteRange::new(from, to)));
    }
    to.max(from)
}

fn collect(text: &str, place: Place, reading: &Reading) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, statement) in reading.statements.iter().enumerate().filter(|(_, statement)| statement.place == place) {
        for (role, ranges) in
            [(Role::Content, &statement.content), (Role::Source, &statement.source), (Role::Cue, &statement.cue)]
        {
            let fitting = ranges.iter().filter(|range| !range.of(text).is_empty());
            marks.extend(fitting.enumerate().map(|(piece, &range)| Mark {
                range,
                role,
                later_piece: piece > 0,
                numbers: vec![index + 1],
            }));
        }
    }
    marks
}

/// The lines of a text: their ranges without what ends them, and where the next one begins.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (ByteRange, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let (begin, end) = (start, start + line.len());
        start = end;
        (ByteRange::new(begin, begin + line.trim_end_matches(['\n', '\r']).len()), end)
    })
}
