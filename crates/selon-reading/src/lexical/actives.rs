//! Verbs in the active: who their subject is, left or right of them, and what they say.

use super::contents::Scene;
use super::groups::{Group, within};
use super::inverted::subject_after;
use super::sources::{self, Subject};
use super::{Finding, Found};
use selon_language::{Classes, Frame, Rule};
use selon_text::TokenRange;

/// What is left of a score where the subject is the first person: «je dis que» is mostly no report.
const FIRST_PERSON: f32 = 0.5;

/// What the active verb group `at` tells by `rule`.
pub(super) fn find<'l>(scene: Scene, at: usize, rule: &'l Rule) -> Option<Finding<'l>> {
    let group = &scene.groups[at];
    let inverted = inverted(scene, group, rule);
    let subject = inverted.or_else(|| sources::subject(scene.passage, scene.region, scene.groups, at));
    let first_person = subject.as_ref().is_some_and(|subject| {
        subject.tokens.len() == 1 && scene.passage.is(subject.tokens.start, Classes::FIRST_PERSON)
    });
    let content = scene.content_after(group.tokens.end, rule, group).map(Found::from);
    let (quote, aside) = (rule.frame(Frame::Quote), rule.frame(Frame::Aside));
    if content.is_none() && quote == 0.0 && aside == 0.0 {
        return None;
    }
    let score = if first_person { FIRST_PERSON } else { 1.0 };
    Some(Finding { rule, subject, content, quote, aside, score, needs_source: true })
}

/// Whether a bare participle goes on with the auxiliary of the verb before: «a dénoncé … et promis …».
pub(super) fn continues(scene: Scene, at: usize) -> bool {
    let group = &scene.groups[at];
    let passage = scene.passage;
    let joined = passage.before(group.tokens.start, scene.region).is_some_and(|before| {
        passage.is(before, Classes::COORDINATOR)
            || passage.is(before, Classes::ADVERB) && before > 0 && passage.is(before - 1, Classes::COORDINATOR)
    });
    let level = passage.quotation_at(group.head);
    let earlier = scene.groups[..at]
        .iter()
        .rev()
        .filter(|other| passage.quotation_at(other.head) == level)
        .find(|other| other.finite());
    joined
        && earlier
            .is_some_and(|other| passage.is(other.start, Classes::HAVE | Classes::NEGATION) && other.head > other.start)
}

/// The subject that follows its verb: «a dit X», "said X".
fn inverted(scene: Scene, group: &Group, rule: &Rule) -> Option<Subject> {
    if rule.frame(Frame::Aside) == 0.0 || group.pronoun.is_some() || !group.finite() || group.passive {
        return None;
    }
    let passage = scene.passage;
    if !follows_said(scene, group) {
        return None;
    }
    let region = scene.region;
    let mut start = scene.skip_adjuncts(group.tokens.end);
    if start < region.end && passage.is(start, Classes::ADDRESS) {
        start = sources::next_phrase(passage, start + 1, region.end.min(start + 8) - 1)?;
    }
    let subject = subject_after(passage, start, region.end, scene.groups)?;
    let clause_after = sources::group_at(scene.groups, subject.tokens.end)
        .is_some_and(|next| next.finite() && next.tokens.start == subject.tokens.end);
    (!clause_after).then_some(subject)
}

/// Whether what is said can stand before the group: a quotation, or a clause that a comma closes.
fn follows_said(scene: Scene, group: &Group) -> bool {
    let region = scene.region;
    let passage = scene.passage;
    let Some(before) = passage.before(group.tokens.start, region) else {
        return group.tokens.start > 0 && passage.closing_at(group.tokens.start - 1).is_some();
    };
    if passage.is_quote(before)
        || passage.reads_any(before, &["!", "?", "…", "(", "–", "—"])
        || passage.is(before, Classes::SUBORDINATOR)
    {
        return true;
    }
    if !passage.reads(before, ",") && !passage.reads(before, "-") {
        return false;
    }
    let clause = within(scene.groups, TokenRange::new(region.start, before))
        .iter()
        .any(|other| other.finite() && !sources::in_relative(passage, region, other));
    let quoted = before > 0 && passage.is_quote(before - 1);
    clause || quoted
}
