//! How are numbers multiplied? Linear layers in 8 bits and in floats, and tables in 4 bits.

mod bytes;
mod dense;
mod linear;
mod nibbles;
mod product;

pub(crate) use bytes::Bytes;
pub use dense::Dense;
pub use linear::Linear;
pub use nibbles::Nibbles;
pub(crate) use product::{Left, Product};

/// The first `count` numbers of a room that is used over and over; it grows where it is too small.
pub(crate) fn first<T: Copy + Default>(room: &mut Vec<T>, count: usize) -> &mut [T] {
    if room.len() < count {
        room.resize(count, T::default());
    }
    &mut room[..count]
}
