//! Web archives and packed files: the pages in them are found, and what is broken costs no more than itself.
#![allow(clippy::unwrap_used, reason = "tests")]

use flate2::Compression;
use flate2::write::GzEncoder;
use selon_page::{Document, Hints, InputError, Options, read_bytes};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

type Read = Result<Document, InputError>;

fn read_with(bytes: Vec<u8>, options: &Options) -> Vec<Read> {
    let hints = Hints { file: Some("news".into()), ..Hints::default() };
    read_bytes(bytes, &hints, options).collect()
}

fn read(bytes: Vec<u8>) -> Vec<Read> {
    read_with(bytes, &Options::default())
}

fn texts(read: &[Read]) -> Vec<String> {
    read.iter().flatten().map(|document| document.text.clone()).collect()
}

fn errors(read: &[Read]) -> Vec<String> {
    read.iter().filter_map(|read| read.as_ref().err().map(ToString::to_string)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn record_of(kind: &str, address: &str, content_type: &str, length: usize, body: &str) -> Vec<u8> {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-02-17T10:00:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
    )
    .into_bytes()
}

fn record(kind: &str, address: &str, content_type: &str, body: &str) -> Vec<u8> {
    record_of(kind, address, content_type, body.len(), body)
}

fn answer(word: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>{word}</title><p>The mayor of Ostwick said {word}."
    )
}

fn page(word: &str) -> Vec<u8> {
    record("response", &format!("https://ostwick.example/{word}"), "application/http; msgtype=response", &answer(word))
}

fn said(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| format!("The mayor of Ostwick said {word}.")).collect()
}

/// Three pages, with what else an archive holds around them.
fn archive() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "", "application/warc-fields", "software: invented"),
        page("one"),
        record(
            "request",
            "https://ostwick.example/two",
            "application/http; msgtype=request",
            "GET /two HTTP/1.1\r\n\r\n",
        ),
        page("two"),
        record(
            "response",
            "https://ostwick.example/picture",
            "application/http",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxxxx",
        ),
        record(
            "response",
            "https://ostwick.example/gone",
            "application/http",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.",
        ),
        page("three"),
    ]
}

#[test]
fn the_pages_of_an_archive_are_read() {
    let plain = read(archive().concat());
    let packed = read(archive().iter().flat_map(|record| gzip(record)).collect());
    assert_eq!((texts(&plain), errors(&plain)), (said(&["one", "two", "three"]), Vec::new()));
    assert_eq!(plain, packed);
    let first = plain[0].as_ref().unwrap();
    assert_eq!(first.url.as_deref(), Some("https://ostwick.example/one"));
    assert_eq!((first.title.as_deref(), first.file.as_deref()), (Some("one"), Some("news")));
    assert_eq!(first.fetched.as_deref(), Some("2031-02-17T10:00:00Z"));
    let in_one_member = read(gzip(&archive().concat()));
    assert_eq!(in_one_member, plain);
}

#[test]
fn extracted_texts_are_read() {
    let wet = record("conversion", "https://ostwick.example/one", "text/plain", "The mayor of Ostwick said one.\n");
    let read = read(gzip(&wet));
    assert_eq!(read[0].as_ref().unwrap().text, "The mayor of Ostwick said one.\n");
}

#[test]
fn chunked_and_packed_answers_are_undone() {
    let mut body =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
            .to_vec();
    let packed = gzip(b"<p>The mayor of Ostwick said one.");
    body.extend(format!("{:x}\r\n", packed.len()).as_bytes());
    body.extend(&packed);
    body.extend(b"\r\n0\r\n\r\n");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://ostwick.example/>\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let read = read([head.as_bytes(), &body, b"\r\n\r\n"].concat());
    assert_eq!((texts(&read), errors(&read)), (said(&["one"]), Vec::new()));
}

#[test]
fn a_damaged_member_costs_itself_alone() {
    let mut members: Vec<Vec<u8>> = ["one", "two", "three"].map(|word| gzip(&page(word))).to_vec();
    let middle = members[1].len() / 2;
    members[1][middle..middle + 8].fill(0xff);
    let read = read(members.concat());
    assert_eq!(texts(&read), said(&["one", "three"]));
    assert_eq!(errors(&read).len(), 1, "{:?}", errors(&read));
    assert!(errors(&read)[0].contains("gzip data are damaged"), "{:?}", errors(&read));
}

#[test]
fn a_cut_archive_is_read_up_to_the_cut() {
    let members: Vec<u8> = ["one", "two"].iter().flat_map(|word| gzip(&page(word))).collect();
    let read = read(members[..members.len() - 40].to_vec());
    assert_eq!(texts(&read), said(&["one"]));
    assert_eq!(
        errors(&read),
        ["news: record 2 (https://ostwick.example/two): could not be read: the gzip data end too soon"]
    );
}

#[test]
fn a_record_that_lies_about_its_length_costs_itself_alone() {
    for lie in [5, 150, 20_000, 999_999_999_999, usize::MAX] {
        let liar = record_of("response", "https://ostwick.example/lie", "application/http", lie, &answer("lie"));
        for gzipped in [false, true] {
            let pack = |record: &[u8]| if gzipped { gzip(record) } else { record.to_vec() };
            let read = read([pack(&page("one")), pack(&liar), pack(&page("two")), pack(&page("three"))].concat());
            assert_eq!(texts(&read), said(&["one", "two", "three"]), "{lie} {gzipped}: {:?}", errors(&read));
            assert_eq!(errors(&read).len(), 1, "{lie}: {:?}", errors(&read));
            assert!(
                errors(&read)[0].starts_with("news: record 2 (https://ostwick.example/lie): "),
                "{:?}",
                errors(&read)
            );
        }
    }
}

