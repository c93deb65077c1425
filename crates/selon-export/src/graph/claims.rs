//! Claims that went from one article to another: an edge for each step.

use super::readings::Told;
use super::{Edge, Graph, edge};
use crate::iri;
use crate::spread::days;
use crate::visible::visible_line;
use selon_corpus::{Step, Tracing};
use std::collections::HashMap;

impl Graph {
    pub(super) fn claim(&mut self, claim: &Tracing) {
        let steps: HashMap<&str, &Step> = claim.appearances.iter().map(|step| (step.doc.as_str(), step)).collect();
        for step in &claim.appearances {
            let to = iri::of_doc(&step.doc, step.url.as_deref());
            self.known(&to, step.place(), Told::of_step(step));
            if let Some(from) = step.from.as_deref() {
                let earlier = steps.get(from);
                let from_iri = iri::of_doc(from, earlier.and_then(|step| step.url.as_deref()));
                self.known(&from_iri, earlier.map_or(from, |step| step.place()), Told::default());
                self.edges.push(taken(&from_iri, &to, claim, step));
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
}

fn taken(from: &str, to: &str, claim: &Tracing, step: &Step) -> Edge {
    let mut values = vec![
        ("relation", "taken_from".to_owned()),
        ("doc", step.doc.clone()),
        ("claim", claim.claim.clone()),
        ("stance", step.stance.clone()),
        ("drift", step.drift.join(" ")),
        ("credited", step.credited.to_string()),
        ("content", visible_line(&step.quote)),
    ];
    values.extend(step.statement.clone().map(|statement| ("statement", statement)));
    values.extend(step.strength.map(|strength| ("strength", format!("{strength:.2}"))));
    Edge { days: step.published.as_deref().and_then(days), ..edge(from, to, &values) }
}
