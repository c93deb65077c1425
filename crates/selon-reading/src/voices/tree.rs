//! The tree of voices: who relays whom, from the author down, and each statement's chain of relays.

use super::reader::Reader;
use crate::build::{Told, by_content};
use crate::statement::{Kind, Reason};
use crate::whole::{How, Relay, Voice};
use selon_language::Classes;
use selon_text::{ByteRange, Document, Link, TokenRange};
use std::collections::{HashMap, HashSet};

/// The voices, and where each speaks.
pub(super) struct Tree {
    pub(super) voices: Vec<Voice>,
    /// For each statement, the voice that speaks in its content, where it relays something.
    pub(super) own: Vec<Option<usize>>,
    /// First tokens of the passages told block-wise, with their statements.
    pub(super) passages: Vec<(usize, usize)>,
    /// Where a voice begins or ends, with the voice that speaks from there.
    changes: Vec<(usize, usize)>,
    /// For each voice, the one next to the author through which it came.
    outer: Vec<usize>,
}

impl Tree {
    /// The innermost voice that speaks at a token.
    pub(super) fn voice_at(&self, token: usize) -> usize {
        let next = self.changes.partition_point(|(start, _)| *start <= token);
        next.checked_sub(1).map_or(0, |at| self.changes[at].1)
    }

    /// The voice that the author relays and through which this one came.
    pub(super) fn outermost(&self, voice: usize) -> usize {
        self.outer.get(voice).copied().unwrap_or(0)
    }
}

/// Finds the voices of a text and gives every statement the voice that relays it and its chain of relays.
pub(super) fn grow(reader: &Reader, document: &Document, told: &mut [Told]) -> Tree {
    let mut grower = Grower::new(reader, document, told);
    let order = by_content(told);
    for &index in &order {
        grower.place(told, index);
    }
    for (index, told) in told.iter_mut().enumerate() {
        grower.give(told, index);
    }
    grower.finish(told, &order)
}

struct Grower<'r, 'p, 't> {
    reader: &'r Reader<'p, 't>,
    links: Vec<&'r Link>,
    voices: Vec<Voice>,
    /// The voice of the whole text: the author, or the agency that wrote it.
    root: usize,
    parents: Vec<Option<usize>>,
    continued: Vec<Option<usize>>,
    relaying: HashSet<usize>,
    own: Vec<Option<usize>>,
    around: Vec<usize>,
    by_name: HashMap<(String, usize), usize>,
    /// For each voice but the first, how it is passed on, and the link to it.
    hops: Vec<(How, Option<String>)>,
}

impl<'r, 'p, 't> Grower<'r, 'p, 't> {
    fn new(reader: &'r Reader<'p, 't>, document: &'r Document, told: &[Told]) -> Self {
        let index: HashMap<&str, usize> =
            told.iter().enumerate().map(|(index, told)| (told.statement.id.as_str(), index)).collect();
        let look = |id: &Option<String>| id.as_deref().and_then(|id| index.get(id).copied());
        let parents: Vec<_> = told.iter().map(|told| look(&told.statement.parent)).collect();
        let continued = told.iter().map(|told| look(&told.statement.continues)).collect();
        let mut links: Vec<&Link> = document.links.iter().collect();
        links.sort_by_key(|link| (link.span.start, link.span.end));
        let mut grower = Self {
            reader,
            links,
            voices: Vec::new(),
            root: 0,
            relaying: parents.iter().flatten().copied().collect(),
            parents,
            continued,
            own: vec![None; told.len()],
            around: vec![0; told.len()],
            by_name: HashMap::new(),
            hops: Vec::new(),
        };
        grower.plant(document);
        grower
    }

    /// The author, and the agency whose dispatch the text is where its dateline tells one.
    fn plant(&mut self, document: &Document) {
        let authors = (!document.authors.is_empty()).then(|| document.authors.join(", "));
        let name = authors.or_else(|| document.outlet.clone());
        let agency = dateline(self.reader).map(|at| tidy(self.reader.passage.original(at)));
        let whole = ByteRange::new(0, self.reader.passage.text.len());
        let author = Voice { id: "v0".to_owned(), name: name.clone(), spans: vec![whole], ..Voice::default() };
        self.voices.push(author);
        self.hops.push((How::Paraphrased, None));
        match (name, agency) {
            (None, Some(agency)) => self.voices[0].name = Some(agency),
            (Some(name), Some(agency)) if !name.contains(&agency) => {
                self.root = self.add(agency, 0, How::BlockQuoted, None);
                self.voices[self.root].spans = vec![whole];
            }
            _ => {}
        }
    }

