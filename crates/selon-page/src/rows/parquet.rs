//! Parquet: one row group's pages in memory at a time, and of the columns those alone that a document is made of.

use super::record;
use crate::unread::Shared;
use crate::{Documents, InputError, Unread};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use jiff::{Timestamp, civil::date};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;
use selon_text::Document;
use serde_json::{Map, Value};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Bytes of a batch of rows that are aimed at.
const BATCH_BYTES: i64 = 4 << 20;
/// Most rows of one.
const BATCH_ROWS: i64 = 1_024;

/// Iterator over the documents of a Parquet table; a bad row is an error, the others go on.
pub(crate) struct ParquetTable {
    reader: Option<ParquetRecordBatchReader>,
    columns: Vec<String>,
    batch: Option<RecordBatch>,
    at: usize,
    row: usize,
    shared: Shared,
}

impl ParquetTable {
    /// The documents of a table that is at hand.
    pub(crate) fn documents(file: impl ChunkReader + 'static, shared: Shared) -> Documents {
        let opened = guarded(|| Self::open(file, &shared));
        match opened.unwrap_or_else(|reason| Err(broken(&shared, &reason))) {
            Ok(table) => Documents::new(table),
            Err(error) => Documents::failed(error),
        }
    }

    fn open(file: impl ChunkReader + 'static, shared: &Shared) -> Result<Self, InputError> {
        let failed = |error: ParquetError| broken(shared, &said(&error));
        // What the writer's Arrow types were is not asked: dictionaries and the like come as plain words then.
        let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, plain.clone()).map_err(failed)?;
        let names: Vec<String> =
            metadata.schema().fields().iter().map(|field| field.name().trim().to_lowercase()).collect();
        record::has_text(&names, shared)?;
        let viewed = plain.with_schema(as_views(metadata.schema()));
        let metadata = ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), viewed).map_err(failed)?;
        let wanted: Vec<usize> = (0..names.len()).filter(|&column| record::is_column(&names[column])).collect();
        let mask = ProjectionMask::roots(metadata.parquet_schema(), wanted.iter().copied());
        let rows = rows_at_once(metadata.metadata());
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
        let reader = builder.with_projection(mask).with_batch_size(rows).build().map_err(failed)?;
        let columns = wanted.into_iter().map(|column| names[column].clone()).collect();
        Ok(Self { reader: Some(reader), columns, batch: None, at: 0, row: 0, shared: shared.clone() })
    }

    /// The next batch; the table ends where it is broken.
    fn next_batch(&mut self) -> Option<Result<RecordBatch, InputError>> {
        let mut reader = self.reader.take()?;
        let error = |reason: &str| broken(&self.shared, reason).at(format!("after row {}", self.row));
        match guarded(|| reader.next()) {
            Ok(None) => None,
            Ok(Some(Ok(batch))) => {
                self.reader = Some(reader);
                Some(Ok(batch))
            }
            Ok(Some(Err(failed))) => Some(Err(error(&plain(&failed.to_string())))),
            Err(reason) => Some(Err(error(&reason))),
        }
    }

    fn row(&self, batch: &RecordBatch) -> Unread {
        let (row, shared) = (self.row, self.shared.clone());
        let error = move |reason: String| shared.error(reason).at(format!("row {row}"));
        let limit = self.shared.options().max_bytes;
        let (mut fields, mut bytes) = (Map::new(), 0);
        for (name, column) in self.columns.iter().zip(batch.columns()) {
            match value(column.as_ref(), self.at, limit.saturating_sub(bytes)) {
                Ok(Value::Null) => {
                    fields.entry(name.as_str()).or_insert(Value::Null);
                }
                Ok(value) => {
                    bytes += size(&value);
                    fields.insert(name.clone(), value);
                }
                Err(TooLong) => return Unread::failed(error(format!("longer than the limit of {limit} bytes"))),
            }
        }
        let shared = self.shared.clone();
        Unread::new(bytes, move || document(&fields, &shared).map_err(error))
    }
}

