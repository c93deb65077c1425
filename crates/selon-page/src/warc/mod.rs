//! Web archives (WARC 1.0 and 1.1): each page or text that a record holds is a document.
//!
//! The reader is our own: the crates there are hold whole records without a bound and stop at the first that is broken, where an archive
//! of a million pages has to go on. It takes `response` records answered with 200 and `resource` records that are HTML or plain text, and the
//! texts of `conversion` records (Common Crawl's WET); all others are passed over. A broken record is an error, and the others go on: behind
//! damage the next record is looked for, in packed archives the next member that begins as one.

mod head;
mod http;
mod records;

use crate::gzip::Members;
use crate::read::text;
use crate::sniff::Format;
use crate::unread::Shared;
use crate::{Documents, Hints, InputError, Unread, dates};
use head::Head;
use http::Answer;
use records::{Fault, Plain, Record, Records, Source};
use selon_text::Document;
use std::io::Read;

/// Whether a stream that begins so is a web archive.
pub(crate) fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.")
}

/// The documents of an archive that is not packed.
pub(crate) fn plain(reader: impl Read + Send + 'static, shared: Shared) -> Documents {
    Documents::new(pages(Records::new(Plain(reader)), shared, |_| true))
}

/// The documents of an archive whose records are packed by gzip.
pub(crate) fn packed(reader: impl Read + Send + 'static, shared: Shared) -> Documents {
    Documents::new(pages(Records::new(Members::new(reader)), shared, |_| true))
}

/// The documents of those records whose address `is_wanted`.
pub(crate) fn pages<S: Source>(
    mut records: Records<S>,
    shared: Shared,
    is_wanted: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Unread> {
    records.limit(shared.options().max_bytes);
    std::iter::from_fn(move || {
        loop {
            match records.next()? {
                Err(fault) => return Some(Unread::failed(told(&fault, &shared))),
                Ok(record) => {
                    let page = Page::of(record).filter(|page| is_wanted(page.head.address().unwrap_or_default()));
                    if let Some(page) = page {
                        let shared = shared.clone();
                        return Some(Unread::new(page.answer.body.len(), move || page.read(&shared)));
                    }
                }
            }
        }
    })
}

/// Opens the records of a packed archive or of a plain one.
pub(crate) fn packed_records<R: Read>(reader: R) -> Records<Members<R>> {
    Records::new(Members::new(reader))
}

pub(crate) fn plain_records<R: Read>(reader: R) -> Records<Plain<R>> {
    Records::new(Plain(reader))
}

fn told(fault: &Fault, shared: &Shared) -> InputError {
    shared.error(&fault.reason).at(place(fault.number, fault.address.as_deref()))
}

/// A record that holds a page or a text.
struct Page {
    number: usize,
    head: Head,
    answer: Answer,
    format: Format,
}

impl Page {
    /// `None` where the record holds something else: a request, a picture, an error of the server.
    fn of(record: Record) -> Option<Self> {
        let Record { number, head, body } = record;
        let answer = match head.get("warc-type")? {
            "response" if head.get("content-type").is_some_and(|kind| kind.starts_with("application/http")) => {
                Answer::of(body)?
            }
            "resource" | "conversion" => Answer::of_content(body, head.get("content-type")),
            _ => return None,
        };
        let format = answer.format()?;
        Some(Self { number, head, answer, format })
    }

    fn read(self, shared: &Shared) -> Result<Document, InputError> {
        let Self { number, head, answer, format } = self;
        let place = place(number, head.address());
        let at = |reason: String| shared.error(reason).at(place.clone());
        let hints = Hints {
            file: shared.hints().file.clone(),
            url: head.address().map(str::to_owned),
            content_type: answer.content_type.clone(),
            fetched: head.get("warc-date").and_then(dates::declared),
        };
        let body = answer.into_body(shared.options().max_bytes).map_err(at)?;
        let mut document = text(format, body, &hints, shared.options()).map_err(|error| at(error.reason))?;
        if let Some(why) = head.get("warc-truncated") {
            document.notes.push(format!("the archive holds only the beginning of the page ({why})"));
        }
        Ok(document)
    }
}

fn place(number: usize, address: Option<&str>) -> String {
    address.map_or_else(|| format!("record {number}"), |address| format!("record {number} ({address})"))
}
