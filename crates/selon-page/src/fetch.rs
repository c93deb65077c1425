//! Addresses: one is fetched because it was given, and nothing else is. No cookies, no scripts, no further requests but redirects.

use crate::public::PublicResolver;
use crate::{Documents, Hints, InputError, Options, inputs, read_stream};
use std::io::{Cursor, Read};
use ureq::config::Config;
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
    let config = config(url, options);
    if options.public_only {
        Agent::with_parts(config, DefaultConnector::default(), PublicResolver::default())
    } else {
        config.into()
    }
}

fn config(url: &Url, options: &Options) -> Config {
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
    config.build()
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::{Ipv4Addr, SocketAddr, TcpListener};
    use ureq::http::Uri;
    use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
    use ureq::unversioned::transport::NextTimeout;

    /// Takes one name for that of a public host, though it leads to this machine.
    #[derive(Debug, Default)]
    struct Pretending(PublicResolver);

    impl Resolver for Pretending {
        fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            if uri.host() != Some("public.example") {
                return self.0.resolve(uri, config, timeout);
            }
            let mut found = self.empty();
            found.push(SocketAddr::from((Ipv4Addr::LOCALHOST, uri.port_u16().unwrap_or(80))));
            Ok(found)
        }
    }

    #[test]
    fn a_public_host_cannot_send_on_to_this_machine() {
        let bind = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let (public, private) = (bind(), bind());
        let port = |listener: &TcpListener| listener.local_addr().expect("it listens").port();
        let location = format!("http://127.0.0.1:{}/secret", port(&private));
        let address = format!("http://public.example:{}/", port(&public));
        let answering = std::thread::spawn(move || {
            let (mut stream, _) = public.accept().expect("it is asked");
            let _ = stream.read(&mut [0; 2048]);
            let answer = format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).expect("it is heard");
        });
        let options = Options { public_only: true, ..Options::default() };
        let config = config(&Url::parse(&address).expect("an address"), &options);
        let agent = Agent::with_parts(config, DefaultConnector::default(), Pretending::default());
        let error = agent.get(&address).call().expect_err("it is not followed");
        assert!(said(&address, &error, &options).reason.contains("private network"), "{error}");
        answering.join().expect("it answered");
        private.set_nonblocking(true).expect("it can be asked");
        assert!(private.accept().is_err(), "somebody came");
    }
}
