//! Every format that comes in, with invented people and places.
#![allow(clippy::unwrap_used, reason = "tests")]

use selon_page::{Document, Hints, InputError, Inputs, Options, page_from_html, read_bytes};
use selon_text::BlockKind;
use std::fs;
use std::path::PathBuf;

fn read(bytes: &[u8]) -> Vec<Result<Document, InputError>> {
    read_bytes(bytes.to_vec(), &Hints::default(), &Options::default()).collect()
}

fn one(bytes: &[u8]) -> Document {
    let mut read = read(bytes);
    assert_eq!(read.len(), 1);
    read.remove(0).unwrap()
}

fn page(html: &str) -> Document {
    let hints = Hints { url: Some("https://ostwick.example/news/bridge".into()), ..Hints::default() };
    page_from_html(html.as_bytes(), &hints, &Options::default()).unwrap()
}

const PAGE: &str = r##"<!doctype html><html lang="en-GB"><head><title>Bridge closed | Ostwick Post</title>
<link rel="canonical" href="/news/bridge"><meta property="og:site_name" content="Ostwick Post">
<meta property="article:modified_time" content="2031-02-18T09:00:00Z">
<script type="application/ld+json">{"@graph":[{"@type":"OpinionNewsArticle","headline":"Bridge closed","datePublished":"2031-02-17T10:20:00+01:00",
"author":[{"@type":"Person","name":"Ada Lund"}],"translationOfWork":{"@type":"Article","inLanguage":"fr-FR"}}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><article class="post"><h1>Bridge closed</h1>
<p>The mayor   of Ostwick, Tom Marsh, said on Monday that the <a href="../bridge">old bridge</a> is closed until spring.</p>
<blockquote><p>We will not pay for it, and nobody should ask us to pay for what others broke.</p><p>It is <q>their bridge</q>, not ours.</p></blockquote>
<h2>What follows</h2><p>First line<br>second line, and a good deal more of it so that it reads like prose.</p>
<figure><img src="a.jpg"><figcaption>The bridge in winter. Photo: Ada Lund</figcaption></figure>
<p>A <a href="javascript:alert(1)">bad link</a> and a <a href="mailto:x@ostwick.example">letter</a> are no links of ours, said Marsh.</p>
</article></main><div id="comments"><p>First! I never liked that bridge, and I said so to everybody who asked me.</p></div>
<footer>© 2031 Ostwick Post</footer></body></html>"##;

#[test]
fn a_page_gives_its_text_with_structure() {
    let document = page(PAGE);
    assert!(document.text.starts_with("Bridge closed\n\nThe mayor of Ostwick, Tom Marsh, said"));
    assert!(!document.text.contains("First!") && !document.text.contains("Home") && !document.text.contains("2031"));
    assert!(document.text.contains("First line\nsecond line"));
    let link = &document.links[0];
    assert_eq!((link.span.of(&document.text), link.href.as_str()), ("old bridge", "https://ostwick.example/bridge"));
    assert_eq!(document.links.len(), 1);
    let block =
        |kind| document.blocks.iter().find(|block| block.kind == kind).map(|block| block.span.of(&document.text));
    assert_eq!(
        block(BlockKind::Quotation),
        Some(
            "We will not pay for it, and nobody should ask us to pay for what others broke.\n\nIt is their bridge, not ours."
        )
    );
    assert_eq!(block(BlockKind::InlineQuotation), Some("their bridge"));
    assert_eq!(document.blocks.iter().filter(|block| block.kind == BlockKind::Heading).count(), 2);
}

#[test]
fn a_page_gives_its_metadata() {
    let document = page(PAGE);
    assert_eq!(document.title.as_deref(), Some("Bridge closed"));
    assert!(!document.title_apart);
    assert_eq!(document.authors, ["Ada Lund"]);
    assert_eq!(document.outlet.as_deref(), Some("Ostwick Post"));
    assert_eq!(document.published.as_deref(), Some("2031-02-17T10:20:00+01:00"));
    assert_eq!(document.modified.as_deref(), Some("2031-02-18T09:00:00Z"));
    assert_eq!(document.canonical.as_deref(), Some("https://ostwick.example/news/bridge"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(document.genre.as_deref(), Some("OpinionNewsArticle"));
    assert_eq!(document.translated_from.as_deref(), Some("fr"));
    assert_eq!((document.sha256.len(), &document.sha256[..16]), (64, document.id.as_str()));
}

#[test]
fn a_title_outside_the_text_stands_apart() {
    let document = page(
        "<title>Bridge closed</title><article><p>The mayor of Ostwick said that the bridge is closed.</p></article>",
    );
    assert!(document.title_apart);
}

#[test]
fn an_article_that_only_its_json_ld_shows_is_read() {
    let body = "The mayor of Ostwick said that the bridge is closed. ".repeat(12);
    let document = page(&format!(
        r#"<div id="app">Loading the page of the paper</div><script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>"#
    ));
    assert!(document.text.starts_with("The mayor of Ostwick said") && document.notes[0].contains("JSON-LD"));
}

#[test]
fn pages_come_in_many_encodings() {
    let (text, _, _) = encoding(b"<meta charset=windows-1251><p>\xcc\xfd\xf0 \xf1\xea\xe0\xe7\xe0\xeb, \xf7\xf2\xee \xec\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2.</p>");
    assert_eq!(text, "Мэр сказал, что мост закрыт.");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("<p>Le maire a tout nié, dit-on à Orvane.</p>".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(encoding(&utf16).0, "Le maire a tout nié, dit-on à Orvane.");
    let header = Hints { content_type: Some("text/html; charset=iso-8859-1".into()), ..Hints::default() };
    let document = page_from_html(b"<p>Le pr\xe9fet d'Orvane.</p>", &header, &Options::default()).unwrap();
    assert_eq!(document.text, "Le préfet d'Orvane.");
}

fn encoding(bytes: &[u8]) -> (String, Option<String>, Vec<String>) {
    let document = one(bytes);
    (document.text, document.title, document.notes)
}

#[test]
fn plain_text_is_untouched_and_its_frame_is_marked() {
    let text = "Le maire d'Orvane, Basile Tournay, a parlé hier devant le conseil.\r\n\r\nIl a dit non.\r\n\r\nLaisser un commentaire\r\n\r\nVotre adresse e-mail ne sera pas publiée.\r\n";
    let document = one(text.as_bytes());
    assert_eq!(document.text, text);
    assert_eq!(document.frame.len(), 1);
    assert!(document.frame[0].of(text).starts_with("Laisser un commentaire"));
    assert!(!document.title_apart);
}

#[test]
fn old_encodings_of_plain_text_are_told() {
    assert_eq!(
        one(b"Le pr\xe9fet d'Orvane a d\xe9clar\xe9 que l'\xe9cole resterait ferm\xe9e.").text,
        "Le préfet d'Orvane a déclaré que l'école resterait fermée."
    );
}

#[test]
fn json_lines_keep_ids_and_bytes_and_go_on_after_errors() {
    let mut rows =
        b"{\"id\": \"a\", \"text\": \"One  two.\", \"title\": \"T\", \"extra\": [1]}\n\n{\"id\": \"b\"}\n".to_vec();
    rows.extend(b"{\"id\": \"c\", \"text\": \"\xff\"}\n{\"id\": \"d\", \"text\": \"half \\ud800 pair\"}\r\n");
    let read = read(&rows);
    assert_eq!(read.len(), 4);
    let first = read[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.text.as_str(), first.title_apart), ("a", "One  two.", false));
    assert_eq!(read[1].as_ref().unwrap_err().to_string(), "-: line 3: has no field named text");
    assert!(read[2].as_ref().unwrap_err().to_string().starts_with("-: line 4: not valid UTF-8"));
    assert_eq!(read[3].as_ref().unwrap().text, "half \u{fffd} pair");
}

#[test]
fn json_may_be_one_object_or_a_list_or_wrapped() {
    assert_eq!(one(b"{\n \"text\": \"One.\",\n \"lang\": \"en\"\n}").language.as_deref(), Some("en"));
    assert_eq!(read(b"[{\"text\": \"One.\"}, {\"text\": \"Two.\"}, 3]").iter().filter(|read| read.is_ok()).count(), 2);
    assert_eq!(one(b"{\n\"articles\": [\n{\"text\": \"One.\"}]}").text, "One.");
    assert!(read(b"{\n \"text\": \"One.\"").remove(0).unwrap_err().to_string().contains("not valid JSON"));
}

#[test]
fn tables_are_read_row_by_row() {
    let csv = "\u{feff}id,published,text,author,lang,links\n1,2031-02-17 10:00,\"The mayor said, \"\"no\"\".\nTwice.\",Ada Lund;Tom Marsh,en,https://ostwick.example/\n2,,\"\",,,\n3,bad date,Three.,,,\n";
    let read = read(csv.as_bytes());
    let first = read[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.text.as_str()), ("1", "The mayor said, \"no\".\nTwice."));
    assert_eq!(first.published.as_deref(), Some("2031-02-17T10:00:00"));
    assert_eq!(first.authors, ["Ada Lund", "Tom Marsh"]);
    assert_eq!(first.links[0].href, "https://ostwick.example/");
    assert_eq!(read[1].as_ref().unwrap_err().to_string(), "-: row 2: the field text holds no text");
    assert!(read[2].as_ref().unwrap().notes[0].contains("bad date"));
    assert_eq!(one(b"id\ttext\n7\tSeven.\n").id, "7");
    assert_eq!(one("id;text\n7;\u{e9}t\u{e9}\n".as_bytes()).text, "été");
    assert_eq!(one(b"id;text\n7;\xe9t\xe9 \xe0 Orvane\n").text, "été à Orvane");
}

#[test]
fn a_table_without_text_says_which_columns_it_has() {
    let hints = Hints { file: Some("a.csv".into()), ..Hints::default() };
    let error = read_bytes(b"id,words\n1,x\n".to_vec(), &hints, &Options::default()).next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "a.csv: header: no column is named text; the columns are: id, words");
}

#[test]
fn feeds_give_their_entries() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Ostwick Post</title><language>en-gb</language>
<item><title>Bridge &amp; river</title><link>https://ostwick.example/bridge</link><guid>g1</guid><pubDate>Mon, 17 Feb 2031 10:20:00 +0100</pubDate>
<description><![CDATA[<p>The mayor said <a href="/no">no</a>.</p><blockquote>Never.</blockquote>]]></description></item>
<item><title>Empty</title></item></channel></rss>"#;
    let read = read(rss.as_bytes());
    let first = read[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.text.as_str()), ("g1", "The mayor said no.\n\nNever."));
    assert_eq!((first.title.as_deref(), first.title_apart), (Some("Bridge & river"), true));
    assert_eq!(first.published.as_deref(), Some("2031-02-17T09:20:00Z"));
    assert_eq!(first.links[0].href, "https://ostwick.example/no");
    assert_eq!(first.outlet.as_deref(), Some("Ostwick Post"));
    assert!(first.blocks.iter().any(|block| block.kind == BlockKind::Quotation));
    assert_eq!(read[1].as_ref().unwrap_err().to_string(), "-: entry 2: the entry holds no text");

    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title><id>f</id><updated>2031-02-17T10:00:00Z</updated><entry><id>e</id><title>T</title><updated>2031-02-17T10:00:00Z</updated><author><name>Ada Lund</name></author><content type="html">&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>"#;
    let document = one(atom.as_bytes());
    assert_eq!((document.text.as_str(), document.authors.as_slice()), ("One.", ["Ada Lund".to_owned()].as_slice()));

    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "O", "items": [{"id": "1", "content_html": "<p>One.</p>", "url": "https://ostwick.example/1"}]}"#;
    assert_eq!(one(json.as_bytes()).url.as_deref(), Some("https://ostwick.example/1"));
}

