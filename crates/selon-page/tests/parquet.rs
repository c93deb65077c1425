//! Parquet tables as input: rows become documents, and what is wrong with a row or a file is told.
#![allow(clippy::unwrap_used, reason = "tests")]

use arrow_array::builder::{ListBuilder, StringBuilder, StringDictionaryBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Date32Array, Int64Array, LargeStringArray, NullArray, RecordBatch, StringArray, TimestampMillisecondArray,
};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use selon_page::{Document, Hints, InputError, Inputs, Options, read_bytes};
use std::sync::Arc;

type Read = Result<Document, InputError>;

fn table(columns: Vec<(&str, ArrayRef)>, compression: Compression) -> Vec<u8> {
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
            .unwrap();
    let properties =
        WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(2)).build();
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    file
}

fn words(words: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(words.to_vec()))
}

fn read(bytes: Vec<u8>) -> Vec<Read> {
    let hints = Hints { file: Some("news.parquet".into()), ..Hints::default() };
    read_bytes(bytes, &hints, &Options::default()).collect()
}

fn told(read: &[Read]) -> Vec<String> {
    read.iter().map(|read| read.as_ref().map_or_else(ToString::to_string, |document| document.text.clone())).collect()
}

const THREE: [Option<&str>; 3] = [Some("One."), Some("Two."), Some("Three.")];

#[test]
fn rows_become_documents() {
    let mut authors = ListBuilder::new(StringBuilder::new());
    authors.append_value([Some("Ada Lund"), Some("Tom Marsh")]);
    authors.append_null();
    authors.append_value([Some("Jo Ek")]);
    let mut outlets = StringDictionaryBuilder::<Int32Type>::new();
    ["Ostwick Post", "Ostwick Post", "Lorvaux Soir"].into_iter().for_each(|outlet| outlets.append_value(outlet));
    let columns = || -> Vec<(&str, ArrayRef)> {
        vec![
            ("ID", Arc::new(Int64Array::from(vec![7, 8, 9]))),
            ("text", Arc::new(LargeStringArray::from(THREE.to_vec()))),
            ("date", Arc::new(Date32Array::from(vec![Some(20_000), None, Some(0)]))),
            ("modified", Arc::new(TimestampMillisecondArray::from(vec![Some(1_700_000_000_000), None, None]))),
            ("embedding", Arc::new(NullArray::new(3))),
        ]
    };
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(Default::default()),
        Compression::GZIP(Default::default()),
        Compression::LZ4_RAW,
    ] {
        let mut columns = columns();
        columns.push(("authors", Arc::new(authors.finish_cloned())));
        columns.push(("outlet", Arc::new(outlets.finish_cloned())));
        let read = read(table(columns, compression));
        assert_eq!(told(&read), ["One.", "Two.", "Three."]);
        let first = read[0].as_ref().unwrap();
        assert_eq!((first.id.as_str(), first.published.as_deref()), ("7", Some("2024-10-04")));
        assert_eq!(
            (first.authors.join("+").as_str(), first.outlet.as_deref()),
            ("Ada Lund+Tom Marsh", Some("Ostwick Post"))
        );
        assert!(first.modified.as_deref().is_some_and(|time| time.starts_with("2023-11-14")), "{:?}", first.modified);
        assert_eq!(read[2].as_ref().unwrap().outlet.as_deref(), Some("Lorvaux Soir"));
    }
}

#[test]
fn a_table_without_text_is_told() {
    let read = read(table(vec![("id", words(&THREE)), ("words", words(&THREE))], Compression::SNAPPY));
    assert_eq!(told(&read), ["news.parquet: no column is named text; the columns are: id, words"]);
}

#[test]
fn nothing_in_a_row_is_told_of_that_row() {
    let some = read(table(vec![("text", words(&[Some("One."), None, Some(" "), Some("Four.")]))], Compression::SNAPPY));
    let nothing = |row: usize| format!("news.parquet: row {row}: the field text holds no text");
    assert_eq!(told(&some), ["One.".to_owned(), nothing(2), nothing(3), "Four.".to_owned()]);
    let nulls = read(table(vec![("text", words(&[None, None]))], Compression::SNAPPY));
    assert_eq!(told(&nulls), [nothing(1), nothing(2)]);
    let untyped = read(table(vec![("text", Arc::new(NullArray::new(2)))], Compression::SNAPPY));
    assert_eq!(told(&untyped), [nothing(1), nothing(2)]);
}

#[test]
fn a_table_of_no_rows_has_no_documents() {
    assert!(read(table(vec![("text", words(&[]))], Compression::SNAPPY)).is_empty());
}

#[test]
fn a_cell_of_two_hundred_megabytes_is_told_and_the_others_are_read() {
    let long = "x".repeat(200 << 20);
    let read = read(table(vec![("text", words(&[Some("One."), Some(&long), Some("Three.")]))], Compression::SNAPPY));
    let limit = Options::default().max_bytes;
    assert_eq!(
        told(&read),
        [
            "One.".to_owned(),
            format!("news.parquet: row 2: longer than the limit of {limit} bytes"),
            "Three.".to_owned()
        ]
    );
}

#[test]
fn a_file_is_read_where_it_lies() {
    let folder = std::env::temp_dir().join(format!("selon-parquet-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.parquet"), table(vec![("text", words(&THREE))], Compression::SNAPPY)).unwrap();
    let read: Vec<Read> = Inputs::new(&[folder.to_string_lossy().into_owned()], Options::default()).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(told(&read), ["One.", "Two.", "Three."]);
}

#[test]
fn no_damage_does_harm() {
    let whole = table(vec![("id", words(&THREE)), ("text", words(&THREE))], Compression::SNAPPY);
    std::panic::set_hook(Box::new(|_| {}));
    for at in 4..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] = bytes[at].wrapping_add(1 + (at % 200) as u8);
        // What is left is read, or told; it ends.
        assert!(read(bytes).len() < 10);
    }
    let cut = read(whole[..whole.len() - 9].to_vec());
    assert!(told(&cut)[0].starts_with("news.parquet: not a Parquet table that can be read: "), "{cut:?}");
    assert!(told(&read(Bytes::from_static(b"PAR1").to_vec()))[0].starts_with("news.parquet: not a Parquet table"));
}
