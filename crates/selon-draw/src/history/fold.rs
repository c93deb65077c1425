//! Which appearances are drawn as one, where there are too many to be told apart: those that took the claim from the same one
//! and from which nobody took it.

use super::{HistoryWords, Mark, Stance, Stop};
use std::collections::BTreeMap;

/// How many marks a drawing holds before repetitions are folded.
const MOST: usize = 60;
/// How many repetitions of one appearance stay apart then.
const APART: usize = 3;
/// How many marks there are at the very most; all that comes later is drawn as one.
const MOST_IN_ALL: usize = 120;

/// The marks, in order of time.
pub(super) fn folded(stops: &[Stop], words: &HistoryWords) -> Vec<Mark> {
    let groups = groups(stops);
    let mut bundles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, first) in groups.iter().enumerate().filter_map(|(number, first)| Some((number, (*first)?))) {
        bundles.entry(first).or_default().push(number);
    }
    let mut marks = Vec::new();
    let mut place = vec![0; stops.len()];
    for (number, stop) in stops.iter().enumerate() {
        match (groups[number], bundles.get(&number)) {
            (Some(first), _) if first != number => place[number] = place[first],
            (_, Some(members)) => {
                place[number] = marks.len();
                marks.push(bundle(stop, members.len(), words));
            }
            _ => {
                place[number] = marks.len();
                marks.push(Mark { stop: stop.clone(), from: None });
            }
        }
    }
    for (number, stop) in stops.iter().enumerate() {
        // Only what came before can be leaned on: circles and mistaken numbers would have no place.
        let from = stop.from.filter(|from| *from < number).map(|from| place[from]);
        let mark = &mut marks[place[number]];
        mark.from = mark.from.or(from.filter(|from| *from != place[number]));
    }
    marks
}

/// For each stop that is folded, the first of those it is folded with.
fn groups(stops: &[Stop]) -> Vec<Option<usize>> {
    let mut groups = vec![None; stops.len()];
    if stops.len() <= MOST {
        return groups;
    }
    let mut is_source = vec![false; stops.len()];
    stops
        .iter()
        .filter_map(|stop| stop.from)
        .filter(|from| *from < stops.len())
        .for_each(|from| is_source[from] = true);
    let repeats = |number: &usize| !is_source[*number] && stops[*number].stance == Stance::Asserts;
    let mut by_source: BTreeMap<(Option<usize>, bool), Vec<usize>> = BTreeMap::new();
    for number in (0..stops.len()).filter(repeats) {
        by_source.entry((stops[number].from, stops[number].credited)).or_default().push(number);
    }
    for members in by_source.values().filter(|members| members.len() > APART) {
        let folded = &members[APART - 1..];
        folded.iter().for_each(|number| groups[*number] = Some(folded[0]));
    }
    fold_the_last(&mut groups);
    groups
}

/// Where there are still too many marks, all after the first ones are one.
fn fold_the_last(groups: &mut [Option<usize>]) {
    let begins = |number: &usize| groups[*number].is_none_or(|first| first == *number);
    let Some(first) = (0..groups.len()).filter(begins).nth(MOST_IN_ALL - 1) else { return };
    for group in &mut groups[first..] {
        if group.is_none_or(|group| group >= first) {
            *group = Some(first);
        }
    }
}

fn bundle(first: &Stop, count: usize, words: &HistoryWords) -> Mark {
    let told = words.more.replacen("{}", &count.to_string(), 1);
    let stop = Stop {
        row: words.others.to_owned(),
        speaker: told.clone(),
        words: told,
        href: words.all.map(str::to_owned),
        drift: Vec::new(),
        changed: Default::default(),
        origin: first.origin,
        ..first.clone()
    };
    Mark { stop, from: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(count: usize) -> Vec<Stop> {
        let later =
            (1..=count).map(|n| Stop { row: format!("r{n}"), from: Some(0), seconds: n as i64, ..Stop::default() });
        std::iter::once(Stop { origin: true, ..Stop::default() }).chain(later).collect()
    }

    #[test]
    fn few_stay_apart_and_many_are_drawn_as_one() {
        let words = HistoryWords { more: "{} more", ..HistoryWords::default() };
        assert_eq!(folded(&repeats(20), &words).len(), 21);
        let marks = folded(&repeats(500), &words);
        assert_eq!(marks.len(), 4);
        assert_eq!(marks[3].stop.speaker, "498 more");
    }

    #[test]
    fn what_leans_on_a_later_one_or_on_nothing_stands_alone() {
        let stops = [Stop { from: Some(1), ..Stop::default() }, Stop { from: Some(9), ..Stop::default() }];
        assert!(folded(&stops, &HistoryWords::default()).iter().all(|mark| mark.from.is_none()));
    }
}
