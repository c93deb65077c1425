//! Which stretches of a sentence may be one appearance each: contents of statements, clauses, the sentence itself.

use super::appearance::{Meaning, Stance, Term, Window};
use super::terms::word_keys;
use selon_language::{Classes, plain};
use selon_reading::{Act, Kind, Passage, Place, Polarity, Reading, Speaker, Statement};
use selon_text::{ByteRange, TokenKind, TokenRange};

/// Most windows of one sentence.
const MOST: usize = 24;
/// The share of a window that a statement's content has to cover for the window to be it.
const COVERED: f32 = 0.5;
/// Words without a verb say something of their own from so many letters on.
const LETTERS: usize = 11;
/// Of windows that share more than this of what both cover, one is kept.
const NEARLY: f32 = 0.8;

/// Words before which a clause may begin.
const OPENERS: Classes =
    Classes::COORDINATOR.with(Classes::COMPLEMENTIZER).with(Classes::RELATIVE).with(Classes::SUBORDINATOR);

/// Makes the windows of the sentences of one passage.
pub(super) struct Windows<'p, 't> {
    passage: &'p Passage<'t>,
    reading: &'p Reading,
    /// The statements of the text.
    statements: Vec<&'p Statement>,
}

impl<'p, 't> Windows<'p, 't> {
    pub(super) fn new(passage: &'p Passage<'t>, reading: &'p Reading) -> Self {
        let statements = reading.statements.iter().filter(|statement| statement.place == Place::Text).collect();
        Self { passage, reading, statements }
    }

    /// The language that the passage was read in.
    pub(super) fn language(&self) -> &str {
        &self.reading.language
    }

    /// The windows of a sentence, the longest first; each has a term at least that does not only tell who speaks.
    pub(super) fn of(&self, tokens: TokenRange, terms: &[Term]) -> Vec<Window> {
        let sentence = self.passage.words.range(tokens);
        let near: Vec<&Statement> =
            self.statements.iter().copied().filter(|statement| touches(statement, sentence)).collect();
        let mut spans = vec![sentence];
        spans.extend(near.iter().flat_map(|statement| contents(statement, sentence)));
        spans.extend(self.clauses(tokens));
        let says = |term: &&Term| !near.iter().any(|statement| tells_who(statement, term.span));
        spans.retain(|&span| terms.iter().filter(says).any(|term| span.contains(term.span)));
        spans.retain(|&span| span == sentence || self.says_something(span, tokens));
        spans.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
        spans.dedup();
        spans.truncate(MOST);
        distinct(spans.into_iter().map(|span| self.window(span, &near)).collect())
    }

    /// What the statements of these windows mean, where the reading tells that.
    pub(super) fn meanings(&self, windows: &[Window]) -> Vec<Meaning> {
        let is_of_one = |id: &str| windows.iter().any(|window| window.statement.as_deref() == Some(id));
        let told = self.statements.iter().filter(|statement| !statement.meaning.is_empty() && is_of_one(&statement.id));
        let model = &self.reading.model;
        told.map(|statement| Meaning {
            statement: statement.id.clone(),
            model: model.clone(),
            numbers: statement.meaning.clone(),
        })
        .collect()
    }

    /// The clauses of a sentence, and every two that follow one another.
    fn clauses(&self, tokens: TokenRange) -> Vec<ByteRange> {
        let mut starts: Vec<usize> = tokens.iter().filter(|&at| at == tokens.start || self.cuts(at)).collect();
        starts.push(tokens.end);
        let pieces: Vec<TokenRange> = starts
            .windows(2)
            .map(|pair| self.passage.trimmed(TokenRange::new(pair[0], pair[1])))
            .filter(|piece| !piece.is_empty())
            .collect();
        let pairs = pieces.windows(2).map(|pair| TokenRange::new(pair[0].start, pair[1].end));
        pieces.iter().copied().chain(pairs).map(|piece| self.passage.words.range(piece)).collect()
    }

    /// Whether a stretch of a sentence has a verb, or words enough to say something without one.
    fn says_something(&self, span: ByteRange, tokens: TokenRange) -> bool {
        let within =
            || tokens.iter().filter(|&at| span.contains(self.passage.words.range(TokenRange::new(at, at + 1))));
        let has_verb = within().any(|at| self.passage.may_be_finite(at) || self.passage.is(at, Classes::VERB));
        let words = within().filter(|&at| self.passage.is_word(at));
        has_verb || words.map(|at| self.passage.letters(at).chars().count()).sum::<usize>() >= LETTERS
    }

    /// Whether a clause may begin at a token.
    fn cuts(&self, at: usize) -> bool {
        let breaks = |index: usize| {
            matches!(self.passage.token(index).kind, TokenKind::Quote(_))
                || (self.passage.token(index).kind == TokenKind::Mark
                    && matches!(self.passage.letters(index), "," | ";" | ":" | "—" | "–" | "-" | "(" | ")" | "…"))
        };
        breaks(at - 1) || self.passage.is(at, OPENERS)
    }

