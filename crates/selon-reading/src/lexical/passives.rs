//! Verbs in the passive and bare participles: who speaks is named with «par» or "by" or not at all; the subject is told of.

use super::contents::{Content, Scene};
use super::groups::Group;
use super::inverted::subject_after;
use super::sources::{self, Subject};
use super::{Finding, Found};
use selon_language::{Classes, Frame, Mood, Rule};
use selon_text::TokenRange;

/// How sure a passive is at least when it names who speaks, for a rule that allows passives at all.
const NAMED: f32 = 0.85;

/// What the passive verb group `at` tells by `rule`.
pub(super) fn find<'l>(scene: Scene, at: usize, rule: &'l Rule) -> Option<Finding<'l>> {
    let group = &scene.groups[at];
    let near = agent(scene, group);
    let after = near.as_ref().map_or(group.tokens.end, |agent| agent.tokens.end);
    let bare_object = |told: &Content| told.frame == Frame::Phrase && told.tokens.start == after;
    let mut told = scene.content_after(after, rule, group).filter(|told| !bare_object(told));
    if let Some(told) = told.as_mut().filter(|_| group.tokens.start == scene.region.start && !group.finite()) {
        told.tokens.end = first_comma(scene, told.tokens);
    }
    let agent = near.or_else(|| told.as_mut().and_then(|told| agent_inside(scene, told)));
    if group.negative && agent.is_none() {
        return None;
    }
    let own = rule.frame(Frame::Passive);
    let score = if agent.is_some() && own >= 0.2 { own.max(NAMED) } else { own };
    let content = content(scene, at, rule, told, agent.is_some())?;
    (score > 0.0).then_some(Finding {
        rule,
        subject: agent,
        content: Some(content),
        quote: 0.0,
        aside: 0.0,
        score,
        needs_source: false,
    })
}

/// «Qualifié de fou, il …»: what a participle that opens its sentence tells ends with the first comma.
fn first_comma(scene: Scene, tokens: TokenRange) -> usize {
    tokens.iter().find(|&at| scene.passage.reads(at, ",")).unwrap_or(tokens.end)
}

/// «est décrit comme un homme calme | par ses voisins»: the agent after what is told, which it ends.
fn agent_inside(scene: Scene, told: &mut Content) -> Option<Subject> {
    let passage = scene.passage;
    let mut at = told.tokens.start;
    while at < told.tokens.end {
        if at > told.tokens.start && passage.is(at, Classes::AGENT) {
            let subject =
                subject_after(passage, at + 1, scene.region.end, scene.groups).filter(|found| found.speaks > 0.7)?;
            told.tokens.end = at;
            return Some(Subject { because: "the agent of the passive", ..subject });
        }
        at = passage.after(at, scene.region)?;
    }
    None
}

/// What is said: a clause after the verb; else the grammatical subject, with what follows about it.
fn content(scene: Scene, at: usize, rule: &Rule, told: Option<Content>, named: bool) -> Option<Found> {
    let phrase = rule.frame(Frame::Phrase);
    match told {
        Some(told) if told.is_clause() => Some(Found::from(told)),
        Some(told) => {
            let mut pieces: Vec<_> = antecedent(scene, at).into_iter().collect();
            pieces.push(told.tokens);
            Some(Found { pieces, score: told.score, clause: false })
        }
        None if phrase > 0.0 && (named || scene.groups[at].finite()) => {
            let subject =
                antecedent(scene, at).filter(|subject| rule.act != "assert" || !names_somebody(scene, *subject))?;
            let score = if named { phrase.max(0.6) } else { phrase };
            Some(Found { pieces: vec![subject], score, clause: false })
        }
        None => None,
    }
}

/// Whether the phrase is somebody: «un ingénieur cité par le journal» tells who, not what.
fn names_somebody(scene: Scene, tokens: TokenRange) -> bool {
    tokens.iter().any(|at| scene.passage.is(at, Classes::SPEAKER | Classes::TITLE))
}

/// The noun phrase that the passive is about: its subject, or what a participle stands after.
fn antecedent(scene: Scene, at: usize) -> Option<TokenRange> {
    let passage = scene.passage;
    let group = &scene.groups[at];
    if group.mood != Mood::PastParticiple {
        return sources::subject(passage, scene.region, scene.groups, at).map(|subject| subject.tokens);
    }
    let mut before = passage.before(group.tokens.start, scene.region)?;
    if passage.reads(before, ",") {
        before = passage.before(before, scene.region)?;
    }
    let free = passage.is_word(before) && sources::group_at(scene.groups, before).is_none_or(|group| !group.finite());
    let start = sources::phrase_start(passage, scene.region, scene.groups, before);
    let phrase =
        passage.is(start, Classes::DETERMINER | Classes::TITLE | Classes::SPEAKER) || passage.token(start).capital;
    let phrase = phrase && passage.lexeme(start).rule.is_none() && !passage.is(start, Classes::PREPOSITION);
    (free && phrase && !passage.is(start, Classes::SUBJECT_PRONOUN | Classes::COORDINATOR))
        .then(|| TokenRange::new(start, before + 1))
}

/// Who a passive names with «par» or "by", adverbs and adjuncts between.
fn agent(scene: Scene, group: &Group) -> Option<Subject> {
    let region = scene.region;
    let passage = scene.passage;
    let limit = region.end.min(group.tokens.end + 8);
    let near = |at: &usize| passage.is(*at, Classes::AGENT);
    let at = Some(scene.skip_adjuncts(group.tokens.end)).filter(|at| *at < region.end && near(at));
    let at = at.or_else(|| {
        (group.tokens.end..limit)
            .take_while(|&at| passage.is_word(at) && sources::group_at(scene.groups, at).is_none())
            .find(near)
    })?;
    subject_after(passage, at + 1, region.end, scene.groups)
        .map(|subject| Subject { because: "the agent of the passive", ..subject })
}
