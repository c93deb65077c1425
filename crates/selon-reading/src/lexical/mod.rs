//! The lexical tagger: rules and lexicons from the language's data, applied to verb groups; no training, no parser.

mod adjuncts;
mod contents;
mod ends;
mod groups;
mod inverted;
mod sources;
mod verbs;

use crate::passage::Passage;
use crate::statement::{Act, Reason};
use crate::tag::{CueTag, SpanTag, Stands, Tagger, Tags};
use contents::{Content, Scene};
pub(crate) use ends::trim;
use groups::Group;
use selon_language::{Classes, CueWord, Frame, Mood, Rule};
use selon_text::TokenRange;
use sources::Subject;

/// Reads by rules and lexicons.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexical;

impl Tagger for Lexical {
    fn id(&self) -> &'static str {
        "lexical-1"
    }

    fn tag(&self, passage: &Passage) -> Tags {
        let mut tags = Tags::default();
        for region in regions(passage) {
            let groups = groups::find(passage, region);
            let mut sentence = Sentence { scene: Scene { passage, region, groups: &groups }, tags: &mut tags };
            sentence.tag_verbs();
            sentence.tag_words();
        }
        tags
    }
}

/// The stretches in which constructions are looked for: each sentence outside quotations, and inside each of them.
fn regions(passage: &Passage) -> Vec<TokenRange> {
    passage.words.sentences().iter().copied().filter(|sentence| !passage.is_ignored(sentence.start)).collect()
}

/// One sentence being tagged.
struct Sentence<'s, 'p, 't> {
    scene: Scene<'p, 't>,
    tags: &'s mut Tags,
}