#[test]
fn options_go_over_language_and_under_date() {
    let options = Options { language: Some("fr".into()), date: Some("2031-01-01".into()), ..Options::default() };
    let document = read_bytes(b"Le maire a dit non.".to_vec(), &Hints::default(), &options).next().unwrap().unwrap();
    assert_eq!((document.language.as_deref(), document.published.as_deref()), (Some("fr"), Some("2031-01-01")));
    let dated = read_bytes(
        b"{\"text\": \"x\", \"date\": \"2030-05-05\", \"lang\": \"en\"}".to_vec(),
        &Hints::default(),
        &options,
    )
    .next()
    .unwrap()
    .unwrap();
    assert_eq!((dated.language.as_deref(), dated.published.as_deref()), (Some("fr"), Some("2030-05-05")));
}

#[test]
fn what_is_no_text_is_refused_in_words() {
    let reason = |bytes: &[u8]| read(bytes).remove(0).unwrap_err().reason;
    assert_eq!(reason(b""), "the file is empty");
    assert_eq!(reason(b" \n\t "), "there is no text in it");
    assert_eq!(reason(b"%PDF-1.4 x"), "looks like a binary file (PDF)");
    assert_eq!(reason(b"\x89PNG\r\n\x1a\n"), "looks like a binary file (PNG image)");
    assert_eq!(reason(b"<html><body><script>x</script></body></html>"), "no text was found in the page");
}

#[test]
fn folders_are_walked_in_order_without_hidden_files() {
    let folder = std::env::temp_dir().join(format!("selon-page-folder-{}", std::process::id()));
    fs::create_dir_all(folder.join("b/.hidden")).unwrap();
    for (path, text) in
        [("c.txt", "Three."), ("a.txt", "One."), ("b/x.txt", "Two."), (".secret", "No."), ("b/.hidden/y.txt", "No.")]
    {
        fs::write(folder.join(path), text).unwrap();
    }
    let inputs = [folder.to_string_lossy().into_owned(), "nowhere.txt".to_owned()];
    let read: Vec<_> = Inputs::new(&inputs, Options::default()).collect();
    let texts: Vec<_> = read.iter().flatten().map(|document| document.text.as_str()).collect();
    assert_eq!(texts, ["One.", "Two.", "Three."]);
    assert_eq!(read[0].as_ref().unwrap().file.as_deref().map(PathBuf::from), Some(folder.join("a.txt")));
    assert!(read[3].is_err());
    fs::remove_dir_all(folder).unwrap();
}
