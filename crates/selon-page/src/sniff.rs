//! What is it? Formats are told by their content; a name's ending only breaks ties.

use crate::Hints;

/// How many bytes are looked at.
pub(crate) const LOOKED_AT: usize = 64 * 1024;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Json,
    JsonLines,
    /// A table, with the sign that parts its columns.
    Table(u8),
    Feed,
    Markdown,
    Plain,
    /// A web archive.
    Warc,
    /// A web archive packed as ZIP, with a list of its pages.
    Wacz,
    Parquet,
}

/// Tells the format of what begins with `head`; a binary format is an error, by its name.
pub(crate) fn sniff(head: &[u8], hints: &Hints) -> Result<Format, String> {
    if let Some(format) = archive(head) {
        return Ok(format);
    }
    if let Some(kind) = binary(head) {
        return Err(kind);
    }
    let text = crate::decode::head_text(head);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    Ok(match text.as_bytes().first() {
        Some(b'{') => json(text),
        Some(b'[') if text[1..].trim_start().starts_with(['{', ']']) => Format::Json,
        Some(b'<') => marked_up(text),
        _ => table(text, hints).unwrap_or_else(|| prose(text, hints)),
    })
}

/// The binary formats that are read.
fn archive(head: &[u8]) -> Option<Format> {
    if crate::warc::is_archive(head) {
        return Some(Format::Warc);
    }
    if head.starts_with(b"PAR1") {
        return Some(Format::Parquet);
    }
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    // Whichever file of the archive stands first.
    let packed = head.starts_with(b"PK\x03\x04")
        && [&b"datapackage.json"[..], b".warc", b"pages/pages.jsonl", b"indexes/index.cdx"].into_iter().any(holds);
    packed.then_some(Format::Wacz)
}

/// First bytes that name a format, where they stand, and what people call it.
const MAGIC: [(usize, &[u8], &str); 21] = [
    (0, b"%PDF", "PDF"),
    (0, b"\x89PNG", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF8", "GIF image"),
    (8, b"WEBP", "WebP image"),
    (0, b"II*\0", "TIFF image"),
    (0, b"MM\0*", "TIFF image"),
    (0, b"BM\0", "bitmap image"),
    (0, b"\x1f\x8b", "gzip archive"),
    (0, b"7z\xbc\xaf", "7-Zip archive"),
    (0, b"Rar!", "RAR archive"),
    (0, b"BZh", "bzip2 archive"),
    (0, b"\xfd7zXZ", "xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "zstd archive"),
    (257, b"ustar", "tar archive"),
    (0, b"\xd0\xcf\x11\xe0", "old Word, Excel or PowerPoint document"),
    (0, b"{\\rtf", "RTF document"),
    (0, b"\x7fELF", "program"),
    (0, b"SQLite format 3\0", "SQLite database"),
    (0, b"OggS", "Ogg recording"),
    (4, b"ftyp", "MP4 film or HEIC image"),
];

/// The name of a binary format; content full of NULs or control characters has none.
fn binary(head: &[u8]) -> Option<String> {
    let named = MAGIC.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    if let Some((_, _, name)) = named {
        return Some((*name).to_owned());
    }
    if head.starts_with(b"PK\x03\x04") {
        return Some(zipped(head).to_owned());
    }
    // No text, in whatever encoding of eight bits, has a control character in fifty; random bytes have one in ten.
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    let much = nuls * 100 > head.len() || controls * 50 > head.len();
    (much && !crate::decode::is_utf16(head)).then(|| "unknown kind".to_owned())
}

/// What a ZIP archive is by the names of its files.
fn zipped(head: &[u8]) -> &'static str {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if holds(b"word/") {
        "DOCX document"
    } else if holds(b"xl/") {
        "XLSX table"
    } else if holds(b"application/epub") {
        "EPUB book"
    } else if holds(b"opendocument") {
        "OpenDocument file"
    } else {
        "ZIP archive"
    }
}

fn json(text: &str) -> Format {
    if text.get(..2_000.min(text.len())).unwrap_or(text).contains("jsonfeed.org/version") {
        return Format::Feed;
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let whole = |line: &str| line.starts_with('{') && line.ends_with('}');
    let long = first.len() + 8 > LOOKED_AT / 2 && !text[..first.len()].contains('\n');
    if whole(first) || long || lines.next().is_some_and(|second| whole(second) && first.len() > 1) {
        Format::JsonLines
    } else {
        Format::Json
    }
}

/// What begins with a pointed bracket: a feed by its root element, else a page.
fn marked_up(text: &str) -> Format {
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        let end = if inner.starts_with("--") { "-->" } else { ">" };
        let Some((_, after)) = inner.split_once(end) else { return Format::Html };
        rest = after.trim_start();
    }
    let root =
        rest.trim_start_matches('<').split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("");
    match root.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf:rdf" | "rdf" | "atom:feed" => Format::Feed,
        _ => Format::Html,
    }
}

