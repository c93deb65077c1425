//! One row as a document: names of fields as newsrooms, crawlers and trafilatura use them. The text is taken as given, byte for byte.

use crate::html::absolute;
use crate::meta::two_letters;
use crate::sniff::TEXT_COLUMNS;
use crate::unread::Shared;
use crate::{Hints, InputError, Options, dates, page};
use selon_text::{ByteRange, Document, Link};
use serde_json::{Map, Value};

const IDS: &[&str] = &["id", "doc", "doc_id", "docid", "uid", "_id", "guid"];
const ADDRESSES: &[&str] = &["url", "link", "uri", "address"];
const TITLES: &[&str] = &["title", "headline"];
const OUTLETS: &[&str] =
    &["outlet", "sitename", "source-hostname", "hostname", "publication", "newspaper", "publisher", "site"];
const LANGUAGES: &[&str] = &["language", "lang"];
const CHANGES: &[&str] = &["modified", "updated"];
const DATES: &[&str] = &[
    "published",
    "date",
    "published_at",
    "publish_date",
    "date_publish",
    "pubdate",
    "datePublished",
    "publication_date",
];
const AUTHORS: &[&str] = &["authors", "author", "byline"];
const OTHERS: &[&str] = &["html", "source", "canonical", "genre", "translated_from", "fetched", "links"];

/// Whether anything is taken from a column of this name.
pub(crate) fn is_column(name: &str) -> bool {
    [&TEXT_COLUMNS[..], IDS, ADDRESSES, TITLES, OUTLETS, LANGUAGES, CHANGES, DATES, AUTHORS, OTHERS]
        .iter()
        .any(|names| names.contains(&name))
}

/// Refuses a table of which no column holds the text.
pub(crate) fn has_text(columns: &[String], shared: &Shared) -> Result<(), InputError> {
    if columns.iter().any(|name| TEXT_COLUMNS.contains(&name.as_str()) || name == "html") {
        return Ok(());
    }
    let named = columns.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", ");
    Err(shared
        .error(format!("no column is named text; the columns are: {named}"))
        .with_hint("name the column that holds the articles «text»"))
}

/// Makes a document of one row. `bytes` are the row as it came in.
///
/// # Errors
/// A plain sentence where the row has no text.
pub(crate) fn document(
    row: &Map<String, Value>,
    bytes: &[u8],
    hints: &Hints,
    options: &Options,
) -> Result<Document, String> {
    let mut document = match text_of(row) {
        Some(text) => Document { text: text.to_owned(), ..Document::default() },
        None => of_page(row, hints, options)?,
    };
    document.file.clone_from(&hints.file);
    document.is_row = true;
    document.sha256 = page::sha256(bytes);
    document.id = given(row, IDS).unwrap_or_else(|| page::id_of(&document.sha256));
    describe(&mut document, row);
    page::finish(&mut document, options);
    Ok(document)
}

fn text_of(row: &Map<String, Value>) -> Option<&str> {
    TEXT_COLUMNS.iter().find_map(|name| row.get(*name)?.as_str().filter(|text| !text.trim().is_empty()))
}

fn of_page(row: &Map<String, Value>, hints: &Hints, options: &Options) -> Result<Document, String> {
    let Some(html) = row.get("html").and_then(Value::as_str) else {
        let empty = TEXT_COLUMNS.iter().find(|name| row.contains_key(**name));
        return Err(empty
            .map_or_else(|| "has no field named text".to_owned(), |name| format!("the field {name} holds no text")));
    };
    let url = given(row, &["url", "link"]).or_else(|| hints.url.clone());
    let decoded = crate::decode::Decoded { text: html.to_owned(), note: None };
    page::document(decoded, &Hints { url, ..hints.clone() }, options).map_err(|error| error.reason)
}

fn describe(document: &mut Document, row: &Map<String, Value>) {
    let is_address = |value: &String| value.starts_with("http://") || value.starts_with("https://");
    let source = given(row, &["source"]);
    let keep = |field: &mut Option<String>, value: Option<String>| *field = value.or_else(|| field.take());
    keep(&mut document.url, given(row, ADDRESSES).or_else(|| source.clone().filter(is_address)));
    keep(&mut document.canonical, given(row, &["canonical"]));
    keep(&mut document.title, given(row, TITLES));
    keep(&mut document.outlet, given(row, OUTLETS).or_else(|| source.filter(|source| !is_address(source))));
    keep(&mut document.genre, given(row, &["genre"]));
    keep(&mut document.language, given(row, LANGUAGES).as_deref().and_then(two_letters));
    keep(&mut document.translated_from, given(row, &["translated_from"]).as_deref().and_then(two_letters));
    keep(&mut document.modified, given(row, CHANGES).as_deref().and_then(dates::declared));
    keep(&mut document.fetched, given(row, &["fetched"]).as_deref().and_then(dates::declared));
    let published = given(row, DATES);
    match published.as_deref().map(|words| (words, dates::declared(words))) {
        Some((_, Some(date))) => document.published = Some(date),
        Some((words, None)) => document.notes.push(format!("the date {words:?} was not understood")),
        None => {}
    }
    let authors = authors(row);
    if !authors.is_empty() {
        document.authors = authors;
    }
    document.links.extend(links(row));
}

