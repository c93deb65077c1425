//! `prov`: PROV-JSON (W3C Member Submission of 24 April 2013) of the PROV data model (Recommendation of 30 April 2013).
//!
//! An article is a collection whose members are statements. A statement is quoted from (`prov:Quotation`) or derived from the text that relays
//! it, and has what its speaker uttered as its primary source (`prov:PrimarySource`); spokespeople act on behalf of others. An article that took
//! a claim from another is derived from it. The whole is kept until the end.

use crate::entry::{pieces, text_of};
use crate::index::Index;
use crate::iri::encoded;
use crate::labels::{labels, name};
use crate::{Exporter, iri};
use selon_corpus::Tracing;
use selon_reading::{How, Reading, Speaker, SpeakerKind, Statement, Voice};
use selon_text::Document;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

type Attributes = BTreeMap<&'static str, Value>;

pub(crate) struct Prov<'w> {
    records: Records,
    out: Box<dyn Write + 'w>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Records {
    prefix: BTreeMap<&'static str, &'static str>,
    entity: BTreeMap<String, Attributes>,
    activity: BTreeMap<String, Attributes>,
    agent: BTreeMap<String, Attributes>,
    used: Relations,
    was_associated_with: Relations,
    was_attributed_to: Relations,
    was_derived_from: Relations,
    acted_on_behalf_of: Relations,
    had_member: Relations,
    /// Who acts for whom, so that it is told once.
    #[serde(skip)]
    delegations: HashSet<(String, String)>,
}

/// Relations under names that count them, in the order in which they came.
#[derive(Default)]
struct Relations(Vec<Attributes>);

impl Serialize for Relations {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().enumerate().map(|(number, relation)| (format!("_:r{number}"), relation)))
    }
}

impl<'w> Prov<'w> {
    pub(crate) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { records: Records::new(), out }
    }
}

impl Exporter for Prov<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let desk = Desk { document, reading, index: Index::new(reading) };
        self.records.article(&desk);
        for voice in reading.voices.iter().filter(|voice| voice.parent.is_some()) {
            self.records.voice(&desk, voice);
        }
        for statement in &reading.statements {
            self.records.statement(&desk, statement);
        }
        Ok(())
    }

    fn claim(&mut self, claim: &Tracing) -> io::Result<()> {
        self.records.claim(claim);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, &self.records)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

/// One document with what its records are called.
struct Desk<'r> {
    document: &'r Document,
    reading: &'r Reading,
    index: Index<'r>,
}

impl Desk<'_> {
    fn article(&self) -> String {
        article(&self.document.id)
    }

    fn own(&self, kind: &str, id: &str) -> String {
        format!("selon:{kind}/{}/{}", encoded(&self.document.id), encoded(id))
    }

    /// The text in which a voice speaks: the article itself for its author.
    fn voice(&self, id: &str) -> String {
        let relayed = self.index.voice(id).is_some_and(|voice| voice.parent.is_some());
        if relayed { self.own("voice", id) } else { self.article() }
    }

    fn speaker(&self, speaker: &Speaker) -> String {
        match speaker.id.rsplit_once(':').filter(|_| iri::is_shared(speaker)) {
            Some((_, number)) => format!("selon:speaker/{}", encoded(number)),
            None => self.own("speaker", &speaker.id),
        }
    }
}

impl Records {
    fn new() -> Self {
        let prefix = BTreeMap::from([("selon", "urn:selon:"), ("xsd", "http://www.w3.org/2001/XMLSchema#")]);
        Self {
            prefix,
            entity: BTreeMap::new(),
            activity: BTreeMap::new(),
            agent: BTreeMap::new(),
            used: Relations::default(),
            was_associated_with: Relations::default(),
            was_attributed_to: Relations::default(),
            was_derived_from: Relations::default(),
            acted_on_behalf_of: Relations::default(),
            had_member: Relations::default(),
            delegations: HashSet::new(),
        }
    }