#[test]
fn what_is_no_record_is_passed_over() {
    let read = read([&page("one")[..], b"no record\r\n\r\nat all\r\n\r\n", &page("two")].concat());
    assert_eq!(texts(&read), said(&["one", "two"]));
    assert_eq!(errors(&read).len(), 1);
    let noise: Vec<u8> = (0..3_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let packed = self::read([gzip(&page("one")), noise, gzip(&page("two"))].concat());
    assert_eq!(texts(&packed), said(&["one", "two"]));
    assert_eq!(errors(&packed).len(), 1);
}

#[test]
fn a_head_without_end_costs_itself_alone() {
    let endless = format!("WARC/1.1\r\n{}", "X-Field: y\r\n".repeat(10_000));
    let read = read([&page("one")[..], endless.as_bytes(), b"\r\n", &page("two")].concat());
    assert_eq!(texts(&read), said(&["one", "two"]));
    assert_eq!(errors(&read), ["news: record 2: its head has no end"]);
}

#[test]
fn what_unfolds_without_end_is_refused() {
    let zeros = vec![b'0'; 80 << 20];
    let bomb = gzip(&zeros);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(errors(&read(bomb.clone())), ["news: larger than the limit of 50 MB"]);
    let behind_rows = read([gzip(b"{\"text\": \"One.\"}\n"), bomb].concat());
    assert_eq!(texts(&behind_rows), ["One."]);
    assert!(errors(&behind_rows)[0].contains("unfolds to more than 250 times its size"), "{:?}", errors(&behind_rows));
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        zeros.len()
    );
    let packed = gzip(&[head.as_bytes(), &zeros].concat());
    let read = read([gzip(&page("one")), packed, gzip(&page("two"))].concat());
    assert_eq!(texts(&read), said(&["one", "two"]));
    assert_eq!(errors(&read).len(), 1, "{:?}", errors(&read));
}

#[test]
fn a_record_over_the_limit_is_an_error() {
    let options = Options { max_bytes: 1_000, ..Options::default() };
    let long = answer(&"x".repeat(2_000));
    let long = record("response", "https://ostwick.example/long", "application/http", &long);
    let read = read_with([page("one"), long, page("two")].concat(), &options);
    assert_eq!(texts(&read), said(&["one", "two"]));
    assert!(errors(&read)[0].ends_with("longer than the limit of 1000 bytes"));
}

#[test]
fn packed_rows_and_pages_are_read_as_if_they_were_not() {
    let rows = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
    assert_eq!(texts(&read(gzip(rows.as_bytes()))), ["One.", "Two."]);
    let two_members = [gzip(rows.as_bytes()), gzip(b"{\"id\": \"c\", \"text\": \"Three.\"}\n")].concat();
    assert_eq!(texts(&read(two_members.clone())), ["One.", "Two.", "Three."]);
    assert_eq!(texts(&read(gzip(b"id,text\n1,One.\n"))), ["One."]);
    assert_eq!(texts(&read(gzip(answer("one").split_once("\r\n\r\n").unwrap().1.as_bytes()))), said(&["one"]));
    let cut = read(two_members[..two_members.len() - 12].to_vec());
    assert_eq!(texts(&cut)[..2], ["One.", "Two."]);
    assert!(errors(&cut)[0].contains("the gzip data end too soon"), "{cut:?}");
    assert!(errors(&read(gzip(&gzip(b"x"))))[0].contains("gzip archive"));
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn of_a_wacz_the_listed_pages_are_read() {
    let records: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    let list = "{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n\
        {\"url\": \"https://ostwick.example/three\", \"ts\": \"2031-02-17T10:00:00Z\"}\n\
        {\"url\": \"https://ostwick.example/lost\", \"title\": \"Lost\", \"text\": \"The mayor of Ostwick said four.\"}\n\
        {\"url\": \"https://ostwick.example/empty\"}\n";
    let files =
        [("archive/data.warc.gz", &records[..]), ("pages/pages.jsonl", list.as_bytes()), ("datapackage.json", b"{}")];
    let read = read(zip(&files));
    assert_eq!(texts(&read), said(&["three", "four"]));
    assert_eq!(
        errors(&read),
        ["news: page https://ostwick.example/empty: its record is not in the archive, and the list has no text of it"]
    );
    let all = self::read(zip(&files[..1]));
    assert_eq!(texts(&all), said(&["one", "two", "three"]));
}

#[test]
fn a_broken_wacz_is_an_error() {
    let whole = zip(&[("archive/data.warc.gz", &gzip(&page("one")))]);
    let cut = read(whole[..whole.len() - 30].to_vec());
    assert_eq!(cut.len(), 1);
    assert!(errors(&cut)[0].starts_with("news: not a WACZ archive that can be read"), "{cut:?}");
}

#[test]
fn no_damage_does_harm() {
    let whole: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    let plain = archive().concat();
    let wacz = zip(&[
        ("archive/data.warc.gz", &whole),
        ("pages/pages.jsonl", b"{\"url\": \"https://ostwick.example/one\"}\n"),
    ]);
    for bytes in [whole, plain, wacz] {
        for seed in 0..300_usize {
            let mut bytes = bytes.clone();
            let at = seed.wrapping_mul(2_654_435_761) % bytes.len();
            bytes[at] = bytes[at].wrapping_add(1 + (seed % 250) as u8);
            bytes.truncate(bytes.len() - (seed % 7) * 20);
            // What is left is read, or told; it ends.
            assert!(read(bytes).len() < 20);
        }
    }
}
