//! Who is asked next: one request at a time to a host, with a pause between two, and none that `robots.txt` forbids.

use crate::backoff::LONGEST_ASKED;
use crate::get::{Answer, Getter, Marks, Page};
use crate::options::Options;
use crate::reach::Reach;
use crate::robots::Rules;
use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::SyncSender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// How long the rules of a site are believed; RFC 9309 says no longer than a day.
const RULES_HOLD: Duration = Duration::from_secs(24 * 3600);
/// How long it is believed that a site could not tell its rules.
const SILENCE_HOLDS: Duration = Duration::from_secs(600);
/// Seconds for which a host is left alone that asks for patience without saying how much.
const USUAL_PATIENCE: i64 = 600;

/// Something to fetch, and what it is fetched for.
#[derive(Debug)]
pub(crate) struct Task<W> {
    pub(crate) work: W,
    pub(crate) url: Url,
    pub(crate) marks: Marks,
    redirects: usize,
}

impl<W> Task<W> {
    pub(crate) const fn new(work: W, url: Url, marks: Marks) -> Self {
        Self { work, url, marks, redirects: 0 }
    }
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The page, and where it stood in the end.
    Page(Page, Url),
    /// It is as it was.
    Unchanged,
    /// It could not be had this time: why, and for how many seconds the server asks for patience.
    Later { reason: String, seconds: Option<i64> },
    /// It can't be had: why, and whether the server says that it is gone for good.
    Never { reason: String, gone: bool },
}

/// One host, with what is to be fetched from it.
struct Host<W> {
    tasks: VecDeque<Task<W>>,
    busy: bool,
    next: Instant,
    /// By scheme, host and port.
    rules: HashMap<String, (Rules, Instant)>,
    patience: Option<Instant>,
}

struct State<W> {
    hosts: HashMap<String, Host<W>>,
    closed: bool,
}

/// What is to be fetched, host by host.
pub(crate) struct Queue<W> {
    state: Mutex<State<W>>,
    changed: Condvar,
}

/// What a worker is to do with the task that it took.
enum Turn {
    /// Ask the site for its rules first.
    Rules,
    /// Fetch it, then leave the host alone for so long.
    Fetch(Duration),
    /// Nothing: it may not be fetched, or not now.
    Leave(Outcome),
}

impl<W> Queue<W> {
    pub(crate) fn new() -> Self {
        Self { state: Mutex::new(State { hosts: HashMap::new(), closed: false }), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<W>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a round.
    pub(crate) fn open(&self) {
        self.state().closed = false;
    }

    /// Ends a round: what is still waiting is dropped, and workers go home.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.hosts.values_mut().for_each(|host| host.tasks.clear());
        drop(state);
        self.changed.notify_all();
    }

    /// Puts a task behind those that wait for its host.
    pub(crate) fn push(&self, task: Task<W>) {
        let mut state = self.state();
        let host = state.hosts.entry(key(&task.url)).or_insert_with(|| Host {
            tasks: VecDeque::new(),
            busy: false,
            next: moment(),
            rules: HashMap::new(),
            patience: None,
        });
        host.tasks.push_back(task);
        drop(state);
        self.changed.notify_one();
    }

    /// Fetches, task after task, until the round ends.
    pub(crate) fn work(&self, getter: &Getter, reach: &Reach, options: &Options, send: &SyncSender<(W, Outcome)>) {
        while let Some((task, turn)) = self.take(reach, options) {
            let host = key(&task.url);
            match turn {
                Turn::Rules => {
                    let rules = Rules::ask(getter, reach, &task.url, options.agent());
                    self.settle(&host, options.pause, |host| {
                        host.rules.insert(task.url.origin().ascii_serialization(), (rules, moment()));
                        host.tasks.push_front(task);
                    });
                }
                Turn::Leave(outcome) => {
                    self.settle(&host, Duration::ZERO, |_| {});
                    if send.send((task.work, outcome)).is_err() {
                        return;
                    }
                }
                Turn::Fetch(pause) => {
                    let answer = getter.get(&task.url, &task.marks);
                    let patience = asked_for(&answer);
                    self.settle(&host, pause, |host| {
                        if let Some(seconds) = patience {
                            host.patience = Some(moment() + Duration::from_secs(seconds.unsigned_abs()));
                        }
                    });
                    if let Some(done) = self.judge(task, answer, patience, options)
                        && send.send(done).is_err()
                    {
                        return;
                    }
                }
            }
        }
    }

    /// Waits until a host may be asked for something, and takes that; `None` at the end of the round.
    fn take(&self, reach: &Reach, options: &Options) -> Option<(Task<W>, Turn)> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            let waiting = state.hosts.values_mut().filter(|host| !host.busy && !host.tasks.is_empty());
            let soonest = waiting.min_by_key(|host| host.next);
            let now = moment();
            let wait = match soonest {
                Some(host) if host.next <= now => {
                    if let Some(task) = host.tasks.pop_front() {
                        host.busy = true;
                        let turn = turn(host, &task.url, now, reach, options);
                        return Some((task, turn));
                    }
                    Duration::ZERO
                }
                Some(host) => host.next - now,
                None => RULES_HOLD,
            };
            state = self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The host may be asked again after the pause.
    fn settle(&self, key: &str, pause: Duration, then: impl FnOnce(&mut Host<W>)) {
        let mut state = self.state();
        let closed = state.closed;
        if let Some(host) = state.hosts.get_mut(key) {
            host.busy = false;
            host.next = moment() + pause;
            then(host);
            if closed {
                host.tasks.clear();
            }
        }
        drop(state);
        self.changed.notify_all();
    }

    /// What an answer means; one that leads elsewhere becomes a new task, judged in its turn.
    fn judge(&self, task: Task<W>, answer: Answer, patience: Option<i64>, options: &Options) -> Option<(W, Outcome)> {
        let never = |reason: &str| Outcome::Never { reason: reason.to_owned(), gone: false };
        let outcome = match answer {
            Answer::Page(page) => Outcome::Page(page, task.url),
            Answer::Unchanged => Outcome::Unchanged,
            Answer::TooLarge => {
                let most = options.max_bytes.div_ceil(1024 * 1024);
                never(&format!("larger than the limit of {most} MB"))
            }
            Answer::Failed(reason) => Outcome::Later { reason, seconds: None },
            Answer::Refused { status, .. } => refused(status, patience),
            Answer::Moved(_) if task.redirects >= options.max_redirects => {
                never(&format!("redirected more than {} times", options.max_redirects))
            }
            Answer::Moved(place) => match task.url.join(&place) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => {
                    self.push(Task { url, redirects: task.redirects + 1, ..task });
                    return None;
                }
                _ => never("redirected to an address that cannot be fetched"),
            },
        };
        Some((task.work, outcome))
    }
}

