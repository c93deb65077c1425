//! JSON that is one text: an object, an array of objects, or several objects after one another.

use super::{record, without_lone_surrogates};
use crate::{Hints, InputError, Options};
use selon_text::Document;
use serde_json::Value;

/// Fields of a wrapping object that hold the list of articles.
const WRAPPERS: [&str; 6] = ["articles", "documents", "items", "results", "data", "entries"];

/// The documents of a JSON text.
pub(crate) fn documents_of_json(text: &str, hints: &Hints, options: &Options) -> Vec<Result<Document, InputError>> {
    let text = without_lone_surrogates(text.trim_start_matches('\u{feff}'));
    let values = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let rows = values.flat_map(|value| match value {
        Ok(value) => rows(value).into_iter().map(Ok).collect(),
        Err(error) => vec![Err(InputError::new(hints.name(), broken(&error)).at(format!("line {}", error.line())))],
    });
    rows.enumerate().map(|(index, row)| one(row, index, hints, options)).collect()
}

fn rows(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        Value::Object(mut object) => {
            let wrapper = WRAPPERS.iter().find(|name| {
                !object.contains_key("text")
                    && object
                        .get(**name)
                        .is_some_and(|list| list.as_array().is_some_and(|list| list.iter().any(Value::is_object)))
            });
            match wrapper.and_then(|name| object.remove(*name)) {
                Some(Value::Array(values)) => values,
                _ => vec![Value::Object(object)],
            }
        }
        other => vec![other],
    }
}

fn one(row: Result<Value, InputError>, index: usize, hints: &Hints, options: &Options) -> Result<Document, InputError> {
    let error = |reason: String| InputError::new(hints.name(), reason).at(format!("entry {}", index + 1));
    let row = row?;
    let bytes = row.to_string();
    let Value::Object(row) = row else { return Err(error("not an object in braces".into())) };
    record::document(&row, bytes.as_bytes(), hints, options).map_err(error)
}

/// What serde_json says, without its place in a line that is named elsewhere.
pub(crate) fn broken(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let (what, _) = words.rsplit_once(" at line ").unwrap_or((&words, ""));
    format!("not valid JSON: {what} at column {}", error.column())
}
