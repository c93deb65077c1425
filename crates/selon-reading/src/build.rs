//! Makes statements of drafts: kinds, nesting, acts by the guide, identities, and bytes instead of tokens.

use crate::passage::Passage;
use crate::statement::{Act, Kind, Place, Polarity, Statement};
use crate::tag::Draft;
use selon_text::{ByteRange, TokenRange};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::HashSet;

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
    let mut told: Vec<Told> = drafts.iter().map(|draft| told(passage, draft, place)).collect();
    let ids: Vec<String> = told.iter().map(|told| told.statement.id.clone()).collect();
    for (told, draft) in told.iter_mut().zip(&drafts) {
        told.statement.continues = draft.continues.map(|other| ids[other].clone());
    }
    leave_out_wishes_not_to_be_named(passage, &mut told);
    nest(&mut told);
    leave_out_doubtful(&mut told);
    told
}

/// Leaves out that a source does not want to be named: that is told of the source ([`crate::Anonymity`]), and is no news.
fn leave_out_wishes_not_to_be_named(passage: &Passage, told: &mut Vec<Told>) {
    let reasons = &passage.language.tables.person.reasons;
    let continued: HashSet<String> = told.iter().filter_map(|told| told.statement.continues.clone()).collect();
    told.retain(|told| {
        let (cue, content) = (span_of(&told.cue), span_of(&told.content));
        let both = TokenRange::new(cue.start.min(content.start), cue.end.max(content.end));
        let wish = || {
            let words = crate::passage::normal(passage.original(both));
            reasons.iter().any(|reason| {
                reason.split_once(&*words).is_some_and(|(before, after)| {
                    (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
                })
            })
        };
        let short = !told.cue.is_empty() && (WISH_LEAST..=WISH_MOST).contains(&both.len());
        !short || continued.contains(&told.statement.id) || !wish()
    });
}

/// A wish not to be named has so many tokens.
const WISH_LEAST: usize = 3;
const WISH_MOST: usize = 12;

/// Leaves out what is doubtful inside other contents, passages apart: there, a cue is a speaker's own turn of phrase more
/// often than a saying that is relayed («I would say», «he was told»). On the training sets under a third of them were right.
fn leave_out_doubtful(told: &mut Vec<Told>) {
    let blocks = told.iter().filter(|told| told.statement.kind == Kind::Block).map(|told| told.statement.id.clone());
    let continued = told.iter().filter_map(|told| told.statement.continues.clone());
    let kept: HashSet<String> = blocks.collect();
    let continued: HashSet<String> = continued.collect();
    let all = told.len();
    told.retain(|told| {
        let statement = &told.statement;
        let relayed = statement.parent.as_ref().is_some_and(|parent| !kept.contains(parent));
        let least = if told.source.is_empty() { LEAST_UNNAMED } else { LEAST_RELAYED };
        !relayed || statement.score >= least || continued.contains(&statement.id)
    });
    if told.len() < all {
        nest(told);
    }
}

/// The least score of a statement inside another's content.
const LEAST_RELAYED: f32 = 0.5;
/// The same where no source is named.
const LEAST_UNNAMED: f32 = 0.7;

/// Adds drafts found later, in order of place, and nests again.
pub(crate) fn add(passage: &Passage, told: &mut Vec<Told>, drafts: &[Draft], place: Place) {
    if drafts.is_empty() {
        return;
    }
    told.extend(drafts.iter().map(|draft| self::told(passage, draft, place)));
    told.sort_by_key(|told| place_of(&told.source, &told.cue, &told.content));
    nest(told);
}

/// Gives every statement the innermost one in whose content it stands as parent.
pub(crate) fn nest(told: &mut [Told]) {
    let ids: Vec<String> = told.iter().map(|told| told.statement.id.clone()).collect();
    for (index, parent) in parents(told).into_iter().enumerate() {
        told[index].statement.parent = parent.map(|parent| ids[parent].clone());
    }
}

fn told(passage: &Passage, draft: &Draft, place: Place) -> Told {
    Told {
        statement: statement(passage, draft, place),
        source: draft.source.clone(),
        cue: draft.cue.clone(),
        content: draft.content.clone(),
        clause: draft.clause,
    }
}

/// Sorts by place; gives where each draft went.
fn sort(drafts: &mut Vec<Draft>) -> Vec<usize> {
    let mut numbered: Vec<(usize, Draft)> = std::mem::take(drafts).into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, draft)| place_of(&draft.source, &draft.cue, &draft.content));
    let mut order = vec![0; numbered.len()];
    for (new, (old, draft)) in numbered.into_iter().enumerate() {
        order[old] = new;
        drafts.push(draft);
    }
    order
}

/// What statements are sorted by: their first token; what begins at one place is put outermost first.
fn place_of(source: &[TokenRange], cue: &[TokenRange], content: &[TokenRange]) -> (usize, Reverse<usize>, usize) {
    let first = content.iter().chain(cue).chain(source).map(|piece| piece.start).min().unwrap_or(0);
    let content = span_of(content);
    (first, Reverse(content.end), content.start)
}

fn span_of(pieces: &[TokenRange]) -> TokenRange {
    let start = pieces.iter().map(|piece| piece.start).min().unwrap_or(0);
    TokenRange::new(start, pieces.iter().map(|piece| piece.end).max().unwrap_or(start))
}

/// For each statement, the innermost other one in whose content it stands.
fn parents(told: &[Told]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = vec![None; told.len()];
    for index in by_content(told) {
        let start = span_of(&told[index].content).start;
        while open.last().is_some_and(|&outer| span_of(&told[outer].content).end <= start) {
            open.pop();
        }
        parents[index] = open.iter().rev().take(DEPTH).copied().find(|&outer| holds(&told[outer], &told[index]));
        open.push(index);
    }
    parents
}

/// How many open contents are asked whether they hold a statement; a hostile text may open any number.
const DEPTH: usize = 64;

/// The statements by the start of their content, outer ones first.
pub(crate) fn by_content(told: &[Told]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_key(|&index| {
        let span = span_of(&told[index].content);
        (span.start, Reverse(span.end))
    });
    order
}

/// Whether `inner` stands in one piece of the content of `outer`, cue and all.
fn holds(outer: &Told, inner: &Told) -> bool {
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
        id: identity(&passage.digest, place, [&source, &cue, &content]),
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
        meaning: draft.meaning.clone(),
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

/// A negated confirmation refuses to say; a negated denial too («ni confirmé ni démenti»).
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
        _ if draft.free => Kind::Free,
        (true, inside) if inside == words && words > 0 => Kind::Direct,
        (_, inside) if inside > 0 => Kind::Mixed,
        (true, _) => Kind::Indirect,
        (false, _) => Kind::Reported,
    }
}

/// Twelve hexadecimal digits of the document's words, the place and the spans.
fn identity(digest: &[u8], place: Place, spans: [&[ByteRange]; 3]) -> String {
    let mut hash = Sha256::new();
    hash.update(digest);
    hash.update([u8::from(place == Place::Title)]);
    for part in spans {
        hash.update((part.len() as u64).to_le_bytes());
        for range in part {
            hash.update((range.start as u64).to_le_bytes());
            hash.update((range.end as u64).to_le_bytes());
        }
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
