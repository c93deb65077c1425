//! What a site's `robots.txt` lets us fetch (RFC 9309), and how fast.

use crate::get::{Answer, Getter, Marks};
use crate::reach::Reach;
use robotxt::{AccessResult, Robots};
use std::time::Duration;
use url::Url;

/// The longest pause that is kept because a site asks for it.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// Redirects that are followed to the file, as RFC 9309 says.
const MOST_REDIRECTS: usize = 5;

/// The rules of one site that are meant for us.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    robots: Robots,
    /// Whether the site told them; where its server fails, nothing may be fetched until it answers.
    pub(crate) told: bool,
}

impl Rules {
    /// Asks the site of the address for its rules.
    pub(crate) fn ask(getter: &Getter, reach: &Reach, url: &Url, agent: &str) -> Self {
        let mut place = match url.join("/robots.txt") {
            Ok(place) => place,
            Err(_) => return Self::of(AccessResult::Unavailable, agent),
        };
        for _ in 0..=MOST_REDIRECTS {
            if !reach.allows(&place) {
                return Self::of(AccessResult::Unavailable, agent);
            }
            match getter.get(&place, &Marks::default()) {
                Answer::Page(page) => return Self::of(AccessResult::Successful(&page.bytes), agent),
                Answer::Moved(next) => match place.join(&next) {
                    Ok(next) => place = next,
                    Err(_) => return Self::of(AccessResult::Unavailable, agent),
                },
                // What asks for patience does not say that all is allowed.
                Answer::Refused { status: 429 | 500.., .. } | Answer::Failed(_) => {
                    return Self::of(AccessResult::Unreachable, agent);
                }
                Answer::Refused { .. } | Answer::TooLarge | Answer::Unchanged => {
                    return Self::of(AccessResult::Unavailable, agent);
                }
            }
        }
        Self::of(AccessResult::TooManyRedirects, agent)
    }

    fn of(access: AccessResult<'_>, agent: &str) -> Self {
        let told = access != AccessResult::Unreachable;
        Self { robots: Robots::from_access(access, agent), told }
    }

    /// Whether the address may be fetched.
    pub(crate) fn allow(&self, url: &Url) -> bool {
        self.robots.is_url_allowed(url)
    }

    /// The pause that the site asks for, if it is longer than ours.
    pub(crate) fn pause(&self, ours: Duration) -> Duration {
        self.robots.crawl_delay().unwrap_or(ours).clamp(ours, ours.max(LONGEST_PAUSE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Rules {
        Rules::of(AccessResult::Successful(text.as_bytes()), "selon")
    }

    fn allows(rules: &Rules, path: &str) -> bool {
        rules.allow(&Url::parse("https://gazette.example").unwrap().join(path).unwrap())
    }

    #[test]
    fn the_group_named_after_us_goes_before_that_for_all() {
        let rules = rules("User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Selon # us\nDisallow: /a\n");
        assert!(allows(&rules, "/b") && !allows(&rules, "/a/1"));
    }

    #[test]
    fn the_longest_rule_decides() {
        let rules = rules("User-agent: *\nDisallow: /private\nAllow: /private/feed\nDisallow: /*.pdf$");
        assert!(allows(&rules, "/private/feed.xml") && !allows(&rules, "/private/a"));
        assert!(!allows(&rules, "/a/b.pdf") && allows(&rules, "/a/b.pdf?x"));
    }

    #[test]
    fn a_pause_is_lengthened_within_reason() {
        let ours = Duration::from_secs(2);
        assert_eq!(rules("User-agent: *\nCrawl-delay: 7").pause(ours), Duration::from_secs(7));
        assert_eq!(rules("User-agent: *\nCrawl-delay: 0.1").pause(ours), ours);
        assert_eq!(rules("User-agent: *\nCrawl-delay: 86400").pause(ours), LONGEST_PAUSE);
    }

    #[test]
    fn a_server_that_fails_lets_nothing_be_fetched() {
        let rules = Rules::of(AccessResult::Unreachable, "selon");
        assert!(!allows(&rules, "/a") && !rules.told);
    }
}