    fn add(&mut self, name: String, parent: usize, how: How, link: Option<String>) -> usize {
        let id = format!("v{}", self.voices.len());
        let name = Some(name).filter(|name| !name.is_empty());
        let parent = Some(self.voices[parent].id.clone());
        self.voices.push(Voice { id, parent, name, how: Some(how), link: link.clone(), ..Voice::default() });
        self.hops.push((how, link));
        self.voices.len() - 1
    }

    /// Finds who speaks around the statement, and the voice that it brings in.
    fn place(&mut self, told: &[Told], index: usize) {
        let parent = self.parents[index];
        let around = parent.map_or(self.root, |parent| self.own[parent].unwrap_or(self.around[parent]));
        self.around[index] = around;
        let source = self.source(told, index);
        let block = told[index].statement.kind == Kind::Block;
        if !block && (source.is_empty() || !self.relaying.contains(&index)) {
            return;
        }
        let how = how(&told[index]);
        let link = self.link(&told[index]);
        let key = (self.key(source, index), around);
        let voice = match self.by_name.get(&key) {
            Some(&voice) => voice,
            None => {
                let name = source.iter().map(|piece| tidy(self.reader.passage.original(*piece)));
                let voice = self.add(name.collect::<Vec<_>>().join(" "), around, how, link.clone());
                self.by_name.insert(key, voice);
                voice
            }
        };
        if self.voices[voice].link.is_none() {
            self.voices[voice].link = link;
        }
        let spans = told[index].content.iter().filter(|piece| !piece.is_empty());
        self.voices[voice].spans.extend(spans.map(|piece| self.reader.passage.words.range(*piece)));
        self.own[index] = Some(voice);
    }

