//! A document: one text with its metadata and the structure that its page gave it. Pages make it, the reading reads it.

use crate::ByteRange;
use serde::{Deserialize, Serialize};

/// One text with its metadata.
///
/// ```
/// use selon_text::Document;
/// let document = Document::from_text("note-1", "Le maire a dit non.");
/// assert_eq!(document.language, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The name given with the input, else made from its content.
    pub id: String,
    /// The text read. Every span of a reading is a byte range into it; it is never changed.
    pub text: String,
    /// Where the input lay: a path, `-`, or nothing.
    pub file: Option<String>,
    /// The address it was fetched from or given with.
    pub url: Option<String>,
    /// The address that the page names as its own.
    pub canonical: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Name of the paper, site or agency.
    pub outlet: Option<String>,
    /// Authors' names as they stand, without «by».
    pub authors: Vec<String>,
    /// When it was published: ISO date, or date and time with offset where the page tells it.
    pub published: Option<String>,
    /// When it was last changed, in the same form.
    pub modified: Option<String>,
    /// When it was fetched, where it was, in the same form.
    pub fetched: Option<String>,
    /// Two-letter code of the language, declared or given; `None` where it has to be told from the text.
    pub language: Option<String>,
    /// schema.org's kind of article, such as `OpinionNewsArticle`.
    pub genre: Option<String>,
    /// Two-letter code of the language it was translated from, where the page says so.
    pub translated_from: Option<String>,
    /// Links, by their anchor's place in the text.
    pub links: Vec<Link>,
    /// What the page marked as a block or a quotation, outermost first, in order of place.
    pub blocks: Vec<Block>,
    /// Stretches that are the furniture of a page (a comment form, a share bar, a cookie note) and not to be read; the text itself is not changed.
    #[serde(default)]
    pub frame: Vec<ByteRange>,
    /// Whether it is one row of its file, which holds other documents, too.
    #[serde(default)]
    pub is_row: bool,
    /// SHA-256 of the bytes that came in, in hexadecimal.
    pub sha256: String,
    /// Whether the title stands apart and is to be read apart (pages; not rows of a table, whose text is read as given).
    pub title_apart: bool,
    /// What was odd about the page, in plain sentences.
    pub notes: Vec<String>,
}

impl Document {
    /// A document that is nothing but its text.
    #[must_use]
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }
}

/// A link of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where its anchor stands in the text.
    pub span: ByteRange,
    /// Absolute address it leads to.
    pub href: String,
}

/// A stretch of the text that the page marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The stretch.
    pub span: ByteRange,
    /// What the page says that it is.
    pub kind: BlockKind,
}

/// What a page says that a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// `<p>` and the like.
    Paragraph,
    /// `<h1>` to `<h6>`.
    Heading,
    /// `<blockquote>`, or a Markdown quotation.
    Quotation,
    /// `<q>`.
    InlineQuotation,
    /// A caption of a picture or table.
    Caption,
    /// An item of a list.
    ListItem,
}
