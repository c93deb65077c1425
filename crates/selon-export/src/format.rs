//! The formats and the units of position, by the names that people give them.

/// A format that readings can be put out in.
///
/// ```
/// use selon_export::Format;
/// assert_eq!(Format::named("md"), Some(Format::Markdown));
/// assert_eq!(Format::of_file("out/news.html"), Some(Format::Html));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line, one line a document.
    Jsonl,
    /// One JSON object, or an array of them where there are several documents.
    Json,
    /// One row a statement.
    Csv,
    /// One row a statement, as Apache Parquet.
    Parquet,
    /// One page that needs nothing else.
    Html,
    /// The article with numbered marks, and a table.
    Markdown,
    /// What a person sees at a terminal.
    Terminal,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] =
        &[Self::Jsonl, Self::Json, Self::Csv, Self::Parquet, Self::Html, Self::Markdown, Self::Terminal];

    /// Its name, as people give it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Terminal => "terminal",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Jsonl => "one JSON object a line, one line a document",
            Self::Json => "one JSON object, or an array where there are several documents",
            Self::Csv => "one row a statement",
            Self::Parquet => "one row a statement, as Apache Parquet",
            Self::Html => "one page that needs nothing else, to read and print",
            Self::Markdown => "the article with numbered marks, and a table",
            Self::Terminal => "the marked article and a table, fitted to the width",
        }
    }

    /// The format of that name; `markdown` is `md`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "markdown" { "md" } else { name };
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format that the ending of a file's name stands for.
    #[must_use]
    pub fn of_file(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "ndjson" => Some(Self::Jsonl),
            "htm" => Some(Self::Html),
            "terminal" => None,
            other => Self::named(other),
        }
    }
}

/// A unit in which positions are put out.
///
/// ```
/// use selon_export::Unit;
/// assert_eq!(Unit::named("utf16"), Some(Unit::Utf16));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as Python, spaCy, brat and Web Annotation count.
    #[default]
    Codepoint,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units, as browsers and Java count.
    Utf16,
}

impl Unit {
    /// Every unit.
    pub const ALL: &[Self] = &[Self::Codepoint, Self::Byte, Self::Utf16];

    /// Its name, as `offset_unit` has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Codepoint => "codepoint",
            Self::Byte => "byte",
            Self::Utf16 => "utf16",
        }
    }

    /// Who counts so, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Codepoint => "Unicode code points, as Python counts",
            Self::Byte => "bytes of UTF-8",
            Self::Utf16 => "UTF-16 units, as browsers and Java count",
        }
    }

    /// The unit of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|unit| unit.name() == name)
    }
}
