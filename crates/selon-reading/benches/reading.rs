//! Speed of the reading.
fn main() {}
