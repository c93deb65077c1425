//! Which machines may be asked: those that the user named, and public ones. What a feed names must not reach into the user's own network.

use selon_page::is_public;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::{Error, Proxy};
use url::{Host, Url};

/// Places that may be asked wherever they are: host and port.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    named: Arc<Mutex<HashSet<String>>>,
}

impl Reach {
    /// The user named this address, so that its host is theirs to ask.
    pub(crate) fn allow(&self, url: &Url) {
        if let Some(place) = place(url) {
            self.named.lock().unwrap_or_else(PoisonError::into_inner).insert(place);
        }
    }

    fn allows_place(&self, place: &str) -> bool {
        self.named.lock().unwrap_or_else(PoisonError::into_inner).contains(place)
    }

    /// Whether the address may be asked, as far as it can be told without looking its name up.
    pub(crate) fn allows(&self, url: &Url) -> bool {
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => is_public(address.into()),
            Some(Host::Ipv6(address)) => is_public(address.into()),
            Some(Host::Domain(name)) => !name.eq_ignore_ascii_case("localhost") && !name.ends_with(".localhost"),
            None => false,
        };
        literal || place(url).is_some_and(|place| self.allows_place(&place))
    }
}

/// Host and port, as they name a place on the network.
fn place(url: &Url) -> Option<String> {
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?).to_lowercase())
}

/// Looks names up, and gives private addresses only for what the user named. The connection goes to what was looked up here, so that a
/// name can't be public when it is judged and private when it is asked.
#[derive(Debug)]
pub(crate) struct Guard {
    reach: Reach,
    proxy: Option<String>,
    inner: DefaultResolver,
}

impl Guard {
    pub(crate) fn new(reach: Reach) -> Self {
        let proxy = Proxy::try_from_env().map(|proxy| format!("{}:{}", proxy.host(), proxy.port()).to_lowercase());
        Self { reach, proxy, inner: DefaultResolver::default() }
    }

    fn knows(&self, uri: &Uri) -> bool {
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let place = format!("{}:{port}", uri.host().unwrap_or_default()).to_lowercase();
        self.reach.allows_place(&place) || self.proxy.as_ref() == Some(&place)
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.knows(uri) {
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() { Err(Error::HostNotFound) } else { Ok(public) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_place_is_asked_where_the_user_named_it_port_and_all() {
        let url = |text: &str| Url::parse(text).unwrap();
        let reach = Reach::default();
        assert!(!reach.allows(&url("http://127.0.0.1:8000/a")) && !reach.allows(&url("http://localhost/")));
        reach.allow(&url("http://127.0.0.1:8000/feed"));
        assert!(reach.allows(&url("http://127.0.0.1:8000/a")));
        assert!(!reach.allows(&url("http://127.0.0.1:9200/")) && !reach.allows(&url("http://2130706433/")));
        assert!(reach.allows(&url("https://gazette.example/")));
    }
}
