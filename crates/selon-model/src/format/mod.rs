//! What does a file of weights hold? A model's name, its configuration, and tensors that are borrowed as they lie.

mod error;
mod header;
mod storage;
mod tensor;

use std::path::Path;
use std::sync::Arc;

use bytemuck::Pod;
use serde::de::DeserializeOwned;

pub use error::{Error, Fault};
pub use header::VERSION;
pub use tensor::{Number, Tensor};

use header::{Entry, Header};
use storage::Storage;

#[cfg(target_endian = "big")]
compile_error!("files of weights are little-endian and are used as they lie");

/// Columns of a 4-bit tensor that share a scale.
pub(crate) const BLOCK: usize = 32;
/// Bytes of one such block: a scale in half precision, and 32 half-bytes.
pub(crate) const BLOCK_BYTES: usize = 18;
/// Outputs that a panel of 8-bit weights holds side by side.
pub(crate) const LANES: usize = 16;
/// Inputs that lie together in it for each output.
pub(crate) const GROUP: usize = 4;

/// One file of weights, checked whole when it is opened. Cloning is cheap.
///
/// ```no_run
/// # fn main() -> Result<(), selon_model::Error> {
/// let weights = selon_model::Weights::read("model.weights".as_ref())?;
/// let bias = weights.tensor::<f32>("head.bias", &[7])?;
/// println!("{}: {:?}", weights.model(), &bias[..]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Weights {
    name: Arc<str>,
    storage: Arc<Storage>,
    header: Arc<Header>,
}

