//! From rows of the database to drawings: the words in the person's language, and where places of a drawing lead.

use crate::answer::Answer;
use crate::asked::Asked;
use crate::fields::Fields;
use crate::links;
use crate::words::Words;
use selon_corpus::{Change, Spread, Step, Tracing};
use selon_draw::{History, HistoryWords, Label, Lane, Point, Stance, Stop, Timeline, TimelineWords};

/// A drawing alone, to be saved.
pub(super) fn file(name: &str, svg: String) -> Answer {
    Answer::download("image/svg+xml", name, svg)
}

/// How a claim travelled.
pub(super) fn history(words: Words, tracing: &Tracing) -> String {
    let stops = stops(words, tracing);
    let description = words.with("claim.drawing_about", tracing.appearances.len());
    let told = HistoryWords {
        origin: words.say("claim.origin"),
        credited: words.say("claim.credited"),
        inferred: words.say("claim.inferred"),
        stances: ["claim.asserts", "claim.denies", "claim.doubts", "claim.declines"].map(|key| words.say(key)),
        more: words.say("claim.more"),
        others: words.say("claim.others"),
        all: Some("#wordings"),
    };
    let label = Label { id: "history", title: words.say("claim.drawing"), description: &description };
    History { label, stops: &stops, words: told }.svg()
}

fn stops(words: Words, tracing: &Tracing) -> Vec<Stop> {
    let steps = &tracing.appearances;
    let stop = |(number, step): (usize, &Step)| Stop {
        row: step.outlet.clone().unwrap_or_else(|| step.doc.clone()),
        seconds: step.seconds,
        day: day(step),
        speaker: step.speaker.clone().unwrap_or_default(),
        words: step.quote.clone(),
        href: Some(passage(step)),
        stance: stance(&step.stance),
        origin: is_origin(tracing, number),
        from: from(steps, number),
        credited: step.credited,
        drift: step.drift.iter().map(|kind| words.label("drift", kind).to_owned()).collect(),
        changed: changed(&step.difference),
    };
    steps.iter().enumerate().map(stop).collect()
}

/// Where the words stand in their article.
pub(super) fn passage(step: &Step) -> String {
    match &step.statement {
        Some(statement) => links::passage(&step.doc, statement),
        None => links::words(&step.doc, &step.quote),
    }
}

/// The day that orders an appearance.
pub(super) fn day(step: &Step) -> String {
    let told = step.published.as_deref().and_then(|day| day.get(..10));
    told.map_or_else(
        || {
            jiff::Timestamp::from_second(step.seconds)
                .map_or(String::new(), |time| time.strftime("%Y-%m-%d").to_string())
        },
        str::to_owned,
    )
}

/// Whether the claim begins there: of an article that has it from no other one, the first place that says so.
pub(super) fn is_origin(tracing: &Tracing, number: usize) -> bool {
    let steps = &tracing.appearances;
    let step = &steps[number];
    let says = |other: &Step| other.doc == step.doc && other.from.is_none() && stance(&other.stance) == Stance::Asserts;
    let first = steps.iter().position(says).or_else(|| steps.iter().position(|other| other.doc == step.doc));
    tracing.origins.contains(&step.doc) && first == Some(number)
}

/// The number of the appearance that a later one was taken from: in that article, the one whose words are given, else its first.
fn from(steps: &[Step], number: usize) -> Option<usize> {
    let doc = steps[number].from.as_ref()?;
    let earlier = || steps[..number].iter().enumerate().filter(|(_, step)| step.doc == *doc);
    let taken = taken_words(&steps[number].difference);
    let same = earlier().find(|(_, step)| step.quote.trim() == taken.trim());
    same.or_else(|| earlier().next()).map(|(number, _)| number)
}

/// The earlier words, as the difference has them.
fn taken_words(difference: &[Change]) -> String {
    difference
        .iter()
        .filter_map(|change| match change {
            Change::Kept(words) | Change::Removed(words) => Some(words.as_str()),
            Change::Added(_) => None,
        })
        .collect()
}

fn stance(name: &str) -> Stance {
    match name {
        "denies" => Stance::Denies,
        "doubts" => Stance::Doubts,
        "declines" => Stance::Declines,
        _ => Stance::Asserts,
    }
}

/// The words left out and the words that came, where they are few enough to be read above a mark.
fn changed(difference: &[Change]) -> (String, String) {
    if !is_legible(difference) {
        return Default::default();
    }
    let told = |wanted: fn(&Change) -> Option<&str>| {
        let words: Vec<&str> = difference.iter().filter_map(wanted).map(str::trim).collect();
        if words.len() <= AT_AN_EDGE { words.join(" … ") } else { String::new() }
    };
    let removed = told(|change| if let Change::Removed(words) = change { Some(words) } else { None });
    let added = told(|change| if let Change::Added(words) = change { Some(words) } else { None });
    (removed, added)
}

/// More changes than this are not told at an edge.
const AT_AN_EDGE: usize = 3;

/// Whether enough was kept for a difference word by word to tell anything.
pub(super) fn is_legible(difference: &[Change]) -> bool {
    let (mut kept, mut other) = (0, 0);
    for change in difference {
        match change {
            Change::Kept(words) => kept += words.trim().len(),
            Change::Removed(words) | Change::Added(words) => other += words.trim().len(),
        }
    }
    kept * 2 >= other && kept > 0
}

/// When things were said. `fields` is the search that it shows; rows narrow it by `narrows`.
pub(super) fn timeline(words: Words, spread: &Spread, fields: &Fields, narrows: &str) -> String {
    let page = |name: &String| if narrows == "outlet" { links::outlet(name) } else { links::speaker(name) };
    let lanes: Vec<Lane> =
        spread.lanes.iter().map(|name| Lane { name: name.clone(), href: Some(page(name)) }).collect();
    let point = |cell: &selon_corpus::SpreadCell| Point {
        lane: cell.lane.unwrap_or(usize::MAX),
        day: cell.day.clone(),
        count: cell.count,
        denied: cell.denied,
    };
    let points: Vec<Point> = spread.cells.iter().map(point).collect();
    let leads = |lane: Option<usize>, since: &str, until: &str| {
        let within = fields.with("after", "").with("by", "").with("since", since).with("until", until);
        let name = lane.and_then(|lane| spread.lanes.get(lane));
        let narrowed = name.map_or_else(|| within.clone(), |name| within.with(narrows, name));
        Some(links::with_query("/search", &narrowed))
    };
    let told = TimelineWords {
        all: words.say("timeline.all"),
        said: words.say("timeline.said"),
        denied: words.say("timeline.denied"),
    };
    let (title, description) = (words.say("timeline.drawing"), words.say("timeline.drawing_about"));
    let label = Label { id: "timeline", title, description };
    Timeline { label, lanes: &lanes, points: &points, leads: &leads, words: told }.svg()
}

/// The same address with another ending of its path, its query kept.
pub(super) fn beside(asked: &Asked, ending: &str) -> String {
    links::with_query(&format!("{}/{ending}", asked.path), &asked.query)
}
