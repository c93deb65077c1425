//! What does a network do with numbers? The layers of BERT, in floats between the 8-bit products.

mod attention;
mod batch;
mod embeddings;
mod encoder;
mod functions;
mod layer;
mod norm;
mod shape;
mod stack;

pub use batch::{Batch, BatchError};
pub use embeddings::Embeddings;
pub use encoder::Encoder;
pub use functions::{gelu, softmax};
pub use layer::Room;
pub use norm::Norm;
pub use shape::Shape;
pub use stack::Stack;
