//! One claim as it was followed from document to document: what formats that tell of several documents at once are given.

/// A claim with the places where it is said or answered.
///
/// ```
/// use selon_export::Traced;
/// assert!(Traced::default().passages.is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Traced<'a> {
    /// The claim's id.
    pub id: &'a str,
    /// Ids of the documents that have it from no other one.
    pub origins: Vec<&'a str>,
    /// Where it is said or answered, in order of time.
    pub passages: Vec<Passage<'a>>,
}

/// A place where a claim is said or answered.
#[derive(Clone, Debug, Default)]
pub struct Passage<'a> {
    /// The document's id.
    pub doc: &'a str,
    /// The document's address.
    pub url: Option<&'a str>,
    /// The outlet's name.
    pub outlet: Option<&'a str>,
    /// When the document was published, as it tells: ISO date, or date and time.
    pub published: Option<&'a str>,
    /// The statement that it is; `None` in the author's own voice.
    pub statement: Option<&'a str>,
    /// The words.
    pub words: &'a str,
    /// How it stands to the claim: `asserts`, `denies`, `doubts`, `declines`.
    pub stance: &'a str,
    /// The document that it was taken from, or answers.
    pub from: Option<&'a str>,
    /// Whether it names or links to that document; else likeness and time only make it likely.
    pub credited: bool,
    /// How sure that is, from 0 to 1.
    pub strength: Option<f32>,
    /// What changed on the way, such as `hedge_lost`.
    pub drift: Vec<&'a str>,
}
