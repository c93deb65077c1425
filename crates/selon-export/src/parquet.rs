//! `parquet`: one row a statement, the columns of `columns`, compressed by Zstandard; Parquet format 2.x, readable by all that read 1.0 pages.
//!
//! Rows go out as row groups of a bounded size, so that memory does not grow with their number. The file names its schema and the program's
//! version under the keys `selon.schema` and `selon.version`; every column's field says what it holds (`about`).

use crate::columns::{Rows, schema};
use crate::{Exporter, SCHEMA, Settings};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows after which a row group ends: enough that columns compress well, few enough to be held in memory.
const ROWS_IN_GROUP: usize = 100_000;
/// Bytes, as encoded so far, after which one ends in any case.
const BYTES_IN_GROUP: usize = 32 << 20;
/// Rows gathered before they are encoded.
const ROWS_AT_ONCE: usize = 4_096;
/// The same in bytes of words.
const BYTES_AT_ONCE: usize = 4 << 20;

/// Writes batches of [`crate::columns`] as one Parquet file.
///
/// ```
/// use selon_export::{ParquetWriter, Unit, columns::Rows};
/// let mut file = Vec::new();
/// let mut writer = ParquetWriter::new(Box::new(&mut file)).unwrap();
/// writer.write(&Rows::new(Unit::Codepoint).take().unwrap()).unwrap();
/// writer.finish().unwrap();
/// drop(writer);
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// ```
pub struct ParquetWriter<'w> {
    encoder: ArrowWriter<Encoded>,
    encoded: Encoded,
    out: Box<dyn Write + 'w>,
}

impl<'w> ParquetWriter<'w> {
    /// Writes the file's first bytes.
    ///
    /// # Errors
    /// Where the output can't be written.
    pub fn new(out: Box<dyn Write + 'w>) -> io::Result<Self> {
        let encoded = Encoded::default();
        let encoder = ArrowWriter::try_new(encoded.clone(), schema(), Some(properties()?)).map_err(plain)?;
        Ok(Self { encoder, encoded, out })
    }

    /// Adds the rows of a batch.
    ///
    /// # Errors
    /// Where the output can't be written, or the batch has other columns.
    pub fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        self.encoder.write(batch).map_err(plain)?;
        if self.encoder.in_progress_size() >= BYTES_IN_GROUP {
            self.encoder.flush().map_err(plain)?;
        }
        self.encoded.drain_to(&mut self.out)
    }

    /// Writes what belongs at the end; the file is whole then.
    ///
    /// # Errors
    /// Where the output can't be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.encoder.finish().map_err(plain)?;
        self.encoded.drain_to(&mut self.out)?;
        self.out.flush()
    }
}

fn properties() -> io::Result<WriterProperties> {
    let told = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).map_err(plain)?))
        .set_max_row_group_row_count(Some(ROWS_IN_GROUP))
        .set_created_by(concat!("selon ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![
            told("selon.schema", SCHEMA),
            told("selon.version", env!("CARGO_PKG_VERSION")),
        ]))
        .build())
}

/// The encoder's bytes until they are written: it may ask of its output to be of several threads, which not every output is.
#[derive(Clone, Default)]
struct Encoded(Arc<Mutex<Vec<u8>>>);

impl Encoded {
    fn drain_to(&self, out: &mut impl Write) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        out.write_all(&bytes)
    }
}

impl Write for Encoded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The exporter.
pub(crate) struct Parquet<'w> {
    rows: Rows,
    writer: Writer<'w>,
}

/// The file is begun with the first rows, since an exporter is made without fail.
enum Writer<'w> {
    Waiting(Option<Box<dyn Write + 'w>>),
    Begun(Box<ParquetWriter<'w>>),
}

impl<'w> Parquet<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { rows: Rows::new(settings.unit), writer: Writer::Waiting(Some(out)) }
    }

    fn put(&mut self) -> io::Result<()> {
        let batch = self.rows.take().map_err(|error| io::Error::other(error.to_string()))?;
        self.writer.begun()?.write(&batch)
    }
}

impl<'w> Writer<'w> {
    fn begun(&mut self) -> io::Result<&mut ParquetWriter<'w>> {
        if let Self::Waiting(out) = self {
            let out = out.take().ok_or_else(|| io::Error::other("the file could not be begun"))?;
            *self = Self::Begun(Box::new(ParquetWriter::new(out)?));
        }
        match self {
            Self::Begun(writer) => Ok(writer),
            Self::Waiting(_) => Err(io::Error::other("the file could not be begun")),
        }
    }
}

impl Exporter for Parquet<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let Self { rows, writer } = self;
        let pushed = rows.push(document, reading, |batch| {
            writer
                .begun()
                .and_then(|writer| writer.write(&batch))
                .map_err(|error| ArrowError::IoError(error.to_string(), error))
        });
        pushed.map_err(|error| io::Error::other(error.to_string()))?;
        if self.rows.len() >= ROWS_AT_ONCE || self.rows.bytes() >= BYTES_AT_ONCE {
            self.put()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.put()?;
        self.writer.begun()?.finish()
    }
}

/// An error of the encoder in the words of an output.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => io::Error::other(inner.to_string()),
        other => io::Error::other(other.to_string()),
    }
}