/// What may be done for a task whose turn it is.
fn turn<W>(host: &Host<W>, url: &Url, now: Instant, reach: &Reach, options: &Options) -> Turn {
    let never = |reason: &str| Turn::Leave(Outcome::Never { reason: reason.to_owned(), gone: false });
    if !reach.allows(url) {
        return never("it is on a private network, which only you may name");
    }
    if let Some(until) = host.patience.filter(|until| *until > now) {
        let seconds = i64::try_from((until - now).as_secs()).unwrap_or(LONGEST_ASKED);
        let reason = "its server asked for patience".to_owned();
        return Turn::Leave(Outcome::Later { reason, seconds: Some(seconds) });
    }
    match host.rules.get(&url.origin().ascii_serialization()) {
        Some((rules, asked)) if now - *asked <= if rules.told { RULES_HOLD } else { SILENCE_HOLDS } => {
            if rules.allow(url) {
                Turn::Fetch(rules.pause(options.pause))
            } else if rules.told {
                never("the site's robots.txt does not let it be fetched")
            } else {
                let reason = "the site's robots.txt could not be had".to_owned();
                Turn::Leave(Outcome::Later { reason, seconds: None })
            }
        }
        _ => Turn::Rules,
    }
}

fn refused(status: u16, patience: Option<i64>) -> Outcome {
    let reason = format!("the server answered {status}");
    match status {
        408 | 425 | 429 | 500.. => Outcome::Later { reason, seconds: patience },
        410 => Outcome::Never { reason: format!("{reason}: it is gone"), gone: true },
        _ => Outcome::Never { reason, gone: false },
    }
}

/// Seconds for which the server wants its host left alone.
fn asked_for(answer: &Answer) -> Option<i64> {
    let Answer::Refused { status: status @ (429 | 503), retry_after } = answer else { return None };
    let told = retry_after.as_deref().and_then(seconds_until);
    told.or((*status == 429).then_some(USUAL_PATIENCE)).map(|seconds| seconds.clamp(1, LONGEST_ASKED))
}

/// `Retry-After` is a number of seconds, or a date (RFC 9110, 10.2.3).
fn seconds_until(told: &str) -> Option<i64> {
    if let Ok(seconds) = told.trim().parse() {
        return Some(seconds);
    }
    let then = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(told.trim()).ok()?;
    Some(then.as_second() - jiff::Timestamp::now().as_second())
}

/// The host, whatever the port: politeness is owed to machines.
fn key(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_ascii_lowercase()
}

#[expect(clippy::disallowed_methods, reason = "pauses between requests are measured")]
fn moment() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, retry_after: Option<&str>) -> Answer {
        Answer::Refused { status, retry_after: retry_after.map(str::to_owned) }
    }

    #[test]
    fn patience_is_kept_as_long_as_is_asked_within_reason() {
        assert_eq!(asked_for(&refusal(429, Some("120"))), Some(120));
        assert_eq!(asked_for(&refusal(429, None)), Some(USUAL_PATIENCE));
        assert_eq!(asked_for(&refusal(503, None)), None);
        assert_eq!(asked_for(&refusal(503, Some("99999999999"))), Some(LONGEST_ASKED));
        assert_eq!(asked_for(&refusal(503, Some("Sun, 06 Nov 1994 08:49:37 GMT"))), Some(1));
        assert_eq!(asked_for(&refusal(404, Some("120"))), None);
    }
}
