//! Which machines may be asked: those that the user named, and public ones. What a feed names must not reach into the user's own network.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::{Error, Proxy};
use url::{Host, Url};

/// Whether an address is one that anybody can reach.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// By the registry of special-purpose addresses (RFC 6890 and its successors).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // What is wrapped in an address of the newer kind is the older one: mapped, translated (64:ff9b::/96), 6to4 and compatible.
    let inner = |at: usize| {
        let bytes = address.octets();
        Ipv4Addr::new(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3])
    };
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    match first {
        0x64 if second == 0xff9b => is_public_v4(inner(12)),
        0x2002 => is_public_v4(inner(2)),
        0x2001 => second > 0x1ff && second != 0xdb8,
        0x3fff => second > 0xfff,
        // Of the rest only global unicast is given out.
        _ => first & 0xe000 == 0x2000,
    }
}

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
    fn public_and_private_addresses_are_told_apart() {
        let private = [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
            "::7f00:1",
        ];
        for address in private {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["9.9.9.9", "172.15.0.1", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

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
