//! A score as the shared scorer prints it: the same names in the same order, percentages to one place.

use super::{Measure, Score, Share, THRESHOLDS};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use std::collections::BTreeMap;

/// As an object of figures; those that the gold does not ask for are left out.
impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut figures = serializer.serialize_map(None)?;
        figures.serialize_entry("documents", &self.documents)?;
        figures.serialize_entry("without_prediction", &self.without_reading)?;
        figures.serialize_entry("gold", &self.gold)?;
        figures.serialize_entry("predicted", &self.read)?;
        figures.serialize_entry("whole", &self.whole)?;
        for (least, measure) in THRESHOLDS.iter().zip(&self.content) {
            figures.serialize_entry(&format!("content@{least:?}"), measure)?;
        }
        figures.serialize_entry("soft", &self.soft)?;
        figures.serialize_entry("source", &self.source)?;
        figures.serialize_entry("cue", &self.cue)?;
        if let Some(nested) = &self.nested {
            figures.serialize_entry("nested", nested)?;
        }
        for (label, share) in &self.labels {
            figures.serialize_entry(label.name(), share)?;
        }
        if let Some(invented) = &self.when_invented {
            figures.serialize_entry("when_invented", invented)?;
        }
        let kinds: BTreeMap<&str, String> =
            self.recall_by_kind.iter().map(|(kind, share)| (name_of(kind), share.told())).collect();
        figures.serialize_entry("recall@0.8 by kind", &kinds)?;
        figures.end()
    }
}

/// What statements of no kind are filed under.
fn name_of(kind: &Option<String>) -> &str {
    kind.as_deref().unwrap_or("None")
}

impl Share {
    fn told(self) -> String {
        format!("{}/{}", self.right, self.of)
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut figures = serializer.serialize_struct("Measure", 3)?;
        figures.serialize_field("p", &to_one_place(self.precision()))?;
        figures.serialize_field("r", &to_one_place(self.recall()))?;
        figures.serialize_field("f1", &to_one_place(self.f1()))?;
        figures.end()
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut figures = serializer.serialize_struct("Share", 3)?;
        figures.serialize_field("right", &self.right)?;
        figures.serialize_field("of", &self.of)?;
        figures.serialize_field("share", &to_one_place(self.percent()))?;
        figures.end()
    }
}

/// Rounded by the decimal digits of the number, as the shared scorer does; multiplying first would round other halves.
fn to_one_place(percent: f64) -> f64 {
    format!("{percent:.1}").parse().unwrap_or(percent)
}
