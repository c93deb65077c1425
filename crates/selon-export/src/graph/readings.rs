//! Articles with who speaks in them: an edge for each statement.

use super::{Edge, Graph, Node, edge};
use crate::entry::{pieces, text_of};
use crate::index::Index;
use crate::iri;
use crate::labels::name;
use crate::spread::days;
use crate::visible::visible_line;
use jiff::civil::Date;
use selon_corpus::Step;
use selon_reading::{Reading, Speaker, Statement};
use selon_text::Document;
use std::collections::HashSet;

impl Graph {
    pub(super) fn document(&mut self, document: &Document, reading: &Reading) {
        let article = iri::of_document(document);
        let title = document.title.as_deref().or(document.outlet.as_deref()).unwrap_or(&document.id);
        self.article(&article, Told::of(document, reading)).label = visible_line(title);
        let index = Index::new(reading);
        let mut for_whom = HashSet::new();
        for statement in &reading.statements {
            let Some(who) = index.speaker(&statement.speaker) else { continue };
            let from = self.speaker(document, who);
            let outer = index.statement(&statement.parent).and_then(|outer| index.speaker(&outer.speaker));
            let to = match outer.filter(|outer| outer.id != who.id) {
                Some(outer) => self.speaker(document, outer),
                None => article.clone(),
            };
            if let Some(other) = index.speaker(&statement.speaker_for) {
                let other = self.speaker(document, other);
                if other != from && for_whom.insert((from.clone(), other.clone())) {
                    let told = [("relation", "speaks_for".to_owned()), ("doc", document.id.clone())];
                    self.edges.push(edge(&from, &other, &told));
                }
            }
            self.edges.push(said(&from, &to, document, &index, statement));
        }
    }

    /// An article; what is told of it later fills what is not told yet.
    pub(super) fn article(&mut self, id: &str, told: Told) -> &mut Node {
        let node = self.nodes.entry(id.to_owned()).or_default();
        let values = [Some("article".to_owned()), told.outlet, told.url, told.published, told.language, None, None];
        for (value, new) in node.values.iter_mut().zip(values) {
            *value = value.take().or(new);
        }
        node.days = node.days.or(told.days);
        node
    }

    fn speaker(&mut self, document: &Document, who: &Speaker) -> String {
        let id = iri::of_speaker(document, who);
        let (kind, anonymous) = (Some(name(&who.kind)), Some(who.anonymous.to_string()));
        let node = || Node {
            label: visible_line(&who.name),
            values: [kind, None, None, None, None, anonymous, who.reference.clone()],
            days: None,
        };
        self.nodes.entry(id.clone()).or_insert_with(node);
        id
    }
}

/// What is told of an article.
#[derive(Default)]
pub(super) struct Told {
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

    /// What a claim tells of an article in which it appears.
    pub(super) fn of_step(step: &Step) -> Self {
        Self {
            outlet: step.outlet.clone(),
            url: step.url.clone(),
            published: step.published.clone(),
            language: step.language.clone(),
            days: step.published.as_deref().and_then(days),
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
    values.extend(statement.anonymity.as_ref().map(|told| ("anonymity", name(&told.level))));
    let days = statement.when.as_ref().and_then(|when| days(&when.value));
    Edge { days, ..edge(from, to, &values) }
}
