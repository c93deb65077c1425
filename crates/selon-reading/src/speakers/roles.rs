//! Which offices and descriptions does the text give with a name? Those before it, behind it, and in brackets.

use super::cast::Role;
use super::fold::fold;
use super::phrase::Page;
use selon_language::Classes;
use selon_language::person::NounKind;
use selon_text::TokenRange;

/// How far from a name its office is looked for, in tokens.
const FAR: usize = 14;

impl Page<'_> {
    /// The roles that stand with the name `index`.
    pub(super) fn roles(&self, index: usize) -> Vec<Role> {
        let tokens = self.names[index].tokens;
        let sentence = self.passage.words.sentences()[self.passage.words.sentence_of(tokens.start)];
        let before = self.role_before(tokens.start, sentence);
        let behind = self.role_behind(tokens.end, sentence);
        let told = self.role_told(tokens.end, sentence);
        let person = self.names[index].kind.is_none_or(|kind| kind == NounKind::Person);
        let fits = |kind: NounKind| person == (kind == NounKind::Person);
        before.into_iter().chain(behind).chain(told).filter_map(|tokens| self.role(tokens, fits)).collect()
    }

    /// A role from its words; none where their head is no noun for a person or body.
    pub(super) fn role(&self, tokens: TokenRange, fits: impl Fn(NounKind) -> bool) -> Option<Role> {
        let phrase = self.read(tokens);
        let head = phrase.head.filter(|&head| self.is_noun(head))?;
        phrase.kind.filter(|kind| !matches!(kind, NounKind::Document | NounKind::Unknown) && fits(*kind))?;
        let words = (phrase.body..tokens.end).map(|at| fold(self.passage.letters(at))).collect();
        let text = self.passage.original(TokenRange::new(phrase.body, tokens.end)).to_owned();
        Some(Role { head: self.singular(head), words, text })
    }

    /// The noun in the name of a body: «le Tribunal» for «Tribunal international du sel».
    pub(super) fn own_noun(&self, index: usize) -> Option<Role> {
        let name = &self.names[index];
        let at = if self.table.head_first { name.tokens.start } else { name.tokens.end - 1 };
        let body = name.kind.is_some_and(|kind| kind != NounKind::Person) && name.tokens.len() > 1;
        let (noun, _) = self.table.noun(self.lower(at)).filter(|_| body)?;
        let role = || Role { head: self.singular(at), words: name.words.clone(), text: String::new() };
        (noun.kind != NounKind::Person).then(role)
    }
    /// A noun, singular and folded.
    pub(super) fn singular(&self, at: usize) -> String {
        let word = self.lower(at);
        let plural = self.passage.language.knows_plurals() && self.passage.language.looks_plural(word);
        let known =
            self.table.singular(word).filter(|_| plural || self.table.noun(word).is_some_and(|(_, plural)| plural));
        known.map_or_else(|| fold(word), |known| fold(&known))
    }

    /// The noun phrase that leads up to a name: back to its determiner, or to the first word that is none of it.
    fn role_before(&self, name: usize, sentence: TokenRange) -> Option<TokenRange> {
        let comma = name > sentence.start && self.passage.reads(name - 1, ",");
        let end = if comma { name - 1 } else { name };
        let article = end > sentence.start && self.table.determiner(self.lower(end - 1)).is_some();
        let direct = end - usize::from(article);
        let link = Classes::PREPOSITION.with(Classes::COORDINATOR);
        let linked = |at: usize| at > sentence.start && self.classes(at - 1).has(link);
        if linked(end) || linked(direct) {
            return None;
        }
        let mut start = end;
        while start > sentence.start && end - start < FAR {
            let at = start - 1;
            if !self.passage.is_word(at) || self.classes(at).has(Classes::HAVE | Classes::BE | Classes::RELATIVE) {
                break;
            }
            start = at;
            if self.table.determiner(self.lower(at)).is_some() && self.opens_role(at, end, sentence) {
                break;
            }
        }
        let determined = start < end && self.table.determiner(self.lower(start)).is_some();
        let noun = (start..end).rev().find(|&at| self.is_noun(at));
        let reach = if determined { start } else { self.plain_start(noun?, end, start) };
        (reach < end && noun.is_some() && (!comma || determined)).then(|| TokenRange::new(reach, end))
    }

    /// Whether the determiner opens the phrase that a name stands behind: one behind a preposition does only where it leads to
    /// a noun for a person («par le juge»), and not where it tells of what («de l'Intérieur»).
    fn opens_role(&self, at: usize, end: usize, sentence: TokenRange) -> bool {
        let held = at > sentence.start && self.classes(at - 1).has(Classes::PREPOSITION);
        let person = || self.read(TokenRange::new(at, end)).kind == Some(NounKind::Person);
        !self.classes(at).has(Classes::PREPOSITION) && (!held || person())
    }

    /// Without a determiner, a role before a name is its noun, and what stands as a name before that: "Ohio Gov.".
    fn plain_start(&self, noun: usize, end: usize, floor: usize) -> usize {
        if end - noun > 1 && !self.table.head_first {
            return end;
        }
        let stops = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::COORDINATOR).with(Classes::ADVERB);
        let plain = |at: usize| self.may_name(at) && !self.passage.may_be_finite(at) && !self.classes(at).has(stops);
        let modifier =
            |at: usize| self.name_at(at).is_some() || self.is_noun(at) || self.passage.is_word(at) && plain(at);
        let mut start = noun;
        while !self.table.head_first && start > floor && modifier(start - 1) {
            start -= 1;
        }
        start
    }

    /// The apposition behind a name: up to the next comma, bracket or verb.
    fn role_behind(&self, end: usize, sentence: TokenRange) -> Option<TokenRange> {
        let opens = end < sentence.end && (self.passage.reads(end, ",") || self.passage.reads(end, "("));
        if !opens {
            return None;
        }
        let start = end + 1;
        let stops = |&at: &usize| {
            !self.passage.is_word(at) && self.passage.token(at).kind != selon_text::TokenKind::Number
                || self.classes(at).has(Classes::HAVE | Classes::RELATIVE | Classes::BE)
        };
        let close = (start..sentence.end.min(start + FAR)).find(stops).unwrap_or(sentence.end.min(start + FAR));
        let tokens = TokenRange::new(start, close);
        let phrase = self.read(tokens);
        (phrase.kind == Some(NounKind::Person) && phrase.name.is_none()).then_some(tokens)
    }

    /// «X est ministre de Y».
    fn role_told(&self, end: usize, sentence: TokenRange) -> Option<TokenRange> {
        let be = end < sentence.end && self.classes(end).has(Classes::BE);
        if !be {
            return None;
        }
        let close = (end + 1..sentence.end.min(end + FAR))
            .find(|&at| !self.passage.is_word(at))
            .unwrap_or(sentence.end.min(end + FAR));
        let tokens = TokenRange::new(end + 1, close);
        let phrase = self.read(tokens);
        let near = phrase.head.is_some_and(|head| head <= end + 4);
        (near && phrase.kind == Some(NounKind::Person)).then_some(tokens)
    }
}
