//! Pages made to hurt: no panic, no overflow of the stack, and time that grows with the length.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests that measure time")]

use selon_page::{Document, Hints, InputError, Options, read_bytes};
use selon_text::BlockKind;
use std::time::{Duration, Instant};

fn read(bytes: impl Into<Vec<u8>>) -> Vec<Result<Document, InputError>> {
    let read: Vec<_> = read_bytes(bytes.into(), &Hints::default(), &Options::default()).collect();
    for document in read.iter().flatten() {
        check(document);
    }
    read
}

/// Every span must lie on characters of the text.
fn check(document: &Document) {
    let spans = document
        .blocks
        .iter()
        .map(|block| block.span)
        .chain(document.links.iter().map(|link| link.span))
        .chain(document.frame.iter().copied());
    for span in spans {
        assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
    }
    assert!(document.links.iter().all(|link| link.href.starts_with("http")));
}

/// Reads the thing at two lengths; four times the length may take at most about ten times the time. A busy machine gets three tries.
fn grows_with_length(make: impl Fn(usize) -> String, size: usize) {
    let time = |size| {
        let page = make(size);
        let start = Instant::now();
        read(page);
        start.elapsed()
    };
    let linear = || {
        let (small, large) = (time(size), time(4 * size));
        large < small * 10 + Duration::from_millis(300)
    };
    assert!((0..3).any(|_| linear()), "four times {:?} take too long", make(1));
}

const PROSE: &str = "<p>The mayor of Ostwick said on Monday that the old bridge is closed until spring.</p>";

#[test]
fn deep_nesting_is_flattened() {
    grows_with_length(|size| format!("{}{PROSE}", "<div>".repeat(size)), 100_000);
    let document = read(format!("{}{PROSE}", "<div>".repeat(100_000))).remove(0).unwrap();
    assert!(document.text.contains("old bridge"));
    for tag in [
        "<b>",
        "<span>",
        "<table><tr><td>",
        "<ul><li>",
        "<a href=x>",
        "<font color=a>",
        "<q>",
        "<template>",
        "<select>",
        "<svg>",
        "<math>",
    ] {
        grows_with_length(|size| format!("{PROSE}{}", tag.repeat(size)), 20_000);
    }
}

#[test]
fn two_hundred_quotations_within_one_another_are_kept() {
    let document =
        read(format!("{}{PROSE}{}", "<blockquote>".repeat(200), "</blockquote>".repeat(200))).remove(0).unwrap();
    assert_eq!(document.blocks.iter().filter(|block| block.kind == BlockKind::Quotation).count(), 200);
    read(format!("# Ostwick\n\n{} deep\n\n# End", "> ".repeat(200)));
    grows_with_length(|size| format!("# a\n\n# b\n\n{} x", "> ".repeat(size)), 2_000);
}

#[test]
fn broken_markup_is_read() {
    for page in [
        "<",
        "<a",
        "<a href=\"",
        "<!--",
        "<![CDATA[",
        "</p>",
        "<p",
        "<table><p>x",
        "<html><frameset>",
        "&#xD800;&#x110000;&#0;",
        "<p>&#xD800; a lone half</p>",
        "<plaintext>x",
        "<title>x",
        "<textarea>x",
        "<script>x",
        "<body><article>",
    ] {
        read(page);
    }
    grows_with_length(|size| format!("{PROSE}{}", "<p><b><i>x".repeat(size)), 3_000);
    grows_with_length(|size| format!("{PROSE}{}", "</b></i></p>".repeat(size)), 50_000);
    grows_with_length(|size| format!("{PROSE}{}", "<table>x".repeat(size)), 5_000);
    grows_with_length(|size| format!("{PROSE}{}", "<a href=x><p>".repeat(size)), 3_000);
    grows_with_length(|size| format!("{PROSE}{}", "<h2></h2>".repeat(size)), 50_000);
}

#[test]
fn monstrous_attributes_are_no_danger() {
    grows_with_length(
        |size| format!("<p {}>x</p>{PROSE}", (0..size).map(|n| format!("a{n}=1 ")).collect::<String>()),
        50_000,
    );
    let document = read(format!(
        "<p class=\"{}\">x</p><a href=\"http://{}\">y</a>{PROSE}",
        "c ".repeat(500_000),
        "x".repeat(1_000_000)
    ))
    .remove(0)
    .unwrap();
    assert!(document.text.contains("old bridge") && document.links.is_empty());
    read(format!("<p {}", "a=1 ".repeat(100_000)));
    grows_with_length(|size| "<a ".repeat(size), 50_000);
}

