//! Rows of an Arrow batch as documents.

use crate::table::{Strings, Table};
use crate::trouble::told;
use arrow_array::RecordBatch;
use pyo3::PyResult;
use selon_page::Options;
use selon_text::{ByteRange, Document, Link};

/// The documents of a batch, one a row. The text is taken as it is; a row without one is a document without words. No text may be longer
/// than what the command takes.
///
/// Columns: `text`; `id` or `doc` (else the row's number); `title`, `outlet`, `url`, `published` (ISO), `language`; `links`
/// (addresses, parted by blanks).
pub(crate) fn documents(batch: &RecordBatch) -> PyResult<Vec<Document>> {
    let table = Table(batch);
    let column = |names: &[&str]| table.strings(names);
    let Some(text) = column(&["text"])? else {
        return Err(told("there is no column 'text'", Some("rename the one that holds the texts")));
    };
    let [id, title, outlet] = [column(&["id", "doc"])?, column(&["title"])?, column(&["outlet"])?];
    let [url, published, language] = [column(&["url"])?, column(&["published"])?, column(&["language", "lang"])?];
    let links = column(&["links"])?;
    let owned = |column: &Option<Strings<'_>>, row| column.as_ref().and_then(|c| c.get(row)).map(str::to_owned);
    let name = |row: usize| owned(&id, row).unwrap_or_else(|| row.to_string());
    // A reading takes some fifty times the memory of its text.
    let limit = Options::default().max_bytes;
    if let Some(row) = (0..table.rows()).find(|&row| text.get(row).is_some_and(|text| text.len() > limit)) {
        let long = format!("the text of '{}' is longer than the limit of {limit} bytes", name(row));
        return Err(told(long, Some("leave it out, or cut it into articles")));
    }
    let rows = (0..table.rows()).map(|row| Document {
        title: owned(&title, row),
        outlet: owned(&outlet, row),
        url: owned(&url, row),
        published: owned(&published, row),
        language: owned(&language, row).filter(|code| !code.is_empty()),
        links: linked(links.as_ref().and_then(|links| links.get(row))),
        ..Document::from_text(name(row), text.get(row).unwrap_or_default())
    });
    Ok(rows.collect())
}

fn linked(addresses: Option<&str>) -> Vec<Link> {
    let addresses = addresses.unwrap_or_default().split_whitespace();
    addresses.map(|href| Link { span: ByteRange::default(), href: href.to_owned() }).collect()
}
