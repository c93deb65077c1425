//! Which words do languages elide before another? Told without the rest of what they know, which takes long to load.

use crate::FILES;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::OnceLock;

/// What is asked of a file; all else in it is passed over.
#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    writing: Writing,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Writing {
    elisions: Vec<String>,
}

/// What any of the languages elides before a word, without its apostrophe, in lower-case letters.
///
/// ```
/// assert!(selon_language::elisions().contains("qu"));
/// ```
#[must_use]
pub fn elisions() -> &'static HashSet<String> {
    static ELISIONS: OnceLock<HashSet<String>> = OnceLock::new();
    ELISIONS.get_or_init(|| {
        let telling = FILES.iter().filter(|(_, text)| text.contains("elisions"));
        let files = telling.filter_map(|(_, text)| toml::from_str::<File>(text).ok());
        files.flat_map(|file| file.writing.elisions).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language, languages};

    #[test]
    fn elisions_are_those_of_all_languages() {
        let all = languages().into_iter().filter_map(language);
        let expected: HashSet<String> = all.flat_map(|language| language.writing.elisions.iter().cloned()).collect();
        assert_eq!(*elisions(), expected);
    }
}
