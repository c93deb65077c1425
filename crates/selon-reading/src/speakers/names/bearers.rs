//! What bears a name? Told by its own words, by what stands before it, and by the longer name whose acronym it is.

use super::{Finder, LONGEST, Name, join};
use crate::speakers::fold::fold;
use crate::tag::Bearer;
use selon_language::Classes;
use selon_language::person::{Determiner, Gender, NounKind, Number, Presents};
use selon_text::TokenRange;

impl Finder<'_> {
    /// Makes a name of a run: cuts titles off, and tells what bears it.
    pub(super) fn name(&self, run: TokenRange, sentence: TokenRange) -> Option<Name> {
        let words: Vec<String> = run.iter().map(|at| fold(self.passage.letters(at))).collect();
        let known = self.table.known(&join(&words));
        let tokens = if known { run } else { self.with_article(self.without_titles(self.without_offices(run)?)) };
        self.named(tokens, sentence)
    }

    /// What the place of a name tells of its bearer.
    pub(super) fn named(&self, tokens: TokenRange, sentence: TokenRange) -> Option<Name> {
        let words: Vec<String> = tokens.iter().map(|at| fold(self.passage.letters(at))).collect();
        let before = tokens.start.checked_sub(1).filter(|&before| before >= sentence.start);
        let titled = before.is_some_and(|before| self.is_person_noun(before));
        let title = before.filter(|_| titled).and_then(|before| self.table.noun(self.lower(before)));
        let definite = |article: &Determiner| article.presents == Presents::Definite;
        let article = before.and_then(|before| self.table.determiner(self.lower(before))).filter(definite);
        let given = self.given(tokens.start).filter(|_| tokens.len() > 1);
        let gender = title.map(|(noun, _)| noun.gender).filter(|gender| *gender != Gender::Unknown);
        let alone = self.table.articles || !self.leads_on(tokens.end, sentence);
        let kind = self.kind(tokens, &words, titled, article.is_some() && alone);
        let bodily = article.filter(|_| kind != Some(NounKind::Person));
        Some(Name {
            tokens,
            words,
            kind,
            gender: gender.or(given).or(bodily.map(|article| article.gender)).unwrap_or_default(),
            titled,
            plural: bodily.is_some_and(|article| article.number == Number::Plural),
            seen: self.seen(tokens),
            of: None,
        })
    }

    /// Whether a noun follows that the name may only tell more of: "the Ardan campaign".
    fn leads_on(&self, at: usize, sentence: TokenRange) -> bool {
        let ends =
            Classes::PREPOSITION.with(Classes::COORDINATOR).with(Classes::HAVE).with(Classes::BE).with(Classes::MODAL);
        let verb = || self.passage.may_be_finite(at) && self.table.noun(self.lower(at)).is_none();
        at < sentence.end && self.passage.is_word(at) && !self.classes(at).has(ends) && !verb()
    }

    /// What a tagger saw to bear most of the words of a name.
    fn seen(&self, tokens: TokenRange) -> Option<Bearer> {
        let first = self.tags.partition_point(|tag| tag.tokens.end <= tokens.start);
        let tag = self.tags.get(first).filter(|tag| tag.tokens.start < tokens.end)?;
        let shared = tag.tokens.end.min(tokens.end) - tag.tokens.start.max(tokens.start);
        (2 * shared > tokens.len().max(tag.tokens.len())).then_some(tag.bearer)
    }

    fn kind(&self, tokens: TokenRange, words: &[String], titled: bool, article: bool) -> Option<NounKind> {
        let key = join(words);
        if let Some(kind) = self.table.named(&key) {
            return Some(kind);
        }
        let first = self.table.noun(self.lower(tokens.start)).map(|(noun, _)| noun.kind);
        let last = self.table.noun(self.lower(tokens.end - 1)).map(|(noun, _)| noun.kind);
        let named = tokens.len() > 1 && self.given(tokens.start).is_some();
        let noun = if self.table.head_first { first } else { last.or(first) }.filter(|_| !named || last.is_some());
        let body = noun.filter(|kind| matches!(kind, NounKind::Organisation | NounKind::Media | NounKind::Document));
        let initial = tokens.len() > 1 && words[0].len() <= 2;
        match body {
            Some(kind) if tokens.len() > 1 || article => Some(kind),
            _ if titled || (tokens.len() > 1 && self.given(tokens.start).is_some()) => Some(NounKind::Person),
            _ if tokens.len() == 1 && self.is_acronym(tokens.start) => Some(NounKind::Organisation),
            _ if article => Some(NounKind::Organisation),
            _ if initial => Some(NounKind::Person),
            _ if tokens.len() > 1 => self.inner_kind(words),
            _ => None,
        }
    }

    /// Where the words begin whose initials an acronym in brackets is made of.
    pub(super) fn expansion(&self, name: &Name) -> Option<usize> {
        let at = name.tokens.start;
        let bracket = at.checked_sub(1).filter(|&before| self.passage.reads(before, "("))?;
        if name.tokens.len() != 1 || !self.is_acronym(at) {
            return None;
        }
        let small = Classes::PREPOSITION.with(Classes::DETERMINER).with(Classes::COORDINATOR);
        let mut wanted: Vec<char> = name.words[0].chars().filter(|letter| letter.is_alphanumeric()).collect();
        let letters = wanted.len();
        for start in (bracket.saturating_sub(LONGEST)..bracket).rev().take_while(|&at| self.passage.is_word(at)) {
            let initial = fold(self.passage.letters(start)).chars().next();
            if initial.is_some() && initial == wanted.last().copied() {
                wanted.pop();
            } else if !(self.classes(start).has(small) || wanted.len() == letters && start + 1 == bracket) {
                return None;
            }
            if wanted.is_empty() {
                return (bracket - start > 1).then_some(start);
            }
        }
        None
    }

    /// Whether an acronym stands in brackets just behind the name of a body.
    pub(super) fn explains(&self, long: &Name, name: &Name) -> bool {
        let at = name.tokens.start;
        let behind = at > 0 && long.tokens.end == at - 1 && self.passage.reads(at - 1, "(");
        let body = long.tokens.len() > 2 && long.kind.is_some_and(|kind| kind != NounKind::Person);
        behind && body && name.tokens.len() == 1 && self.is_acronym(at)
    }

    /// The name of a body.
    pub(super) fn body(&self, tokens: TokenRange) -> Name {
        let words: Vec<String> = tokens.iter().map(|at| fold(self.passage.letters(at))).collect();
        let article = tokens.start.checked_sub(1).and_then(|before| self.table.determiner(self.lower(before)));
        let noun = self.table.noun(self.lower(tokens.start)).map(|(noun, _)| noun.kind);
        let body = noun.filter(|kind| *kind != NounKind::Person).unwrap_or(NounKind::Organisation);
        let kind = Some(self.table.named(&join(&words)).unwrap_or(body));
        let gender = article.map(|article| article.gender).unwrap_or_default();
        Name { tokens, words, kind, gender, titled: false, plural: false, seen: None, of: None }
    }

    /// What a longer name is by a body's name or noun inside it: "Ardan Computer" where "Ardan" is known.
    fn inner_kind(&self, words: &[String]) -> Option<NounKind> {
        let body = |kind: &NounKind| matches!(kind, NounKind::Organisation | NounKind::Media);
        let noun = |word: &String| self.table.noun(word).map(|(noun, _)| noun.kind).filter(body);
        self.table.named(&words[0]).or_else(|| words.iter().find_map(noun)).filter(body)
    }
}
