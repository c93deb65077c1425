//! The labels of a statement as words: the names that the schema has for them.

use selon_reading::{Polarity, Statement};
use serde::Serialize;

/// The name that the schema has for a label.
pub(crate) fn name(label: &impl Serialize) -> String {
    match serde_json::to_value(label) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Labels with their values, in the order of the schema; what is not so is left out. The score is not among them: other
/// programs would take it for how sure the thing said is.
pub(crate) fn labels(statement: &Statement) -> Vec<(&'static str, String)> {
    let mut labels = vec![("kind", statement.kind.name().to_owned()), ("act", statement.act.name().to_owned())];
    if statement.polarity == Polarity::Negative {
        labels.push(("polarity", statement.polarity.name().to_owned()));
    }
    labels.push(("stance", name(&statement.stance)));
    labels.push(("certainty", name(&statement.certainty)));
    if statement.anonymous {
        labels.push(("anonymous", "true".to_owned()));
    }
    labels.extend(statement.anonymity.as_ref().map(|told| ("anonymity", name(&told.level))));
    labels.extend(statement.when.as_ref().map(|when| ("when", when.value.clone())));
    labels
}
