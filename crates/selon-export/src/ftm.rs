//! `ftm`: FollowTheMoney 4 (followthemoney.tech), one entity a line, for Aleph and its like.
//!
//! A document is an `Article` with its text; a named speaker a `Person`, `Organization` or `LegalEntity` with a `Mention` of each document; a
//! statement a `Documentation` that ties its speaker to the article, with the words; a spokesperson has a `Representation`. What is said by
//! nobody who is named is a `Note` on the article: a description is nobody that a name can be matched with. An id is a hash of what `iri` calls
//! the thing, since FollowTheMoney takes letters, digits, `-` and `.` alone; what its types refuse, control characters, becomes U+FFFD.

use crate::entry::{pieces, text_of};
use crate::index::Index;
use crate::spread::days;
use crate::{Exporter, iri};
use selon_reading::{Reading, Speaker, SpeakerKind, Statement};
use selon_text::Document;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

type Properties = BTreeMap<&'static str, Vec<String>>;

pub(crate) struct Ftm<'w> {
    out: Box<dyn Write + 'w>,
    /// Speakers put already, where they are shared by documents.
    met: HashSet<String>,
}

#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: Properties,
}

impl<'w> Ftm<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { out, met: HashSet::new() }
    }

    fn put(&mut self, id: String, schema: &'static str, properties: Properties) -> io::Result<()> {
        let told = |values: Vec<String>| -> Vec<String> {
            values.iter().filter(|value| !value.is_empty()).map(|value| plain(value)).collect()
        };
        let properties = properties.into_iter().map(|(name, values)| (name, told(values)));
        let properties = properties.filter(|(_, values)| !values.is_empty()).collect();
        serde_json::to_writer(&mut self.out, &Entity { id, schema, properties })?;
        self.out.write_all(b"\n")
    }

    fn speaker(&mut self, document: &Document, speaker: &Speaker, article: &str) -> io::Result<()> {
        let id = who(document, speaker);
        let schema = schema(speaker.kind);
        let mention = BTreeMap::from([
            ("document", vec![article.to_owned()]),
            ("name", vec![speaker.name.clone()]),
            ("resolved", vec![id.clone()]),
            ("detectedSchema", vec![schema.to_owned()]),
        ]);
        let of_document = format!("urn:selon:mention:{}:{}", iri::encoded(&document.id), iri::encoded(&speaker.id));
        self.put(hashed(&of_document), "Mention", mention)?;
        if iri::is_shared(speaker) && !self.met.insert(id.clone()) {
            return Ok(());
        }
        let role = if speaker.kind == SpeakerKind::Person { "position" } else { "notes" };
        let properties = BTreeMap::from([
            ("name", vec![speaker.name.clone()]),
            ("alias", speaker.aliases.clone()),
            (role, speaker.roles.clone()),
            ("wikidataId", speaker.reference.as_deref().and_then(item).into_iter().collect()),
        ]);
        self.put(id, schema, properties)
    }

    fn statement(
        &mut self,
        document: &Document,
        index: &Index<'_>,
        statement: &Statement,
        article: &str,
    ) -> io::Result<()> {
        let id = hashed(&iri::of_statement(document, &statement.id));
        let words = vec![pieces(text_of(document, statement), &statement.content)];
        let cue = pieces(text_of(document, statement), &statement.cue);
        let speaker = index.speaker(&statement.speaker);
        let Some(named) = speaker.filter(|speaker| is_named(speaker)) else {
            let who = speaker.map_or("", |speaker| speaker.name.as_str());
            let head = [who, &cue].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let head = if head.is_empty() { statement.kind.name().to_owned() } else { head };
            let note =
                BTreeMap::from([("name", vec![head]), ("description", words), ("entity", vec![article.to_owned()])]);
            return self.put(id, "Note", note);
        };
        let who = who(document, named);
        let said = statement.when.as_ref().and_then(|when| days(&when.value));
        let (first, last) = said.map(|(first, last)| (first.to_string(), last.to_string())).unzip();
        let documentation = BTreeMap::from([
            ("document", vec![article.to_owned()]),
            ("entity", vec![who.clone()]),
            ("role", vec![format!("{}, {}", statement.act, statement.kind)]),
            ("summary", vec![cue].into_iter().filter(|cue| !cue.is_empty()).collect()),
            ("description", words),
            ("startDate", first.into_iter().collect()),
            ("endDate", last.into_iter().collect()),
        ]);
        self.put(id, "Documentation", documentation)?;
        match index.speaker(&statement.speaker_for).filter(|other| is_named(other)) {
            Some(other) => self.representation(document, who, other),
            None => Ok(()),
        }
    }

    fn representation(&mut self, document: &Document, agent: String, client: &Speaker) -> io::Result<()> {
        let client = who(document, client);
        let id = hashed(&format!("urn:selon:represents:{agent}:{client}"));
        if agent == client || !self.met.insert(id.clone()) {
            return Ok(());
        }
        self.put(id, "Representation", BTreeMap::from([("agent", vec![agent]), ("client", vec![client])]))
    }
}

impl Exporter for Ftm<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let index = Index::new(reading);
        let article = hashed(&iri::of_document(document));
        self.put(article.clone(), "Article", properties(document))?;
        for speaker in reading.speakers.iter().filter(|speaker| is_named(speaker)) {
            self.speaker(document, speaker, &article)?;
        }
        for statement in &reading.statements {
            self.statement(document, &index, statement, &article)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn properties(document: &Document) -> Properties {
    let name = document.title.as_deref().or(document.file.as_deref()).unwrap_or(&document.id);
    let address = document.canonical.as_deref().or(document.url.as_deref()).filter(|it| iri::is_address(it));
    let day = |time: &Option<String>| -> Vec<String> {
        let day = time.as_deref().and_then(days).filter(|(first, last)| first == last);
        day.map(|(day, _)| day.to_string()).into_iter().collect()
    };
    BTreeMap::from([
        ("fileName", vec![document.file.clone().unwrap_or_else(|| document.id.clone())]),
        ("title", vec![name.to_owned()]),
        ("author", document.authors.clone()),
        ("publisher", document.outlet.iter().cloned().collect()),
        ("publishedAt", day(&document.published)),
        ("modifiedAt", day(&document.modified)),
        ("retrievedAt", day(&document.fetched)),
        ("sourceUrl", address.map(iri::legal).into_iter().collect()),
        ("bodyText", vec![document.text.clone()]),
    ])
}

fn who(document: &Document, speaker: &Speaker) -> String {
    hashed(&iri::of_speaker(document, speaker))
}

fn hashed(name: &str) -> String {
    let hash = Sha256::digest(name.as_bytes());
    let digits: String = hash.iter().take(20).map(|byte| format!("{byte:02x}")).collect();
    format!("selon-{digits}")
}

/// The text without control characters.
fn plain(text: &str) -> String {
    let kept = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    text.chars().map(|letter| if kept(letter) { letter } else { '\u{fffd}' }).collect()
}

fn is_named(speaker: &Speaker) -> bool {
    !speaker.anonymous && speaker.kind != SpeakerKind::Document
}

const fn schema(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "Person",
        SpeakerKind::Organisation | SpeakerKind::Media => "Organization",
        SpeakerKind::Group | SpeakerKind::Document | SpeakerKind::Unknown => "LegalEntity",
    }
}

/// The number of a Wikidata item.
fn item(reference: &str) -> Option<String> {
    iri::of_reference(reference)?.strip_prefix("http://www.wikidata.org/entity/").map(str::to_owned)
}
