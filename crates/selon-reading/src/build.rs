//! Makes statements of drafts: kinds, nesting, acts by the guide, identities, and bytes instead of tokens.

use crate::link::Draft;
use crate::passage::Passage;
use crate::statement::{Act, Kind, Place, Polarity, Statement};
use selon_text::{ByteRange, TokenRange};
use sha2::{Digest, Sha256};

/// A statement with the tokens it was read from, for what labels it further.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// The statement; what is not labelled yet has its default.
    pub(crate) statement: Statement,
    /// Tokens of the source, in pieces.
    pub(crate) source: Vec<TokenRange>,
    /// Tokens of the cue, in pieces.
    pub(crate) cue: Vec<TokenRange>,
    /// Tokens of the content, in pieces.
    pub(crate) content: Vec<TokenRange>,
    /// Whether the content is told as a clause, and not as a noun phrase or an infinitive.
    pub(crate) clause: bool,
}

/// The statements of a passage, in order of place.
pub(crate) fn build(passage: &Passage, mut drafts: Vec<Draft>, place: Place) -> Vec<Told> {
    let order = sort(&mut drafts);
    for draft in &mut drafts {
        draft.continues = draft.continues.map(|old| order[old]);
    }
    let parents = parents(&drafts);
    let mut statements: Vec<Statement> = drafts.iter().map(|draft| statement(passage, draft, place)).collect();
    let ids: Vec<String> = statements.iter().map(|statement| statement.id.clone()).collect();
    for (index, statement) in statements.iter_mut().enumerate() {
        statement.parent = parents[index].map(|parent| ids[parent].clone());
        statement.continues = drafts[index].continues.map(|other| ids[other].clone());
    }
    statements.into_iter().zip(drafts).map(|(statement, draft)| told(statement, draft)).collect()
}

fn told(statement: Statement, draft: Draft) -> Told {
    Told { statement, source: draft.source, cue: draft.cue, content: draft.content, clause: draft.clause }
}

/// Sorts by place; gives where each draft went.
fn sort(drafts: &mut Vec<Draft>) -> Vec<usize> {
    let mut numbered: Vec<(usize, Draft)> = std::mem::take(drafts).into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, draft)| (first_token(draft), std::cmp::Reverse(span_of(&draft.content).end)));
    let mut order = vec![0; numbered.len()];
    for (new, (old, draft)) in numbered.into_iter().enumerate() {
        order[old] = new;
        drafts.push(draft);
    }
    order
}

fn first_token(draft: &Draft) -> usize {
    let pieces = draft.content.iter().chain(&draft.cue).chain(&draft.source);
    pieces.map(|piece| piece.start).min().unwrap_or(0)
}

fn span_of(pieces: &[TokenRange]) -> TokenRange {
    let start = pieces.iter().map(|piece| piece.start).min().unwrap_or(0);
    TokenRange::new(start, pieces.iter().map(|piece| piece.end).max().unwrap_or(start))
}

/// For each draft, the innermost other one in whose content it stands.
fn parents(drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = vec![None; drafts.len()];
    let mut by_start: Vec<usize> = (0..drafts.len()).collect();
    by_start.sort_by_key(|&index| {
        (span_of(&drafts[index].content).start, std::cmp::Reverse(span_of(&drafts[index].content).end))
    });
    for index in by_start {
        let start = span_of(&drafts[index].content).start;
        open.retain(|&outer| span_of(&drafts[outer].content).end > start);
        parents[index] = open.iter().rev().copied().find(|&outer| holds(&drafts[outer], &drafts[index]));
        open.push(index);
    }
    parents
}

/// Whether `inner` stands in one piece of the content of `outer`, cue and all.
fn holds(outer: &Draft, inner: &Draft) -> bool {
    let told = inner.cue.first().or(inner.content.first()).copied().unwrap_or_default();
    let content = inner.content.first().copied().unwrap_or_default();
    let inside = |range: TokenRange| outer.content.iter().any(|piece| piece.contains(range));
    outer.content != inner.content && inside(told) && inside(content)
}

fn statement(passage: &Passage, draft: &Draft, place: Place) -> Statement {
    let bytes = |pieces: &[TokenRange]| -> Vec<ByteRange> {
        pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| passage.words.range(*piece)).collect()
    };
    let (source, cue, content) = (source_bytes(passage, draft), bytes(&draft.cue), bytes(&draft.content));
    let act = draft.act.unwrap_or(Act::Assert);
    Statement {
        id: identity(passage.text, place, [&source, &cue, &content]),
        place,
        kind: kind(passage, draft),
        source,
        cue,
        cue_lemma: draft.lemma.clone(),
        content,
        parent: None,
        continues: None,
        act: act_of(act, draft.negative),
        polarity: if draft.negative { Polarity::Negative } else { Polarity::Positive },
        score: draft.score,
        rule: draft.rule.clone(),
        why: draft.why.clone(),
        ..Statement::default()
    }
}

/// The source's bytes; of a pronoun hung to its verb («-t-elle») only the pronoun.
fn source_bytes(passage: &Passage, draft: &Draft) -> Vec<ByteRange> {
    let hung = |piece: &TokenRange| {
        let range = passage.words.range(*piece);
        let skip = if piece.len() == 1 && passage.letters(piece.start).starts_with('-') {
            range.of(passage.text).rfind('-').map_or(0, |at| at + 1)
        } else {
            0
        };
        ByteRange::new(range.start + skip, range.end)
    };
    draft.source.iter().filter(|piece| !piece.is_empty()).map(hung).collect()
}

/// A negated assertion or confirmation refuses to say; a negated denial too («ni confirmé ni démenti»).
fn act_of(act: Act, negative: bool) -> Act {
    match (act, negative) {
        (Act::Confirm | Act::Deny, true) => Act::Decline,
        (act, _) => act,
    }
}

/// How the statement is told, by the marks around and in its content.
fn kind(passage: &Passage, draft: &Draft) -> Kind {
    let tokens = || draft.content.iter().flat_map(|piece| piece.iter()).filter(|&at| passage.is_word(at));
    let context = draft.cue.first().map(|piece| passage.quotation_at(piece.start));
    let quoted = |at: usize| {
        let level = passage.quotation_at(at);
        level.is_some() && context.is_none_or(|outer| outer != level)
    };
    let words = tokens().count();
    let inside = tokens().filter(|&at| quoted(at)).count();
    match (draft.clause, inside) {
        _ if draft.block => Kind::Block,
        (true, inside) if inside == words && words > 0 => Kind::Direct,
        (_, inside) if inside > 0 => Kind::Mixed,
        (true, _) => Kind::Indirect,
        (false, _) => Kind::Reported,
    }
}

/// Twelve hexadecimal digits of the document's words, the place and the spans.
fn identity(text: &str, place: Place, spans: [&[ByteRange]; 3]) -> String {
    let mut hash = Sha256::new();
    hash.update((text.len() as u64).to_le_bytes());
    hash.update([u8::from(place == Place::Title)]);
    for part in spans {
        for range in part {
            hash.update((range.start as u64).to_le_bytes());
            hash.update(range.of(text).as_bytes());
            hash.update([0]);
        }
        hash.update([1]);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
