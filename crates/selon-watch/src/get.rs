//! One request: conditional, bounded in time and size, and without following where it leads, so that each step can be judged first.

use crate::options::Options;
use crate::reach::{Guard, Reach};
use std::io::Read;
use ureq::http::{HeaderMap, StatusCode};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};
use url::{Host, Url};

const ACCEPT: &str = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,\
                      application/json;q=0.9,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5";

/// What the server knows the last answer by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

/// What came of a request.
#[derive(Debug)]
pub(crate) enum Answer {
    Page(Page),
    /// It is as it was.
    Unchanged,
    /// It stands elsewhere: the address as it was told.
    Moved(String),
    /// The server has it not, or does not give it.
    Refused {
        status: u16,
        /// When to come again, as the server puts it.
        retry_after: Option<String>,
    },
    /// It is larger than is taken.
    TooLarge,
    /// No answer: why, as a plain sentence.
    Failed(String),
}

/// Bytes with what is told of them.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: Option<String>,
    pub(crate) marks: Marks,
}

/// Makes requests.
pub(crate) struct Getter {
    usual: Agent,
    /// For this machine, which is not reached through a proxy.
    near: Agent,
    max_bytes: usize,
    seconds: f32,
}

impl Getter {
    pub(crate) fn new(options: &Options, reach: &Reach) -> Self {
        let agent = |near: bool| {
            let mut config = Agent::config_builder()
                .user_agent(&options.user_agent)
                .accept(ACCEPT)
                .max_redirects(0)
                .http_status_as_error(false)
                .timeout_global(Some(options.timeout));
            if near {
                config = config.proxy(None);
            }
            Agent::with_parts(config.build(), DefaultConnector::default(), Guard::new(reach.clone()))
        };
        let seconds = options.timeout.as_secs_f32();
        Self { usual: agent(false), near: agent(true), max_bytes: options.max_bytes, seconds }
    }

    /// Asks for the address, and only for what changed since the answer that bore these marks.
    pub(crate) fn get(&self, url: &Url, marks: &Marks) -> Answer {
        let agent = if is_loopback(url) { &self.near } else { &self.usual };
        let mut request = agent.get(url.as_str());
        if let Some(etag) = &marks.etag {
            request = request.header("if-none-match", etag);
        }
        if let Some(last_modified) = &marks.last_modified {
            request = request.header("if-modified-since", last_modified);
        }
        let mut response = match request.call() {
            Ok(response) => response,
            Err(error) => return Answer::Failed(self.said(&error)),
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let told = |name: &str| header(&headers, name);
        if status == StatusCode::NOT_MODIFIED {
            return Answer::Unchanged;
        }
        if let (true, Some(place)) = (status.is_redirection(), told("location")) {
            return Answer::Moved(place);
        }
        if !status.is_success() {
            return Answer::Refused { status: status.as_u16(), retry_after: told("retry-after") };
        }
        if told("content-length")
            .and_then(|length| length.parse::<usize>().ok())
            .is_some_and(|length| length > self.max_bytes)
        {
            return Answer::TooLarge;
        }
        let mut bytes = Vec::new();
        // The limit is on what comes out, so that a small archive cannot unfold without end.
        match response.body_mut().as_reader().take(self.max_bytes as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > self.max_bytes => Answer::TooLarge,
            Ok(_) => {
                let marks = Marks { etag: told("etag"), last_modified: told("last-modified") };
                Answer::Page(Page { bytes, content_type: told("content-type"), marks })
            }
            Err(error) => Answer::Failed(self.said(&Error::from(error))),
        }
    }

    fn said(&self, error: &Error) -> String {
        let late = || format!("no whole answer within {} seconds", self.seconds);
        match error {
            Error::Timeout(_) => late(),
            Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => late(),
            Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                "no connection to the server: it refuses".to_owned()
            }
            Error::HostNotFound => "there is no such host, or it is on a private network".to_owned(),
            Error::ConnectionFailed => "no connection to the server".to_owned(),
            other => format!("could not be fetched: {}", other.to_string().to_lowercase()),
        }
    }
}

/// A header's value; marks that are longer than any honest one are dropped.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= 4096).then(|| value.to_owned())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