#[test]
fn a_million_quotation_marks_are_read() {
    for mark in
        ["\"", "« ", "“", "'", "\u{202e}", "<q>", "&quot;", "*", "[", "`", "_", "> ", "# ", "{", "[{", ",", "\t"]
    {
        grows_with_length(|size| format!("The mayor said {}", mark.repeat(size)), 100_000);
        grows_with_length(|size| format!("# a\n\n# b\n\n{}", mark.repeat(size)), 10_000);
    }
    let document = read("Le maire \u{202e}a dit non\u{202c}, dit-on.").remove(0).unwrap();
    assert!(document.text.contains('\u{202e}'));
}

#[test]
fn hostile_json_and_tables_are_read() {
    read("{\"text\": \"".to_owned() + &"\\ud800".repeat(100_000) + "\"}");
    read("[".repeat(1_000_000) + "{");
    read("{\"a\":".repeat(100_000));
    grows_with_length(|size| "{\"text\": \"x\"}\n".repeat(size), 5_000);
    let open = read("id,text\n1,\"".to_owned() + &"x\n".repeat(100_000));
    assert_eq!(open.len(), 1);
    let long = Options { max_bytes: 1_000, ..Options::default() };
    let cell = "\"one, \"\"two\"\"\n".to_owned() + &"x\n".repeat(1_000_000) + "\"";
    let rows = format!("id,text\n1,before\n2,{cell}\n3,after\n4,\"and, later\"\n");
    let read: Vec<_> = read_bytes(rows.into_bytes(), &Hints::default(), &long).collect();
    let told: Vec<&str> = read.iter().flatten().map(|document| document.text.as_str()).collect();
    assert_eq!((told, read.len()), (vec!["before", "after", "and, later"], 4));
    assert!(read[1].as_ref().unwrap_err().to_string().contains("row 2: longer than the limit of 1000 bytes"));
    let rows = "{\"text\": \"".to_owned() + &"x".repeat(5_000) + "\"}\n{\"text\": \"short\"}\n";
    let read: Vec<_> = read_bytes(rows.into_bytes(), &Hints::default(), &long).collect();
    assert!(read[0].as_ref().unwrap_err().reason.starts_with("longer than the limit") && read[1].is_ok());
}

#[test]
fn hostile_feeds_are_refused_in_words() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><rss version=\"2.0\"><channel><title>&c;</title><item><title>x</title><description>&c;&c;</description></item></channel></rss>";
    read(laughs);
    let deep = format!("<rss version=\"2.0\"><channel><item>{}", "<x>".repeat(100_000));
    assert!(read(deep).remove(0).unwrap_err().reason.contains("nested deeper"));
    let page = read(format!("<html><body>{PROSE}<rss></rss></body></html>")).remove(0).unwrap();
    assert!(page.text.contains("old bridge"));
    assert!(read("<rss>not a feed").remove(0).is_err());
}

#[test]
fn large_pages_are_read_or_refused_in_words() {
    let body = PROSE.repeat(4_000_000 / PROSE.len());
    let start = Instant::now();
    let document = read(format!("<html><body><article>{body}</article></body></html>")).remove(0).unwrap();
    assert!(document.text.len() > 3_000_000);
    assert!(start.elapsed() < Duration::from_secs(20));
    let small = Options { max_bytes: 1_000, ..Options::default() };
    let refused = read_bytes(body.into_bytes(), &Hints::default(), &small).next().unwrap().unwrap_err();
    assert!(refused.reason.starts_with("larger than the limit"));
}

#[test]
fn json_lines_take_constant_memory() {
    struct Endless(usize);
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let row = b"{\"text\": \"The mayor said no.\"}\n";
            let take = row.len().min(buffer.len());
            buffer[..take].copy_from_slice(&row[..take]);
            self.0 += take;
            assert!(self.0 < 2_000_000, "read far ahead of what was asked for");
            Ok(take)
        }
    }
    let taken = selon_page::read_stream(Endless(0), &Hints::default(), &Options::default())
        .take(10_000)
        .filter(Result::is_ok)
        .count();
    assert!(taken >= 9_000);
}
