//! One claim: how it travelled, how many origins stand behind it, in which words, and what does not go together with it.

use super::drawing;
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::links;
use crate::reasons::{self, Reason};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_corpus::{Change, Step, Tracing};
use selon_export::Format;
use serde::Serialize;

/// The most wordings that a page lists; the twin has all.
const LISTED: usize = 300;

#[derive(Template, Serialize)]
#[template(path = "claim.html")]
struct Claim {
    #[serde(skip)]
    words: Words,
    #[serde(flatten)]
    tracing: Tracing,
    #[serde(skip)]
    first: String,
    #[serde(skip)]
    drawing: String,
    #[serde(skip)]
    picture: String,
    #[serde(skip)]
    graph: String,
    #[serde(skip)]
    wordings: Vec<Wording>,
    #[serde(skip)]
    outlets: usize,
    #[serde(skip)]
    against: Vec<Opposed>,
    #[serde(skip)]
    statements: String,
}

/// One appearance, as it is listed.
struct Wording {
    number: usize,
    day: String,
    address: String,
    outlet: Option<(String, String)>,
    doc: String,
    speaker: Option<(String, String)>,
    stance: String,
    language: String,
    is_origin: bool,
    /// What it was taken from: the outlet, and its number in the list.
    from: Option<(String, Option<usize>)>,
    credited: bool,
    drift: Vec<String>,
    /// The words; beside those it was taken from, with what changed.
    pieces: Vec<Piece>,
    why: Vec<Reason>,
}

/// A stretch of words: kept, removed or added.
struct Piece {
    kind: &'static str,
    text: String,
}

struct Opposed {
    address: String,
    quote: String,
    other: String,
    why: Vec<Reason>,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let tracing = tracing(site, asked)?;
    let words = asked.words;
    let says = tracing.appearances.iter().find(|step| step.stance == "asserts");
    let first = says.or(tracing.appearances.first()).map(|step| step.quote.clone()).unwrap_or_default();
    let view = Claim {
        words,
        drawing: drawing::history(words, &tracing),
        picture: drawing::beside(asked, "history.svg"),
        graph: drawing::beside(asked, "claim.gexf"),
        wordings: wordings(words, &tracing),
        outlets: outlets(&tracing),
        against: tracing.contradictions.iter().map(|against| opposed(words, against)).collect(),
        statements: links::with_query("/search", &crate::fields::Fields::default().with("claim", &tracing.claim)),
        first,
        tracing,
    };
    page(site, asked, "claim", words.say("claim.title"), &view)
}

/// The drawing alone.
pub(crate) fn picture(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let tracing = tracing(site, asked)?;
    Ok(drawing::file(&format!("{}.svg", tracing.claim), drawing::history(asked.words, &tracing)))
}

/// Its graph, for programs that draw graphs.
pub(crate) fn graph(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let tracing = tracing(site, asked)?;
    let (name, mut gexf) = (format!("{}.gexf", tracing.claim), Vec::new());
    selon_export::claims(Format::Gexf, &[tracing], &mut gexf)?;
    Ok(Answer::download("application/gexf+xml", &name, gexf))
}

fn tracing(site: &Site, asked: &Asked) -> Result<Tracing, Trouble> {
    let id = asked.id("id");
    let found = site.store()?.trace(id)?;
    found.into_iter().find(|tracing| tracing.claim == id).ok_or_else(|| Trouble::not_found().because(id))
}

fn outlets(tracing: &Tracing) -> usize {
    let mut names: Vec<&str> =
        tracing.appearances.iter().map(|step| step.outlet.as_deref().unwrap_or(&step.doc)).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn wordings(words: Words, tracing: &Tracing) -> Vec<Wording> {
    let steps = &tracing.appearances;
    steps.iter().take(LISTED).enumerate().map(|(number, step)| wording(words, tracing, steps, number, step)).collect()
}

fn wording(words: Words, tracing: &Tracing, steps: &[Step], number: usize, step: &Step) -> Wording {
    let from = step.from.as_ref().map(|doc| {
        let earlier = steps.iter().position(|step| step.doc == *doc);
        let name = earlier.and_then(|earlier| steps[earlier].outlet.clone()).unwrap_or_else(|| doc.clone());
        (name, earlier.map(|earlier| earlier + 1))
    });
    Wording {
        number: number + 1,
        day: drawing::day(step),
        address: drawing::passage(step),
        outlet: step.outlet.as_ref().map(|name| (name.clone(), links::outlet(name))),
        doc: step.doc.clone(),
        speaker: step.speaker.as_ref().map(|name| (name.clone(), links::speaker(name))),
        stance: words.say(stance_key(&step.stance)).to_owned(),
        language: step.language.clone().unwrap_or_default(),
        is_origin: drawing::is_origin(tracing, number),
        from,
        credited: step.credited,
        drift: step.drift.iter().map(|kind| words.label("drift", kind).to_owned()).collect(),
        pieces: pieces(step),
        why: reasons::reasons(words, &step.why),
    }
}

fn stance_key(stance: &str) -> &'static str {
    match stance {
        "denies" => "claim.denies",
        "doubts" => "claim.doubts",
        "declines" => "claim.declines",
        _ => "claim.asserts",
    }
}

/// The words with what changed; plain where too little was kept, as in a translation. Changes that only a blank parts are one.
fn pieces(step: &Step) -> Vec<Piece> {
    if !drawing::is_legible(&step.difference) {
        return vec![Piece { kind: "kept", text: step.quote.clone() }];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let last = step.difference.len() - 1;
    for (number, change) in step.difference.iter().enumerate() {
        match change {
            Change::Removed(text) => removed.push_str(text),
            Change::Added(text) => added.push_str(text),
            Change::Kept(text)
                if text.trim().is_empty() && number < last && !(removed.is_empty() && added.is_empty()) =>
            {
                removed.push_str(text);
                added.push_str(text);
            }
            Change::Kept(text) => {
                settle(&mut pieces, &mut removed, &mut added);
                pieces.push(Piece { kind: "kept", text: text.clone() });
            }
        }
    }
    settle(&mut pieces, &mut removed, &mut added);
    pieces
}

/// Puts down what was left out and what was added since; a blank at their end stands behind both.
fn settle(pieces: &mut Vec<Piece>, removed: &mut String, added: &mut String) {
    let blank = removed.ends_with(' ') || added.ends_with(' ');
    for (kind, words) in [("removed", &mut *removed), ("added", &mut *added)] {
        if !words.trim().is_empty() {
            pieces.push(Piece { kind, text: words.trim().to_owned() });
            pieces.push(Piece { kind: "kept", text: " ".to_owned() });
        }
        words.clear();
    }
    if !blank && pieces.last().is_some_and(|piece| piece.text == " ") {
        pieces.pop();
    }
}

fn opposed(words: Words, against: &selon_corpus::Against) -> Opposed {
    Opposed {
        address: links::claim(&against.claim),
        quote: against.quote.clone(),
        other: against.other.clone(),
        why: reasons::reasons(words, &against.why),
    }
}
