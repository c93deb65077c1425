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
    /// W3C Web Annotation, JSON-LD.
    WebAnnotation,
    /// Stand-off files of the annotation tool brat, in an archive.
    Brat,
    /// A graph with dates, for Gephi.
    Gexf,
    /// The same graph for other programs.
    GraphMl,
    /// Articles, quotations and claims in schema.org's words.
    SchemaOrg,
    /// Drafts of fact-checks, unrated.
    ClaimReview,
    /// Where each statement comes from, W3C PROV-JSON.
    Prov,
    /// FollowTheMoney entities, for Aleph.
    Ftm,
    /// Documents as bibliographies have them.
    Csl,
    /// spaCy documents.
    Spacy,
    /// The text with its marks, TEI P5.
    Tei,
}

/// The formats in which what a database keeps of a reading can be put out whole.
pub const EXPORT_FORMATS: &[Format] = &[
    Format::Csv,
    Format::Parquet,
    Format::WebAnnotation,
    Format::Brat,
    Format::Gexf,
    Format::GraphMl,
    Format::SchemaOrg,
    Format::ClaimReview,
    Format::Prov,
    Format::Ftm,
    Format::Csl,
    Format::Spacy,
    Format::Tei,
];

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[
        Self::Jsonl,
        Self::Json,
        Self::Csv,
        Self::Parquet,
        Self::Html,
        Self::Markdown,
        Self::Terminal,
        Self::WebAnnotation,
        Self::Brat,
        Self::Gexf,
        Self::GraphMl,
        Self::SchemaOrg,
        Self::ClaimReview,
        Self::Prov,
        Self::Ftm,
        Self::Csl,
        Self::Spacy,
        Self::Tei,
    ];

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
            Self::WebAnnotation => "webannotation",
            Self::Brat => "brat",
            Self::Gexf => "gexf",
            Self::GraphMl => "graphml",
            Self::SchemaOrg => "schemaorg",
            Self::ClaimReview => "claimreview",
            Self::Prov => "prov",
            Self::Ftm => "ftm",
            Self::Csl => "csl",
            Self::Spacy => "spacy",
            Self::Tei => "tei",
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
            Self::WebAnnotation => "W3C Web Annotation (JSON-LD)",
            Self::Brat => "files of the annotation tool brat, in a tar archive",
            Self::Gexf => "who said what where, as a graph with dates for Gephi",
            Self::GraphMl => "the same graph as GraphML",
            Self::SchemaOrg => "articles, quotations and claims in schema.org's words",
            Self::ClaimReview => "drafts of schema.org ClaimReview, the rating empty",
            Self::Prov => "where each statement comes from, as W3C PROV-JSON",
            Self::Ftm => "FollowTheMoney entities, for Aleph",
            Self::Csl => "the documents as CSL-JSON, for bibliographies",
            Self::Spacy => "spaCy documents, one a line",
            Self::Tei => "TEI P5: the text with <said who direct>",
        }
    }

    /// Whether it is bytes that no terminal can show.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Parquet | Self::Brat)
    }

    /// Whether it tells of claims that went from one document to another.
    #[must_use]
    pub const fn tells_claims(self) -> bool {
        matches!(self, Self::Gexf | Self::GraphMl | Self::SchemaOrg | Self::ClaimReview | Self::Prov)
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
            "tar" => Some(Self::Brat),
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