impl Iterator for ParquetTable {
    type Item = Unread;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.batch.take().filter(|batch| self.at < batch.num_rows()) {
                self.row += 1;
                let unread = self.row(&batch);
                self.at += 1;
                self.batch = Some(batch);
                return Some(unread);
            }
            match self.next_batch()? {
                Ok(batch) => (self.batch, self.at) = (Some(batch), 0),
                Err(error) => return Some(Unread::failed(error)),
            }
        }
    }
}

fn document(fields: &Map<String, Value>, shared: &Shared) -> Result<Document, String> {
    let bytes = serde_json::to_vec(fields).unwrap_or_default();
    record::document(fields, &bytes, shared.hints(), shared.options())
}

/// The same schema with its words as views, which hold any number of bytes without copying them.
fn as_views(schema: &Schema) -> SchemaRef {
    let field = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        DataType::Binary => Arc::new(field.as_ref().clone().with_data_type(DataType::BinaryView)),
        _ => Arc::clone(field),
    };
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}

/// As many rows as make a batch of the size aimed at, going by what the file says of itself.
fn rows_at_once(metadata: &ParquetMetaData) -> usize {
    let bytes: i64 =
        metadata.row_groups().iter().map(|group| group.total_byte_size().max(0)).fold(0, i64::saturating_add);
    let rows = metadata.file_metadata().num_rows().max(1);
    let aimed = BATCH_BYTES / (bytes / rows).max(1);
    usize::try_from(aimed.clamp(1, BATCH_ROWS)).unwrap_or(1)
}

/// A cell holds more than one row may.
struct TooLong;

/// A cell as JSON has it; types that no field of a document has are nothing.
fn value(column: &dyn Array, row: usize, limit: usize) -> Result<Value, TooLong> {
    if column.is_null(row) {
        return Ok(Value::Null);
    }
    let words = |words: &str| if words.len() > limit { Err(TooLong) } else { Ok(Value::from(words)) };
    match column.data_type() {
        DataType::Utf8View => words(column.as_string_view().value(row)),
        DataType::Utf8 => words(column.as_string::<i32>().value(row)),
        DataType::BinaryView => words(&String::from_utf8_lossy(column.as_binary_view().value(row))),
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            (0..list.len()).map(|at| value(list.as_ref(), at, limit)).collect::<Result<Vec<_>, _>>().map(Value::from)
        }
        _ => Ok(plain_value(column, row)),
    }
}

/// Numbers, and times as ISO words.
fn plain_value(column: &dyn Array, row: usize) -> Value {
    let time = |time: Result<Timestamp, jiff::Error>| time.map_or(Value::Null, |time| time.to_string().into());
    match column.data_type() {
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Float32 => column.as_primitive::<Float32Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row)),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            time(Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(row)))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            time(Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(row)))
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            time(Timestamp::from_nanosecond(column.as_primitive::<TimestampNanosecondType>().value(row).into()))
        }
        _ => Value::Null,
    }
}

/// Days since 1970 as an ISO day.
fn day(days: i32) -> Value {
    let day = jiff::Span::new().try_days(days).and_then(|days| date(1970, 1, 1).checked_add(days));
    day.map_or(Value::Null, |day| day.to_string().into())
}

fn size(value: &Value) -> usize {
    match value {
        Value::String(words) => words.len(),
        Value::Array(values) => values.iter().map(size).sum(),
        _ => 8,
    }
}

/// Runs what reads hostile files: the library checks much, and panics on some of what it does not check.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| "its pages are not what it says they are".to_owned())
}

fn broken(shared: &Shared, reason: &str) -> InputError {
    shared.error(format!("not a Parquet table that can be read: {reason}"))
}

fn said(error: &ParquetError) -> String {
    plain(&error.to_string())
}

/// The library's words without the names of its types in front.
fn plain(words: &str) -> String {
    let words = ["Parquet error: ", "ParquetError: ", "Parquet argument error: ", "External: ", "EOF: "]
        .iter()
        .fold(words, |words, front| words.strip_prefix(front).unwrap_or(words));
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
