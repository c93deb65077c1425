//! Which source and which content belong to which cue: the tagger's spans and the quotations become drafts of statements.

use crate::passage::Passage;
use crate::statement::{Act, Reason};
use crate::tag::{CueTag, SpanTag, Stands, Tags};
use selon_language::Classes;
use selon_text::{TokenKind, TokenRange};

/// A statement before it is labelled: tokens still, no bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) source: Vec<TokenRange>,
    pub(crate) cue: Vec<TokenRange>,
    pub(crate) content: Vec<TokenRange>,
    pub(crate) lemma: Option<String>,
    pub(crate) act: Option<Act>,
    pub(crate) negative: bool,
    /// Whether the content is told as a clause (a quotation is one).
    pub(crate) clause: bool,
    pub(crate) score: f32,
    pub(crate) rule: String,
    pub(crate) why: Vec<Reason>,
    /// Index of the draft whose source goes on speaking.
    pub(crate) continues: Option<usize>,
    /// Whether the page set the content off as a block.
    pub(crate) block: bool,
}

/// Statements scored below this are not told.
const LEAST: f32 = 0.4;

/// Links the tags of a passage.
pub(crate) fn link(passage: &Passage, tags: &Tags) -> Vec<Draft> {
    let mut linker = Linker { passage, drafts: Vec::new(), taken: vec![false; passage.quotations.len()] };
    let by_cue = Spans::of(tags);
    for (index, cue) in tags.cues.iter().enumerate() {
        linker.link_cue(
            cue,
            by_cue.best(&tags.sources, &by_cue.sources[index]),
            by_cue.best(&tags.contents, &by_cue.contents[index]),
        );
    }
    linker.link_blocks(tags, &by_cue);
    linker.link_signed();
    linker.link_hanging();
    if passage.language.rules.is_empty() {
        linker.link_unnamed();
    }
    let mut drafts = linker.drafts;
    drafts.retain(|draft| !draft.content.is_empty());
    drafts
}

/// The tags' indexes by cue.
struct Spans {
    sources: Vec<Vec<usize>>,
    contents: Vec<Vec<usize>>,
}

impl Spans {
    fn of(tags: &Tags) -> Self {
        let group = |spans: &[SpanTag]| {
            let mut by_cue = vec![Vec::new(); tags.cues.len()];
            for (index, span) in spans.iter().enumerate() {
                if let Some(cue) = span.cue {
                    by_cue[cue].push(index);
                }
            }
            by_cue
        };
        Self { sources: group(&tags.sources), contents: group(&tags.contents) }
    }

    fn best<'s>(&self, spans: &'s [SpanTag], of_cue: &[usize]) -> Option<&'s SpanTag> {
        of_cue.iter().map(|&index| &spans[index]).reduce(|best, span| if span.score > best.score { span } else { best })
    }
}

struct Linker<'p, 't> {
    passage: &'p Passage<'t>,
    drafts: Vec<Draft>,
    /// Which quotations belong to a statement already.
    taken: Vec<bool>,
}

/// What a cue says, and how it was found.
struct Said {
    content: Vec<TokenRange>,
    clause: bool,
    score: f32,
    because: String,
}

