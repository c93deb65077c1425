//! `brat`: stand-off files of the annotation tool brat 1.3, in a tar archive (POSIX.1-1988), since each text is a file of its own beside its marks.
//!
//! A statement is an event `Attribution` whose trigger is the cue, with `Source`, `Content` and `Parent`; without a cue it is its content, with
//! relations. Positions are code points. Marks stay on one line, so that a span over several is cut there. `selon eval` reads these files back.

use crate::index::Index;
use crate::iri::of_reference;
use crate::labels::{labels, name};
use crate::positions::Positions;
use crate::quote::on_lines;
use crate::visible::visible_line;
use crate::{Exporter, Unit};
use selon_reading::{Place, Reading, Speaker, Statement};
use selon_text::{ByteRange, Document};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

/// What brat has to know of the types before it shows them.
const CONFIGURATION: &str = "\
[entities]
Source
Content

[relations]
Source\tArg1:Content, Arg2:Source
Parent\tArg1:Content, Arg2:Content

[events]
Attribution\tSource*:Source, Content*:Content, Parent?:Content

[attributes]
kind\tArg:<ANY>, Value:direct|indirect|mixed|reported|free|block
act\tArg:<ANY>, Value:assert|confirm|deny|decline|ask|urge|commit|warn|accuse|praise
polarity\tArg:<ANY>, Value:negative
stance\tArg:<ANY>, Value:neutral|endorses|distances|rejects
certainty\tArg:<ANY>, Value:certain|probable|possible|unlikely|unknown
speaker_type\tArg:<ANY>, Value:person|group|organisation|media|document|unknown
anonymous\tArg:<ANY>
anonymity\tArg:<ANY>, Value:none|class|position
";

pub(crate) struct Brat<'w> {
    archive: tar::Builder<Box<dyn Write + 'w>>,
    names: HashSet<String>,
}

impl<'w> Brat<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { archive: tar::Builder::new(out), names: HashSet::new() }
    }

    fn put(&mut self, name: &str, body: &str) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(body.len() as u64);
        header.set_mode(0o644);
        // No clock: the same readings give the same bytes.
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        self.archive.append_data(&mut header, name, body.as_bytes())
    }

    /// A file's name made of the document's id: plain letters, no folder, not one that was given before.
    fn name(&mut self, id: &str) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
        let name: String = id.trim_start_matches('.').chars().take(80).map(plain).collect();
        let name = if name.is_empty() { "document".to_owned() } else { name };
        let mut unused = name.clone();
        for number in 2.. {
            if self.names.insert(unused.clone()) {
                break;
            }
            unused = format!("{name}-{number}");
        }
        unused
    }
}

impl Exporter for Brat<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        if self.names.is_empty() {
            self.put("annotation.conf", CONFIGURATION)?;
        }
        let name = self.name(&document.id);
        self.put(&format!("{name}.txt"), &document.text)?;
        self.put(&format!("{name}.ann"), &Marks::of(document, reading))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.archive.finish()?;
        self.archive.get_mut().flush()
    }
}

/// The lines of an `.ann` file, as they come to be.
struct Marks<'a> {
    text: &'a str,
    positions: Positions<'a>,
    lines: String,
    /// How many lines of each letter there are.
    spans: usize,
    others: HashMap<char, usize>,
}

/// What stands for a statement: the event or the content, and the content alone.
struct Anchor {
    statement: String,
    content: String,
}

