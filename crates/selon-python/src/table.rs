//! Columns of Arrow batches by their names, without copying them.

use crate::trouble::told;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Float64Array, Int64Array, ListArray, RecordBatch, StringArray,
};
use arrow_schema::DataType;
use pyo3::PyResult;

/// A batch whose columns are asked for by name.
#[derive(Clone, Copy)]
pub(crate) struct Table<'b>(pub(crate) &'b RecordBatch);

/// A column of strings, in whichever of Arrow's layouts.
pub(crate) struct Strings<'b>(&'b ArrayRef);

/// A column of lists of whole numbers.
pub(crate) struct Numbers<'b>(&'b ListArray);

impl<'b> Table<'b> {
    pub(crate) fn rows(&self) -> usize {
        self.0.num_rows()
    }

    /// The first column that has one of these names; a column of nothing but nulls, whatever its type, counts as absent.
    pub(crate) fn strings(&self, names: &[&str]) -> PyResult<Option<Strings<'b>>> {
        let Some(column) = names.iter().find_map(|name| self.0.column_by_name(name)) else { return Ok(None) };
        match column.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(Some(Strings(column))),
            DataType::Null => Ok(None),
            other => Err(wrong(names[0], "of strings", other)),
        }
    }

    pub(crate) fn longs(&self, name: &str) -> PyResult<&'b Int64Array> {
        let column = self.column(name)?;
        column.as_primitive_opt::<Int64Type>().ok_or_else(|| wrong(name, "of 64-bit numbers", column.data_type()))
    }

    pub(crate) fn doubles(&self, name: &str) -> PyResult<&'b Float64Array> {
        let column = self.column(name)?;
        column.as_primitive_opt::<Float64Type>().ok_or_else(|| wrong(name, "of numbers", column.data_type()))
    }

    pub(crate) fn flags(&self, name: &str) -> PyResult<&'b BooleanArray> {
        let column = self.column(name)?;
        column.as_boolean_opt().ok_or_else(|| wrong(name, "of yes and no", column.data_type()))
    }

    pub(crate) fn bytes(&self, name: &str) -> PyResult<&'b BinaryArray> {
        let column = self.column(name)?;
        column.as_binary_opt::<i32>().ok_or_else(|| wrong(name, "of bytes", column.data_type()))
    }

    pub(crate) fn text(&self, name: &str) -> PyResult<&'b StringArray> {
        let column = self.column(name)?;
        column.as_string_opt::<i32>().ok_or_else(|| wrong(name, "of strings", column.data_type()))
    }

    pub(crate) fn numbers(&self, name: &str) -> PyResult<Numbers<'b>> {
        let column = self.column(name)?;
        let whole = |list: &&ListArray| list.values().as_primitive_opt::<Int64Type>().is_some();
        let found = column.as_list_opt::<i32>().filter(whole);
        found.map(Numbers).ok_or_else(|| wrong(name, "of lists of 64-bit numbers", column.data_type()))
    }

    fn column(&self, name: &str) -> PyResult<&'b ArrayRef> {
        self.0.column_by_name(name).ok_or_else(|| told(format!("there is no column '{name}'"), None))
    }
}

/// A batch of these columns, any of which may have nulls.
pub(crate) fn batch_of<const N: usize>(columns: [(&str, ArrayRef); N]) -> PyResult<RecordBatch> {
    let columns = columns.into_iter().map(|(name, column)| (name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns).map_err(|error| told(error, None))
}

fn wrong(name: &str, wanted: &str, found: &DataType) -> pyo3::PyErr {
    told(format!("the column '{name}' is not {wanted} but {found}"), None)
}

impl<'b> Strings<'b> {
    /// The string of a row; nothing where it is null.
    pub(crate) fn get(&self, row: usize) -> Option<&'b str> {
        if self.0.is_null(row) {
            return None;
        }
        match self.0.data_type() {
            DataType::LargeUtf8 => Some(self.0.as_string::<i64>().value(row)),
            DataType::Utf8View => Some(self.0.as_string_view().value(row)),
            _ => Some(self.0.as_string::<i32>().value(row)),
        }
    }
}

impl Numbers<'_> {
    /// The numbers of a row; none where it is null.
    pub(crate) fn get(&self, row: usize) -> Vec<i64> {
        if self.0.is_null(row) {
            return Vec::new();
        }
        self.0.value(row).as_primitive::<Int64Type>().values().to_vec()
    }
}
