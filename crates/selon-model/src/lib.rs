//! selon-model runs the trained reader on the processor: no engine, no download, no thread of its own.
//!
//! | module | question |
//! |---|---|
//! | `format` | What does a file of weights hold? |
//! | `pieces` | Which pieces is a word made of? |
//! | `kernel` | Which instructions does this processor have? |
//! | `matrix` | How are numbers multiplied? |
//! | `layers` | What does a network do with numbers? |
//! | `reader` | Which words are cue, source, content, name? |
//!
//! A file of weights ([`Weights`]) is checked when it is opened, and used as it lies. Words are cut to pieces ([`Pieces`]),
//! segments of pieces go through an [`Encoder`], heads ([`Linear`], [`Dense`], [`softmax`]) read what comes out. Everything
//! gives the same bits on every run and machine, whatever [`Path`] it takes.
//!
//! ```no_run
//! use selon_model::{Batch, Encoder, Path, Pieces, Room, Shape, Weights};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let weights = Weights::read("model.weights".as_ref())?;
//! let shape: Shape = weights.config()?;
//! let (pieces, encoder) = (Pieces::load(&weights, "pieces", 3)?, Encoder::load(&weights, "encoder", &shape)?);
//!
//! let mut cutter = pieces.cutter();
//! let mut numbers = vec![0]; // begins a segment
//! for word in ["Mara", "Velt", "denies", "it"] {
//!     cutter.cut(word, true, &mut numbers);
//! }
//! numbers.push(2); // ends it
//!
//! let lengths = [numbers.len()];
//! let rows = encoder.apply(Path::best(), Batch::new(&numbers, &lengths)?, &mut Room::default())?;
//! assert_eq!(rows.len(), numbers.len() * shape.hidden);
//! # Ok(())
//! # }
//! ```

mod format;
mod kernel;
mod layers;
mod matrix;
mod pieces;
mod reader;

pub use format::{Error, Fault, Number, Tensor, VERSION, Weights};
pub use kernel::Path;
pub use layers::{Batch, BatchError, Embeddings, Encoder, Norm, Room, Shape, Stack, gelu, softmax};
pub use matrix::{Dense, Linear, Nibbles};
pub use pieces::{Cutter, Pieces};
pub use reader::{Config, Entity, FEATURES, Found, Labels, MeaningSizes, Reader, Scheme, Sketch, Text, Token};
