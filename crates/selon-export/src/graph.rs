//! Readings and claims as a graph, whatever format it is put out in: who said what where, who speaks for whom, which article took
//! a claim from which.
//!
//! Words flow along the edges: from who says them to the article, or to the speaker who relays them; from the earlier article to the later
//! one. The whole graph is kept until the end.

use crate::entry::{pieces, text_of};
use crate::index::Index;
use crate::labels::name;
use crate::spread::days;
use crate::visible::visible_line;
use crate::{Passage, Settings, Traced, iri};
use jiff::civil::Date;
use selon_reading::{Reading, Speaker, Statement};
use selon_text::Document;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Articles and speakers, and how words went between them.
#[derive(Default)]
pub(crate) struct Graph {
    pub(crate) nodes: BTreeMap<String, Node>,
    pub(crate) edges: Vec<Edge>,
}

#[derive(Default)]
pub(crate) struct Node {
    pub(crate) label: String,
    /// In the order of [`NODE`].
    pub(crate) values: [Option<String>; NODE.len()],
    pub(crate) days: Option<(Date, Date)>,
}

pub(crate) struct Edge {
    pub(crate) from: String,
    pub(crate) to: String,
    /// In the order of [`EDGE`].
    pub(crate) values: [Option<String>; EDGE.len()],
    pub(crate) days: Option<(Date, Date)>,
}

/// A column of the nodes or of the edges: its name, and its type as GEXF and GraphML both call it.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) r#type: &'static str,
}

