//! The lexical tagger: rules and lexicons from the language's data, applied to verb groups; no training, no parser.

mod actives;
mod adjuncts;
mod contents;
mod ends;
mod groups;
mod inverted;
mod nouns;
mod passives;
mod prepositions;
mod sources;
mod verbs;

use crate::link;
use crate::passage::Passage;
use crate::statement::{Act, Reason};
use crate::tag::{CueTag, Draft, SpanTag, Stands, Tagger, Tags};
use contents::{Content, Scene};
use selon_language::{CueWord, Mood, Rule};
use selon_text::TokenRange;
use sources::Subject;

/// Reads by rules and lexicons.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexical;

impl Tagger for Lexical {
    fn id(&self) -> &'static str {
        "lexical-1"
    }

    fn drafts(&self, passage: &Passage) -> Vec<Draft> {
        link::link(passage, &tag(passage))
    }
}

/// Tags cues, sources and contents.
pub(crate) fn tag(passage: &Passage) -> Tags {
    let mut tags = Tags::default();
    for region in regions(passage) {
        let groups = groups::find(passage, region);
        let cuts = Scene { passage, region, groups: &groups, cuts: &[] }.find_cuts();
        let scene = Scene { passage, region, groups: &groups, cuts: &cuts };
        let mut sentence = Sentence { scene, tags: &mut tags };
        sentence.tag_verbs();
        sentence.tag_words();
    }
    tags
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
            let Some(lemma) = self.scene.groups[at].lemma else { continue };
            let lemma = &self.scene.passage.language.lemmas[lemma];
            let rules = lemma.rules.iter().map(|&rule| &self.scene.passage.language.rules[rule]);
            let found = rules
                .filter_map(|rule| self.find(at, rule))
                .reduce(|best, next| if next.strength() > best.strength() { next } else { best });
            if let Some(found) = found {
                self.add(at, &lemma.text, found);
            }
        }
    }

    /// What the verb group `at` tells by `rule`.
    fn find<'l>(&self, at: usize, rule: &'l Rule) -> Option<Finding<'l>> {
        let group = &self.scene.groups[at];
        let region = self.scene.passage.region(group.head);
        let region = TokenRange::new(region.start.max(self.scene.region.start), region.end.min(self.scene.region.end));
        let scene = Scene { region, ..self.scene };
        if rule.not_before.iter().any(|word| scene.passage.reads(group.tokens.end, word)) {
            return None;
        }
        let passive = group.passive || group.mood == Mood::PastParticiple && !actives::continues(scene, at);
        if passive { passives::find(scene, at, rule) } else { actives::find(scene, at, rule) }
    }

    /// Adds a finding's cue, source and content to the tags.
    fn add(&mut self, at: usize, lemma: &str, found: Finding) {
        let group = &self.scene.groups[at];
        let cue = self.add_cue(group.cue(), group.tokens, lemma, &found);
        self.tags.cues[cue].negative = group.negative;
        if let Some(subject) = &found.subject {
            self.add_source(cue, subject);
        }
        if let Some(content) = found.content {
            self.add_content(cue, content, format!("the content after the cue, by {}", found.rule.id));
        }
    }

    fn add_cue(&mut self, pieces: Vec<TokenRange>, reach: TokenRange, lemma: &str, found: &Finding) -> usize {
        let span = self.scene.passage.words.range(reach);
        let because = format!("«{lemma}» is a cue of {}", found.rule.id);
        self.tags.cues.push(CueTag {
            pieces,
            reach,
            lemma: Some(lemma.to_owned()),
            act: Act::named(&found.rule.act).unwrap_or(Act::Assert),
            negative: false,
            score: found.score,
            rule: found.rule.id.clone(),
            quote: found.quote,
            aside: found.aside,
            needs_source: found.needs_source,
            why: vec![Reason { step: "cue".to_owned(), because, span: Some(span) }],
        });
        self.tags.cues.len() - 1
    }

    fn add_content(&mut self, cue: usize, content: Found, because: String) {
        let Found { pieces, score, clause } = content;
        self.tags.contents.push(SpanTag { pieces, score, cue: Some(cue), because, stands: Stands::After, clause });
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

    /// Adds what a cue that is no verb tells.
    fn add_words(&mut self, cue: TokenRange, found: Finding) {
        let words = self.scene.passage.original(cue).to_lowercase();
        let index = self.add_cue(vec![cue], cue, &words, &found);
        if let Some(subject) = &found.subject {
            self.add_source(index, subject);
        }
        if let Some(content) = found.content {
            self.add_content(index, content, format!("what stands with the cue, by {}", found.rule.id));
        }
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
            let found = match rule.cue_word {
                CueWord::Preposition => prepositions::find(self.scene, TokenRange::new(at, end), rule),
                CueWord::Noun => nouns::find(self.scene, TokenRange::new(at, end), rule),
                CueWord::Verb => None,
            };
            if let Some(found) = found {
                self.add_words(TokenRange::new(at, end), found);
            }
        }
    }
}

/// What one rule finds around one cue.
struct Finding<'l> {
    rule: &'l Rule,
    subject: Option<Subject>,
    content: Option<Found>,
    /// How surely a quotation after it is its content.
    quote: f32,
    /// How surely it stands in or after what is said.
    aside: f32,
    /// How sure it is a cue at all.
    score: f32,
    /// Whether it is less sure where no source is found: not so for passives and nouns.
    needs_source: bool,
}

/// A content found.
struct Found {
    pieces: Vec<TokenRange>,
    score: f32,
    clause: bool,
}

impl From<Content> for Found {
    fn from(content: Content) -> Self {
        Self { pieces: vec![content.tokens], score: content.score, clause: content.is_clause() }
    }
}

impl Finding<'_> {
    /// How sure the surest thing is that it finds: a content is more than a place for one.
    fn strength(&self) -> f32 {
        let place = self.quote.max(self.aside) * 0.8;
        self.score * self.content.as_ref().map_or(place, |content| content.score.max(place))
    }
}
