//! The formats for programs: they keep to their schema, and their positions mean what they say.

mod samples;

use jsonschema::Validator;
use samples::{crossing, empty, export, full, hostile};
use selon_export::{Format, Settings, Unit};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../../schema/selon-1.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

fn lines(settings: Settings) -> Vec<Value> {
    let text = export(Format::Jsonl, settings, &[full(), empty(), hostile(), crossing()]);
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn every_line_keeps_to_the_schema() {
    let validator: Validator = jsonschema::draft202012::new(&schema()).expect("the schema is one");
    for unit in Unit::ALL {
        for why in [false, true] {
            for line in lines(Settings { unit: *unit, why, ..Settings::default() }) {
                let errors: Vec<String> =
                    validator.iter_errors(&line).map(|error| format!("{}: {error}", error.instance_path())).collect();
                assert!(errors.is_empty(), "{errors:#?}");
                assert!(
                    line["statements"]
                        .as_array()
                        .is_some_and(|all| all.iter().all(|one| one.get("why").is_some() == why))
                );
            }
        }
    }
}

#[test]
fn every_field_of_the_schema_is_described() {
    fn walk(path: &str, node: &Value, missing: &mut Vec<String>) {
        let Some(node) = node.as_object() else { return };
        for (name, field) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let described = field
                .get("description")
                .or(field.get("$ref"))
                .and_then(Value::as_str)
                .is_some_and(|text| !text.is_empty());
            if !described {
                missing.push(format!("{path}.{name}"));
            }
            walk(&format!("{path}.{name}"), field, missing);
        }
        for key in ["$defs"] {
            for (name, definition) in node.get(key).and_then(Value::as_object).into_iter().flatten() {
                if definition.get("description").is_none() {
                    missing.push(name.clone());
                }
                walk(name, definition, missing);
            }
        }
        if let Some(items) = node.get("items") {
            walk(&format!("{path}[]"), items, missing);
        }
    }
    let mut missing = Vec::new();
    walk("", &schema(), &mut missing);
    assert!(missing.is_empty(), "without a description in the schema: {missing:?}");
}

#[test]
fn labels_of_the_schema_are_those_of_the_guide() {
    let schema = schema();
    let statement = &schema["$defs"]["statement"]["properties"];
    let names = |field: &str| {
        statement[field]["enum"]
            .as_array()
            .expect("an enumeration")
            .iter()
            .map(|name| name.as_str().unwrap_or(""))
            .collect::<Vec<_>>()
    };
    assert_eq!(names("kind"), selon_reading::Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>());
    assert_eq!(names("act"), selon_reading::Act::ALL.iter().map(|act| act.name()).collect::<Vec<_>>());
    assert_eq!(
        names("polarity"),
        selon_reading::Polarity::ALL.iter().map(|polarity| polarity.name()).collect::<Vec<_>>()
    );
}

#[test]
fn positions_are_in_the_unit_that_is_named() {
    let wanted = "🌳 le parc ouvrirait en juin";
    for unit in Unit::ALL {
        let line = &lines(Settings { unit: *unit, ..Settings::default() })[0];
        let text = line["document"]["text"].as_str().expect("a text");
        let span = &line["statements"][1]["content"][0];
        let (start, end) = (span[0].as_u64().expect("a start") as usize, span[1].as_u64().expect("an end") as usize);
        let words = match unit {
            Unit::Codepoint => text.chars().skip(start).take(end - start).collect(),
            Unit::Byte => text[start..end].to_owned(),
            Unit::Utf16 => {
                String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).expect("whole characters")
            }
        };
        assert_eq!((words.as_str(), &line["document"]["offset_unit"]), (wanted, &Value::from(unit.name())));
    }
}

#[test]
fn spans_in_the_title_are_ranges_of_the_title() {
    let line = &lines(Settings::default())[0];
    let statement = &line["statements"][0];
    assert_eq!(statement["in"], "title");
    assert_eq!(statement["content"], serde_json::json!([[16, 23]]));
    assert!(line["statements"][1].get("in").is_none());
}

#[test]
fn json_is_an_object_for_one_and_an_array_for_several() {
    let parse = |readings: &[_]| {
        serde_json::from_str::<Value>(&export(Format::Json, Settings::default(), readings)).expect("JSON")
    };
    assert!(parse(&[full()]).is_object());
    assert_eq!(parse(&[full(), empty(), crossing()]).as_array().map(Vec::len), Some(3));
    assert_eq!(parse(&[]), serde_json::json!([]));
}

fn rows(readings: &[(selon_text::Document, selon_reading::Reading)]) -> Vec<std::collections::HashMap<String, String>> {
    let text = export(Format::Csv, Settings::default(), readings);
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn csv_has_one_row_a_statement() {
    let rows = rows(&[full(), crossing()]);
    assert_eq!(rows.len(), 9);
    assert_eq!(rows[5]["content"], "La loi … passera <demain>");
    assert_eq!(rows[4]["parent"], "000000000004");
    assert_eq!(rows[4]["polarity"], "negative");
    assert_eq!(rows[2]["continues"], "000000000002");
}

#[test]
fn the_kind_of_a_speaker_who_is_not_told_is_unknown() {
    let kinds = |number: usize| {
        let line = &lines(Settings::default())[0]["statements"][number]["speaker_type"];
        (line.as_str().unwrap_or("").to_owned(), rows(&[full()])[number]["speaker_type"].clone())
    };
    assert_eq!(kinds(5), ("person".to_owned(), "person".to_owned()));
    assert_eq!(kinds(6), ("unknown".to_owned(), "unknown".to_owned()));
}

#[test]
fn csv_has_its_header_always() {
    assert!(export(Format::Csv, Settings::default(), &[]).starts_with("doc,file,url,title,published,statement,"));
}

#[test]
fn csv_runs_nothing_in_a_spreadsheet() {
    let rows = rows(&[hostile()]);
    assert!(rows[0]["source"].starts_with("'=HYPERLINK"), "{}", rows[0]["source"]);
    assert_eq!(rows[0]["published"], "'=1+1");
}
