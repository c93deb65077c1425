//! `selon --version`: the program, and what its results depend on: models, data of languages, forms of what it writes.

use crate::failure::{Exit, Failure};
use crate::models::{Model, Scheme};
use crate::output::to_stdout;

/// Prints the versions, one thing a line, the program's on the first.
pub(crate) fn show() -> Result<Exit, Failure> {
    let models: Result<Vec<String>, Failure> = Model::ALL
        .iter()
        .map(|model| Ok(format!("{} ({})", model.name(), model.tagger(Scheme::default())?.id())))
        .collect();
    let lines = [
        format!("selon {}", env!("CARGO_PKG_VERSION")),
        format!("models: {}", models?.join(", ")),
        format!("languages: {} (data {:016x})", selon_language::languages().join(", "), selon_language::fingerprint()),
        format!(
            "schemas: {}, {}; database {}",
            selon_export::SCHEMA,
            selon_export::CHECK_SCHEMA,
            selon_corpus::VERSION
        ),
    ];
    to_stdout(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))
}
