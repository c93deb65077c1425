//! What is marked in a passage, and which words of a content belong to its main clause.

use crate::build::Told;
use crate::passage::Passage;
use crate::statement::Kind;
use selon_language::{CertaintyTable, Classes, MarkIndex, Marks, Mood};
use selon_text::TokenRange;

/// The lists' phrases found in a passage, in order of place.
pub(crate) struct MarkMap {
    found: Vec<(u16, TokenRange)>,
    /// Where in `found` each token's begin; one more at the end.
    first: Vec<usize>,
}

impl MarkMap {
    /// Looks every word of a passage up once.
    pub(crate) fn new(passage: &Passage, index: &MarkIndex) -> Self {
        let lower = passage.lowered();
        let mut map = Self { found: Vec::new(), first: Vec::with_capacity(lower.len() + 1) };
        for at in 0..lower.len() {
            map.first.push(map.found.len());
            map.found.extend(index.at(lower, at).map(|(number, end)| (number, TokenRange::new(at, end))));
        }
        map.first.push(map.found.len());
        map
    }

    /// The longest phrase of the list that begins at the token.
    pub(crate) fn at(&self, marks: &Marks, at: usize) -> Option<TokenRange> {
        let (start, end) = (*self.first.get(at)?, *self.first.get(at + 1)?);
        let of_list = self.found.get(start..end)?.iter().filter(|(number, _)| *number == marks.number);
        of_list.map(|(_, range)| *range).max_by_key(|range| range.end)
    }

    /// The first phrase of the list that begins at one of the tokens.
    pub(crate) fn first_of(&self, marks: &Marks, tokens: impl IntoIterator<Item = usize>) -> Option<TokenRange> {
        if marks.phrases.is_empty() {
            return None;
        }
        tokens.into_iter().find_map(|at| self.at(marks, at))
    }

    /// Every phrase that begins at the token, with its list's number.
    fn all_at(&self, at: usize) -> &[(u16, TokenRange)] {
        let bounds = self.first.get(at).zip(self.first.get(at + 1));
        bounds.and_then(|(&start, &end)| self.found.get(start..end)).unwrap_or_default()
    }
}

/// A content, walked through once: its main clause's tokens and the phrases found in it.
pub(crate) struct Content {
    /// The first word, marks passed over.
    pub(crate) opening: Option<usize>,
    /// The tokens outside subordinate clauses, of the first sentence.
    pub(crate) main: Vec<usize>,
    found: Vec<Found>,
}

/// A phrase of a list in a content.
struct Found {
    list: u16,
    words: TokenRange,
    main: bool,
    first_sentence: bool,
}

impl Content {
    /// The first phrase of the list anywhere in the content.
    pub(crate) fn anywhere(&self, marks: &Marks) -> Option<TokenRange> {
        self.found.iter().find(|found| found.list == marks.number).map(|found| found.words)
    }

    /// The phrases of the list outside subordinate clauses of the first sentence: what a speech does and how
    /// surely it is put is told where it begins.
    pub(crate) fn in_first<'c>(&'c self, marks: &'c Marks) -> impl Iterator<Item = TokenRange> + 'c {
        let holds = |found: &&Found| found.main && found.first_sentence && found.list == marks.number;
        self.found.iter().filter(holds).map(|found| found.words)
    }
}

/// A passage with what its language's table of certainty finds in it.
pub(crate) struct Clauses<'p, 't> {
    pub(super) passage: &'p Passage<'t>,
    pub(super) table: &'t CertaintyTable,
    pub(super) marks: MarkMap,
}

/// How many words of a content are looked at, so that contents within contents stay cheap.
const MOST_WORDS: usize = 80;

impl<'p, 't> Clauses<'p, 't> {
    pub(crate) fn new(passage: &'p Passage<'t>) -> Self {
        let table = &passage.language.tables.certainty;
        Self { passage, table, marks: MarkMap::new(passage, &table.index) }
    }

    /// Walks through a content.
    pub(crate) fn content(&self, pieces: &[TokenRange]) -> Content {
        let tokens = || pieces.iter().flat_map(|piece| piece.iter()).take(MOST_WORDS);
        let opening = tokens().find(|&at| self.passage.is_word(at));
        let sentence =
            opening.and_then(|at| self.passage.words.sentences().get(self.passage.words.sentence_of(at)).copied());
        let mut content = Content { opening, main: Vec::new(), found: Vec::new() };
        let mut clause = Clause::default();
        for at in tokens() {
            let main = clause.is_main(self.passage, at);
            let first_sentence = sentence.is_some_and(|sentence| at < sentence.end);
            if main && first_sentence {
                content.main.push(at);
            }
            let found = self.marks.all_at(at).iter();
            content.found.extend(found.map(|&(list, words)| Found { list, words, main, first_sentence }));
        }
        content
    }

    /// Whether the words are the speaker's own: quoted, and not only by what the statement itself stands in.
    pub(super) fn is_own(&self, told: &Told, at: usize) -> bool {
        let context = told.cue.first().and_then(|cue| self.passage.quotation_at(cue.start));
        match told.statement.kind {
            Kind::Direct | Kind::Free | Kind::Block => true,
            _ => self.passage.quotation_at(at).is_some_and(|level| Some(level) != context),
        }
    }

    /// Whether a negation stands right before or after the words.
    pub(super) fn is_negated(&self, words: TokenRange) -> bool {
        let around = (words.start.saturating_sub(3)..words.start).chain(words.end..words.end + 2);
        around.into_iter().any(|at| self.passage.is(at, Classes::NEGATION | Classes::NEGATIVE))
    }

    /// Whether the token is a verb's form of that mood.
    pub(super) fn is_mood(&self, at: usize, mood: Mood) -> bool {
        self.passage.lexeme(at).forms.iter().any(|form| form.mood == mood)
    }
}

/// Where a walk through a content is: in its main clause or in a subordinate one.
#[derive(Default)]
struct Clause {
    subordinate: bool,
    verb_of_main: bool,
    verb_of_subordinate: bool,
}

/// Words that open a subordinate clause.
fn opens_clause(passage: &Passage, at: usize) -> bool {
    let words = Classes::RELATIVE | Classes::SUBORDINATOR | Classes::COMPLEMENTIZER | Classes::QUESTION_WORD;
    passage.is(at, words)
}

impl Clause {
    /// Takes the next token; tells whether it belongs to the main clause. A subordinate clause ends at a comma, at the
    /// end of its sentence, or where a second verb comes and the main clause still lacks its own.
    fn is_main(&mut self, passage: &Passage, at: usize) -> bool {
        if opens_clause(passage, at) {
            self.subordinate = true;
            self.verb_of_subordinate = false;
            return false;
        }
        if self.subordinate && !passage.is_word(at) && ends_clause(passage.letters(at)) {
            self.subordinate = false;
        }
        let finite = passage.may_be_finite(at);
        if self.subordinate && finite {
            self.subordinate = !self.verb_of_subordinate || self.verb_of_main;
            self.verb_of_subordinate = true;
        }
        self.verb_of_main |= finite && !self.subordinate;
        !self.subordinate
    }
}

/// Marks at which a subordinate clause ends.
fn ends_clause(mark: &str) -> bool {
    [",", ";", ".", "!", "?", "…", "—", "–", ":"].contains(&mark)
}