impl Sentence<'_, '_, '_> {
    fn tag_verbs(&mut self) {
        for at in 0..self.scene.groups.len() {
            let group = &self.scene.groups[at];
            let Some(lemma) = group.lemma else { continue };
            let language = self.scene.passage.language;
            let region = self.scene.passage.region(group.head);
            for &rule in &language.lemmas[lemma].rules {
                if self.tag_verb(at, &language.rules[rule], &language.lemmas[lemma].text, region) {
                    break;
                }
            }
        }
    }

    /// Tags the verb group `at` by `rule`, with what it finds; whether anything was.
    fn tag_verb(&mut self, at: usize, rule: &Rule, lemma: &str, region: TokenRange) -> bool {
        let passage = self.scene.passage;
        let group = &self.scene.groups[at];
        let region = TokenRange::new(region.start.max(self.scene.region.start), region.end.min(self.scene.region.end));
        if rule.not_before.iter().any(|word| passage.reads(group.tokens.end, word)) {
            return false;
        }
        let scene = Scene { region, ..self.scene };
        let passive = group.passive || group.mood == Mood::PastParticiple;
        let agent = if passive { self.agent(group, region) } else { None };
        let content = scene
            .content_after(group.tokens.end, rule, group.passive)
            .or_else(|| self.passive_subject(at, rule, agent.is_some(), region));
        let inverted = self.inverted(group, rule, region);
        let subject = match (&inverted, passive) {
            (Some(_), _) => None,
            (None, true) => agent.clone(),
            (None, false) => sources::subject(passage, region, self.scene.groups, at),
        };
        let quote = if passive { 0.0 } else { rule.frame(Frame::Quote) };
        let aside = if passive { 0.0 } else { rule.frame(Frame::Aside) };
        let named = agent.is_some();
        let score = if passive { rule.frame(Frame::Passive).max(if named { 0.85 } else { 0.0 }) } else { 1.0 };
        if score == 0.0 || (content.is_none() && quote == 0.0 && aside == 0.0) {
            return false;
        }
        let cue = self.add_cue(group.cue(), group.tokens, group.negative, lemma, rule, (quote, aside, score));
        if let Some(subject) = subject {
            self.add_source(cue, &subject);
        }
        if let Some(subject) = inverted {
            self.add_source(cue, &subject);
        }
        if let Some(content) = content {
            let because = format!("`{}` after the cue, by {}", content.frame.name(), rule.id);
            let pieces = vec![content.tokens];
            self.tags.contents.push(SpanTag {
                pieces,
                score: content.score,
                cue: Some(cue),
                because,
                stands: Stands::After,
                clause: content.is_clause(),
            });
        }
        true
    }

    /// The subject that follows its verb: «a dit X», "said X".
    fn inverted(&self, group: &Group, rule: &Rule, region: TokenRange) -> Option<Subject> {
        if rule.frame(Frame::Aside) == 0.0 || group.pronoun.is_some() || !group.finite() || group.passive {
            return None;
        }
        let passage = self.scene.passage;
        if !self.follows_said(group, region) {
            return None;
        }
        let scene = Scene { region, ..self.scene };
        let mut start = scene.skip_adjuncts(group.tokens.end);
        if start < region.end && passage.is(start, Classes::ADDRESS) {
            start = sources::next_phrase(passage, start + 1, region.end.min(start + 8) - 1)?;
        }
        let subject = inverted::subject_after(passage, start, region.end, self.scene.groups)?;
        let clause_after = sources::group_at(self.scene.groups, subject.tokens.end)
            .is_some_and(|next| next.finite() && next.tokens.start == subject.tokens.end);
        (!clause_after).then_some(subject)
    }

    /// Whether what is said can stand before the group: a quotation, or a clause that a comma closes.
    fn follows_said(&self, group: &Group, region: TokenRange) -> bool {
        let passage = self.scene.passage;
        let Some(before) = passage.before(group.tokens.start, region) else {
            return group.tokens.start > 0 && passage.closing_at(group.tokens.start - 1).is_some();
        };
        if passage.is_quote(before)
            || ["!", "?", "…", "(", "–", "—"].iter().any(|mark| passage.reads(before, mark))
            || passage.is(before, Classes::SUBORDINATOR)
        {
            return true;
        }
        if !passage.reads(before, ",") && !passage.reads(before, "-") {
            return false;
        }
        let clause = self.scene.groups.iter().any(|other| {
            other.finite()
                && other.tokens.start >= region.start
                && other.tokens.end <= before
                && !sources::in_relative(passage, region, other)
        });
        let quoted = before > 0 && passage.is_quote(before - 1);
        clause || quoted
    }

    /// Who a passive names with «par» or "by", adverbs and adjuncts between.
    fn agent(&self, group: &Group, region: TokenRange) -> Option<Subject> {
        let passage = self.scene.passage;
        let scene = Scene { region, ..self.scene };
        let limit = region.end.min(group.tokens.end + 8);
        let near = |at: &usize| passage.is(*at, Classes::AGENT);
        let at = Some(scene.skip_adjuncts(group.tokens.end)).filter(|at| *at < region.end && near(at));
        let at = at.or_else(|| {
            (group.tokens.end..limit)
                .take_while(|&at| passage.is_word(at) && sources::group_at(scene.groups, at).is_none())
                .find(near)
        })?;
        inverted::subject_after(passage, at + 1, region.end, self.scene.groups)
            .map(|subject| Subject { because: "the agent of the passive", ..subject })
    }

    /// The grammatical subject of a passive that names who speaks is what is said: «Des pourparlers sont demandés par X».
    fn passive_subject(&self, at: usize, rule: &Rule, named: bool, region: TokenRange) -> Option<Content> {
        let group = &self.scene.groups[at];
        let score = rule.frame(Frame::Phrase);
        if !group.passive || group.mood == Mood::PastParticiple || !group.finite() || score == 0.0 || !named {
            return None;
        }
        let subject = sources::subject(self.scene.passage, region, self.scene.groups, at)?;
        Some(Content { tokens: subject.tokens, frame: Frame::Phrase, score: score * 0.9 })
    }

    fn add_cue(
        &mut self,
        pieces: Vec<TokenRange>,
        reach: TokenRange,
        negative: bool,
        lemma: &str,
        rule: &Rule,
        (quote, aside, score): (f32, f32, f32),
    ) -> usize {
        let span = self.scene.passage.words.range(reach);
        let why = vec![Reason {
            step: "cue".into(),
            because: format!("«{lemma}» is a cue of {}", rule.id),
            span: Some(span),
        }];
        let act = Act::named(&rule.act).unwrap_or(Act::Assert);
        let lemma = Some(lemma.to_owned());
        self.tags.cues.push(CueTag {
            pieces,
            reach,
            lemma,
            act,
            negative,
            score,
            rule: rule.id.clone(),
            quote,
            aside,
            why,
        });
        self.tags.cues.len() - 1
    }

    fn add_source(&mut self, cue: usize, subject: &Subject) {
        self.tags.sources.push(SpanTag {
            pieces: vec![subject.tokens],
            score: subject.speaks,
            cue: Some(cue),
            because: subject.because.to_owned(),
            stands: subject.stands,
            clause: false,
        });
    }

    /// Cues that are no verbs: «selon X, …», «l'annonce de …».
    fn tag_words(&mut self) {
        let passage = self.scene.passage;
        for at in self.scene.region.iter() {
            let lexeme = *passage.lexeme(at);
            let Some(rule) = lexeme.rule else { continue };
            let rule = &passage.language.rules[rule];
            let end = at + lexeme.length;
            if sources::group_at(self.scene.groups, at).is_some_and(|group| group.head == at) {
                continue;
            }
            if rule.not_before.iter().any(|word| passage.reads(end, word)) {
                continue;
            }
            match rule.cue_word {
                CueWord::Preposition => self.tag_frame(TokenRange::new(at, end), rule),
                CueWord::Noun => self.tag_noun(TokenRange::new(at, end), rule),
                CueWord::Verb => {}
            }
        }
    }

    /// «Selon X, …» and «…, selon X».
    fn tag_frame(&mut self, cue: TokenRange, rule: &Rule) {
        let passage = self.scene.passage;
        let scene = Scene { region: passage.region(cue.start), ..self.scene };
        let Some((source, content)) = frame_parts(scene, cue, rule) else { return };
        let lemma = passage.letters(cue.start).to_lowercase();
        let words = if cue.len() > 1 { passage.original(cue).to_lowercase() } else { lemma };
        let index = self.add_cue(vec![cue], cue, false, &words, rule, (0.0, 0.0, 1.0));
        self.add_source(index, &source);
        let because = format!("the sentence around the frame, by {}", rule.id);
        self.tags.contents.push(SpanTag {
            pieces: content,
            score: best_frame(rule),
            cue: Some(index),
            because,
            stands: Stands::After,
            clause: true,
        });
    }

    /// «l'annonce que …», "a call for …": a noun with what follows it; who speaks stands before it in the genitive, if at all.
    fn tag_noun(&mut self, cue: TokenRange, rule: &Rule) {
        let passage = self.scene.passage;
        let region = passage.region(cue.start);
        let scene = Scene { region, ..self.scene };
        let Some(content) = scene.content_after(cue.end, rule, false) else { return };
        let words = passage.original(cue).to_lowercase();
        let index = self.add_cue(vec![cue], cue, false, &words, rule, (0.0, 0.0, 1.0));
        let because = format!("`{}` after the noun, by {}", content.frame.name(), rule.id);
        self.tags.contents.push(SpanTag {
            pieces: vec![content.tokens],
            score: content.score,
            cue: Some(index),
            because,
            stands: Stands::After,
            clause: content.is_clause(),
        });
    }
}

