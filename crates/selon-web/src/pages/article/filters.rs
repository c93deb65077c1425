//! Which statements are wanted: by speaker, act, and whether the source is named. All of it stands in the address.

use crate::asked::Asked;
use selon_reading::{Act, Check, Reading, Statement};

pub(super) struct Filters {
    pub(super) speakers: Vec<Choice>,
    pub(super) acts: Vec<Choice>,
    pub(super) named: Vec<Choice>,
    /// Whether anything is asked for.
    pub(super) is_set: bool,
    /// The page without filters.
    pub(super) reset: String,
    /// How many statements they leave.
    pub(super) matching: usize,
    wanted: Wanted,
}

/// One value of a filter.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) count: String,
    pub(super) is_chosen: bool,
}

#[derive(Default)]
struct Wanted {
    speaker: Option<String>,
    act: Option<Act>,
    named: Option<bool>,
}

/// Stands for statements that are given to nobody.
const NOBODY: &str = "nobody";

impl Filters {
    pub(super) fn new(asked: &Asked, reading: &Reading, check: &Check) -> Self {
        let query = &asked.query;
        let wanted = Wanted {
            speaker: query.get("speaker").map(str::to_owned),
            act: query.get("act").and_then(Act::named),
            named: query.get("named").and_then(|named| match named {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }),
        };
        let matching = reading.statements.iter().filter(|told| wanted.holds(told)).count();
        Self {
            speakers: speakers(asked, reading, check, &wanted),
            acts: acts(asked, reading, &wanted),
            named: named(asked, reading, &wanted),
            is_set: wanted.speaker.is_some() || wanted.act.is_some() || wanted.named.is_some(),
            reset: asked.path.clone(),
            matching,
            wanted,
        }
    }

    pub(super) fn matches(&self, told: &Statement) -> bool {
        self.wanted.holds(told)
    }
}

impl Wanted {
    fn holds(&self, told: &Statement) -> bool {
        let speaker = self.speaker.as_deref().is_none_or(|wanted| told.speaker.as_deref().unwrap_or(NOBODY) == wanted);
        let act = self.act.is_none_or(|act| told.act == act);
        speaker && act && self.named.is_none_or(|named| told.anonymous != named)
    }
}

fn speakers(asked: &Asked, reading: &Reading, check: &Check, wanted: &Wanted) -> Vec<Choice> {
    let name = |id: &str| reading.speakers.iter().find(|speaker| speaker.id == id).map(|speaker| speaker.name.as_str());
    let choice = |share: &selon_reading::Share<Option<String>>| {
        let id = share.of.as_deref();
        let label = id.and_then(name).unwrap_or(asked.words.say("article.nobody"));
        let value = id.unwrap_or(NOBODY);
        Choice {
            value: value.to_owned(),
            label: selon_export::visible(label).into_owned(),
            count: asked.words.number(share.statements.len()),
            is_chosen: wanted.speaker.as_deref() == Some(value),
        }
    };
    check.speakers.iter().map(choice).collect()
}

fn acts(asked: &Asked, reading: &Reading, wanted: &Wanted) -> Vec<Choice> {
    let counted = Act::ALL.iter().map(|&act| (act, reading.statements.iter().filter(|told| told.act == act).count()));
    let choice = |(act, count): (Act, usize)| Choice {
        value: act.name().to_owned(),
        label: asked.words.label("act", act.name()).to_owned(),
        count: asked.words.number(count),
        is_chosen: wanted.act == Some(act),
    };
    counted.filter(|(_, count)| *count > 0).map(choice).collect()
}

fn named(asked: &Asked, reading: &Reading, wanted: &Wanted) -> Vec<Choice> {
    let choice = |(value, key, is_named): (&str, &str, bool)| Choice {
        value: value.to_owned(),
        label: asked.words.say(key).to_owned(),
        count: asked.words.number(reading.statements.iter().filter(|told| told.anonymous != is_named).count()),
        is_chosen: wanted.named == Some(is_named),
    };
    [("yes", "article.only_named", true), ("no", "article.only_unnamed", false)].map(choice).into()
}
