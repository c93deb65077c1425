//! Who is the same speaker across documents? Names under every spelling, and what tells two bearers of one name apart.

mod bearers;
mod names;

pub(crate) use bearers::{Bearer, Told, same};
pub(crate) use names::{is_name, keys, surname_keys};