/// The source after a frame's preposition, and the clause that the frame belongs to.
fn frame_parts(scene: Scene, cue: TokenRange, rule: &Rule) -> Option<(Subject, Vec<TokenRange>)> {
    let passage = scene.passage;
    let region = scene.region;
    let opens = passage.before(cue.start, region).is_none_or(|before| {
        passage.is(before, Classes::CONNECTIVE | Classes::COORDINATOR | Classes::ADVERB)
            || [";", ":", "–", "—"].iter().any(|mark| passage.reads(before, mark))
            || before == region.start && !passage.is_word(before)
    });
    let source = if opens {
        inverted::framed(passage, cue.end, region.end, scene.groups)
    } else {
        inverted::subject_after(passage, cue.end, region.end, scene.groups)
    }?;
    let end = source.tokens.end;
    if rule.opening_only && !(opens && passage.reads(end, ",") && source.speaks > 0.8) {
        return None;
    }
    let rest = trim(passage, TokenRange::new(end, scene.clause_end(end)));
    if opens {
        return (!rest.is_empty()).then(|| (source, vec![rest]));
    }
    let comma = passage.reads(cue.start - 1, ",");
    let front = quoted_tail(passage, scene, trim(passage, TokenRange::new(scene.clause_start(cue.start), cue.start)));
    let goes_on = comma
        && passage.reads(end, ",")
        && !rest.is_empty()
        && !passage.is(rest.start, Classes::RELATIVE | Classes::SUBORDINATOR | Classes::CONNECTIVE);
    let verb_next =
        goes_on && sources::group_at(scene.groups, rest.start).is_some_and(|group| group.tokens.start == rest.start);
    let front_is_clause = scene.has_finite(front.start, front.end);
    let joined = comma && cue.start >= 2 && passage.is(cue.start - 2, Classes::COORDINATOR);
    let pieces = match (goes_on, front_is_clause) {
        (true, false) if !verb_next => vec![rest],
        (true, true) if joined => vec![rest],
        (true, _) => vec![front, rest],
        (false, _) => vec![front],
    };
    let pieces: Vec<_> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    (!pieces.is_empty()).then_some((source, pieces))
}

/// Of what stands before a frame, only the quotation that ends it, where that is a clause of its own.
fn quoted_tail(passage: &Passage, scene: Scene, front: TokenRange) -> TokenRange {
    let quotation = front.end.checked_sub(1).and_then(|last| passage.closing_at(last)).map(|q| passage.quotations[q]);
    match quotation {
        Some(quotation) if quotation.open < front.start => quotation.whole(),
        Some(quotation)
            if scene.has_finite(front.start, quotation.open)
                && scene.has_finite(quotation.inside.start, quotation.inside.end) =>
        {
            quotation.whole()
        }
        _ => front,
    }
}

/// The surest way in which a rule's content may follow.
fn best_frame(rule: &Rule) -> f32 {
    rule.frames.values().copied().fold(0.0, f32::max)
}
