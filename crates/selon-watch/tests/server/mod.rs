//! A server of the tests' own on 127.0.0.1: says what it is told to say, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

/// One request: its path, its headers in lower case, and when it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) at: Instant,
}

/// A server; what it answers may be changed while it runs.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) address: String,
    pages: Arc<Mutex<HashMap<String, Vec<u8>>>>,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self { address, pages: Arc::default(), asked: Arc::default() };
        let answering = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = answering.clone();
                thread::spawn(move || server.respond(stream));
            }
        });
        server
    }

    /// Sets what is answered to a path: status and headers, then the body. `{server}` is the server's own address.
    pub(crate) fn says(&self, path: &str, head: &str, body: &str) {
        let body = body.replace("{server}", &self.address);
        let head = head.replace("{server}", &self.address);
        let answer = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        self.pages.lock().expect("pages").insert(path.to_owned(), answer.into_bytes());
    }

    /// An article with so many words of its own.
    pub(crate) fn has_article(&self, path: &str, words: &str) {
        self.says(path, "200 OK\r\nContent-Type: text/html", &page(words));
    }

    /// A feed in RSS that names these paths.
    pub(crate) fn has_feed(&self, path: &str, articles: &[&str]) {
        let item = |article: &&str| {
            format!(
                "<item><title>About {article}</title><link>{{server}}{article}</link><pubDate>Mon, 17 Feb 2031 08:00:00 GMT</pubDate></item>"
            )
        };
        self.says(path, "200 OK\r\nETag: \"one\"", &rss(&articles.iter().map(item).collect::<String>()));
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub(crate) fn asked(&self) -> Vec<Request> {
        self.asked.lock().expect("asked").clone()
    }

    /// How often it was asked for a path.
    pub(crate) fn times(&self, path: &str) -> usize {
        self.asked().iter().filter(|request| request.path == path).count()
    }

    fn respond(&self, mut stream: TcpStream) {
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !request.windows(4).any(|end| end == b"\r\n\r\n") {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => return,
                Ok(read) => request.extend(&buffer[..read]),
            }
        }
        let head = String::from_utf8_lossy(&request).to_lowercase();
        let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
        self.asked.lock().expect("asked").push(Request { path: path.clone(), head: head.clone(), at: Instant::now() });
        let known = self.pages.lock().expect("pages").get(&path).cloned();
        let answer = known
            .unwrap_or_else(|| b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec());
        let is_same =
            head.contains("if-none-match: \"one\"") && answer.windows(11).any(|part| part == b"ETag: \"one\"");
        let same = b"HTTP/1.1 304 Not Modified\r\nETag: \"one\"\r\nConnection: close\r\n\r\n".to_vec();
        let _ = stream.write_all(if is_same { &same } else { &answer });
    }
}

pub(crate) fn page(words: &str) -> String {
    format!(
        "<html lang=en><head><title>{words}</title></head><body><article><h1>{words}</h1><p>The mayor of Ostwick, Odile Varron, said that {words} would stay closed until spring.</p></article></body></html>"
    )
}

pub(crate) fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Ostwick Gazette</title>{items}</channel></rss>"
    )
}