    fn article(&mut self, desk: &Desk<'_>) {
        let document = desk.document;
        let told = [
            ("prov:label", document.title.clone()),
            (
                "prov:location",
                document.canonical.clone().or_else(|| document.url.clone()).or_else(|| document.file.clone()),
            ),
            ("selon:outlet", document.outlet.clone()),
            ("selon:published", document.published.clone()),
            ("selon:modified", document.modified.clone()),
            ("selon:fetched", document.fetched.clone()),
            ("selon:sha256", Some(document.sha256.clone()).filter(|hash| !hash.is_empty())),
        ];
        let mut attributes = text(told);
        attributes.insert("prov:type", qualified("prov:Collection"));
        self.entity.insert(desk.article(), attributes);
        for (kind, name) in document
            .authors
            .iter()
            .map(|author| ("author", author))
            .chain(document.outlet.iter().map(|outlet| ("outlet", outlet)))
        {
            let agent = format!("selon:{kind}/{}", encoded(name));
            let mut attributes = text([("prov:label", Some(name.clone()))]);
            if kind == "outlet" {
                attributes.insert("prov:type", qualified("prov:Organization"));
            }
            self.agent.insert(agent.clone(), attributes);
            self.was_attributed_to.0.push(ends([("prov:entity", desk.article()), ("prov:agent", agent)]));
        }
        self.run(desk);
    }

    /// The reading itself: what read which text, by which model.
    fn run(&mut self, desk: &Desk<'_>) {
        let model = desk.reading.model.as_str();
        let activity = desk.own("reading", model);
        let software = format!("selon:software/{}", encoded(model));
        let mut attributes = text([("prov:label", Some(format!("selon, model {model}")))]);
        attributes.insert("prov:type", qualified("prov:SoftwareAgent"));
        self.agent.insert(software.clone(), attributes);
        self.used.0.push(ends([("prov:activity", activity.clone()), ("prov:entity", desk.article())]));
        self.was_associated_with.0.push(ends([("prov:activity", activity.clone()), ("prov:agent", software)]));
        self.activity.insert(activity, text([("prov:label", Some("reading".to_owned()))]));
    }

    fn voice(&mut self, desk: &Desk<'_>, voice: &Voice) {
        let id = desk.own("voice", &voice.id);
        let told = [
            ("prov:label", voice.name.clone()),
            ("prov:location", voice.link.clone()),
            ("selon:translated", voice.translated.map(|how| name(&how))),
        ];
        self.entity.insert(id.clone(), text(told));
        let parent = voice.parent.as_deref().map_or_else(|| desk.article(), |parent| desk.voice(parent));
        self.derived(parent, id, voice.how);
    }

    fn statement(&mut self, desk: &Desk<'_>, statement: &Statement) {
        let id = desk.own("statement", &statement.id);
        let words = pieces(text_of(desk.document, statement), &statement.content);
        let mut attributes = text([("prov:value", Some(words)), ("selon:rule", Some(statement.rule.clone()))]);
        for (label, value) in labels(statement) {
            attributes.insert(attribute(label), value.into());
        }
        self.entity.insert(id.clone(), attributes);
        self.had_member.0.push(ends([("prov:collection", desk.article()), ("prov:entity", id.clone())]));
        let relay = statement.relays.last();
        let from = relay.map(|relay| desk.voice(&relay.voice)).filter(|voice| *voice != desk.article());
        if let (Some(from), Some(relay)) = (from, relay) {
            self.derived(id.clone(), from, Some(relay.how));
        }
        if let Some(who) = desk.index.speaker(&statement.speaker) {
            self.uttered(desk, statement, &id, who);
        }
    }

