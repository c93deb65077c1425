//! Where do names stand? Runs of capitalised words with their particles, titles before them left out, and what bears them.

use super::fold::fold;
use crate::passage::Passage;
use selon_language::Classes;
use selon_language::person::{Determiner, Gender, NounKind, PersonTable, Presents};
use selon_text::TokenRange;
use std::collections::HashSet;

/// A name as it stands once.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its tokens, title left out.
    pub(super) tokens: TokenRange,
    /// Its words, folded.
    pub(super) words: Vec<String>,
    /// What bears it, where this place tells.
    pub(super) kind: Option<NounKind>,
    /// The bearer's gender, where this place tells.
    pub(super) gender: Gender,
    /// Whether a title or a noun for a person stands before it.
    pub(super) titled: bool,
    /// Whether the article before it is a plural one.
    pub(super) plural: bool,
    /// The longer name that this one stands in brackets behind.
    pub(super) of: Option<Vec<String>>,
}

/// Words that begin no name and end one.
const FUNCTION: Classes = Classes::DETERMINER
    .with(Classes::PREPOSITION)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::COORDINATOR)
    .with(Classes::RELATIVE)
    .with(Classes::SUBORDINATOR)
    .with(Classes::CONNECTIVE)
    .with(Classes::NEGATION)
    .with(Classes::HAVE)
    .with(Classes::BE)
    .with(Classes::PRONOUN)
    .with(Classes::CLITIC);

/// Words that begin no name but may go on with one: Theresa May.
const SELDOM: Classes = FUNCTION
    .with(Classes::WEEKDAY)
    .with(Classes::MONTH)
    .with(Classes::MODAL)
    .with(Classes::ADVERB)
    .with(Classes::ADJUNCT);

/// Longest name of the data's own, in tokens.
const KNOWN: usize = 4;

/// Longest name looked for, in tokens.
const LONGEST: usize = 12;

/// The names of a passage, in order of place.
pub(super) fn find(passage: &Passage) -> Vec<Name> {
    let finder = Finder { passage, table: &passage.language.tables.person };
    let mut names = Vec::new();
    let mut doubtful = Vec::new();
    for &sentence in passage.words.sentences() {
        let headline = finder.is_headline(sentence);
        let mut at = sentence.start;
        while at < sentence.end {
            at = match finder.run(at, sentence, headline) {
                Some(run) => {
                    names.extend(finder.name(run, sentence));
                    run.end
                }
                None => {
                    doubtful.extend(finder.is_capital(at).then_some((at, sentence)));
                    at + 1
                }
            };
        }
    }
    let mut names = finder.second_look(names, doubtful);
    names.sort_by_key(|name: &Name| name.tokens.start);
    expand(&finder, names)
}

/// Adds what acronyms in brackets stand for: «l'Organisation mondiale du sel (OMS)» is one name.
fn expand(finder: &Finder, names: Vec<Name>) -> Vec<Name> {
    let mut all: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names {
        if let Some(start) = finder.expansion(&name) {
            while all.last().is_some_and(|other| other.tokens.end > start && other.tokens.start >= start) {
                all.pop();
            }
            let tokens = TokenRange::new(start, name.tokens.start - 1);
            if all.last().is_none_or(|other| other.tokens.end <= start) {
                all.push(finder.body(tokens));
            }
        }
        if let Some(long) = all.last().filter(|long| finder.explains(long, &name)) {
            name.of = Some(long.words.clone());
        }
        all.push(name);
    }
    all
}

struct Finder<'p> {
    passage: &'p Passage<'p>,
    table: &'p PersonTable,
}

