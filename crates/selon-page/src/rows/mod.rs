//! Rows: lines of JSON, objects in one JSON text, and tables, CSV and Parquet.

mod cut;
mod json;
mod lines;
mod parquet;
mod record;
mod surrogates;
mod table;

pub(crate) use json::documents_of_json;
pub(crate) use lines::JsonLines;
pub(crate) use parquet::ParquetTable;
pub(crate) use surrogates::without_lone_surrogates;
pub(crate) use table::Table;
