//! Addresses: one is fetched because it was given, and nothing else is. No cookies, no scripts, no further requests but redirects.

use crate::public::PublicResolver;
use crate::{Documents, Hints, InputError, Options, inputs, read_stream};
use std::io::{Cursor, Read};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error, ResponseExt};
use url::{Host, Url};

/// Fetches an address and reads what comes, in whatever format.
///
/// ```
/// use selon_page::{Options, fetch};
/// let options = Options { public_only: true, ..Options::default() };
/// let error = fetch("http://127.0.0.1:9/", &options).next().unwrap().unwrap_err();
/// assert!(error.reason.contains("private network"));
/// ```
pub fn fetch(address: &str, options: &Options) -> Documents {
    match download(address, options) {
        Ok((bytes, hints)) => read_stream(Cursor::new(bytes), &hints, options),
        Err(error) => Documents::failed(error),
    }
}

fn download(address: &str, options: &Options) -> Result<(Vec<u8>, Hints), InputError> {
    if options.offline {
        return Err(InputError::new(address, "not fetched: fetching is switched off")
            .with_hint("save the page and give its file"));
    }
    let url = Url::parse(address)
        .map_err(|error| InputError::new(address, format!("not an address that can be fetched: {error}")))?;
    let failed = |error: Error| said(address, &error, options);
    let mut response = agent(&url, options).get(url.as_str()).call().map_err(failed)?;
    let status = response.status();
    if !status.is_success() {
        return Err(refused(address, status.as_u16(), status.canonical_reason()));
    }
    let hints = Hints {
        file: None,
        url: Some(response.get_uri().to_string()),
        content_type: response.headers().get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned),
        fetched: Some(
            options.now.clone().unwrap_or_else(|| jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        ),
    };
    let mut bytes = Vec::new();
    // The limit is on what comes out, so that a small archive cannot unfold without end.
    let body = response.body_mut().as_reader().take(options.max_bytes as u64 + 1).read_to_end(&mut bytes);
    body.map_err(|error| said(address, &Error::from(error), options))?;
    if bytes.len() > options.max_bytes {
        return Err(inputs::too_large(address, options));
    }
    Ok((bytes, hints))
}

fn agent(url: &Url, options: &Options) -> Agent {
    let mut config = Agent::config_builder()
        .user_agent(&options.user_agent)
        .accept("text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json;q=0.9,text/plain;q=0.8,*/*;q=0.5")
        .max_redirects(options.max_redirects)
        .max_redirects_will_error(true)
        .http_status_as_error(false)
        .timeout_global(Some(options.timeout));
    if options.public_only || is_loopback(url) {
        config = config.proxy(None);
    }
    let config = config.build();
    if options.public_only {
        Agent::with_parts(config, DefaultConnector::default(), PublicResolver::default())
    } else {
        config.into()
    }
}

/// This machine is not reached through a proxy.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn refused(address: &str, status: u16, reason: Option<&str>) -> InputError {
    let reason = reason.map(|reason| format!(" ({})", reason.to_lowercase())).unwrap_or_default();
    let error = InputError::new(address, format!("the server answered {status}{reason}"));
    match status {
        401 | 402 | 403 | 429 | 451 => error.with_hint("open it in a browser, save the page and give its file"),
        404 | 410 => error.with_hint("look whether the address is complete"),
        500..600 => error.with_hint("try again later"),
        _ => error,
    }
}

fn said(address: &str, error: &Error, options: &Options) -> InputError {
    let reason = match error {
        Error::Timeout(_) => format!("no whole answer within {} seconds", options.timeout.as_secs_f32()),
        Error::HostNotFound => "there is no such host".to_owned(),
        Error::TooManyRedirects => format!("redirected more than {} times", options.max_redirects),
        Error::RedirectFailed => "redirected to an address that cannot be fetched".to_owned(),
        Error::ConnectionFailed => "no connection to the server".to_owned(),
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            "no connection to the server: it refuses".to_owned()
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied && options.public_only => {
            return InputError::new(address, "it leads to this machine or a private network, which is not fetched")
                .with_hint("save the page and give its file, or start with --allow-private");
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            format!("no whole answer within {} seconds", options.timeout.as_secs_f32())
        }
        other => format!("could not be fetched: {}", other.to_string().to_lowercase()),
    };
    InputError::new(address, reason)
}
