//! A text cut into words, sentences and paragraphs.

use crate::{ByteRange, Repair, Token, TokenRange, View, Writing, cut, quotes, sentences};

/// A text cut into words.
///
/// ```
/// use selon_text::{TokenRange, Words, Writing};
/// let words = Words::new("Il a dit non. Elle aussi.", &Writing::default());
/// assert_eq!(words.tokens().len(), 8);
/// assert_eq!(words.text(3), "non");
/// assert_eq!(words.sentences(), [TokenRange::new(0, 5), TokenRange::new(5, 8)]);
/// assert_eq!(words.range(TokenRange::new(5, 7)).start, 14);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Words {
    view: View,
    tokens: Vec<Token>,
    sentences: Vec<TokenRange>,
    paragraphs: Vec<TokenRange>,
}

impl Words {
    /// Cuts `original`; never fails, linear in its length.
    #[must_use]
    pub fn new(original: &str, writing: &Writing) -> Self {
        let view = View::new(original, writing);
        let cut = cut::cut(view.text(), writing);
        let mut words = Self { view, tokens: cut.tokens, ..Self::default() };
        words.paragraphs = ranges(&cut.starts, words.tokens.len());
        let repairs = words.resolve();
        words.locate();
        let located =
            repairs.into_iter().map(|repair| Repair { at: words.view.to_original(repair.at), ..repair }).collect();
        words.view.add_repairs(located);
        words
    }

    /// The tokens, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The letters of a token in the view; empty where there is no such token.
    #[must_use]
    pub fn text(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| token.view.of(self.view.text()))
    }

    /// The repaired text that was cut.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The sentences: in order, none empty, together all tokens.
    #[must_use]
    pub fn sentences(&self) -> &[TokenRange] {
        &self.sentences
    }

    /// The paragraphs: in order, none empty, together all tokens.
    #[must_use]
    pub fn paragraphs(&self) -> &[TokenRange] {
        &self.paragraphs
    }

    /// The bytes of the original from the first to the last of `tokens`; empty where there are none.
    #[must_use]
    pub fn range(&self, tokens: TokenRange) -> ByteRange {
        let last = tokens.end.min(self.tokens.len()).saturating_sub(1);
        match (self.tokens.get(tokens.start), self.tokens.get(last)) {
            (Some(first), Some(last)) if !tokens.is_empty() => ByteRange::new(first.range.start, last.range.end),
            (Some(first), _) => ByteRange::new(first.range.start, first.range.start),
            _ => self
                .tokens
                .last()
                .map_or_else(ByteRange::default, |last| ByteRange::new(last.range.end, last.range.end)),
        }
    }

    /// The index of the sentence that a token stands in; the last one for tokens that don't exist.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.start <= token).saturating_sub(1)
    }

    /// The index of the paragraph that a token stands in, likewise.
    #[must_use]
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.start <= token).saturating_sub(1)
    }

    /// Resolves quotation marks and finds sentences, paragraph by paragraph. The repairs returned lie in the view.
    fn resolve(&mut self) -> Vec<Repair> {
        let mut repairs = Vec::new();
        let text = self.view.text();
        for &paragraph in &self.paragraphs {
            if let Some(tokens) = self.tokens.get_mut(paragraph.start..paragraph.end) {
                quotes::resolve(text, tokens, &mut repairs);
            }
            sentences::find(text, &self.tokens, paragraph, &mut self.sentences);
        }
        repairs
    }

    fn locate(&mut self) {
        let mut cursor = 0;
        for token in &mut self.tokens {
            token.range = self.view.next_original(token.view, &mut cursor);
        }
    }
}

fn ranges(starts: &[usize], len: usize) -> Vec<TokenRange> {
    let ends = starts.iter().skip(1).copied().chain([len]);
    starts.iter().zip(ends).map(|(&start, end)| TokenRange::new(start, end)).collect()
}
