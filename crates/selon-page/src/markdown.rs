//! Markdown: the text stays as written, signs and all; blocks and links are places in it, front matter is metadata.

use crate::decode::Decoded;
use crate::html::absolute;
use crate::meta::two_letters;
use crate::{Hints, InputError, Options, dates, page, plain};
use pulldown_cmark::{Event, HeadingLevel, Options as Extensions, Parser, Tag, TagEnd};
use selon_text::{Block, BlockKind, ByteRange, Document, Link};
use url::Url;

/// A decoded Markdown text as a document; hash and id are left to the caller.
///
/// # Errors
/// Where there is nothing but white space.
pub(crate) fn document(decoded: Decoded, hints: &Hints, options: &Options) -> Result<Document, InputError> {
    let mut document = plain::document(decoded, hints, &Options::default())?;
    let body = match front_matter(&document.text) {
        Some(matter) => {
            let end = matter.end;
            let fields: Vec<(String, String)> =
                matter.fields.iter().map(|(name, value)| (name.to_lowercase(), (*value).to_owned())).collect();
            describe(&mut document, &fields);
            document.frame.insert(0, ByteRange::new(0, end));
            end
        }
        None => 0,
    };
    mark(&mut document, body);
    document.title_apart = document.title.as_deref().is_some_and(|title| !document.text[body..].contains(title));
    page::finish(&mut document, options);
    Ok(document)
}

/// The head of a text between two lines of three dashes.
pub(crate) struct FrontMatter<'a> {
    pub(crate) fields: Vec<(&'a str, &'a str)>,
    /// Where it ends in the text.
    pub(crate) end: usize,
}

/// Most lines of front matter.
const MOST_LINES: usize = 100;

/// Reads `name: value` lines between `---` and `---`; lists are given as they stand.
pub(crate) fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let mut end = text.strip_prefix("---")?.find('\n').filter(|at| text[3..3 + at].trim().is_empty())? + 4;
    let mut fields = Vec::new();
    for line in text[end..].split_inclusive('\n').take(MOST_LINES) {
        end += line.len();
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return (!fields.is_empty()).then_some(FrontMatter { fields, end });
        }
        if let Some((name, value)) =
            bare.split_once(':').filter(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace))
        {
            fields.push((name, value.trim().trim_matches(['"', '\''])));
        } else if !bare.is_empty() && !bare.starts_with([' ', '-', '#', '\t']) {
            return None;
        }
    }
    None
}

fn describe(document: &mut Document, fields: &[(String, String)]) {
    let field = |names: &[&str]| {
        fields
            .iter()
            .find(|(name, value)| names.contains(&name.as_str()) && !value.is_empty())
            .map(|(_, value)| value.as_str())
    };
    document.title = field(&["title"]).map(str::to_owned);
    document.published = field(&["date", "published"]).and_then(dates::declared);
    document.modified = field(&["modified", "updated", "lastmod"]).and_then(dates::declared);
    document.language = field(&["lang", "language"]).and_then(two_letters);
    document.outlet = field(&["outlet", "site", "sitename", "publisher"]).map(str::to_owned);
    document.url =
        document.url.take().or_else(|| field(&["url", "link", "source"]).and_then(|url| absolute(url, None)));
    let authors = field(&["author", "authors"]).unwrap_or("").trim_matches(['[', ']']);
    document.authors = authors
        .split([',', ';'])
        .map(|name| name.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|name| !name.is_empty())
        .collect();
}

/// Marks blocks and links, as the parser finds them.
fn mark(document: &mut Document, body: usize) {
    let base = document.url.as_deref().and_then(|url| Url::parse(url).ok());
    let text = std::mem::take(&mut document.text);
    let mut link: Option<(String, Option<ByteRange>)> = None;
    let extensions = Extensions::ENABLE_TABLES | Extensions::ENABLE_FOOTNOTES | Extensions::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&text[body..], extensions).into_offset_iter() {
        let span = trimmed(&text, range.start + body, range.end + body);
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = absolute(&dest_url, base.as_ref()).map(|href| (href, None))
            }
            Event::End(TagEnd::Link) => {
                if let Some((href, Some(span))) = link.take() {
                    document.links.push(Link { span, href });
                }
            }
            Event::Text(_) | Event::Code(_) => {
                if let Some((_, anchor)) = &mut link {
                    *anchor = Some(anchor.map_or(span, |anchor| ByteRange::new(anchor.start, span.end)));
                }
            }
            Event::Start(tag) => {
                if let Some(kind) = kind(&tag) {
                    document.blocks.push(Block { span, kind });
                }
                if matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. }) && document.title.is_none() {
                    document.title = Some(span.of(&text).trim_matches(['#', '=', ' ', '\n']).to_owned());
                }
            }
            _ => {}
        }
    }
    document.text = text;
}

fn kind(tag: &Tag<'_>) -> Option<BlockKind> {
    match tag {
        Tag::Paragraph => Some(BlockKind::Paragraph),
        Tag::Heading { .. } => Some(BlockKind::Heading),
        Tag::BlockQuote(_) => Some(BlockKind::Quotation),
        Tag::Item => Some(BlockKind::ListItem),
        _ => None,
    }
}

fn trimmed(text: &str, start: usize, end: usize) -> ByteRange {
    let words = &text[start..end];
    let lead = words.len() - words.trim_start().len();
    ByteRange::new(start + lead.min(words.len()), start + words.trim_end().len().max(lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        document(Decoded { text: text.to_owned(), note: None }, &Hints::default(), &Options::default()).unwrap()
    }

    #[test]
    fn blocks_and_links_are_places_in_the_text_as_written() {
        let text = "# Bridge closed\n\nThe mayor said [no](https://ostwick.example/no).\n\n> We will not pay,\n> ever.\n\n- one\n";
        let document = read(text);
        assert_eq!(document.text, text);
        assert_eq!(document.links[0].span.of(text), "no");
        let kinds: Vec<_> = document.blocks.iter().map(|block| (block.kind, block.span.of(text))).collect();
        assert_eq!(kinds[0], (BlockKind::Heading, "# Bridge closed"));
        assert!(kinds.contains(&(BlockKind::Quotation, "> We will not pay,\n> ever.")));
        assert!(kinds.iter().any(|(kind, _)| *kind == BlockKind::ListItem));
        assert_eq!((document.title.as_deref(), document.title_apart), (Some("Bridge closed"), false));
    }

    #[test]
    fn front_matter_is_metadata_and_not_read() {
        let text = "---\ntitle: \"No\"\ndate: 2031-02-17\nauthor: Ada Lund\n---\nThe mayor spoke.\n";
        let document = read(text);
        assert_eq!(document.authors, ["Ada Lund"]);
        assert_eq!(document.published.as_deref(), Some("2031-02-17"));
        assert_eq!(&text[document.frame[0].end..], "The mayor spoke.\n");
        assert!(document.title_apart);
    }

    #[test]
    fn two_dashed_lines_are_not_always_front_matter() {
        assert!(front_matter("---\nA line of prose, no more.\n---\n").is_none());
        assert!(front_matter("---\n").is_none());
    }
}
