//! Nouns that introduce content: «l'annonce que …», "the mayor's claim that …".

use super::contents::Scene;
use super::sources::{self, Subject};
use super::{Finding, Found};
use crate::tag::Stands;
use selon_language::{Classes, Rule};
use selon_text::TokenRange;

/// What the noun at `cue` tells by `rule`; who speaks is its possessive, if it has one.
pub(super) fn find<'l>(scene: Scene, cue: TokenRange, rule: &'l Rule) -> Option<Finding<'l>> {
    let scene = Scene { region: scene.passage.region(cue.start), ..scene };
    let content = scene.content_of_noun(cue.end, rule)?;
    let subject = possessor(scene, cue);
    let content = Some(Found::from(content));
    Some(Finding { rule, subject, content, quote: 0.0, aside: 0.0, score: 1.0, needs_source: false })
}

/// Whose saying it is: a possessive before the noun, or a name with 's.
fn possessor(scene: Scene, cue: TokenRange) -> Option<Subject> {
    let passage = scene.passage;
    let inside = cue.iter().find(|&at| passage.is(at, Classes::POSSESSIVE));
    let near = (scene.region.start..cue.start).rev().take(4);
    let mark =
        inside.or_else(|| near.into_iter().find(|&at| passage.is(at, Classes::POSSESSIVE | Classes::GENITIVE_MARK)))?;
    let because = "whose saying the noun tells";
    if passage.is(mark, Classes::POSSESSIVE) {
        let tokens = TokenRange::new(mark, mark + 1);
        return Some(Subject { tokens, stands: Stands::Before, speaks: 0.9, because });
    }
    let last = passage.before(mark, scene.region)?;
    let start = sources::phrase_start(passage, scene.region, scene.groups, last);
    let tokens = TokenRange::new(start, last + 1);
    Some(Subject { tokens, stands: Stands::Before, speaks: sources::speaks(passage, tokens), because })
}
