//! What a server answered, as an archive keeps it: head, then a body that may be chunked and packed.

use super::head::{Head, end_of_head};
use crate::gzip::Unpacked;
use crate::sniff::Format;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// A body with what its server said of it.
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    pub(super) content_type: Option<String>,
    is_chunked: bool,
    packing: String,
}

impl Answer {
    /// The answer of a `response` record; `None` unless the server gave a page.
    pub(super) fn of(mut record: Vec<u8>) -> Option<Self> {
        let (end, start) = end_of_head(&record)?;
        let head = Head::of(&record[..end]);
        if !head.first.starts_with("HTTP/") || head.first.split_whitespace().nth(1) != Some("200") {
            return None;
        }
        record.drain(..start);
        let says = |name: &str| head.get(name).unwrap_or_default().to_ascii_lowercase();
        Some(Self {
            body: record,
            content_type: head.get("content-type").map(str::to_owned),
            is_chunked: says("transfer-encoding").contains("chunked"),
            packing: says("content-encoding"),
        })
    }

    /// What a record holds without an answer around it.
    pub(super) fn of_content(body: Vec<u8>, content_type: Option<&str>) -> Self {
        Self { body, content_type: content_type.map(str::to_owned), is_chunked: false, packing: String::new() }
    }

    /// What it is, where it is a page or a text. Where nobody says, markup is a page.
    pub(super) fn format(&self) -> Option<Format> {
        let said = self.content_type.as_deref().map(|said| said.split(';').next().unwrap_or_default().trim());
        match said.map(str::to_ascii_lowercase).as_deref() {
            Some("text/html" | "application/xhtml+xml") => Some(Format::Html),
            Some("text/plain") => Some(Format::Plain),
            None | Some("") if self.body.trim_ascii_start().starts_with(b"<") => Some(Format::Html),
            _ => None,
        }
    }

    /// The body as it was before it was sent, up to `limit` bytes. Archives often say how a body was sent that they keep as it was; then
    /// it is taken as it stands.
    ///
    /// # Errors
    /// A plain sentence where it can't be unpacked.
    pub(super) fn into_body(self, limit: usize) -> Result<Vec<u8>, String> {
        let whole = if self.is_chunked { joined(&self.body) } else { None };
        let whole = whole.unwrap_or(self.body);
        match self.packing.trim() {
            "gzip" | "x-gzip" if whole.starts_with(&crate::gzip::MAGIC) => {
                unpack(Unpacked::new(whole.as_slice()), limit)
            }
            "deflate" if whole.first().is_some_and(|byte| byte & 15 == 8) => {
                unpack(ZlibDecoder::new(whole.as_slice()), limit)
            }
            "deflate" => unpack(DeflateDecoder::new(whole.as_slice()), limit),
            packing @ ("br" | "zstd") if !whole.trim_ascii_start().starts_with(b"<") => {
                Err(format!("the page is packed by {packing}, which is not read here"))
            }
            _ => Ok(whole),
        }
    }
}

fn unpack(reader: impl Read, limit: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("the page could not be unpacked: {error}"))?;
    if bytes.len() > limit {
        return Err(format!("the page unpacks to more than the limit of {} MB", limit.div_ceil(1 << 20)));
    }
    Ok(bytes)
}

/// The chunks of a body, joined; `None` where it is not in chunks. A cut last chunk is taken as far as it goes.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(1_024)])?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let taken = size.min(bytes.len());
        whole.extend_from_slice(&bytes[..taken]);
        bytes = &bytes[taken..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
        if bytes.is_empty() {
            return Some(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(joined(b"4\r\nLe p\r\n6;x=1\r\nont ti\r\n0\r\n\r\n").unwrap(), b"Le pont ti");
        assert_eq!(joined(b"ff\r\nLe p").unwrap(), b"Le p");
        assert_eq!(joined(b"<p>Le pont"), None);
        assert_eq!(joined(b"ffffffffffffffffff\r\nx"), None);
    }

    #[test]
    fn only_pages_and_texts_are_taken() {
        let format = |answer: &str| Answer::of(answer.as_bytes().to_vec()).and_then(|answer| answer.format());
        assert_eq!(format("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>x"), Some(Format::Html));
        assert_eq!(format("HTTP/1.1 200\r\n\r\n <p>x"), Some(Format::Html));
        assert_eq!(format("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"), None);
        assert_eq!(format("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>x"), None);
    }
}
