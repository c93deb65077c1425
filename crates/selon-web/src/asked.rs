//! What was asked for: the address taken apart, what a form brought, and how the person wants pages to look.

use crate::fields::Fields;
use crate::words::Words;
use std::collections::HashMap;

/// How light pages are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// As the browser says.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Look {
    pub(crate) const ALL: &[Self] = &[Self::Auto, Self::Light, Self::Dark];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|look| look.name() == name)
    }
}

/// A file that a form brought.
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// One request, as a page sees it.
pub(crate) struct Asked {
    /// Where the server was asked, such as `http://localhost:8017`: for addresses that leave this machine's pages.
    pub(crate) origin: String,
    /// The path, encoded as it came, without `.json`.
    pub(crate) path: String,
    /// The parts of the path that are ids or names, decoded.
    pub(crate) ids: HashMap<String, String>,
    /// The query, without `lang` and `look`.
    pub(crate) query: Fields,
    /// What a form brought by POST; its token has been checked.
    pub(crate) form: Fields,
    pub(crate) upload: Option<Upload>,
    /// The language of the interface.
    pub(crate) words: Words,
    pub(crate) look: Look,
    /// Whether the twin for programs is wanted.
    pub(crate) json: bool,
}

impl Asked {
    /// A part of the path by its name in the route; empty where the route has none of that name.
    pub(crate) fn id(&self, name: &str) -> &str {
        self.ids.get(name).map_or("", String::as_str)
    }

    /// The address of this page as it is, to lead back to it.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.path, self.query.query())
    }
}