    fn window(&self, span: ByteRange, near: &[&Statement]) -> Window {
        let told = near.iter().map(|statement| (covered(statement, span), *statement));
        // Of statements that cover as much, the one whose content is the smallest is the innermost.
        let best = told.max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| length(y).cmp(&length(x))));
        let Some((share, statement)) = best else {
            return Window { span, ..Window::default() };
        };
        let speaker = self.reading.speakers.iter().find(|speaker| Some(&speaker.id) == statement.speaker.as_ref());
        let same = share >= COVERED;
        Window {
            span,
            statement: same.then(|| statement.id.clone()),
            speaker: speaker.map(|speaker| speaker.name.clone()),
            speaker_keys: speaker.map(|speaker| self.speaker_keys(speaker, statement)).unwrap_or_default(),
            anonymous: statement.anonymous,
            quoted: same && statement.kind == Kind::Direct,
            stance: if same || has_cue(statement, span) { stance(statement) } else { Stance::Asserts },
            certainty: statement.certainty,
            when: statement.when.as_ref().map(|when| when.value.clone()),
        }
    }

    /// Hashes of the words of the speaker's name and roles, sorted.
    fn speaker_keys(&self, speaker: &Speaker, statement: &Statement) -> Vec<u64> {
        let backed = self.reading.speakers.iter().find(|other| Some(&other.id) == statement.speaker_for.as_ref());
        let names = std::iter::once(speaker)
            .chain(backed)
            .flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.roles).chain(&speaker.aliases));
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).map(plain);
        let telling = words.filter(|word| word.len() > 2);
        let mut keys: Vec<u64> = telling.flat_map(|word| word_keys(&self.reading.language, &word)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Windows without those that are nearly another one, the longest first. The whole sentence comes before contents of statements, and
/// these before other clauses.
fn distinct(mut windows: Vec<Window>) -> Vec<Window> {
    let whole = windows.first().map(|window| window.span);
    windows.sort_by_key(|window| {
        (
            Some(window.span) != whole,
            window.statement.is_none(),
            std::cmp::Reverse(window.span.len()),
            window.span.start,
        )
    });
    let mut kept: Vec<Window> = Vec::new();
    for window in windows {
        if kept.iter().all(|other| common_share(window.span, other.span) <= NEARLY) {
            kept.push(window);
        }
    }
    kept.sort_by_key(|window| (std::cmp::Reverse(window.span.len()), window.span.start));
    kept
}

/// Which share of what two ranges cover is covered by both.
fn common_share(a: ByteRange, b: ByteRange) -> f32 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    both as f32 / (a.len() + b.len() - both).max(1) as f32
}

/// Whether any words of a statement stand in `span`.
fn touches(statement: &Statement, span: ByteRange) -> bool {
    statement.content.iter().chain(&statement.cue).any(|piece| piece.overlaps(span))
}

/// The pieces of a statement's content that stand in `span`, and all of them as one.
fn contents(statement: &Statement, span: ByteRange) -> Vec<ByteRange> {
    let within = |piece: &ByteRange| ByteRange::new(piece.start.max(span.start), piece.end.min(span.end));
    let pieces: Vec<ByteRange> = statement.content.iter().filter(|piece| piece.overlaps(span)).map(within).collect();
    let whole = pieces.first().zip(pieces.last()).map(|(first, last)| ByteRange::new(first.start, last.end));
    whole.into_iter().chain(pieces).collect()
}

/// Whether a place is among the words that tell who says a statement, and that it is said.
fn tells_who(statement: &Statement, place: ByteRange) -> bool {
    statement.source.iter().chain(&statement.cue).any(|piece| piece.contains(place))
        && !statement.content.iter().any(|piece| piece.overlaps(place))
}

/// Which share of `span` a statement's content covers; next to nothing where only its cue stands there.
fn covered(statement: &Statement, span: ByteRange) -> f32 {
    let shared = |piece: &ByteRange| piece.end.min(span.end).saturating_sub(piece.start.max(span.start));
    statement.content.iter().map(shared).sum::<usize>() as f32 / span.len().max(1) as f32
}

/// Whether the words by which a statement is told stand in `span`.
fn has_cue(statement: &Statement, span: ByteRange) -> bool {
    statement.cue.iter().any(|piece| span.contains(*piece))
}

fn length(statement: &Statement) -> usize {
    statement.content.iter().map(|piece| piece.len()).sum()
}

fn stance(statement: &Statement) -> Stance {
    match (statement.act, statement.polarity) {
        (Act::Decline, _) => Stance::Declines,
        (Act::Deny, Polarity::Positive) => Stance::Denies,
        (Act::Confirm, Polarity::Negative) => Stance::Declines,
        _ => Stance::Asserts,
    }
}
