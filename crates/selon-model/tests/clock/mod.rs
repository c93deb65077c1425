//! How long did it take? For tests of how time grows.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How long this thread has computed: on Linux without the time in which others did.
pub(crate) fn computed() -> Duration {
    static STARTED: LazyLock<Instant> = LazyLock::new(now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| now().saturating_duration_since(*STARTED), Duration::from_nanos)
}

#[allow(clippy::disallowed_methods, reason = "tests may measure time")]
fn now() -> Instant {
    Instant::now()
}
