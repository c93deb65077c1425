//! How a claim travelled: x is time, a row is an outlet, a line leads from where it was taken to where it was said again.

mod fold;
mod paint;
mod place;

use crate::svg::{Label, Svg};

/// One place where a claim is said or answered.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    /// The outlet, or what stands for it.
    pub row: String,
    /// The time that orders it: seconds since 1970.
    pub seconds: i64,
    /// The day as it is shown.
    pub day: String,
    /// To whom the words are given; empty where the article says them itself.
    pub speaker: String,
    /// The words.
    pub words: String,
    /// Where the passage stands: an address of this site.
    pub href: Option<String>,
    /// How it stands to the claim.
    pub stance: Stance,
    /// Whether it was taken from none of the others.
    pub origin: bool,
    /// Which stop it was taken from, or answers: its number in the list.
    pub from: Option<usize>,
    /// Whether the text names or links to that one.
    pub credited: bool,
    /// What changed on the way, in words to be read.
    pub drift: Vec<String>,
    /// Words that were left out, and words that came in their place.
    pub changed: (String, String),
}

/// How an appearance stands to the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Doubts it.
    Doubts,
    /// Refuses to say.
    Declines,
}

/// The words of the drawing, in the reader's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct HistoryWords<'w> {
    /// An origin.
    pub origin: &'w str,
    /// A line where the text names where it took it from.
    pub credited: &'w str,
    /// A line where likeness and time make it likely.
    pub inferred: &'w str,
    /// The stances: asserts, denies, doubts, declines.
    pub stances: [&'w str; 4],
    /// Several that took it from one, drawn as one: `{}` is how many.
    pub more: &'w str,
    /// The row of those.
    pub others: &'w str,
    /// Where the table of all of them stands.
    pub all: Option<&'w str>,
}

/// The history of one claim, to be drawn.
///
/// ```
/// use selon_draw::{History, HistoryWords, Label, Stop};
/// let first = Stop { row: "Le Phare".into(), day: "2031-02-03".into(), origin: true, ..Stop::default() };
/// let second = Stop { row: "L'Écho".into(), seconds: 7200, day: "2031-02-03".into(), from: Some(0), ..Stop::default() };
/// let drawing = History { label: Label::default(), stops: &[first, second], words: HistoryWords::default() }.svg();
/// assert!(drawing.contains("Le Phare") && drawing.contains("d-inferred"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct History<'h> {
    /// How it is announced.
    pub label: Label<'h>,
    /// The appearances, in order of time.
    pub stops: &'h [Stop],
    /// The words.
    pub words: HistoryWords<'h>,
}

impl History<'_> {
    /// The drawing. Of very many appearances those that only repeat are drawn together, none is left out.
    #[must_use]
    pub fn svg(&self) -> String {
        let marks = fold::folded(self.stops, &self.words);
        let plan = place::plan(&marks, &self.words);
        let words = &self.words;
        let mut svg = Svg::new(&self.label, plan.width, plan.height);
        paint::paint(&mut svg, &marks, &plan, words);
        svg.finish()
    }
}

/// A stop to be drawn, or several that are drawn as one.
#[derive(Clone, Debug, Default)]
struct Mark {
    stop: Stop,
    /// The mark it was taken from.
    from: Option<usize>,
}
