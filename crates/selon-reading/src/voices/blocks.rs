//! Passages of another text: where they begin is told by their introduction, where they end by who resumes.

use super::introductions::{Introduction, Introductions};
use super::reader::Reader;
use crate::build::Told;
use crate::statement::{Act, Kind, Reason};
use crate::tag::Draft;
use selon_text::TokenRange;

/// The passages of `told`'s text that are relayed from another and that its statements do not hold yet. Those that the
/// page set off without naming their source are taken out of `told` and given anew where their introduction names it.
pub(super) fn find(reader: &Reader, told: &mut Vec<Told>) -> Vec<Draft> {
    let mut drafts = sourced(reader, told);
    let finder = Finder { reader, introductions: Introductions::new(reader, told), parting: parting(reader) };
    drafts.extend(finder.set_off());
    drafts.extend(finder.introduced(drafts.is_empty() && reader.passage.blocks.is_empty()));
    drafts
}

/// Gives the page's own blocks the source that the paragraph before names, where they have none or it announces them.
fn sourced(reader: &Reader, told: &mut Vec<Told>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let introductions = Introductions::new(reader, told);
    let mut keep = vec![true; told.len()];
    for (index, block) in told.iter().enumerate() {
        let set_off = block.statement.kind == Kind::Block;
        let Some(content) = block.content.first().filter(|_| set_off) else { continue };
        let at = reader.passage.words.paragraph_of(content.start);
        let before = at.checked_sub(1).map(|before| reader.paragraph(before));
        let found = before.and_then(|before| introductions.in_paragraph(before, true));
        let better = |found: &Introduction| !found.source.is_empty() && (block.source.is_empty() || found.announced);
        if let Some(introduction) = found.filter(better) {
            keep[index] = false;
            drafts.push(draft(reader, &introduction, *content, 0.9, "the page sets it off as a quotation"));
        }
    }
    let mut keep = keep.into_iter();
    told.retain(|_| keep.next().unwrap_or(true));
    drafts
}

struct Finder<'r, 'p, 't> {
    reader: &'r Reader<'p, 't>,
    introductions: Introductions<'r, 'p, 't>,
    /// For each paragraph, the next one, itself included, that parts one text from another; else how many there are.
    parting: Vec<usize>,
}

fn parting(reader: &Reader) -> Vec<usize> {
    let all = reader.paragraphs();
    let mut next = vec![all; all + 1];
    for at in (0..all).rev() {
        next[at] = if reader.parts(reader.paragraph(at)) { at } else { next[at + 1] };
    }
    next
}

/// Where a passage ends, and what shows it.
struct End {
    /// The first paragraph that is no longer the passage's.
    paragraph: usize,
    because: Option<&'static str>,
}