impl<'a> Marks<'a> {
    fn of(document: &'a Document, reading: &Reading) -> String {
        let positions = Positions::new(&document.text, Unit::Codepoint);
        let mut marks =
            Self { text: &document.text, positions, lines: String::new(), spans: 0, others: HashMap::new() };
        let index = Index::new(reading);
        let in_text: Vec<&Statement> =
            reading.statements.iter().filter(|statement| statement.place == Place::Text).collect();
        let mut anchors: HashMap<&str, Anchor> = HashMap::new();
        let mut waiting = Vec::new();
        for statement in &in_text {
            let source = marks.span("Source", &statement.source);
            let content = marks.span("Content", &statement.content);
            let cue = marks.span("Attribution", &statement.cue);
            let Some(content) = content else { continue };
            let anchor = if cue.is_some() { marks.next('E') } else { content.clone() };
            anchors.insert(&statement.id, Anchor { statement: anchor, content: content.clone() });
            waiting.push((*statement, source, cue, content));
        }
        for (statement, source, cue, content) in waiting {
            let Some(anchor) = anchors.get(statement.id.as_str()) else { continue };
            let outer = statement.parent.as_deref().and_then(|parent| anchors.get(parent));
            match cue {
                Some(cue) => marks.event(&anchor.statement, &cue, source.as_deref(), &content, outer),
                None => marks.relations(&content, source.as_deref(), outer),
            }
            let who = index.speaker(&statement.speaker);
            marks.labelled(&anchor.statement, source.as_deref(), statement, who);
        }
        marks.lines
    }

    /// A T-line; its identifier, or nothing where the words are none.
    fn span(&mut self, kind: &str, pieces: &[ByteRange]) -> Option<String> {
        let text = self.text;
        let pieces = on_lines(text, pieces);
        if pieces.is_empty() {
            return None;
        }
        self.spans += 1;
        let at: Vec<String> =
            self.positions.pairs(&pieces).iter().map(|[start, end]| format!("{start} {end}")).collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(text)).collect();
        let id = format!("T{}", self.spans);
        self.line(format_args!("{id}\t{kind} {}\t{}", at.join(";"), words.join(" ")));
        Some(id)
    }

    fn event(&mut self, id: &str, cue: &str, source: Option<&str>, content: &str, outer: Option<&Anchor>) {
        let source = source.map(|source| format!(" Source:{source}")).unwrap_or_default();
        let outer = outer.map(|outer| format!(" Parent:{}", outer.content)).unwrap_or_default();
        self.line(format_args!("{id}\tAttribution:{cue}{source} Content:{content}{outer}"));
    }

    fn relations(&mut self, content: &str, source: Option<&str>, outer: Option<&Anchor>) {
        let to = [("Source", source), ("Parent", outer.map(|outer| outer.content.as_str()))];
        for (kind, to) in to {
            if let Some(to) = to {
                let id = self.next('R');
                self.line(format_args!("{id}\t{kind} Arg1:{content} Arg2:{to}"));
            }
        }
    }

    /// Labels as attributes; names and dates, which may be any words, as a note and a reference.
    fn labelled(&mut self, anchor: &str, source: Option<&str>, statement: &Statement, who: Option<&Speaker>) {
        let mut noted = Vec::new();
        let kind = who.map(|who| ("speaker_type", name(&who.kind)));
        for (label, value) in labels(statement).into_iter().chain(kind) {
            match label {
                "when" => noted.push(format!("when: {value}")),
                "anonymous" => self.attribute("anonymous", anchor, ""),
                _ => self.attribute(label, anchor, &value),
            }
        }
        if let Some(who) = who {
            let name = visible_line(&who.name).replace(';', ",");
            let reference = who.reference.as_deref().filter(|reference| of_reference(reference).is_some());
            if let (Some(source), Some(reference)) = (source, reference.filter(|it| !it.contains(char::is_whitespace)))
            {
                let id = self.next('N');
                self.line(format_args!("{id}\tReference {source} {}\t{name}", qualified(reference)));
            }
            noted.insert(0, format!("speaker: {name}"));
        }
        if !noted.is_empty() {
            let id = self.next('#');
            self.line(format_args!("{id}\tAnnotatorNotes {anchor}\t{}", noted.join("; ")));
        }
    }

    fn attribute(&mut self, label: &str, anchor: &str, value: &str) {
        let id = self.next('A');
        let gap = if value.is_empty() { "" } else { " " };
        self.line(format_args!("{id}\t{label} {anchor}{gap}{value}"));
    }

    fn next(&mut self, letter: char) -> String {
        let count = self.others.entry(letter).or_insert(0);
        *count += 1;
        format!("{letter}{count}")
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.lines, "{line}");
    }
}

/// brat names a resource before the identifier in it.
fn qualified(reference: &str) -> String {
    if reference.contains(':') { reference.to_owned() } else { format!("Wikidata:{reference}") }
}
