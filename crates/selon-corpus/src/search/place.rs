//! Where a page of hits ends and the next one begins: a day and a statement, so that what is added meanwhile shifts nothing.

use super::facets::Count;
use super::{Order, Query};

/// The statements of one page, and where the next one begins. `looked` is in the query's order.
pub(super) fn page(looked: &[Count], query: &Query) -> (Vec<i64>, Option<String>) {
    let after = query.after.as_deref().and_then(read);
    let is_past = |count: &&Count| match (&after, query.order) {
        (None, _) => true,
        (Some((day, id)), Order::NewestFirst) => (count.day.as_str(), count.statement) < (day.as_str(), *id),
        (Some((day, id)), Order::OldestFirst) => (count.day.as_str(), count.statement) > (day.as_str(), *id),
    };
    let mut left = looked.iter().filter(is_past).skip(query.skip);
    let page: Vec<&Count> = left.by_ref().take(query.limit).collect();
    let next = left.next().and(page.last()).map(|last| format!("{}.{}", last.day, last.statement));
    (page.into_iter().map(|count| count.statement).collect(), next)
}

fn read(place: &str) -> Option<(String, i64)> {
    let (day, id) = place.rsplit_once('.')?;
    Some((day.to_owned(), id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(day: &str, statement: i64) -> Count {
        let (day, act, language) = (day.to_owned(), String::new(), String::new());
        Count { statement, day, speaker: None, outlet: None, act, language, anonymous: false }
    }

    #[test]
    fn pages_hold_each_statement_once_whatever_is_added_between_them() {
        let mut looked: Vec<Count> = (0..25).map(|n| count(&format!("2031-01-{:02}", 25 - n / 4), 100 - n)).collect();
        let mut met = Vec::new();
        let mut query = Query { limit: 7, ..Query::default() };
        loop {
            let (page, next) = page(&looked, &query);
            met.extend(page);
            query.after = next;
            looked.insert(0, count("2031-02-01", 200 + met.len() as i64));
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(met, (76..=100).rev().collect::<Vec<i64>>());
    }

    #[test]
    fn a_place_that_cannot_be_read_is_the_beginning() {
        let looked = [count("2031-01-02", 2), count("2031-01-01", 1)];
        for after in ["", "x", "2031-01-01.", ".."] {
            let query = Query { limit: 5, after: Some(after.into()), ..Query::default() };
            assert_eq!(page(&looked, &query).0, [2, 1], "{after}");
        }
    }
}
