//! `tei`: TEI P5 (checked against 4.3.0): the text with `<said who direct>` around what is said, `<rs type="source">` and `<seg type="cue">`.
//!
//! Who speaks stands in the header, and so do the labels of statements, to which `ana` points. A stretch that something cuts is several
//! elements, each pointing back by `prev`. One document is a `<TEI>`, several are a `<teiCorpus>`. What XML can't hold becomes U+FFFD.

use crate::labels::{labels, name};
use crate::marks::{Event, Marker, Role, lines};
use crate::record::language;
use crate::spread::days;
use crate::xml::escaped;
use crate::{Exporter, iri};
use selon_reading::{Kind, Place, Reading, Speaker, SpeakerKind, Statement};
use selon_text::{BlockKind, ByteRange, Document};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = " xmlns=\"http://www.tei-c.org/ns/1.0\"";
const CORPUS: &str = "  <teiHeader>
    <fileDesc>
      <titleStmt><title>Who said what, on whose word</title></titleStmt>
      <publicationStmt><p>Marked by selon.</p></publicationStmt>
      <sourceDesc><p>The documents beneath.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
";

/// How many blocks before a line are looked at for the one that it stands in.
const DEEPEST: usize = 8;

pub(crate) struct Tei<'w> {
    out: Box<dyn Write + 'w>,
    /// Held back until it is known whether it stands alone.
    first: Option<String>,
    count: usize,
}

impl<'w> Tei<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { out, first: None, count: 0 }
    }
}

impl Exporter for Tei<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.count += 1;
        let body = Sheet::new(document, reading, self.count).written();
        if self.count == 1 {
            self.first = Some(body);
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            write!(self.out, "{DECLARATION}<teiCorpus{SPACE}>\n{CORPUS}<TEI>\n{first}</TEI>\n")?;
        }
        write!(self.out, "<TEI>\n{body}</TEI>\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        match self.first.take() {
            Some(only) => write!(self.out, "{DECLARATION}<TEI{SPACE}>\n{only}</TEI>\n")?,
            None if self.count > 0 => writeln!(self.out, "</teiCorpus>")?,
            // A corpus without a text is none.
            None => write!(self.out, "{DECLARATION}<TEI{SPACE}>\n{CORPUS}  <text><body><p/></body></text>\n</TEI>\n")?,
        }
        self.out.flush()
    }
}

/// One document as it is written.
struct Sheet<'a> {
    document: &'a Document,
    reading: &'a Reading,
    number: usize,
    /// Names of the speakers' elements, by the speakers' ids.
    speakers: HashMap<&'a str, String>,
    /// How many elements a statement's words of each role have so far.
    elements: HashMap<(usize, &'static str), usize>,
    xml: String,
}

impl<'a> Sheet<'a> {
    fn new(document: &'a Document, reading: &'a Reading, number: usize) -> Self {
        let named = reading.speakers.iter().enumerate();
        Self {
            document,
            reading,
            number,
            speakers: named.map(|(at, who)| (who.id.as_str(), format!("d{number}-s{}", at + 1))).collect(),
            elements: HashMap::new(),
            xml: String::new(),
        }
    }

    fn written(mut self) -> String {
        self.header();
        self.put("  <text><body>\n");
        if let Some(title) = self.document.title.as_deref().filter(|_| self.document.title_apart) {
            self.paragraphs(title, Place::Title);
        }
        let before = self.xml.len();
        self.paragraphs(&self.document.text, Place::Text);
        if self.xml.len() == before {
            self.put("    <p/>\n");
        }
        self.put("  </body></text>\n");
        self.xml
    }