    /// The words of the statement's source, or of the one that it continues.
    fn source<'a>(&self, told: &'a [Told], index: usize) -> &'a [TokenRange] {
        let own = &told[index].source;
        let of = if own.is_empty() { self.continued[index] } else { None };
        of.map_or(own, |other| &told[other].source)
    }

    /// What makes two sources the same voice: the same words, determiners apart. A pronoun is nobody's name, and no two
    /// passages without a source are one voice.
    fn key(&self, source: &[TokenRange], index: usize) -> String {
        let passage = self.reader.passage;
        let names = |at: &usize| passage.is_word(*at) && !passage.is(*at, Classes::DETERMINER);
        let words: Vec<&str> =
            source.iter().flat_map(|piece| piece.iter()).filter(names).map(|at| self.reader.word(at)).collect();
        let pronoun = Classes::SUBJECT_PRONOUN | Classes::PRONOUN;
        let nobody = source.iter().flat_map(|piece| piece.iter()).filter(names).all(|at| passage.is(at, pronoun));
        if nobody { format!("{} {index}", words.join(" ")) } else { words.join(" ") }
    }

    /// The address of the link whose anchor stands in the cue, the source, or the first sentence of the content.
    fn link(&self, told: &Told) -> Option<String> {
        let words = &self.reader.passage.words;
        let first = told.content.first().map(|piece| TokenRange::new(piece.start, piece.end.min(piece.start + NEAR)));
        let block = told.statement.kind == Kind::Block;
        let introduction = told.cue.last().map(|cue| {
            let sentence = words.sentences().get(words.sentence_of(cue.start)).copied().unwrap_or_default();
            TokenRange::new(sentence.start.max(cue.start.saturating_sub(NEAR)), sentence.end.min(cue.end + NEAR))
        });
        let near = introduction.filter(|_| block);
        let places = told.cue.iter().chain(&told.source).copied().chain(near).chain(first);
        places.filter(|piece| !piece.is_empty()).find_map(|piece| self.link_in(words.range(piece)))
    }

    fn link_in(&self, range: ByteRange) -> Option<String> {
        let from = self.links.partition_point(|link| link.span.start < range.start).saturating_sub(1);
        let near = self.links[from..].iter().take_while(|link| link.span.start < range.end);
        near.take(4).find(|link| link.span.overlaps(range)).map(|link| link.href.clone())
    }

    /// Gives the statement its voice and its relays.
    fn give(&self, told: &mut Told, index: usize) {
        let around = self.around[index];
        let mut chain = vec![around];
        while let Some(parent) = self.parent_of(*chain.last().unwrap_or(&0)).filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(parent);
        }
        chain.reverse();
        let link = self.link(told);
        let bare = told.cue.is_empty() && told.source.is_empty() && told.statement.continues.is_none();
        let only_linked = bare && link.is_some() && !matches!(told.statement.kind, Kind::Direct | Kind::Block);
        let last = (if only_linked { How::Linked } else { how(told) }, link);
        let hops = chain[1..].iter().map(|&voice| self.hops[voice].clone()).chain([last]);
        let relay = |(&voice, (how, link)): (&usize, _)| Relay { voice: self.voices[voice].id.clone(), how, link };
        told.statement.relays = chain.iter().zip(hops).map(relay).collect();
        told.statement.voice = Some(self.voices[around].id.clone());
        if chain.len() > 1 {
            let name = self.voices[around].name.as_deref().unwrap_or("a source that is not named");
            let because = format!("it stands in what {name} is told to say");
            let span = self.parents[index].and(self.voices[around].spans.first().copied());
            told.statement.why.push(Reason { step: "voice".to_owned(), because, span });
        }
    }

    fn parent_of(&self, voice: usize) -> Option<usize> {
        let parent = self.voices[voice].parent.as_deref()?;
        parent.strip_prefix('v').and_then(|number| number.parse().ok())
    }

    /// Where voices change, for who asks by place.
    fn finish(self, told: &[Told], order: &[usize]) -> Tree {
        let mut changes = vec![(0, self.root)];
        let mut open: Vec<(usize, usize)> = vec![(usize::MAX, self.root)];
        for &index in order {
            let (Some(voice), Some(piece)) = (self.own[index], told[index].content.first()) else { continue };
            close(&mut open, &mut changes, piece.start);
            changes.push((piece.start, voice));
            open.push((piece.end, voice));
        }
        close(&mut open, &mut changes, usize::MAX - 1);
        let block = |(index, told): (usize, &Told)| {
            let start = told.content.first().filter(|_| told.statement.kind == Kind::Block)?.start;
            Some((start, index))
        };
        let mut passages: Vec<_> = told.iter().enumerate().filter_map(block).collect();
        passages.sort_unstable();
        let mut outer = vec![0; self.voices.len()];
        for voice in 1..self.voices.len() {
            outer[voice] = self.parent_of(voice).filter(|&parent| parent > 0).map_or(voice, |parent| outer[parent]);
        }
        Tree { voices: self.voices, own: self.own, passages, changes, outer }
    }
}

/// How many tokens of a content are looked at for a link.
const NEAR: usize = 30;
/// The most hops that are told.
const LONGEST_CHAIN: usize = 16;

/// Ends the voices that end before `start`.
fn close(open: &mut Vec<(usize, usize)>, changes: &mut Vec<(usize, usize)>, start: usize) {
    while let Some(&(end, _)) = open.last().filter(|(end, _)| *end <= start) {
        open.pop();
        let outer = open.last().map_or(0, |(_, voice)| *voice);
        changes.push((end, outer));
    }
}

/// How the relayer passes the statement on.
fn how(told: &Told) -> How {
    match told.statement.kind {
        Kind::Block => How::BlockQuoted,
        Kind::Direct => How::Quoted,
        _ => How::Paraphrased,
    }
}

/// The agency that the dateline names: «VILLE (Agence) –», "CITY, May 3 (Agency) —".
fn dateline(reader: &Reader) -> Option<TokenRange> {
    let first = (0..reader.paragraphs().min(3)).map(|at| reader.paragraph(at));
    first.into_iter().find_map(|paragraph| {
        let head = TokenRange::new(paragraph.start, paragraph.end.min(paragraph.start + 12));
        head.iter().find_map(|at| {
            let mark = reader.table.outlet.iter().filter(|mark| mark.agency);
            let end = mark.filter_map(|mark| reader.at(&mark.names, at)).next()?;
            let bracketed = at > head.start && reader.word(at - 1) == "(" && reader.word(end) == ")";
            let after = if bracketed { end + 1 } else { end };
            let dash = ["–", "—", "-", "--"].contains(&reader.word(after));
            (dash && (bracketed || at == head.start)).then(|| TokenRange::new(at, end))
        })
    })
}

/// On one line.
fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