/// The first of these fields that holds something, as words.
fn given(row: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match row.get(*name)? {
        Value::String(words) if !words.trim().is_empty() => Some(words.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn authors(row: &Map<String, Value>) -> Vec<String> {
    let Some(value) = AUTHORS.iter().find_map(|name| row.get(*name)) else { return Vec::new() };
    match value {
        Value::Array(values) => values
            .iter()
            .filter_map(|author| author.as_str().or_else(|| author.get("name")?.as_str()))
            .map(str::to_owned)
            .collect(),
        Value::Object(author) => author.get("name").and_then(Value::as_str).map(str::to_owned).into_iter().collect(),
        Value::String(words) => in_one_field(words),
        _ => Vec::new(),
    }
}

/// Parts names at semicolons and bars, and at commas where every part is more than one word.
fn in_one_field(words: &str) -> Vec<String> {
    let by_comma = words.contains(',') && words.split(',').all(|part| part.split_whitespace().count() > 1);
    let parted = words.split(|c: char| c == ';' || c == '|' || by_comma && c == ',');
    parted.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Links of a row have no place in the text: their span is empty, at its start.
fn links(row: &Map<String, Value>) -> Vec<Link> {
    let addresses: Vec<&str> = match row.get("links") {
        Some(Value::Array(values)) => {
            values.iter().filter_map(|link| link.as_str().or_else(|| link.get("href")?.as_str())).collect()
        }
        Some(Value::String(words)) => words.split(|c: char| c.is_whitespace() || c == ';' || c == '|').collect(),
        _ => Vec::new(),
    };
    addresses
        .into_iter()
        .filter_map(|href| absolute(href, None))
        .map(|href| Link { span: ByteRange::new(0, 0), href })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Document, String> {
        let row: Map<String, Value> = serde_json::from_str(json).unwrap();
        document(&row, json.as_bytes(), &Hints::default(), &Options::default())
    }

    #[test]
    fn the_text_is_taken_as_given() {
        let document = read(r#"{"id": 7, "text": "  The mayor\r\nsaid no. ", "title": "No", "date": "2031-02-17T10:00", "author": "Ada Lund; Tom Marsh"}"#).unwrap();
        assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "  The mayor\r\nsaid no. "));
        assert_eq!(document.published.as_deref(), Some("2031-02-17T10:00:00"));
        assert_eq!(document.authors, ["Ada Lund", "Tom Marsh"]);
        assert!(!document.title_apart);
    }

    #[test]
    fn the_names_of_trafilatura_are_known() {
        let document = read(r#"{"title": "No", "author": "Ada Lund", "hostname": "ostwick.example", "date": "2031-02-17", "id": null, "raw_text": "The mayor said no.", "text": "The mayor said no.\n", "language": "en", "source": "https://ostwick.example/no", "source-hostname": "Ostwick Post", "categories": "Politics"}"#).unwrap();
        assert_eq!(document.url.as_deref(), Some("https://ostwick.example/no"));
        assert_eq!(document.outlet.as_deref(), Some("Ostwick Post"));
        assert_eq!(document.text, "The mayor said no.\n");
        assert_eq!(document.id.len(), 16);
    }

    #[test]
    fn a_row_without_text_is_an_error() {
        assert_eq!(read(r#"{"title": "No"}"#).unwrap_err(), "has no field named text");
        assert_eq!(read(r#"{"text": " "}"#).unwrap_err(), "the field text holds no text");
    }

    #[test]
    fn a_page_in_a_row_is_read_as_a_page() {
        let document = read(r#"{"id": "a", "url": "https://ostwick.example/", "html": "<article><p>The mayor said <a href='/no'>no</a>, and that was that.</p></article>"}"#).unwrap();
        assert_eq!(document.links[0].href, "https://ostwick.example/no");
    }
}
