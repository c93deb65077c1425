//! Whether to colour: what was asked for, else what the environment and the output say.

use anstream::{AutoStream, ColorChoice};
use std::io::IsTerminal;

/// What was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Color {
    /// At a terminal, unless `NO_COLOR` or a dumb terminal forbids it.
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) const ALL: &[Self] = &[Self::Auto, Self::Always, Self::Never];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|color| color.name() == name)
    }

    /// Whether to colour what goes to the standard output, or to a file.
    pub(crate) fn applies(self, to_stdout: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                to_stdout
                    && std::io::stdout().is_terminal()
                    && AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
            }
        }
    }
}