    fn header(&mut self) {
        self.put("  <teiHeader>\n    <fileDesc>\n");
        let document = self.document;
        let title = element("title", document.title.as_deref().unwrap_or(&document.id));
        let authors: String = document.authors.iter().map(|author| element("author", author)).collect();
        self.put(&format!("      <titleStmt>{title}{authors}</titleStmt>\n"));
        self.put("      <publicationStmt><p>Marked by selon.</p></publicationStmt>\n");
        let outlet = document.outlet.as_deref().map(|outlet| element("publisher", outlet)).unwrap_or_default();
        let address = document.canonical.as_deref().or(document.url.as_deref()).filter(|it| iri::is_address(it));
        let address = address.map(|address| format!("<ptr target=\"{}\"/>", escaped(&iri::legal(address))));
        let day = document.published.as_deref().and_then(days).filter(|(first, last)| first == last);
        let day = day.map(|(day, _)| format!("<date when=\"{day}\"/>")).unwrap_or_default();
        let source = format!("{title}{authors}{outlet}{day}{}", address.unwrap_or_default());
        self.put(&format!("      <sourceDesc><bibl>{source}</bibl></sourceDesc>\n    </fileDesc>\n"));
        self.encoding();
        self.profile();
        self.put("  </teiHeader>\n");
    }

    /// What marked it, and the labels in use.
    fn encoding(&mut self) {
        let (version, model) = (env!("CARGO_PKG_VERSION"), escaped(&self.reading.model).into_owned());
        let label = format!("<label>selon, model {model}</label>");
        self.put("    <encodingDesc>\n");
        self.put(&format!(
            "      <appInfo><application ident=\"selon\" version=\"{version}\">{label}</application></appInfo>\n"
        ));
        let used: BTreeSet<(&str, String)> = self.reading.statements.iter().flat_map(labels).collect();
        if !used.is_empty() {
            self.put("      <classDecl><taxonomy>\n");
            for (label, value) in used {
                let id = self.category(label, &value);
                let words = escaped(&value).into_owned();
                self.put(&format!(
                    "        <category xml:id=\"{id}\"><catDesc>{label}: {words}</catDesc></category>\n"
                ));
            }
            self.put("      </taxonomy></classDecl>\n");
        }
        self.put("    </encodingDesc>\n");
    }

    /// The language, and who speaks.
    fn profile(&mut self) {
        let language =
            language(self.document, self.reading).filter(|code| code.bytes().all(|b| b.is_ascii_alphanumeric()));
        if language.is_none() && self.reading.speakers.is_empty() {
            return;
        }
        self.put("    <profileDesc>\n");
        if let Some(code) = language.filter(|code| !code.is_empty()) {
            self.put(&format!("      <langUsage><language ident=\"{code}\"/></langUsage>\n"));
        }
        if !self.reading.speakers.is_empty() {
            self.put("      <particDesc>\n");
            for speaker in &self.reading.speakers {
                let line = self.participant(speaker);
                self.put(&line);
            }
            self.put("      </particDesc>\n");
        }
        self.put("    </profileDesc>\n");
    }

    fn participant(&self, speaker: &Speaker) -> String {
        let id = self.speakers.get(speaker.id.as_str()).map_or("", String::as_str);
        let known = element_with("idno", "type=\"selon\"", &iri::of_speaker(self.document, speaker));
        let kind = name(&speaker.kind);
        let (tag, names) = match speaker.kind {
            SpeakerKind::Person => ("person", "persName"),
            SpeakerKind::Group => ("personGrp", "persName"),
            _ => ("org", "orgName"),
        };
        let called: String =
            std::iter::once(&speaker.name).chain(&speaker.aliases).map(|it| element(names, it)).collect();
        let roles: String = match speaker.kind {
            SpeakerKind::Person => speaker.roles.iter().map(|role| element("occupation", role)).collect(),
            _ => String::new(),
        };
        format!("        <{tag} xml:id=\"{id}\" role=\"{kind}\">{called}{known}{roles}</{tag}>\n")
    }

    fn paragraphs(&mut self, text: &str, place: Place) {
        let mut marker = Marker::new(text, place, self.reading);
        for (line, until) in lines(text) {
            let events = marker.line(line, until);
            if line.of(text).trim().is_empty() {
                continue;
            }
            let (open, close) = if place == Place::Title { ("head", "head") } else { self.block(line) };
            self.put(&format!("    <{open}>"));
            for event in events {
                self.event(text, &marker, event);
            }
            self.put(&format!("</{close}>\n"));
        }
    }

