//! When to come again: soon after the first failure, seldom after many. Pure: the time is handed in.

/// The first wait after a failure, in seconds.
const FIRST: i64 = 5 * 60;
/// The longest wait after failures.
const LONGEST: i64 = 24 * 3600;
/// An article that failed this often in a row is given up.
pub(crate) const GIVEN_UP: u32 = 8;
/// The first wait before an article is fetched again of which the feed says that it changed.
const CHANGED: i64 = 3600;
/// The longest wait where such words again and again meant nothing.
const LONGEST_CHANGED: i64 = 7 * 24 * 3600;
/// The longest wait that a server may ask for.
pub(crate) const LONGEST_ASKED: i64 = 7 * 24 * 3600;
/// How long a feed is left alone that is gone for good.
pub(crate) const GONE: i64 = 30 * 24 * 3600;

/// Seconds to wait after so many failures in a row.
pub(crate) fn after_failures(failures: u32) -> i64 {
    doubled(FIRST, failures.saturating_sub(1), LONGEST)
}

/// Seconds since the last fetch before an article is fetched again that the feed calls changed, where that was so many times in a row
/// found to be nothing: a feed that gives every article the present time would have all of them fetched in every round.
pub(crate) fn before_looking_again(in_vain: u32) -> i64 {
    doubled(CHANGED, in_vain, LONGEST_CHANGED)
}

fn doubled(first: i64, times: u32, longest: i64) -> i64 {
    first.saturating_mul(1_i64.checked_shl(times.min(32)).unwrap_or(i64::MAX)).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_day() {
        assert_eq!([1, 2, 3].map(after_failures), [300, 600, 1200]);
        assert_eq!(after_failures(u32::MAX), LONGEST);
    }

    #[test]
    fn words_that_meant_nothing_are_believed_less_and_less() {
        assert_eq!([0, 1, 2].map(before_looking_again), [3600, 7200, 14_400]);
        assert_eq!(before_looking_again(40), LONGEST_CHANGED);
    }
}
