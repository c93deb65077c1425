//! Which source and which content belong to which cue: the tagger's spans and the quotations become drafts of statements.

mod asides;
mod quotations;

use crate::passage::Passage;
use crate::statement::{Act, Reason};
use crate::tag::{CueTag, Draft, SpanTag, Stands, Tags};
use selon_language::Classes;
use selon_text::TokenRange;

/// Statements scored below this are not told.
const LEAST: f32 = 0.4;

/// Links the tags of a passage.
pub(crate) fn link(passage: &Passage, tags: &Tags) -> Vec<Draft> {
    let mut linker = Linker { passage, drafts: Vec::new(), taken: vec![false; passage.quotations.len()] };
    let by_cue = Spans::of(tags);
    let mut asides = Vec::new();
    for (index, cue) in tags.cues.iter().enumerate() {
        let source = by_cue.sources[index];
        let aside = if cue.aside > 0.0 { linker.aside(cue, source, reach(cue, source)) } else { None };
        if let Some(aside) = &aside {
            linker.mark_taken(&aside.said.content);
        }
        asides.push(aside);
    }
    for ((index, cue), aside) in tags.cues.iter().enumerate().zip(asides) {
        let source = by_cue.sources[index];
        linker.link_cue(cue, source, by_cue.contents[index], aside);
    }
    linker.link_blocks(tags, &by_cue);
    linker.link_signed();
    linker.link_headed();
    linker.link_hanging();
    if passage.language.rules.is_empty() {
        linker.link_unnamed();
    }
    without_empty(linker.drafts)
}

/// Leaves out drafts that say nothing; who continues whom is renumbered.
fn without_empty(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept = 0;
    let number = |draft: &Draft| {
        let place = (!draft.content.is_empty()).then_some(kept);
        kept += usize::from(place.is_some());
        place
    };
    let places: Vec<Option<usize>> = drafts.iter().map(number).collect();
    let mut left: Vec<Draft> = drafts.into_iter().filter(|draft| !draft.content.is_empty()).collect();
    for draft in &mut left {
        draft.continues = draft.continues.and_then(|old| places.get(old).copied().flatten());
    }
    left
}

/// The surest source and content of each cue.
struct Spans<'g> {
    sources: Vec<Option<&'g SpanTag>>,
    contents: Vec<Option<&'g SpanTag>>,
}

impl<'g> Spans<'g> {
    fn of(tags: &'g Tags) -> Self {
        let surest = |spans: &'g [SpanTag]| {
            let mut by_cue: Vec<Option<&SpanTag>> = vec![None; tags.cues.len()];
            for span in spans {
                let Some(best) = span.cue.and_then(|cue| by_cue.get_mut(cue)) else { continue };
                if best.is_none_or(|best| span.score > best.score) {
                    *best = Some(span);
                }
            }
            by_cue
        };
        Self { sources: surest(&tags.sources), contents: surest(&tags.contents) }
    }
}

struct Linker<'p, 't> {
    passage: &'p Passage<'t>,
    drafts: Vec<Draft>,
    /// Which quotations belong to a statement already.
    taken: Vec<bool>,
}

/// What an aside says, and whether that is a quotation.
struct Aside {
    said: Said,
    quoted: bool,
}

/// What a cue says, and how it was found.
struct Said {
    content: Vec<TokenRange>,
    clause: bool,
    score: f32,
    because: String,
}

impl Linker<'_, '_> {
    fn link_cue(&mut self, cue: &CueTag, source: Option<&SpanTag>, content: Option<&SpanTag>, aside: Option<Aside>) {
        let tagged = content.map(|span| Said {
            content: span.pieces.clone(),
            clause: span.clause,
            score: span.score,
            because: span.because.clone(),
        });
        let inverted = source.is_some_and(|span| span.stands == Stands::After);
        let said = match (aside, tagged) {
            (Some(aside), None) => Some(aside.said),
            (Some(aside), Some(tagged)) if inverted || aside.quoted || aside.said.score > tagged.score + 0.2 => {
                Some(aside.said)
            }
            (_, Some(tagged)) => Some(self.with_colon(cue, tagged)),
            (None, None) => self.quotation_after(cue, source, reach(cue, source)),
        };
        let Some(mut said) = said else { return };
        self.snap(&mut said);
        for piece in &mut said.content {
            self.to_quotation_end(piece);
            *piece = self.passage.trimmed(*piece);
        }
        said.content.retain(|piece| !piece.is_empty());
        let speaks = source.map_or(if cue.needs_source { 0.7 } else { 1.0 }, |span| 0.7 + 0.3 * span.score);
        let score = cue.score * said.score * speaks;
        if score < LEAST {
            return;
        }
        self.mark_taken(&said.content);
        self.drafts.push(draft(self.passage, cue, source, said, score));
    }