impl Weights {
    /// Reads a file into memory.
    ///
    /// # Errors
    /// The file cannot be read, is of another kind or version, or is damaged.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let read = || {
            let file = std::fs::File::open(path)?;
            let bytes = file.metadata()?.len();
            Storage::read(file, usize::try_from(bytes).unwrap_or(usize::MAX / 2))
        };
        let storage = read().map_err(|error| Error::new(&name, error))?;
        Self::open(&name, storage)
    }

    /// Uses bytes that live as long as the program: compiled in, or mapped. Not copied where they begin at a multiple of
    /// 64, as [`embedded_weights!`](crate::embedded_weights) makes them. `name` is what errors call them.
    ///
    /// # Errors
    /// As [`Weights::read`].
    pub fn of_static(name: &str, bytes: &'static [u8]) -> Result<Self, Error> {
        Self::open(name, Storage::of_static(bytes))
    }

    /// Uses a copy of `bytes`; `name` is what errors call them.
    ///
    /// # Errors
    /// As [`Weights::read`].
    pub fn copied(name: &str, bytes: &[u8]) -> Result<Self, Error> {
        Self::open(name, Storage::copied(bytes))
    }

    fn open(name: &str, storage: Storage) -> Result<Self, Error> {
        let header = Header::read(storage.bytes()).map_err(|fault| Error::new(name, fault))?;
        Ok(Self { name: name.into(), storage: Arc::new(storage), header: Arc::new(header) })
    }

    /// The model's id, as its maker gave it.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.header.model
    }

    /// The configuration, read as `C`.
    ///
    /// # Errors
    /// It has not the form of `C`.
    pub fn config<C: DeserializeOwned>(&self) -> Result<C, Error> {
        C::deserialize(&self.header.config).map_err(|error| self.error(error))
    }

    /// Whether there is a tensor of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.header.tensors.contains_key(name)
    }

    /// The shape of a tensor, outermost dimension first.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn shape(&self, name: &str) -> Result<&[usize], Error> {
        Ok(&self.entry(name)?.shape)
    }

    /// A tensor of plain numbers, of exactly this shape.
    ///
    /// # Errors
    /// There is none of this name, or it is of another type or shape, or lies outside the file.
    pub fn tensor<T: Number>(&self, name: &str, shape: &[usize]) -> Result<Tensor<T>, Error> {
        let bytes = shape.iter().try_fold(size_of::<T>(), |bytes, &length| bytes.checked_mul(length));
        self.slice(name, T::NAME, shape, bytes)
    }

    /// A tensor of plain numbers with one dimension, however long.
    ///
    /// # Errors
    /// As [`Weights::tensor`].
    pub fn list<T: Number>(&self, name: &str) -> Result<Tensor<T>, Error> {
        let length: usize = self.shape(name)?.first().copied().unwrap_or(0);
        self.tensor(name, &[length])
    }

    /// A tensor of floats, all finite.
    ///
    /// # Errors
    /// As [`Weights::tensor`], or a number is infinite or none.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Tensor<f32>, Error> {
        let floats = self.tensor::<f32>(name, shape)?;
        if floats.iter().all(|x| x.is_finite()) {
            return Ok(floats);
        }
        Err(self.error(Fault::Numbers { tensor: name.to_owned(), reason: "all must be finite" }))
    }

    /// The 8-bit weights of `outputs` × `inputs`, as `selon_format.py` packs them: panels of 16 outputs, within them groups
    /// of four inputs, within them the outputs, four inputs each; zeros where a panel or a group is not full.
    ///
    /// # Errors
    /// As [`Weights::tensor`].
    pub fn panels(&self, name: &str, outputs: usize, inputs: usize) -> Result<Tensor<i8>, Error> {
        let rows = outputs.checked_next_multiple_of(LANES);
        let columns = inputs.checked_next_multiple_of(GROUP);
        let bytes = rows.zip(columns).and_then(|(rows, columns)| rows.checked_mul(columns));
        self.slice(name, "q8", &[outputs, inputs], bytes)
    }

    /// The 4-bit rows of `rows` × `columns`: for each 32 columns, a scale in half precision, then 16 bytes, which hold the
    /// first 16 numbers in their low halves, the others in their high ones.
    ///
    /// # Errors
    /// As [`Weights::tensor`].
    pub fn nibbles(&self, name: &str, rows: usize, columns: usize) -> Result<Tensor<u8>, Error> {
        let blocks = columns.is_multiple_of(BLOCK).then(|| rows.checked_mul(columns / BLOCK)).flatten();
        self.slice(name, "q4", &[rows, columns], blocks.and_then(|blocks| blocks.checked_mul(BLOCK_BYTES)))
    }

    /// An error of this file.
    #[must_use]
    pub fn error(&self, fault: impl Into<Fault>) -> Error {
        Error::new(&self.name, fault)
    }

    fn entry(&self, name: &str) -> Result<&Entry, Error> {
        self.header.tensors.get(name).ok_or_else(|| self.error(Fault::Missing(name.to_owned())))
    }

    fn slice<T: Pod>(
        &self,
        name: &str,
        kind: &'static str,
        shape: &[usize],
        bytes: Option<usize>,
    ) -> Result<Tensor<T>, Error> {
        let entry = self.entry(name)?;
        let tensor = name.to_owned();
        if entry.dtype != kind {
            return Err(self.error(Fault::Kind { tensor, found: entry.dtype.clone(), wanted: kind }));
        }
        if entry.shape != shape {
            let (found, wanted) = (tensor::written(&entry.shape), tensor::written(shape));
            return Err(self.error(Fault::Shape { tensor, found, wanted }));
        }
        self.placed(entry, bytes).ok_or_else(|| self.error(Fault::Place(tensor)))
    }

    /// The numbers of an entry, if it has so many bytes, and within the payload.
    fn placed<T: Pod>(&self, entry: &Entry, bytes: Option<usize>) -> Option<Tensor<T>> {
        let payload = &self.header.payload;
        let start = payload.start.checked_add(entry.offset)?;
        let end = start.checked_add(entry.bytes)?;
        if bytes != Some(entry.bytes) || end > payload.end || !entry.offset.is_multiple_of(storage::ALIGNMENT) {
            return None;
        }
        Tensor::new(Arc::clone(&self.storage), start..end, entry.shape.clone())
    }
}

impl std::fmt::Debug for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "weights {} of {}, {} tensors", self.model(), self.name, self.header.tensors.len())
    }
}

/// The bytes of a file, compiled in and aligned so that [`Weights::of_static`] need not copy them.
#[macro_export]
macro_rules! embedded_weights {
    ($path:expr) => {{
        #[repr(C, align(64))]
        struct Aligned<B: ?Sized>(B);
        static ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!($path));
        let bytes: &'static [u8] = &ALIGNED.0;
        bytes
    }};
}
