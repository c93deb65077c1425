//! The flat table: the same rows in CSV, Arrow and Parquet, and every column told in the documentation.

mod samples;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use samples::{crossing, empty, full, hostile};
use selon_export::columns::{COLUMNS, statements};
use selon_export::{Format, Settings, Unit, exporter};
use selon_reading::Reading;
use selon_text::Document;

fn put_out(format: Format, readings: &[(Document, Reading)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut exporter = exporter(format, Settings::default(), Box::new(&mut out));
    for (document, reading) in readings {
        exporter.document(document, reading).expect("writing to memory");
    }
    exporter.finish().expect("writing to memory");
    drop(exporter);
    out
}

fn batch() -> RecordBatch {
    let read = [full(), empty(), hostile(), crossing()];
    statements(read.iter().map(|(document, reading)| (document, reading)), Unit::Codepoint).expect("a batch")
}

/// A cell as the CSV shows it, formulas aside.
fn shown(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float32 => column.as_primitive::<Float32Type>().value(row).to_string(),
        _ => column.as_boolean().value(row).to_string(),
    }
}

#[test]
fn arrow_and_csv_hold_the_same() {
    let text = put_out(Format::Csv, &[full(), empty(), hostile(), crossing()]);
    let mut csv = csv::Reader::from_reader(text.as_slice());
    let batch = batch();
    let names: Vec<String> = csv.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(names, batch.schema().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>());
    let rows: Vec<csv::StringRecord> = csv.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), batch.num_rows());
    for (number, row) in rows.iter().enumerate() {
        for (cell, column) in row.iter().zip(batch.columns()) {
            assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), shown(column, number));
        }
    }
}

#[test]
fn parquet_reads_back_as_it_was() {
    let file = put_out(Format::Parquet, &[full(), empty(), hostile(), crossing()]);
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).expect("a Parquet file");
    let keys = builder.metadata().file_metadata().key_value_metadata().expect("metadata").clone();
    assert!(keys.iter().any(|pair| pair.key == "selon.schema" && pair.value.as_deref() == Some("selon/1")));
    let read: Vec<RecordBatch> = builder.build().expect("a reader").map(|batch| batch.expect("a batch")).collect();
    assert_eq!(read, [batch()]);
}

#[test]
fn parquet_of_nothing_is_a_table_of_no_rows() {
    let file = put_out(Format::Parquet, &[]);
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).expect("a Parquet file");
    assert_eq!(builder.schema().fields().len(), COLUMNS.len());
    assert_eq!(builder.build().expect("a reader").count(), 0);
}

#[test]
fn positions_and_steps_are_told() {
    let batch = batch();
    let cell = |name: &str, row: usize| shown(batch.column_by_name(name).expect("a column"), row);
    assert_eq!(
        (cell("in", 0).as_str(), cell("content_start", 0), cell("content_end", 0)),
        ("title", "16".into(), "23".into())
    );
    let nobody = (0..batch.num_rows()).find(|&row| cell("source", row).is_empty()).expect("one without a source");
    assert!(batch.column_by_name("source_start").expect("a column").is_null(nobody));
    let relayed = (0..batch.num_rows()).find(|&row| cell("relays", row) != "0").expect("one that was relayed");
    assert_eq!(cell("via", relayed).split(" > ").count().to_string(), cell("relays", relayed));
}

#[test]
fn every_column_is_documented() {
    let page = include_str!("../../../docs/columns.md");
    let wanted: Vec<String> = COLUMNS
        .iter()
        .map(|column| format!("| `{}` | {} | {} |", column.name, type_name(column), column.about))
        .collect();
    let missing: Vec<&String> = wanted.iter().filter(|line| !page.contains(line.as_str())).collect();
    assert!(missing.is_empty(), "docs/columns.md lacks these lines:\n{}", wanted.join("\n"));
}

fn type_name(column: &selon_export::columns::Column) -> &'static str {
    use selon_export::columns::ColumnType::{Number, Share, Truth, Words};
    match column.r#type {
        Words => "words",
        Number => "whole number",
        Share => "number from 0 to 1",
        Truth => "true or false",
    }
}