    fn block(&self, line: ByteRange) -> (&'static str, &'static str) {
        let blocks = &self.document.blocks;
        let before = &blocks[..blocks.partition_point(|block| block.span.start < line.end)];
        let near = before.iter().rev().take(DEEPEST);
        let kind = near.filter(|block| block.span.overlaps(line)).map(|block| block.kind).next();
        match kind {
            Some(BlockKind::Quotation) => ("p rend=\"blockquote\"", "p"),
            Some(BlockKind::Heading) => ("p rend=\"heading\"", "p"),
            _ => ("p", "p"),
        }
    }

    fn event(&mut self, text: &str, marker: &Marker, event: Event) {
        match event {
            Event::Text(range) => self.put(&escaped(range.of(text))),
            Event::Open { mark, .. } => {
                let mark = marker.mark(mark);
                for &number in &mark.numbers {
                    let tag = self.opening(mark.role, number);
                    self.put(&tag);
                }
            }
            Event::Close { mark, .. } => {
                let mark = marker.mark(mark);
                let tag = format!("</{}>", tag_of(mark.role));
                mark.numbers.iter().for_each(|_| self.xml.push_str(&tag));
            }
        }
    }

    /// The tag that begins words of the statement of that number; numbers are from 1.
    fn opening(&mut self, role: Role, number: usize) -> String {
        let Some(statement) = self.reading.statements.get(number - 1) else { return String::new() };
        let (at, doc) = (self.elements.entry((number, role.name())).or_insert(0), self.number);
        *at += 1;
        let name = |piece: usize| match piece {
            1 => format!("d{doc}-{}{number}", short(role)),
            piece => format!("d{doc}-{}{number}.{piece}", short(role)),
        };
        let id = format!("xml:id=\"{}\"", name(*at));
        let prev = if *at > 1 { format!(" prev=\"#{}\"", name(*at - 1)) } else { String::new() };
        let who = statement.speaker.as_deref().and_then(|id| self.speakers.get(id));
        match role {
            Role::Content => {
                let who = who.map(|who| format!(" who=\"#{who}\"")).unwrap_or_default();
                format!("<said {id}{prev} n=\"{}\"{who}{}>", escaped(&statement.id), self.how(statement))
            }
            Role::Source => {
                let who = who.map(|who| format!(" ref=\"#{who}\"")).unwrap_or_default();
                format!("<rs type=\"source\" {id}{prev}{who} corresp=\"#d{doc}-c{number}\">")
            }
            _ => format!("<seg type=\"cue\" {id}{prev} corresp=\"#d{doc}-c{number}\">"),
        }
    }

    fn how(&self, statement: &Statement) -> String {
        let direct = match statement.kind {
            Kind::Direct | Kind::Block => "true",
            Kind::Indirect | Kind::Reported => "false",
            Kind::Mixed | Kind::Free => "unknown",
        };
        let pointers: Vec<String> =
            labels(statement).iter().map(|(label, value)| format!("#{}", self.category(label, value))).collect();
        format!(" direct=\"{direct}\" ana=\"{}\"", pointers.join(" "))
    }

    fn category(&self, label: &str, value: &str) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '.' };
        format!("d{}-{label}-{}", self.number, value.chars().map(plain).collect::<String>())
    }

    fn put(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }
}

const fn tag_of(role: Role) -> &'static str {
    match role {
        Role::Content => "said",
        Role::Source => "rs",
        _ => "seg",
    }
}

const fn short(role: Role) -> &'static str {
    match role {
        Role::Content => "c",
        Role::Source => "n",
        _ => "v",
    }
}

fn element(tag: &str, text: &str) -> String {
    format!("<{tag}>{}</{tag}>", escaped(text))
}

fn element_with(tag: &str, attributes: &str, text: &str) -> String {
    let mut xml = String::new();
    // Writing to a string does not fail.
    let _ = write!(xml, "<{tag} {attributes}>{}</{tag}>", escaped(text));
    xml
}
