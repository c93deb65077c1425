//! WACZ 1.x: web archives in a ZIP file, with a list of the pages that somebody looked at.
//!
//! Of the records those are taken whose address is in `pages/*.jsonl`, since an archive keeps every frame and advertisement too; where there
//! is no list all are. A page whose record is not there is read from the text that its list carries, where it does.

use crate::unread::Shared;
use crate::{Documents, InputError, Unread, dates, page, warc};
use flate2::read::DeflateDecoder;
use selon_text::Document;
use serde_json::Value;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take};
use std::sync::{Arc, Mutex, PoisonError};
use zip::{CompressionMethod, ZipArchive};

/// Bytes of all lists together; there is a text in each line.
const LONGEST_LISTS: u64 = 64 << 20;

/// An archive that can be read at several places: the handles need not be independent, since one entry is read at a time.
pub(crate) trait Twice: Read + Seek + Send + Sized + 'static {
    fn twice(&self) -> io::Result<Self>;
}

impl Twice for File {
    fn twice(&self) -> io::Result<Self> {
        self.try_clone()
    }
}

impl Twice for io::Cursor<bytes::Bytes> {
    fn twice(&self) -> io::Result<Self> {
        Ok(self.clone())
    }
}

/// The documents of an archive.
///
/// # Errors
/// Where it is no ZIP file that can be read.
pub(crate) fn documents<R: Twice>(file: R, shared: Shared) -> Result<Documents, InputError> {
    let failed = |error: &dyn std::fmt::Display| shared.error(format!("not a WACZ archive that can be read: {error}"));
    let other = file.twice().map_err(|error| failed(&error))?;
    let entries = entries(other).map_err(|error| failed(&error))?;
    let pages = Arc::new(Mutex::new(lists(&file, &entries)));
    let archives: Vec<Entry> = entries.into_iter().filter(Entry::is_archive).collect();
    let left = Arc::clone(&pages);
    let inner = shared.clone();
    let of_records = archives.into_iter().flat_map(move |entry| of_archive(&file, &entry, &inner, &pages));
    let of_lists = std::iter::once(()).flat_map(move |()| of_lists(&left, &shared));
    Ok(Documents::new(of_records.chain(of_lists)))
}

/// A file in the archive.
struct Entry {
    name: String,
    start: u64,
    length: u64,
    method: CompressionMethod,
}

impl Entry {
    fn is_archive(&self) -> bool {
        self.name.starts_with("archive/") && (self.name.ends_with(".warc.gz") || self.name.ends_with(".warc"))
    }

    fn is_list(&self) -> bool {
        self.name.starts_with("pages/") && self.name.ends_with(".jsonl")
    }

    fn open<R: Twice>(&self, file: &R) -> io::Result<Box<dyn Read + Send>> {
        let mut file = file.twice()?;
        file.seek(SeekFrom::Start(self.start))?;
        let stretch: Take<R> = file.take(self.length);
        match self.method {
            CompressionMethod::Stored => Ok(Box::new(stretch)),
            CompressionMethod::Deflated => Ok(Box::new(DeflateDecoder::new(stretch))),
            _ => Err(io::Error::other("it is packed in a way that is not read here")),
        }
    }
}

fn entries(file: impl Read + Seek) -> zip::result::ZipResult<Vec<Entry>> {
    let mut archive = ZipArchive::new(file)?;
    let mut entries = Vec::new();
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number)?;
        let name = entry.name()?.into_owned();
        let start = entry.data_start().unwrap_or(0);
        entries.push(Entry { name, start, length: entry.compressed_size(), method: entry.compression() });
    }
    Ok(entries)
}

/// The pages listed and not yet found, by their address; `None` where there is no list.
type Pages = Mutex<Option<HashMap<String, Value>>>;

fn lists<R: Twice>(file: &R, entries: &[Entry]) -> Option<HashMap<String, Value>> {
    let mut pages = HashMap::new();
    for list in entries.iter().filter(|entry| entry.is_list()) {
        let Ok(reader) = list.open(file) else { continue };
        // A line that can't be read lists nothing; the archive's records are read all the same.
        let lines = BufReader::new(reader.take(LONGEST_LISTS)).lines().map_while(Result::ok);
        for line in lines {
            let Ok(page) = serde_json::from_str::<Value>(&line) else { continue };
            if let Some(address) = page.get("url").and_then(Value::as_str) {
                pages.insert(address.to_owned(), page);
            }
        }
    }
    (!pages.is_empty()).then_some(pages)
}

fn of_archive<R: Twice>(
    file: &R,
    entry: &Entry,
    shared: &Shared,
    pages: &Arc<Pages>,
) -> Box<dyn Iterator<Item = Unread> + Send> {
    let pages = Arc::clone(pages);
    let is_wanted = move |address: &str| {
        let mut pages = pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.as_mut().is_none_or(|pages| pages.remove(address).is_some())
    };
    match entry.open(file) {
        Ok(reader) if entry.name.ends_with(".gz") => {
            Box::new(warc::pages(warc::packed_records(reader), shared.clone(), is_wanted))
        }
        Ok(reader) => Box::new(warc::pages(warc::plain_records(reader), shared.clone(), is_wanted)),
        Err(error) => {
            let error = shared.error(crate::inputs::sentence(&error)).at(entry.name.clone());
            Box::new(std::iter::once(Unread::failed(error)))
        }
    }
}

/// The listed pages that no record held, in the order of their addresses.
fn of_lists(pages: &Pages, shared: &Shared) -> Vec<Unread> {
    let left = pages.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
    let mut left: Vec<(String, Value)> = left.into_iter().collect();
    left.sort_by(|first, second| first.0.cmp(&second.0));
    left.into_iter().map(|(address, page)| Unread::known(of_list(&address, &page, shared))).collect()
}

fn of_list(address: &str, listed: &Value, shared: &Shared) -> Result<Document, InputError> {
    let says = |name: &str| listed.get(name).and_then(Value::as_str).filter(|words| !words.trim().is_empty());
    let Some(text) = says("text") else {
        return Err(shared
            .error("its record is not in the archive, and the list has no text of it")
            .at(format!("page {address}")));
    };
    let sha256 = page::sha256(text.as_bytes());
    let mut document = Document {
        id: page::id_of(&sha256),
        text: text.to_owned(),
        file: shared.hints().file.clone(),
        url: Some(address.to_owned()),
        title: says("title").map(str::to_owned),
        fetched: says("ts").and_then(dates::declared),
        sha256,
        notes: vec!["the text was taken from the archive's list of pages".to_owned()],
        ..Document::default()
    };
    page::finish(&mut document, shared.options());
    Ok(document)
}
