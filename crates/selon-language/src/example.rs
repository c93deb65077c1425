//! Examples in rules: a sentence in which `{source}`, `<cue>` and `[content]` are marked, several pieces where one is cut.

/// A sentence with the spans that its marks stand for, as byte ranges of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The sentence without its marks.
    pub text: String,
    /// Pieces of the source.
    pub source: Vec<(usize, usize)>,
    /// Pieces of the cue.
    pub cue: Vec<(usize, usize)>,
    /// Pieces of the content.
    pub content: Vec<(usize, usize)>,
}

impl Example {
    /// Reads the marks of `marked`.
    ///
    /// # Errors
    /// A sentence where a mark is closed that is not open, or left open.
    ///
    /// ```
    /// use selon_language::Example;
    /// let example = Example::parse("{Ada} <said> [yes].").unwrap();
    /// assert_eq!(example.text, "Ada said yes.");
    /// assert_eq!(example.cue, [(4, 8)]);
    /// ```
    pub fn parse(marked: &str) -> Result<Self, String> {
        let mut example = Self::default();
        let mut open: Vec<(char, usize)> = Vec::new();
        for letter in marked.chars() {
            let at = example.text.len();
            match letter {
                '{' | '<' | '[' => open.push((letter, at)),
                '}' | '>' | ']' => {
                    let (mark, start) = open.pop().ok_or_else(|| format!("`{letter}` closes nothing in «{marked}»"))?;
                    match (mark, letter) {
                        ('{', '}') => example.source.push((start, at)),
                        ('<', '>') => example.cue.push((start, at)),
                        ('[', ']') => example.content.push((start, at)),
                        _ => return Err(format!("`{letter}` closes `{mark}` in «{marked}»")),
                    }
                }
                _ => example.text.push(letter),
            }
        }
        match open.first() {
            Some((mark, _)) => Err(format!("`{mark}` is left open in «{marked}»")),
            None => Ok(example),
        }
    }
}
