//! Which numbers are these? Borrowed slices of a file's payload, by type.

use std::marker::PhantomData;
use std::ops::{Deref, Range};
use std::sync::Arc;

use bytemuck::Pod;

use super::storage::Storage;

/// A type of number that a file can hold as it is.
pub trait Number: Pod {
    /// Its name in the table.
    const NAME: &'static str;
}

macro_rules! numbers {
    ($($kind:ty: $name:literal),*) => { $(impl Number for $kind { const NAME: &'static str = $name; })* };
}
numbers!(f32: "f32", i32: "i32", u32: "u32", i8: "i8", u8: "u8");

/// Numbers of one tensor, row by row: a slice that keeps its file alive. Cloning copies no number.
pub struct Tensor<T> {
    storage: Arc<Storage>,
    range: Range<usize>,
    shape: Vec<usize>,
    kind: PhantomData<T>,
}

impl<T: Pod> Tensor<T> {
    /// The numbers in `range` of the file; `None` where the range is not aligned or not of whole numbers.
    pub(super) fn new(storage: Arc<Storage>, range: Range<usize>, shape: Vec<usize>) -> Option<Self> {
        bytemuck::try_cast_slice::<u8, T>(storage.bytes().get(range.clone())?).ok()?;
        Some(Self { storage, range, shape, kind: PhantomData })
    }

    /// Lengths of the dimensions, outermost first.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }
}

impl<T: Pod> Deref for Tensor<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        bytemuck::cast_slice(&self.storage.bytes()[self.range.clone()])
    }
}

impl<T> Clone for Tensor<T> {
    fn clone(&self) -> Self {
        Self {
            storage: Arc::clone(&self.storage),
            range: self.range.clone(),
            shape: self.shape.clone(),
            kind: PhantomData,
        }
    }
}

impl<T> std::fmt::Debug for Tensor<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "tensor {}", written(&self.shape))
    }
}

/// A shape as people write it: `384 × 1536`.
pub(super) fn written(shape: &[usize]) -> String {
    if shape.is_empty() {
        return "of one number".to_owned();
    }
    shape.iter().map(usize::to_string).collect::<Vec<_>>().join(" × ")
}