/// Names of columns that hold a document's text.
pub(crate) const TEXT_COLUMNS: [&str; 9] =
    ["text", "raw_text", "content", "body", "article", "maintext", "full_text", "fulltext", "article_text"];
/// Names of columns that make a first line the header of a table.
const COLUMNS: [&str; 22] = [
    "id",
    "doc_id",
    "url",
    "link",
    "title",
    "headline",
    "date",
    "published",
    "lang",
    "language",
    "author",
    "authors",
    "outlet",
    "source",
    "sitename",
    "hostname",
    "links",
    "section",
    "publication",
    "category",
    "label",
    "doc",
];

fn table(text: &str, hints: &Hints) -> Option<Format> {
    let header = text.lines().next()?.to_lowercase();
    let by_name = ending(hints).filter(|ending| matches!(ending.as_str(), "csv" | "tsv")).is_some();
    let separator =
        *[b'\t', b',', b';'].iter().max_by_key(|sign| header.bytes().filter(|byte| byte == *sign).count())?;
    let columns: Vec<&str> =
        header.split(char::from(separator)).map(|name| name.trim().trim_matches('"').trim()).collect();
    let has_text = columns.iter().any(|name| TEXT_COLUMNS.contains(name));
    let known = columns.iter().filter(|name| COLUMNS.contains(name)).count();
    (has_text && known > 0 || by_name).then_some(Format::Table(separator))
}

/// The ending of the file's name, in lower case.
fn ending(hints: &Hints) -> Option<String> {
    let name = hints.file.as_deref().or(hints.url.as_deref())?;
    let name = name.rsplit('/').next()?.split(['?', '#']).next()?;
    let name = name.strip_suffix(".gz").unwrap_or(name);
    Some(name.rsplit_once('.')?.1.to_ascii_lowercase())
}

fn prose(text: &str, hints: &Hints) -> Format {
    let lower = text.to_ascii_lowercase();
    if lower.contains("<html")
        || lower.contains("<body")
        || lower.contains("<!doctype html")
        || lower.matches("</p>").count() >= 5
    {
        return Format::Html;
    }
    let by_name = ending(hints).is_some_and(|ending| matches!(ending.as_str(), "md" | "markdown" | "mdown"));
    if by_name || looks_like_markdown(text) { Format::Markdown } else { Format::Plain }
}

/// Clear signs only: front matter, or a heading or quotation or link that nobody writes by chance, twice at least.
fn looks_like_markdown(text: &str) -> bool {
    if text.starts_with("---\n") && crate::markdown::front_matter(text).is_some() {
        return true;
    }
    let headings = text
        .lines()
        .filter(|line| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#') && line.len() > 3)
        .count();
    let quotations = text.lines().filter(|line| line.starts_with("> ")).count();
    let links = text.matches("](http").count();
    headings + quotations.min(2) + links >= 2 && (headings > 0 || links > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Format {
        sniff(text.as_bytes(), &Hints::default()).unwrap()
    }

    #[test]
    fn content_tells_the_format() {
        assert_eq!(of("{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), Format::JsonLines);
        assert_eq!(of("{\n  \"text\": \"a\"\n}"), Format::Json);
        assert_eq!(of("[{\"text\": \"a\"}]"), Format::Json);
        assert_eq!(of("{\"version\": \"https://jsonfeed.org/version/1.1\"}"), Format::Feed);
        assert_eq!(of("<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>"), Format::Feed);
        assert_eq!(of("<!doctype html><p>a"), Format::Html);
        assert_eq!(of("id,text\n1,a"), Format::Table(b','));
        assert_eq!(of("# Bridge closed\n\nSee [here](https://ostwick.example)."), Format::Markdown);
        assert_eq!(of("- one\n- two\n\nA plain list, and #1 of it."), Format::Plain);
        assert_eq!(of("The mayor said no, text and all."), Format::Plain);
        assert_eq!(of("[Editor's note] The bridge is closed."), Format::Plain);
    }

    #[test]
    fn binary_content_is_named() {
        let named = |bytes: &[u8]| sniff(bytes, &Hints::default()).unwrap_err();
        assert_eq!(named(b"%PDF-1.7 ..."), "PDF");
        assert_eq!(named(b"PK\x03\x04....word/document.xml"), "DOCX document");
        assert_eq!(named(b"a\0b\0\0\0c\0\0\0"), "unknown kind");
        let noise: Vec<u8> = (0..3_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(named(&noise), "unknown kind");
    }

    #[test]
    fn names_only_break_ties() {
        let csv = Hints { file: Some("a.csv".into()), ..Hints::default() };
        assert_eq!(sniff(b"<html><p>x", &csv), Ok(Format::Html));
        let md = Hints { file: Some("a.md".into()), ..Hints::default() };
        assert_eq!(sniff(b"Nothing but words.", &md), Ok(Format::Markdown));
    }
}