    /// What the speaker said, behind the words that the article has of it.
    fn uttered(&mut self, desk: &Desk<'_>, statement: &Statement, id: &str, who: &Speaker) {
        let utterance = desk.own("utterance", &statement.id);
        let when = statement.when.as_ref();
        self.entity.insert(utterance.clone(), text([("selon:said", when.map(|when| when.value.clone()))]));
        let mut source = ends([("prov:generatedEntity", id.to_owned()), ("prov:usedEntity", utterance.clone())]);
        source.insert("prov:type", qualified("prov:PrimarySource"));
        self.was_derived_from.0.push(source);
        let agent = self.speaker(desk, who);
        if let Some(other) = desk.index.speaker(&statement.speaker_for) {
            let other = self.speaker(desk, other);
            if self.delegations.insert((agent.clone(), other.clone())) {
                let pair = ends([("prov:delegate", agent.clone()), ("prov:responsible", other)]);
                self.acted_on_behalf_of.0.push(pair);
            }
        }
        self.was_attributed_to.0.push(ends([("prov:entity", utterance), ("prov:agent", agent)]));
    }

    fn speaker(&mut self, desk: &Desk<'_>, who: &Speaker) -> String {
        let id = desk.speaker(who);
        let told = [
            ("prov:label", Some(who.name.clone())),
            ("selon:type", Some(name(&who.kind))),
            ("selon:role", Some(who.roles.join(", ")).filter(|roles| !roles.is_empty())),
            ("selon:reference", who.reference.clone()),
            ("selon:anonymous", who.anonymous.then(|| "true".to_owned())),
        ];
        let mut attributes = text(told);
        match who.kind {
            SpeakerKind::Person => _ = attributes.insert("prov:type", qualified("prov:Person")),
            SpeakerKind::Organisation | SpeakerKind::Media => {
                _ = attributes.insert("prov:type", qualified("prov:Organization"));
            }
            _ => {}
        }
        self.agent.entry(id.clone()).or_insert(attributes);
        id
    }

    fn claim(&mut self, claim: &Tracing) {
        for step in &claim.appearances {
            let Some(from) = &step.from else { continue };
            for doc in [&step.doc, from] {
                self.entity.entry(article(doc)).or_default();
            }
            let mut derived = ends([("prov:generatedEntity", article(&step.doc)), ("prov:usedEntity", article(from))]);
            derived.extend(text([
                ("selon:claim", Some(claim.claim.clone())),
                ("selon:stance", Some(step.stance.clone())),
                ("selon:drift", Some(step.drift.join(" ")).filter(|drift| !drift.is_empty())),
                ("selon:credited", Some(step.credited.to_string())),
            ]));
            self.was_derived_from.0.push(derived);
        }
    }

    fn derived(&mut self, id: String, from: String, how: Option<How>) {
        let mut step = ends([("prov:generatedEntity", id), ("prov:usedEntity", from)]);
        if let Some(how) = how {
            step.insert("selon:how", name(&how).into());
        }
        if matches!(how, Some(How::Quoted | How::BlockQuoted)) {
            step.insert("prov:type", qualified("prov:Quotation"));
        }
        self.was_derived_from.0.push(step);
    }
}

fn article(doc: &str) -> String {
    format!("selon:document/{}", encoded(doc))
}

/// The attributes that have a value.
fn text<const N: usize>(told: [(&'static str, Option<String>); N]) -> Attributes {
    told.into_iter().filter_map(|(name, value)| Some((name, Value::from(value?)))).collect()
}

fn ends<const N: usize>(ends: [(&'static str, String); N]) -> Attributes {
    ends.into_iter().map(|(name, id)| (name, Value::from(id))).collect()
}

/// A name with its prefix, told apart from a text.
fn qualified(name: &str) -> Value {
    serde_json::json!({ "$": name, "type": "prov:QUALIFIED_NAME" })
}

fn attribute(label: &str) -> &'static str {
    match label {
        "kind" => "selon:kind",
        "act" => "selon:act",
        "polarity" => "selon:polarity",
        "stance" => "selon:stance",
        "certainty" => "selon:certainty",
        "anonymous" => "selon:anonymous",
        "anonymity" => "selon:anonymity",
        _ => "selon:said",
    }
}
