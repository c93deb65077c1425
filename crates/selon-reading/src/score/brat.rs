//! Stand-off marks of the annotation tool brat in, a sheet out. `docs/eval.md` tells which names of lines are read.

mod lines;
mod statements;

use super::{Sheet, Wrong};
use lines::Lines;

/// Reads what an `.ann` file marks in the text of its `.txt` file; positions are code points.
///
/// # Errors
/// Where a line is not brat's, names what is not there, or its words are not those of the text.
///
/// ```
/// use selon_reading::score::sheet_of_brat;
/// let marks = "T1\tSource 0 8\tLe maire\nT2\tCue 11 14\tdit\nT3\tContent 17 20\tnon\n\
///              E1\tAttribution:T2 Source:T1 Content:T3\nA1\tact E1 assert\n";
/// let sheet = sheet_of_brat("a", "Le maire a dit : non.", marks)?;
/// assert_eq!(sheet.statements[0].content, [(17, 20)]);
/// assert_eq!(sheet.statements[0].act.as_deref(), Some("assert"));
/// # Ok::<(), selon_reading::score::Wrong>(())
/// ```
pub fn sheet_of_brat(doc: &str, text: &str, marks: &str) -> Result<Sheet, Wrong> {
    let letters: Vec<char> = text.chars().collect();
    let lines = Lines::read(&letters, marks)?;
    Ok(Sheet { doc: doc.to_owned(), lang: None, text: text.to_owned(), statements: statements::of(&lines)? })
}
