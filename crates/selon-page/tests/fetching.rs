//! Fetching, against a server of the test's own on 127.0.0.1.
#![allow(clippy::unwrap_used, reason = "tests")]

use selon_page::{Document, InputError, Inputs, Options};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const PAGE: &str = "<html><head><title>Bridge closed</title></head><article><p>The mayor of Ostwick said that the bridge is closed.</p></article></html>";

/// Serves `answer(path, request)` until the test ends; gives the address of the server.
fn serve(answer: impl Fn(&str, &str) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| respond(stream, &answer)));
    address
}

fn respond(mut stream: TcpStream, answer: &impl Fn(&str, &str) -> Vec<u8>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(read) => request.extend(&buffer[..read]),
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let _ = stream.write_all(&answer(&path, &request));
}

fn with(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut answer =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len())
            .into_bytes();
    answer.extend(body);
    answer
}

fn get(address: String, options: Options) -> Result<Document, InputError> {
    let mut read: Vec<_> = Inputs::new(&[address], options).collect();
    assert_eq!(read.len(), 1);
    read.remove(0)
}

fn quick() -> Options {
    Options {
        timeout: Duration::from_millis(400),
        max_bytes: 10_000,
        max_redirects: 3,
        now: Some("2031-02-17T10:00:00Z".into()),
        ..Options::default()
    }
}

#[test]
fn a_page_is_fetched_with_a_name_and_a_time() {
    let server = serve(|_, request| {
        let named = request.to_ascii_lowercase().contains("user-agent: selon/");
        if named {
            with("200 OK", "Content-Type: text/html\r\n", PAGE.as_bytes())
        } else {
            with("400 Bad Request", "", b"")
        }
    });
    let document = get(format!("{server}/news"), quick()).unwrap();
    assert_eq!(document.title.as_deref(), Some("Bridge closed"));
    assert_eq!(document.url, Some(format!("{server}/news")));
    assert_eq!((document.file, document.fetched.as_deref()), (None, Some("2031-02-17T10:00:00Z")));
}

#[test]
fn redirects_are_followed_up_to_a_limit() {
    let asked = Arc::new(AtomicUsize::new(0));
    let heard = Arc::clone(&asked);
    let server = serve(move |path, _| match path {
        "/old" => with("301 Moved Permanently", "Location: /new\r\n", b""),
        "/new" => with("200 OK", "", PAGE.as_bytes()),
        _ => {
            heard.fetch_add(1, Ordering::SeqCst);
            with("302 Found", "Location: /round\r\n", b"")
        }
    });
    assert_eq!(get(format!("{server}/old"), quick()).unwrap().url, Some(format!("{server}/new")));
    assert_eq!(get(format!("{server}/round"), quick()).unwrap_err().reason, "redirected more than 3 times");
    assert_eq!(asked.load(Ordering::SeqCst), 4, "the address and three redirects");
}

#[test]
fn what_the_server_refuses_is_said_in_words() {
    let server = serve(|_, _| with("404 Not Found", "", b"<p>not here</p>"));
    let error = get(format!("{server}/x"), quick()).unwrap_err();
    assert_eq!(error.to_string(), format!("{server}/x: the server answered 404 (not found)"));
    assert!(error.hint.is_some());
}

#[test]
fn too_large_and_too_slow_are_given_up() {
    let server = serve(|path, _| {
        if path == "/slow" {
            thread::sleep(Duration::from_secs(2));
        }
        with("200 OK", "", "x ".repeat(20_000).as_bytes())
    });
    assert!(get(format!("{server}/large"), quick()).unwrap_err().reason.starts_with("larger than the limit"));
    assert_eq!(get(format!("{server}/slow"), quick()).unwrap_err().reason, "no whole answer within 0.4 seconds");
}

#[test]
fn a_dead_port_and_a_bad_address_are_plain_errors() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(get(format!("http://127.0.0.1:{port}/"), quick()).unwrap_err().reason.starts_with("no connection"));
    assert!(get("http://".to_owned(), quick()).unwrap_err().reason.starts_with("not an address"));
    let offline = Options { offline: true, ..quick() };
    assert!(get(format!("http://127.0.0.1:{port}/"), offline).unwrap_err().reason.contains("switched off"));
}

#[test]
fn the_charset_of_the_header_is_followed() {
    let server = serve(|_, _| {
        with(
            "200 OK",
            "Content-Type: text/html; charset=windows-1252\r\n",
            b"<meta charset=utf-8><p>Le pr\xe9fet d'Orvane a dit non.</p>",
        )
    });
    assert_eq!(get(server, quick()).unwrap().text, "Le préfet d'Orvane a dit non.");
}

#[test]
fn packed_answers_are_unpacked_up_to_the_limit() {
    let server = serve(|path, _| {
        let body = if path == "/bomb" { vec![b'a'; 5_000_000] } else { PAGE.as_bytes().to_vec() };
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(&body).unwrap();
        with("200 OK", "Content-Encoding: gzip\r\nContent-Type: text/html\r\n", &packer.finish().unwrap())
    });
    assert_eq!(get(format!("{server}/a"), quick()).unwrap().title.as_deref(), Some("Bridge closed"));
    assert!(get(format!("{server}/bomb"), quick()).unwrap_err().reason.starts_with("larger than the limit"));
}

#[test]
fn private_hosts_are_not_asked_where_only_public_ones_may_be() {
    let asked = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&asked);
    let server = serve(move |_, _| {
        heard.store(true, Ordering::SeqCst);
        with("200 OK", "", PAGE.as_bytes())
    });
    let port = server.rsplit(':').next().unwrap().to_owned();
    let public = Options { public_only: true, ..quick() };
    for host in ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "169.254.169.254"] {
        let error = get(format!("http://{host}:{port}/a"), public.clone()).unwrap_err();
        assert!(error.reason.contains("private network"), "{host}: {error}");
    }
    assert!(!asked.load(Ordering::SeqCst));
}