    /// A clause that a quotation fills is that quotation, to its end though it lie sentences further on.
    fn snap(&self, said: &mut Said) {
        let Some(first) = said.content.first().copied() else { return };
        let Some(q) = self.passage.opening_at(first.start) else { return };
        let quotation = self.passage.quotations[q];
        if said.clause && quotation.whole().end >= first.end {
            said.content[0] = quotation.inside;
        }
    }

    /// A content never ends inside a quotation that it opened.
    fn to_quotation_end(&self, piece: &mut TokenRange) {
        let Some(q) = piece.end.checked_sub(1).and_then(|last| self.passage.quotation_at(last)) else { return };
        let quotation = self.passage.quotations[q];
        if quotation.open > piece.start && quotation.whole().end > piece.end {
            piece.end = quotation.whole().end;
        }
    }

    /// A noun phrase, a colon and a quotation are one content.
    fn with_colon(&self, cue: &CueTag, mut said: Said) -> Said {
        let passage = self.passage;
        let Some(last) = said.content.last().copied() else { return said };
        if said.clause || cue.quote == 0.0 || !passage.reads(last.end, ":") {
            return said;
        }
        if let Some(q) = passage.opening_at(last.end + 1) {
            said.content.push(passage.quotations[q].inside);
        }
        said
    }

    /// «a dit : « … »», "said, “…”".
    fn quotation_after(&self, cue: &CueTag, source: Option<&SpanTag>, ends: TokenRange) -> Option<Said> {
        if cue.quote == 0.0 || source.is_none() {
            return None;
        }
        let passage = self.passage;
        let start = ends.end.max(cue.reach.end);
        let sentence = passage.region(cue.reach.start);
        let open = (start..passage.len().min(start + 40)).find(|&at| passage.opening_at(at).is_some())?;
        let q = passage.opening_at(open)?;
        let quotation = passage.quotations[q];
        let colon = (start..open).any(|at| passage.reads(at, ":"));
        let clause = Classes::HAVE | Classes::BE | Classes::MODAL | Classes::COMPLEMENTIZER;
        let near = open <= start + 3 || passage.reads(open - 1, ",");
        let plain = quotation.inside.len() > 6 && !(start..open).any(|at| passage.is(at, clause));
        let whole = quotation.inside.len() > 2 || colon;
        let within = passage.reads(open - 1, ":") || open < sentence.end;
        (within && whole && (colon || near || plain) && !self.taken[q]).then(|| Said {
            content: vec![quotation.inside],
            clause: true,
            score: cue.quote,
            because: "the quotation after the cue".to_owned(),
        })
    }

    fn mark_taken(&mut self, content: &[TokenRange]) {
        for piece in content {
            let from = self.passage.quotations.partition_point(|quotation| quotation.open + 1 < piece.start);
            for (offset, quotation) in self.passage.quotations[from..].iter().enumerate() {
                if quotation.open >= piece.end {
                    break;
                }
                self.taken[from + offset] = true;
            }
        }
    }
}

/// The stretch that a cue covers together with its own source.
fn reach(cue: &CueTag, source: Option<&SpanTag>) -> TokenRange {
    let mut range = cue.reach;
    if let Some(span) = source.filter(|span| span.stands != Stands::Shared) {
        for piece in &span.pieces {
            range = TokenRange::new(range.start.min(piece.start), range.end.max(piece.end));
        }
    }
    range
}

fn draft(passage: &Passage, cue: &CueTag, source: Option<&SpanTag>, said: Said, score: f32) -> Draft {
    let mut why = cue.why.clone();
    if let Some(span) = source {
        let place = span.pieces.first().map(|piece| passage.words.range(*piece));
        why.push(Reason { step: "source".to_owned(), because: span.because.clone(), span: place });
    }
    let place = said.content.first().map(|piece| passage.words.range(*piece));
    why.push(Reason { step: "content".to_owned(), because: said.because, span: place });
    Draft {
        source: source.map(|span| span.pieces.clone()).unwrap_or_default(),
        cue: cue.pieces.clone(),
        content: said.content,
        lemma: cue.lemma.clone(),
        act: Some(cue.act),
        negative: cue.negative,
        clause: said.clause,
        score,
        rule: cue.rule.clone(),
        why,
        ..Draft::default()
    }
}

/// A draft of which the text names neither cue nor source.
fn unnamed(passage: &Passage, said: Said, rule: &str) -> Draft {
    let place = said.content.first().map(|piece| passage.words.range(*piece));
    Draft {
        content: said.content,
        clause: said.clause,
        score: said.score,
        act: Some(Act::Assert),
        rule: rule.to_owned(),
        why: vec![Reason { step: "content".to_owned(), because: said.because, span: place }],
        ..Draft::default()
    }
}