impl Finder<'_, '_, '_> {
    /// Runs of paragraphs that the text itself indents or marks with «>».
    fn set_off(&self) -> Vec<Draft> {
        let reader = self.reader;
        let marks: Vec<bool> = (0..reader.paragraphs()).map(|at| reader.is_set_off(reader.paragraph(at))).collect();
        let marked = marks.iter().filter(|mark| **mark).count();
        if marked * 2 > marks.len() || !reader.passage.blocks.is_empty() {
            return Vec::new();
        }
        let mut drafts = Vec::new();
        let mut at = 0;
        while at < marks.len() {
            let run = marks[at..].iter().take_while(|mark| **mark).count();
            if run > 0 && at > 0 && reader.is_prose(self.stripped(at, at + run)) {
                let introduction = self.introductions.in_paragraph(reader.paragraph(at - 1), true).unwrap_or_default();
                drafts.push(draft(reader, &introduction, self.stripped(at, at + run), 0.6, "the text sets it off"));
            }
            at += run.max(1);
        }
        drafts
    }

    /// The tokens of the paragraphs without the mark of a mail that is quoted.
    fn stripped(&self, from: usize, to: usize) -> TokenRange {
        let (first, last) = (self.reader.paragraph(from), self.reader.paragraph(to - 1));
        let skip = first.iter().take_while(|&at| self.reader.word(at).starts_with('>')).count();
        TokenRange::new(first.start + skip, last.end)
    }

    /// Passages that a sentence introduces. Guesses (a colon, no source) count only in a text that relays others for
    /// sure, and colons only (`lost`) where the page did not keep what it set off.
    fn introduced(&self, lost: bool) -> Vec<Draft> {
        let reader = self.reader;
        let (mut drafts, mut sure, mut rests, mut at) = (Vec::new(), false, 0, 0);
        while at + 1 < reader.paragraphs() {
            let paragraph = reader.paragraph(at);
            at += 1;
            let colon = lost && reader.ends_with_colon(paragraph);
            let found = (!reader.parts(paragraph)).then(|| self.introductions.in_paragraph(paragraph, colon)).flatten();
            let Some(introduction) = found else { continue };
            rests += usize::from(introduction.rest);
            if introduction.rest && rests > MOST_RESTS {
                continue;
            }
            let Some(first) = self.first_paragraph(at, &introduction) else { continue };
            let guess = introduction.source.is_empty() && !introduction.announced;
            let Some(end) = self.end(first, &introduction, guess) else { continue };
            let content = TokenRange::new(reader.paragraph(first).start, reader.paragraph(end.paragraph - 1).end);
            let score = if guess {
                0.45
            } else if introduction.announced {
                0.75
            } else {
                0.6
            };
            let because = end.because.unwrap_or("nothing shows who speaks after its first paragraph");
            drafts.push((guess, draft(reader, &introduction, content, score, because)));
            sure |= !guess;
            at = if introduction.rest { at } else { end.paragraph };
        }
        drafts.into_iter().filter(|(guess, _)| sure || !guess).map(|(_, draft)| draft).collect()
    }

    /// The first paragraph of the passage after the introduction that ends before paragraph `at`: prose, or a headline
    /// with prose after it, and no quotation that a cue can claim; a short word of the teller's own may come before.
    fn first_paragraph(&self, at: usize, introduction: &Introduction) -> Option<usize> {
        let reader = self.reader;
        let own = |index: &usize| {
            let paragraph = reader.paragraph(*index);
            introduction.rest && reader.first_person(paragraph).is_some() && reader.count(paragraph) <= 40
        };
        let at = at + (at..at + 2).take_while(own).count();
        let paragraph = reader.paragraph(at);
        if reader.parts(paragraph) || self.is_quotation(paragraph) {
            return None;
        }
        let headline = !reader.ends_as_sentence(paragraph) && !reader.ends_with_colon(paragraph);
        let prose = |index: usize| reader.is_prose(reader.paragraph(index));
        let told = introduction.rest || prose(at) && (!headline || prose(at + 1) || prose(at + 2));
        told.then_some(at)
    }

    /// Whether a quotation fills most of the paragraph from its start.
    fn is_quotation(&self, paragraph: TokenRange) -> bool {
        let passage = self.reader.passage;
        let quotation = passage.opening_at(paragraph.start).map(|q| passage.quotations[q]);
        quotation.is_some_and(|quotation| {
            quotation.whole().end.min(paragraph.end) > paragraph.start + paragraph.len() * 6 / 10
        })
    }

    /// Where the passage that begins with paragraph `first` ends.
    fn end(&self, first: usize, introduction: &Introduction, guess: bool) -> Option<End> {
        let reader = self.reader;
        let all = reader.paragraphs();
        let parted = self.parting.get(first + 1).copied().unwrap_or(all);
        let furniture = (parted < all).then_some(parted);
        if introduction.rest {
            return Some(End {
                paragraph: furniture.unwrap_or(all),
                because: Some("it goes on to the end of the text"),
            });
        }
        let limit = furniture.unwrap_or(all).min(first + LONGEST);
        let resumed = (first + 1..limit).find_map(|at| {
            let because = self.resumes(first, at, introduction)?;
            Some(End { paragraph: at, because: Some(because) })
        });
        match (resumed, furniture) {
            (Some(end), _) => Some(end),
            (None, Some(at)) if at <= first + 4 => {
                Some(End { paragraph: at, because: Some("the text is parted there") })
            }
            (None, _) if introduction.announced && limit == all => {
                Some(End { paragraph: all, because: Some("nobody resumes before the end of the text") })
            }
            _ => (!guess).then_some(End { paragraph: first + 1, because: None }),
        }
    }

    /// What shows that the teller speaks again in paragraph `at`.
    fn resumes(&self, first: usize, at: usize, introduction: &Introduction) -> Option<&'static str> {
        let reader = self.reader;
        let paragraph = reader.paragraph(at);
        let own = reader.first_person(reader.paragraph(first)).is_none();
        if reader.ends_with_colon(paragraph) {
            return Some("the paragraph after it introduces another passage");
        }
        if own && reader.first_person(paragraph).is_some() {
            return Some("the paragraph after it is in the first person");
        }
        if reader.table.comment.iter().any(|mark| reader.first_in(&mark.words, paragraph).is_some()) {
            return Some("the paragraph after it comments on it");
        }
        if self.names_another_outlet(paragraph, introduction) {
            return Some("the paragraph after it names another outlet");
        }
        let joined = at > first + 1 && reader.blank_before(first) && !reader.blank_before(first + 1);
        let prose = joined && reader.is_prose(reader.paragraph(first)) && reader.is_prose(reader.paragraph(first + 1));
        (prose && reader.blank_before(at)).then_some("a blank line ends it")
    }

    /// Whether an outlet that is not the passage's source stands at the paragraph's head.
    fn names_another_outlet(&self, paragraph: TokenRange, introduction: &Introduction) -> bool {
        let head = TokenRange::new(paragraph.start, paragraph.end.min(paragraph.start + 10));
        let Some(outlet) = self.reader.outlet_in(head) else { return false };
        let word = self.reader.word(outlet.end - 1);
        let known = introduction.source.iter().flat_map(|piece| piece.iter()).any(|at| self.reader.word(at) == word);
        !known && !self.reader.passage.is(outlet.start, selon_language::Classes::SPEAKER)
    }
}

/// The most passages that go on to the end of the text: each holds the ones after it.
const MOST_RESTS: usize = 8;
/// The most paragraphs of a passage whose end has to be found.
const LONGEST: usize = 12;

fn draft(reader: &Reader, introduction: &Introduction, content: TokenRange, score: f32, end: &str) -> Draft {
    let place = |pieces: &[TokenRange]| pieces.first().map(|piece| reader.passage.words.range(*piece));
    let why = vec![
        Reason { step: "block".to_owned(), because: introduction.because.to_owned(), span: place(&introduction.cue) },
        Reason { step: "content".to_owned(), because: end.to_owned(), span: place(&[content]) },
    ];
    Draft {
        source: introduction.source.clone(),
        cue: introduction.cue.clone(),
        content: vec![reader.passage.trimmed(content)],
        lemma: introduction.lemma.clone(),
        act: Some(Act::Assert),
        clause: true,
        score,
        rule: "any/block".to_owned(),
        why,
        block: true,
        ..Draft::default()
    }
}
