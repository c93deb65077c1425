//! Statements as flat columns, one row each, in Arrow's memory: what Parquet files and other programs take.
//!
//! [`COLUMNS`] is the one list, from which the CSV, the Arrow schema and their documentation are made. [`statements`] gives the rows of
//! some documents as one `RecordBatch`; [`Rows`] gathers them piece by piece where there are many.

mod table;

pub use table::{COLUMNS, Column, ColumnType};
pub(crate) use table::{Cell, Sheet};

use crate::Unit;
use arrow_array::builder::{ArrayBuilder, BooleanBuilder, Float32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use selon_reading::Reading;
use selon_text::Document;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Bytes of words that one batch may hold: Arrow's `Utf8` counts each column in 31 bits, and this leaves room for one more row.
const MOST_BYTES: usize = 1 << 30;

/// The Arrow schema of the rows: a field for each of [`COLUMNS`], with what it says as its metadata `about`.
///
/// ```
/// assert_eq!(selon_export::columns::schema().field(0).name(), "doc");
/// ```
#[must_use]
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| Arc::new(Schema::new(fields())));
    Arc::clone(&SCHEMA)
}

fn fields() -> Vec<Field> {
    let field = |column: &Column| {
        let about = HashMap::from([("about".to_owned(), column.about.to_owned())]);
        Field::new(column.name, data_type(column.r#type), !column.required).with_metadata(about)
    };
    COLUMNS.iter().map(field).collect()
}

fn data_type(of: ColumnType) -> DataType {
    match of {
        ColumnType::Words => DataType::Utf8,
        ColumnType::Number => DataType::Int64,
        ColumnType::Share => DataType::Float32,
        ColumnType::Truth => DataType::Boolean,
    }
}

/// The statements of these documents as one batch, in order; positions count `unit`.
///
/// # Errors
/// Where the words come to more than a gigabyte, which one batch can't hold.
///
/// ```
/// use selon_export::{Unit, columns};
/// use selon_reading::{Options, read};
/// use selon_text::Document;
/// let document = Document::from_text("note-1", "La maire de Lorvaux a dit que le pont était sûr.");
/// let reading = read(&document, &Options::default());
/// let batch = columns::statements([(&document, &reading)], Unit::Codepoint).unwrap();
/// assert_eq!((batch.num_rows(), batch.schema().field(5).name().as_str()), (1, "statement"));
/// ```
pub fn statements<'a>(
    read: impl IntoIterator<Item = (&'a Document, &'a Reading)>,
    unit: Unit,
) -> Result<RecordBatch, ArrowError> {
    let (mut rows, mut full) = (Rows::new(unit), false);
    for (document, reading) in read {
        rows.push(document, reading, |_| {
            full = true;
            Ok::<_, ArrowError>(())
        })?;
    }
    if full {
        let words = format!("the statements hold more than {} MB of words", MOST_BYTES >> 20);
        return Err(ArrowError::ComputeError(words));
    }
    rows.take()
}

/// Gathers rows into batches.
///
/// ```
/// use selon_export::{Unit, columns::Rows};
/// let mut rows = Rows::new(Unit::Byte);
/// assert!(rows.is_empty());
/// assert_eq!(rows.take().unwrap().num_rows(), 0);
/// ```
pub struct Rows {
    unit: Unit,
    columns: Vec<Builder>,
    bytes: usize,
    most: usize,
}

impl Rows {
    /// No rows yet; positions will count `unit`.
    #[must_use]
    pub fn new(unit: Unit) -> Self {
        Self {
            unit,
            columns: COLUMNS.iter().map(|column| Builder::new(column.r#type)).collect(),
            bytes: 0,
            most: MOST_BYTES,
        }
    }

    /// Adds the statements of one document. `full` is handed a batch where more than fits into one has come together, as a single
    /// document can bring it about whose title is long and whose statements are many.
    ///
    /// # Errors
    /// Those of `full`, and Arrow's.
    pub fn push<E: From<ArrowError>>(
        &mut self,
        document: &Document,
        reading: &Reading,
        mut full: impl FnMut(RecordBatch) -> Result<(), E>,
    ) -> Result<(), E> {
        for row in Sheet::new(document, reading, self.unit).rows() {
            for (builder, cell) in self.columns.iter_mut().zip(row.cells()) {
                self.bytes += builder.push(cell);
            }
            if self.bytes >= self.most {
                full(self.take()?)?;
            }
        }
        Ok(())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, Builder::len)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of words in them.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// The rows as a batch; what is left is empty.
    ///
    /// # Errors
    /// Arrow's own, where columns and schema don't agree.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.bytes = 0;
        RecordBatch::try_new(schema(), self.columns.iter_mut().map(Builder::finish).collect())
    }
}

/// Gathers the cells of one column.
enum Builder {
    Words(StringBuilder),
    Number(Int64Builder),
    Share(Float32Builder),
    Truth(BooleanBuilder),
}

impl Builder {
    fn new(of: ColumnType) -> Self {
        match of {
            ColumnType::Words => Self::Words(StringBuilder::new()),
            ColumnType::Number => Self::Number(Int64Builder::new()),
            ColumnType::Share => Self::Share(Float32Builder::new()),
            ColumnType::Truth => Self::Truth(BooleanBuilder::new()),
        }
    }

    /// Adds a cell, and tells how many bytes of words it has; one of another type counts as none.
    fn push(&mut self, cell: Cell<'_>) -> usize {
        match (self, cell) {
            (Self::Words(column), Cell::Words(words)) => {
                column.append_value(&words);
                return words.len();
            }
            (Self::Number(column), Cell::Number(number)) => column.append_option(i64::try_from(number).ok()),
            (Self::Share(column), Cell::Share(share)) => column.append_value(share),
            (Self::Truth(column), Cell::Truth(truth)) => column.append_value(truth),
            (Self::Words(column), _) => column.append_null(),
            (Self::Number(column), _) => column.append_null(),
            (Self::Share(column), _) => column.append_null(),
            (Self::Truth(column), _) => column.append_null(),
        }
        0
    }

    fn len(&self) -> usize {
        match self {
            Self::Words(column) => column.len(),
            Self::Number(column) => column.len(),
            Self::Share(column) => column.len(),
            Self::Truth(column) => column.len(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Words(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Share(column) => Arc::new(column.finish()),
            Self::Truth(column) => Arc::new(column.finish()),
        }
    }
}
