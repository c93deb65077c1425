//! The headline: what the page declares, in the words that the page shows.

use super::clippings::Clippings;
use super::jsonld;

/// Longest headline, in bytes.
const LONGEST: usize = 400;

/// The title as shown in a headline where that agrees with what is declared, else as declared, without the name of the site.
pub(crate) fn title(clippings: &Clippings, outlet: Option<&str>) -> Option<String> {
    let declared = declared(clippings);
    let shown: Vec<&str> = clippings
        .headlines
        .iter()
        .map(|(_, words)| words.as_str())
        .filter(|words| words.len() <= LONGEST && words.chars().count() > 3)
        .collect();
    let agreeing = shown
        .iter()
        .filter(|shown| declared.iter().any(|declared| agrees(shown, declared, outlet)))
        .max_by_key(|shown| shown.len());
    if let Some(shown) = agreeing {
        return Some((*shown).to_owned());
    }
    let declared = declared.first().map(|declared| without_site(declared, outlet).to_owned());
    declared.or_else(|| shown.first().map(|shown| (*shown).to_owned()))
}

fn declared(clippings: &Clippings) -> Vec<String> {
    let headline = clippings
        .graph
        .article()
        .and_then(|article| jsonld::text(article, "headline").or_else(|| jsonld::text(article, "name")));
    let tagged = ["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title"]
        .iter()
        .filter_map(|name| clippings.tag(&[name]).map(str::to_owned));
    let all = clippings
        .tag(&["og:title"])
        .map(str::to_owned)
        .into_iter()
        .chain(headline)
        .chain(clippings.titles.iter().cloned())
        .chain(tagged);
    all.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|title| !title.is_empty() && title.len() <= 2 * LONGEST)
        .collect()
}

/// The site's name, where the window's title is the headline with a name behind it.
pub(crate) fn site(clippings: &Clippings) -> Option<String> {
    let title = clippings.titles.first()?;
    let tagged = clippings.tag(&["og:title", "twitter:title"]).into_iter();
    let headlines: Vec<String> =
        tagged.chain(clippings.headlines.iter().map(|(_, words)| words.as_str())).map(letters).collect();
    SEPARATORS.iter().find_map(|separator| {
        let (head, tail) = title.rsplit_once(separator)?;
        let tail = tail.trim();
        let named = (2..=60).contains(&tail.len()) && headlines.contains(&letters(head));
        named.then(|| tail.to_owned())
    })
}

/// What parts a headline from the name of the site.
const SEPARATORS: [&str; 9] = [" | ", " – ", " — ", " - ", " » ", " · ", " :: ", " • ", " // "];

/// Whether a headline on the page says what the page declares: the same, or most of it.
fn agrees(shown: &str, declared: &str, outlet: Option<&str>) -> bool {
    let (shown, whole) = (letters(shown), letters(declared));
    if shown.is_empty() || outlet.is_some_and(|outlet| letters(outlet) == shown) {
        return false;
    }
    let bare = letters(without_site(declared, outlet));
    shown == bare
        || whole.contains(&shown) && shown.len() * 2 >= bare.len()
        || shown.contains(&bare) && bare.len() * 2 >= shown.len()
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Cuts « | Ostwick Post» and the like off: the outlet's own name, else a short last part.
fn without_site<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    for separator in SEPARATORS {
        let Some((head, tail)) = title.rsplit_once(separator) else { continue };
        let named = outlet
            .is_some_and(|outlet| letters(tail).contains(&letters(outlet)) || letters(outlet).contains(&letters(tail)));
        let short =
            tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 3 && head.len() > tail.len();
        if named || short {
            return head.trim();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_cut_off() {
        assert_eq!(without_site("Bridge closed after storm | Ostwick Post", None), "Bridge closed after storm");
        assert_eq!(
            without_site(
                "Bridge closed - Ostwick Daily Morning Post and Gazette",
                Some("Ostwick Daily Morning Post and Gazette")
            ),
            "Bridge closed"
        );
        assert_eq!(
            without_site("Storm – bridge of Ostwick stays closed until spring", None),
            "Storm – bridge of Ostwick stays closed until spring"
        );
    }

    #[test]
    fn a_headline_must_say_what_is_declared() {
        assert!(agrees("Bridge closed after storm", "Bridge closed after storm | Ostwick Post", None));
        assert!(!agrees("Ostwick Post", "Bridge closed after storm | Ostwick Post", Some("Ostwick Post")));
        assert!(!agrees("Weather", "Bridge closed after storm", None));
    }
}