const fn column(name: &'static str, r#type: &'static str) -> Column {
    Column { name, r#type }
}

/// What nodes tell: `type` is `article` or the kind of a speaker.
pub(crate) const NODE: &[Column] = &[
    column("type", "string"),
    column("outlet", "string"),
    column("url", "string"),
    column("published", "string"),
    column("language", "string"),
    column("anonymous", "boolean"),
    column("reference", "string"),
];

/// What edges tell: `relation` is `said`, `speaks_for` or `taken_from`.
pub(crate) const EDGE: &[Column] = &[
    column("relation", "string"),
    column("doc", "string"),
    column("statement", "string"),
    column("kind", "string"),
    column("act", "string"),
    column("polarity", "string"),
    column("stance", "string"),
    column("certainty", "string"),
    column("said", "string"),
    column("relays", "string"),
    column("content", "string"),
    column("claim", "string"),
    column("drift", "string"),
    column("credited", "boolean"),
    column("strength", "float"),
];

impl Graph {
    /// Adds an article with who speaks in it.
    pub(crate) fn document(&mut self, document: &Document, reading: &Reading, settings: Settings) {
        let article = iri::of_document(document);
        let title = document.title.as_deref().or(document.outlet.as_deref()).unwrap_or(&document.id);
        self.article(&article, Told::of(document, reading)).label = visible_line(title);
        let index = Index::new(reading);
        let mut for_whom = HashSet::new();
        for statement in &reading.statements {
            let Some(who) = index.speaker(&statement.speaker) else { continue };
            let from = self.speaker(document, who, settings);
            let outer = index.statement(&statement.parent).and_then(|outer| index.speaker(&outer.speaker));
            let to = match outer.filter(|outer| outer.id != who.id) {
                Some(outer) => self.speaker(document, outer, settings),
                None => article.clone(),
            };
            if let Some(other) = index.speaker(&statement.speaker_for) {
                let other = self.speaker(document, other, settings);
                if other != from && for_whom.insert((from.clone(), other.clone())) {
                    self.edges.push(edge(
                        &from,
                        &other,
                        &[("relation", "speaks_for".into()), ("doc", document.id.clone())],
                    ));
                }
            }
            self.edges.push(said(&from, &to, document, &index, statement));
        }
    }

    /// Adds a claim: an edge for each step from one article to another.
    pub(crate) fn claim(&mut self, claim: &Traced<'_>) {
        let addresses: HashMap<&str, Option<&str>> =
            claim.passages.iter().map(|passage| (passage.doc, passage.url)).collect();
        for passage in &claim.passages {
            let to = iri::of_doc(passage.doc, passage.url);
            self.known(&to, passage.outlet.unwrap_or(passage.doc), Told::of_passage(passage));
            if let Some(from) = passage.from {
                let from_iri = iri::of_doc(from, addresses.get(from).copied().flatten());
                self.known(&from_iri, from, Told::default());
                self.edges.push(taken(&from_iri, &to, claim, passage));
            }
        }
    }

    /// An article of which only a claim tells.
    fn known(&mut self, id: &str, label: &str, told: Told) {
        let node = self.article(id, told);
        if node.label.is_empty() {
            node.label = visible_line(label);
        }
    }

    /// An article; what is told of it later fills what is not told yet.
    fn article(&mut self, id: &str, told: Told) -> &mut Node {
        let node = self.nodes.entry(id.to_owned()).or_default();
        let values = [Some("article".to_owned()), told.outlet, told.url, told.published, told.language, None, None];
        for (value, new) in node.values.iter_mut().zip(values) {
            *value = value.take().or(new);
        }
        node.days = node.days.or(told.days);
        node
    }

    fn speaker(&mut self, document: &Document, who: &Speaker, settings: Settings) -> String {
        let id = iri::of_speaker(document, who, settings);
        let node = || Node {
            label: visible_line(&who.name),
            values: [
                Some(name(&who.kind)),
                None,
                None,
                None,
                None,
                Some(who.anonymous.to_string()),
                who.reference.clone(),
            ],
            days: None,
        };
        self.nodes.entry(id.clone()).or_insert_with(node);
        id
    }
}

/// What is told of an article.
#[derive(Default)]
struct Told {
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
    days: Option<(Date, Date)>,
}

impl Told {
    fn of(document: &Document, reading: &Reading) -> Self {
        Self {
            outlet: document.outlet.clone(),
            url: document.canonical.clone().or_else(|| document.url.clone()),
            published: document.published.clone(),
            language: crate::record::language(document, reading).map(str::to_owned),
            days: document.published.as_deref().and_then(days),
        }
    }

    fn of_passage(passage: &Passage<'_>) -> Self {
        Self {
            outlet: passage.outlet.map(str::to_owned),
            url: passage.url.map(str::to_owned),
            published: passage.published.map(str::to_owned),
            language: None,
            days: passage.published.and_then(days),
        }
    }
}

fn said(from: &str, to: &str, document: &Document, index: &Index<'_>, statement: &Statement) -> Edge {
    let voice = |id: &str| index.voice(id).and_then(|voice| voice.name.clone());
    let relays: Vec<String> =
        statement.relays.iter().map(|relay| voice(&relay.voice).unwrap_or_else(|| "–".to_owned())).collect();
    let mut values = vec![
        ("relation", "said".to_owned()),
        ("doc", document.id.clone()),
        ("statement", statement.id.clone()),
        ("kind", statement.kind.name().to_owned()),
        ("act", statement.act.name().to_owned()),
        ("polarity", statement.polarity.name().to_owned()),
        ("stance", name(&statement.stance)),
        ("certainty", name(&statement.certainty)),
        ("relays", visible_line(&relays.join(" > "))),
        ("content", visible_line(&pieces(text_of(document, statement), &statement.content))),
    ];
    values.extend(statement.when.as_ref().map(|when| ("said", when.value.clone())));
    let days = statement.when.as_ref().and_then(|when| days(&when.value));
    Edge { days, ..edge(from, to, &values) }
}

fn taken(from: &str, to: &str, claim: &Traced<'_>, passage: &Passage<'_>) -> Edge {
    let mut values = vec![
        ("relation", "taken_from".to_owned()),
        ("doc", passage.doc.to_owned()),
        ("claim", claim.id.to_owned()),
        ("stance", passage.stance.to_owned()),
        ("drift", passage.drift.join(" ")),
        ("credited", passage.credited.to_string()),
        ("content", visible_line(passage.words)),
    ];
    values.extend(passage.statement.map(|statement| ("statement", statement.to_owned())));
    values.extend(passage.strength.map(|strength| ("strength", format!("{strength:.2}"))));
    Edge { days: passage.published.and_then(days), ..edge(from, to, &values) }
}

fn edge(from: &str, to: &str, told: &[(&str, String)]) -> Edge {
    let value = |column: &Column| told.iter().find(|(name, _)| *name == column.name).map(|(_, value)| value.clone());
    let mut values = [const { None }; EDGE.len()];
    values.iter_mut().zip(EDGE).for_each(|(slot, column)| *slot = value(column));
    Edge { from: from.to_owned(), to: to.to_owned(), values, days: None }
}
