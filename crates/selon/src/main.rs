//! The command: everything is in the library beside it, so that tests can walk its definition.

use std::process::ExitCode;

fn main() -> ExitCode {
    selon::run(std::env::args_os())
}
