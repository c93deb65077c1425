//! Which hosts are public: for who fetches an address that a web page gave, so that it can't reach this machine or its network.
//!
//! The check is made on what a name resolves to, at every redirect, and the connection goes to the very addresses that passed.

use std::io::{Error as IoError, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves names to public addresses alone.
#[derive(Debug, Default)]
pub(crate) struct PublicResolver {
    all: DefaultResolver,
}

impl Resolver for PublicResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        only_public(&self.all.resolve(uri, config, timeout)?, self.empty())
    }
}

/// Puts the public ones of `found` into `kept`.
fn only_public(found: &[SocketAddr], mut kept: ResolvedSocketAddrs) -> Result<ResolvedSocketAddrs, Error> {
    found.iter().filter(|address| is_public(address.ip())).for_each(|&address| kept.push(address));
    if kept.is_empty() {
        return Err(Error::Io(IoError::new(ErrorKind::PermissionDenied, "not a public address")));
    }
    Ok(kept)
}

/// Whether an address is one of the open internet (RFC 6890 and its registries list the others).
///
/// ```
/// assert!(selon_page::is_public("9.9.9.9".parse().unwrap()));
/// assert!(!selon_page::is_public("::ffff:10.0.0.1".parse().unwrap()));
/// ```
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = (a, b, c) == (192, 0, 0);
    let benchmark = a == 198 && (b == 18 || b == 19);
    let relay = (a, b, c) == (192, 88, 99);
    // From 240 on all is reserved; 0.0.0.0/8 is this host.
    let special = a == 0 || a >= 240 || shared || protocol || benchmark || relay;
    !(special
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    if let Some(inner) = embedded_v4(address) {
        return is_public_v4(inner);
    }
    // Only 2000::/3 is given out for use on the internet; of it these are not.
    let global = segments[0] & 0xe000 == 0x2000;
    let protocol = segments[0] == 0x2001 && segments[1] < 0x200;
    let documentation = (segments[0] == 0x2001 && segments[1] == 0xdb8) || segments[0] & 0xfff0 == 0x3ff0;
    global && !protocol && !documentation
}

/// The IPv4 address that an IPv6 one stands for: mapped, compatible, translated (NAT64) or tunnelled (6to4).
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let of = |high: u16, low: u16| Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match segments {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => of(high, low),
        [0, 0, 0, 0, 0xffff, 0, high, low] => of(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => of(high, low),
        [0x2002, high, low, ..] => of(high, low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(address: &str) -> bool {
        is_public(address.parse().expect("an address"))
    }

    #[test]
    fn the_open_internet_is_public() {
        for address in ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"] {
            assert!(public(address), "{address}");
        }
    }

    #[test]
    fn this_machine_and_its_networks_are_not() {
        for address in [
            "127.0.0.1",
            "127.255.0.9",
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.170",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "5f00::1",
        ] {
            assert!(!public(address), "{address}");
        }
    }

    #[test]
    fn an_ipv4_address_is_known_in_an_ipv6_one() {
        for address in [
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::ffff:0:127.0.0.1",
        ] {
            assert!(!public(address), "{address}");
        }
        assert!(public("::ffff:8.8.8.8"));
        assert!(public("64:ff9b::808:808"));
    }

    #[test]
    fn what_a_name_leads_to_is_sifted() {
        let address = |text: &str| text.parse::<SocketAddr>().expect("an address");
        let resolver = PublicResolver::default();
        let mixed = [address("10.0.0.1:80"), address("8.8.8.8:80")];
        assert_eq!(*only_public(&mixed, resolver.empty()).expect("one is public"), [address("8.8.8.8:80")]);
        assert!(only_public(&mixed[..1], resolver.empty()).is_err());
    }
}
