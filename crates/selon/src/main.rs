//! The command. Thin.
fn main() {}