impl Linker<'_, '_> {
    fn link_cue(&mut self, cue: &CueTag, source: Option<&SpanTag>, content: Option<&SpanTag>) {
        let ends = reach(cue, source);
        let tagged = content.map(|span| Said {
            content: span.pieces.clone(),
            clause: span.clause,
            score: span.score,
            because: span.because.clone(),
        });
        let inverted = source.is_some_and(|span| span.stands == Stands::After);
        let aside = if cue.aside > 0.0 { self.aside(cue, source, ends) } else { None };
        let said = match (aside, tagged) {
            (Some(aside), Some(tagged)) if inverted || aside.score > tagged.score + 0.2 => Some(aside),
            (Some(aside), None) => Some(aside),
            (_, Some(tagged)) => Some(self.with_colon(cue, tagged)),
            (None, None) => self.quotation_after(cue, source, ends),
        };
        let Some(mut said) = said else { return };
        self.snap(&mut said);
        for piece in &mut said.content {
            self.to_quotation_end(piece);
            *piece = trimmed(self.passage, *piece);
        }
        said.content.retain(|piece| !piece.is_empty());
        let speaks = source.map_or(0.7, |span| 0.7 + 0.3 * span.score);
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

    /// «…, a-t-il dit»: the cue with its source stands after, or inside, what is said.
    fn aside(&self, cue: &CueTag, source: Option<&SpanTag>, ends: TokenRange) -> Option<Said> {
        let passage = self.passage;
        let sentence = passage.region(cue.reach.start);
        let before = ends.start.checked_sub(1).filter(|&b| b >= sentence.start)?;
        let mut last = before;
        let comma = passage.reads(last, ",")
            || passage.reads(last, "–")
            || passage.reads(last, "—")
            || passage.reads(last, "-");
        if comma && last > sentence.start {
            last -= 1;
        }
        if let Some(q) = passage.closing_at(last) {
            return self.aside_of_quotation(cue, q, sentence, ends);
        }
        let asked = passage.reads(before, "?") || passage.reads(before, "!");
        let subject = source.filter(|span| span.stands != Stands::Shared)?;
        let straight = passage.language.straight_asides && subject.stands == Stands::Before && subject.score >= 0.8;
        let adjoins = subject.stands == Stands::After || straight;
        if !(comma || asked) || !adjoins || !self.closes(ends.end, sentence) {
            return None;
        }
        self.aside_of_clause(cue, TokenRange::new(sentence.start, last + 1), ends, sentence)
    }

    /// Whether an aside can end before the token: with a mark or the sentence, adjuncts and whom it was told between.
    fn closes(&self, end: usize, sentence: TokenRange) -> bool {
        let passage = self.passage;
        let clause = Classes::COMPLEMENTIZER | Classes::QUESTION_WORD | Classes::INFINITIVE_MARK;
        for at in end..sentence.end {
            if passage.opening_at(at).is_some() || passage.reads(at, ":") {
                return false;
            }
            if !passage.is_word(at) && passage.token(at).kind == TokenKind::Mark
                || passage.is(at, Classes::RELATIVE | Classes::SUBORDINATOR)
            {
                return true;
            }
            if passage.is(at, clause) && at == end
                || passage.may_be_finite(at) && !passage.is(at, Classes::SPEAKER | Classes::PREPOSITION)
            {
                return false;
            }
        }
        true
    }

    /// The quotation before the aside, with what goes before it in the sentence and what goes on after.
    fn aside_of_quotation(&self, cue: &CueTag, q: usize, sentence: TokenRange, ends: TokenRange) -> Option<Said> {
        let passage = self.passage;
        let quotation = passage.quotations[q];
        let front = TokenRange::new(sentence.start.min(quotation.open), quotation.open);
        let opener = Classes::CONNECTIVE | Classes::COORDINATOR | Classes::ADVERB;
        let bare = quotation.open < sentence.start
            || front.iter().all(|at| !passage.is_word(at) || passage.is(at, opener))
            || front.iter().any(|at| passage.reads(at, ":"));
        let mut content = if bare {
            vec![quotation.inside]
        } else {
            vec![trimmed(passage, TokenRange::new(front.start, quotation.open)), quotation.whole()]
        };
        if !bare {
            content = vec![TokenRange::new(content[0].start, quotation.whole().end)];
        }
        content.extend(self.goes_on(ends.end, sentence));
        Some(Said { content, clause: true, score: cue.aside, because: "the quotation before the aside".to_owned() })
    }

    /// What goes on after an aside that a comma closes: another quotation, or the rest of the clause.
    fn goes_on(&self, end: usize, sentence: TokenRange) -> Option<TokenRange> {
        let passage = self.passage;
        let comma = (end..sentence.end.min(end + 14))
            .find(|&at| passage.reads(at, ",") || passage.is_quote(at) || passage.reads(at, ":"))?;
        let mut open = comma;
        while open < sentence.end && !passage.is_quote(open) && !passage.is_word(open) {
            open += 1;
        }
        let q = passage.opening_at(open)?;
        Some(passage.quotations[q].inside)
    }

    /// A clause without quotation marks before the aside: «Le pont fermera, a dit la mairie».
    fn aside_of_clause(
        &self,
        cue: &CueTag,
        clause: TokenRange,
        ends: TokenRange,
        sentence: TokenRange,
    ) -> Option<Said> {
        let passage = self.passage;
        let first = trimmed(passage, clause);
        let goes_on = passage.reads(ends.end, ",");
        let rest =
            if goes_on { trimmed(passage, TokenRange::new(ends.end, sentence.end)) } else { TokenRange::default() };
        let cuts_clause = !rest.is_empty() && passage.may_be_finite(rest.start);
        if first.is_empty() || !cuts_clause && !first.iter().any(|at| passage.may_be_finite(at)) {
            return None;
        }
        let mut content = vec![first];
        if !rest.is_empty() && (cuts_clause || first.len() < 6) {
            content.push(rest);
        }
        Some(Said { content, clause: true, score: cue.aside, because: "the clause before the aside".to_owned() })
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
        let paragraph = passage.words.paragraphs()[passage.words.paragraph_of(cue.reach.start)];
        let sentence = passage.region(cue.reach.start);
        let mut colon = false;
        let mut finite = false;
        let mut at = ends.end.max(cue.reach.end);
        let limit = paragraph.end.max(sentence.end).min(at + 40);
        let near = at + 3;
        while at < passage.len() {
            if let Some(q) = passage.opening_at(at) {
                let direct = colon
                    || at <= near
                    || passage.reads(at - 1, ",")
                    || (!finite && passage.quotations[q].inside.len() > 6);
                let quotation = passage.quotations[q];
                let whole = quotation.inside.len() > 2 || colon;
                return (direct && whole && !self.taken[q]).then(|| Said {
                    content: vec![quotation.inside],
                    clause: true,
                    score: cue.quote,
                    because: "the quotation after the cue".to_owned(),
                });
            }
            if at >= limit {
                return None;
            }
            colon |= passage.reads(at, ":");
            finite |= passage.is(at, Classes::HAVE | Classes::BE | Classes::MODAL | Classes::COMPLEMENTIZER);
            at += 1;
        }
        None
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

    /// Passages that the page sets off, with the cue of the sentence before where a colon ends that.
    fn link_blocks(&mut self, tags: &Tags, by_cue: &Spans) {
        let passage = self.passage;
        for block in passage.blocks.clone() {
            let before = block.start.checked_sub(1).filter(|&last| passage.reads(last, ":"));
            let sentence = before.map(|last| passage.words.sentences()[passage.words.sentence_of(last)]);
            let in_sentence =
                |cue: &CueTag| cue.quote > 0.0 && sentence.is_some_and(|sentence| sentence.contains(cue.reach));
            let cue = tags.cues.iter().rposition(in_sentence);
            let content = vec![trimmed(passage, block)];
            let said =
                Said { content, clause: true, score: 0.9, because: "the page sets it off as a quotation".to_owned() };
            let mut made = match cue {
                Some(cue) => {
                    draft(passage, &tags.cues[cue], by_cue.best(&tags.sources, &by_cue.sources[cue]), said, 0.9)
                }
                None => unnamed(passage, said, "any/block"),
            };
            made.block = true;
            "any/block".clone_into(&mut made.rule);
            self.mark_taken(&made.content);
            self.drafts.push(made);
        }
    }

    /// «…» — X: a quotation that stands alone, signed after a dash.
    fn link_signed(&mut self) {
        let passage = self.passage;
        for (index, quotation) in passage.quotations.iter().enumerate() {
            let Some(close) = quotation.close.filter(|_| !self.taken[index] && quotation.inside.len() >= 4) else {
                continue;
            };
            let dash = (close + 1..passage.len().min(close + 3))
                .find(|&at| ["—", "–", "-", "―", "--"].iter().any(|dash| passage.reads(at, dash)));
            let Some(dash) = dash.filter(|&dash| dash + 1 < passage.len()) else { continue };
            let paragraph = passage.words.paragraphs()[passage.words.paragraph_of(dash)];
            let name = trimmed(passage, TokenRange::new(dash + 1, paragraph.end));
            let plain = (1..=15).contains(&name.len())
                && !name
                    .iter()
                    .any(|at| passage.may_be_finite(at) && !passage.is(at, Classes::SPEAKER | Classes::PREPOSITION));
            if !plain || !self.opens_paragraph(quotation.open) {
                continue;
            }
            let said = Said {
                content: vec![quotation.inside],
                clause: true,
                score: 0.8,
                because: "a quotation signed after a dash".to_owned(),
            };
            let made = Draft { source: vec![name], ..unnamed(passage, said, "any/signed") };
            self.taken[index] = true;
            self.drafts.push(made);
        }
    }

    fn opens_paragraph(&self, at: usize) -> bool {
        self.passage.words.paragraphs()[self.passage.words.paragraph_of(at)].start == at
    }

    /// In a language without data: every quotation long enough to be somebody's words.
    fn link_unnamed(&mut self) {
        let passage = self.passage;
        for (index, quotation) in passage.quotations.iter().enumerate() {
            let words = quotation.inside.iter().filter(|&at| passage.is_word(at)).count();
            if self.taken[index] || quotation.depth > 0 || words < 4 || passage.is_ignored(quotation.open) {
                continue;
            }
            let said = Said {
                content: vec![trimmed(passage, quotation.inside)],
                clause: true,
                score: 0.6,
                because: "a quotation, by its marks".to_owned(),
            };
            self.drafts.push(unnamed(passage, said, "any/quotation"));
        }
    }

    /// Quotations left hanging: whole sentences in marks, right after a direct statement of an evident speaker.
    fn link_hanging(&mut self) {
        for (index, quotation) in self.passage.quotations.iter().enumerate() {
            if self.taken[index]
                || quotation.depth > 0
                || self.passage.is_ignored(quotation.open)
                || !self.stands_alone(index)
            {
                continue;
            }
            let Some(speaker) = self.speaker_before(quotation.open) else { continue };
            let because =
                "a whole sentence in quotation marks goes on after a quotation of the same speaker".to_owned();
            let said =
                Said { content: vec![trimmed(self.passage, quotation.inside)], clause: true, score: 0.7, because };
            let continues = Some(self.drafts[speaker].continues.unwrap_or(speaker));
            let draft = Draft { continues, ..unnamed(self.passage, said, "any/hanging") };
            self.taken[index] = true;
            self.drafts.push(draft);
        }
    }

    /// Whether the quotation is a sentence of its own: nothing but marks around it in its sentences, and long enough.
    fn stands_alone(&self, index: usize) -> bool {
        let passage = self.passage;
        let quotation = passage.quotations[index];
        let first = passage.words.sentences()[passage.words.sentence_of(quotation.open)];
        let end = quotation.whole().end.saturating_sub(1);
        let last = passage.words.sentences()[passage.words.sentence_of(end)];
        let outside = |at: usize| passage.is_word(at);
        let alone = !(first.start..quotation.open).any(outside) && !(quotation.whole().end..last.end).any(outside);
        let bracketed = quotation.open > 0 && passage.reads(quotation.open - 1, "(");
        alone && !bracketed && quotation.inside.len() >= 4 && passage.token(quotation.inside.start).capital
    }

    /// The draft whose speaker an evident reader hears in a quotation at `open`: in the same paragraph or the one before.
    fn speaker_before(&self, open: usize) -> Option<usize> {
        let passage = self.passage;
        let paragraph = passage.words.paragraph_of(open);
        let candidates = self
            .drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| draft.content.first().is_some_and(|piece| piece.start < open));
        let last = candidates.filter(|(_, draft)| draft.clause).max_by_key(|(_, draft)| end_of(draft))?;
        let near = passage.words.paragraph_of(end_of(last.1).saturating_sub(1)) + 1 >= paragraph;
        let direct =
            last.1.content.iter().any(|piece| {
                passage.quotation_at(piece.start).is_some() || piece.iter().any(|at| passage.is_quote(at))
            });
        let same = passage.words.paragraph_of(end_of(last.1).saturating_sub(1)) == paragraph;
        (near && (direct || same)).then_some(last.0)
    }
}

/// Last token of a draft, exclusive.
fn end_of(draft: &Draft) -> usize {
    let pieces = draft.content.iter().chain(&draft.cue).chain(&draft.source);
    pieces.map(|piece| piece.end).max().unwrap_or(0)
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
        continues: None,
        block: false,
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

fn trimmed(passage: &Passage, tokens: TokenRange) -> TokenRange {
    crate::lexical::trim(passage, tokens)
}