impl Finder<'_> {
    fn is_capital(&self, at: usize) -> bool {
        if !self.passage.is_word(at) {
            return false;
        }
        let letters = self.passage.letters(at);
        let behind = |(first, rest): (&str, &str)| {
            self.table.particle(first).is_some() && rest.chars().next().is_some_and(char::is_uppercase)
        };
        letters.chars().take(2).any(char::is_uppercase) || letters.split_once('-').is_some_and(behind)
    }

    fn lower(&self, at: usize) -> &str {
        self.passage.lower(at)
    }

    fn classes(&self, at: usize) -> Classes {
        self.passage.language.word(self.lower(at)).map(|entry| entry.classes).unwrap_or_default()
    }

    fn given(&self, at: usize) -> Option<Gender> {
        let word = self.lower(at);
        let first = || word.split_once('-').and_then(|(first, _)| self.table.given(first));
        self.table.given(word).or_else(first)
    }

    /// Capitals that may be there for other reasons are names where a longer name in the text ends so: "Cross", "Jim Cross".
    fn second_look(&self, mut names: Vec<Name>, doubtful: Vec<(usize, TokenRange)>) -> Vec<Name> {
        let person = |name: &&Name| name.kind == Some(NounKind::Person) && name.tokens.len() > 1;
        let last: HashSet<String> = names.iter().filter(person).filter_map(|name| name.words.last().cloned()).collect();
        for (at, sentence) in doubtful {
            let known = last.contains(&fold(self.passage.letters(at))) && !self.passage.is_ignored(at);
            if known && !self.classes(at).has(FUNCTION) {
                names.extend(self.named(TokenRange::new(at, at + 1), sentence));
            }
        }
        names
    }
    /// Whether nearly all words of the sentence are capitalised, so that capitals tell nothing.
    fn is_headline(&self, sentence: TokenRange) -> bool {
        let long = |&at: &usize| self.passage.is_word(at) && self.passage.letters(at).chars().count() > 3;
        let words = sentence.iter().take(40).filter(long).count();
        words > 4 && sentence.iter().take(40).filter(long).filter(|&at| self.is_capital(at)).count() * 10 > words * 7
    }

    /// The run of name words that begins at `at`.
    fn run(&self, at: usize, sentence: TokenRange, headline: bool) -> Option<TokenRange> {
        if !self.is_capital(at) || self.passage.is_ignored(at) {
            return None;
        }
        if let Some(known) = self.known(at, sentence) {
            return Some(known);
        }
        let acronym = !headline && self.is_acronym(at);
        if self.passage.lexeme(at).rule.is_some() && self.opens(at, sentence) {
            return None;
        }
        if self.classes(at).has(SELDOM) && self.given(at).is_none() && !acronym {
            return None;
        }
        let common = |at: usize| self.passage.language.word(self.lower(at)).is_some() && self.given(at).is_none();
        if headline && common(at) && !self.classes(at).has(Classes::TITLE | Classes::SPEAKER) {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end.min(at + LONGEST) {
            match self.goes_on(TokenRange::new(at, end), sentence) {
                Some(next) if !(headline && common(next - 1)) => end = next,
                _ => break,
            }
        }
        let end = self.without_days(at, end);
        let opens = end == at + 1 && self.opens(at, sentence) && common(at);
        let noun = end == at + 1 && self.is_common_noun(at);
        (!noun && (!opens || acronym)).then(|| TokenRange::new(at, end))
    }

    /// The longest name of the data's own that begins at `at`: «Le Monde», «Le Canard enchaîné».
    fn known(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let most = sentence.end.min(at + KNOWN);
        let words: Vec<String> = (at..most).map(|at| fold(self.passage.letters(at))).collect();
        let article = self.classes(at).has(Classes::DETERMINER);
        let fits = |&length: &usize| {
            let plain = article && length < 3 && !(length == 2 && self.is_capital(at + 1));
            !plain && self.table.known(&join(&words[..length]))
        };
        let length = (1..=words.len()).rev().find(fits)?;
        let more = self.goes_on(TokenRange::new(at, at + length), sentence).is_some_and(|end| self.is_capital(end - 1));
        (length > 1 || !more).then(|| TokenRange::new(at, at + length))
    }
    /// A noun for somebody that is no name by itself: «le Conseil», "Director".
    fn is_common_noun(&self, at: usize) -> bool {
        let known = self.table.named(&fold(self.passage.letters(at))).is_some();
        !known && self.given(at).is_none() && (self.table.noun(self.lower(at)).is_some() || self.is_person_noun(at))
    }

    /// The end of a run without a week day or a month behind the name: "Ardan Thursday", but "Theresa May".
    fn without_days(&self, start: usize, mut end: usize) -> usize {
        let day = |at: usize| {
            let classes = self.classes(at);
            classes.has(Classes::WEEKDAY) || classes.has(Classes::MONTH) && self.given(at - 1).is_none()
        };
        while end > start + 1 && day(end - 1) {
            end -= 1;
        }
        end
    }

    /// Whether a capital at `at` may be there only because a sentence or a quotation opens.
    fn opens(&self, at: usize, sentence: TokenRange) -> bool {
        at == sentence.start || !self.passage.is_word(at - 1) && self.passage.letters(at - 1) != ","
    }

    /// Where the run ends when it takes in what follows.
    fn goes_on(&self, run: TokenRange, sentence: TokenRange) -> Option<usize> {
        let next = run.end;
        let in_name = |at: usize| at < sentence.end && self.is_capital(at) && !self.classes(at).has(FUNCTION);
        if in_name(next) {
            return Some(next + 1);
        }
        let article = self.is_capital(next) && self.classes(next).has(Classes::DETERMINER);
        if article && in_name(next + 1) {
            return Some(next + 2);
        }
        let first = self.joins(run, next, sentence)?;
        if in_name(first) {
            return Some(first + 1);
        }
        let second = self.joins(run, first, sentence)?;
        in_name(second).then_some(second + 1)
    }

    /// The token after a particle that may join what follows to the run.
    fn joins(&self, run: TokenRange, at: usize, sentence: TokenRange) -> Option<usize> {
        if at >= sentence.end || self.is_capital(at) {
            return None;
        }
        let word = self.lower(at);
        if run.len() == 1 && self.is_person_noun(run.start) && self.given(run.start).is_none() {
            return None;
        }
        let body = self.table.noun(self.lower(run.start)).is_some_and(|(noun, _)| noun.kind != NounKind::Person);
        let only_bodies = self.table.particle(word)?;
        if !self.passage.is_word(at) {
            return Some(at + 1);
        }
        let free = !only_bodies && !self.table.stands_for(word) && !self.passage.is(at, Classes::DETERMINER);
        let person = !only_bodies && (run.len() == 1 || run.iter().skip(1).all(|at| !self.is_capital(at)));
        let bare = self.table.named(&fold(self.passage.letters(run.start))).is_none();
        (body || free || person && bare).then_some(at + 1)
    }

    /// Makes a name of a run: cuts titles off, and tells what bears it.
    fn name(&self, run: TokenRange, sentence: TokenRange) -> Option<Name> {
        let words: Vec<String> = run.iter().map(|at| fold(self.passage.letters(at))).collect();
        let known = self.table.known(&join(&words));
        let tokens = if known { run } else { self.with_article(self.without_titles(self.without_offices(run)?)) };
        self.named(tokens, sentence)
    }

    /// What the place of a name tells of its bearer.
    fn named(&self, tokens: TokenRange, sentence: TokenRange) -> Option<Name> {
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
            plural: bodily.is_some_and(|article| article.number == selon_language::person::Number::Plural),
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
    /// Whether the word is a noun or a title for a person.
    fn is_person_noun(&self, at: usize) -> bool {
        let word = self.lower(at);
        match self.table.noun(word) {
            Some((noun, _)) => noun.kind == NounKind::Person,
            None => self.passage.is_word(at) && self.classes(at).has(Classes::TITLE | Classes::SPEAKER),
        }
    }

    /// The run without the offices at its end: "Ardan Airlines CEO"; none where nothing is left.
    fn without_offices(&self, run: TokenRange) -> Option<TokenRange> {
        let mut end = run.end;
        let named = self.given(run.start).is_some();
        let office = |at: usize| self.is_person_noun(at) && self.given(at).is_none();
        let all = run.iter().all(office);
        while !named && end > run.start && office(end - 1) && (all || !self.is_person_noun(run.start)) {
            end -= 1;
        }
        (end > run.start).then(|| TokenRange::new(run.start, end))
    }
    /// The run without the offices and adjectives that stand before a person's name in it.
    fn without_titles(&self, run: TokenRange) -> TokenRange {
        let last = run.iter().rev().skip(1).find(|&at| self.is_person_noun(at) && self.given(at).is_none());
        let start = last.map_or(run.start, |at| at + 1);
        if last.is_none() && self.given(run.start).is_none() {
            let inner = run.iter().skip(1).find(|&at| at + 1 < run.end && self.given(at).is_some());
            let bare = inner.filter(|&at| self.is_capital(at - 1));
            return TokenRange::new(bare.unwrap_or(start), run.end);
        }
        TokenRange::new(start, run.end)
    }

    /// The run with the article that belongs to its name: «Le Monde».
    fn with_article(&self, run: TokenRange) -> TokenRange {
        let Some(before) = run.start.checked_sub(1).filter(|&at| self.is_capital(at)) else { return run };
        let with = TokenRange::new(before, run.end);
        let key: Vec<String> = with.iter().map(|at| fold(self.passage.letters(at))).collect();
        let known = self.table.named(&join(&key)).is_some_and(|kind| kind == NounKind::Media);
        if known && self.classes(before).has(Classes::DETERMINER) { with } else { run }
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
    fn expansion(&self, name: &Name) -> Option<usize> {
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
    fn explains(&self, long: &Name, name: &Name) -> bool {
        let at = name.tokens.start;
        let behind = at > 0 && long.tokens.end == at - 1 && self.passage.reads(at - 1, "(");
        let body = long.tokens.len() > 2 && long.kind.is_some_and(|kind| kind != NounKind::Person);
        behind && body && name.tokens.len() == 1 && self.is_acronym(at)
    }
    /// The name of a body.
    fn body(&self, tokens: TokenRange) -> Name {
        let words: Vec<String> = tokens.iter().map(|at| fold(self.passage.letters(at))).collect();
        let article = tokens.start.checked_sub(1).and_then(|before| self.table.determiner(self.lower(before)));
        let noun = self.table.noun(self.lower(tokens.start)).map(|(noun, _)| noun.kind);
        let body = noun.filter(|kind| *kind != NounKind::Person).unwrap_or(NounKind::Organisation);
        let kind = Some(self.table.named(&join(&words)).unwrap_or(body));
        let gender = article.map(|article| article.gender).unwrap_or_default();
        Name { tokens, words, kind, gender, titled: false, plural: false, of: None }
    }
    /// What a longer name is by a body's name or noun inside it: "Ardan Computer" where "Ardan" is known.
    fn inner_kind(&self, words: &[String]) -> Option<NounKind> {
        let body = |kind: &NounKind| matches!(kind, NounKind::Organisation | NounKind::Media);
        let noun = |word: &String| self.table.noun(word).map(|(noun, _)| noun.kind).filter(body);
        self.table.named(&words[0]).or_else(|| words.iter().find_map(noun)).filter(body)
    }
    fn is_acronym(&self, at: usize) -> bool {
        let letters = self.passage.letters(at);
        letters.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !letters.chars().any(char::is_lowercase)
    }
}

/// The words of a name as one key.
pub(super) fn join(words: &[String]) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() && !key.ends_with('\'') && !word.starts_with('-') {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}
