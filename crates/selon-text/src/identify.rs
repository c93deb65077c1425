//! In what language is a text written?

/// Two-letter code of the language a text is written in, and how sure (0–1); `None` where there are too few letters.
///
/// ```
/// let (code, sure) = selon_text::identify_language("Le maire de la ville a dit que les travaux sont finis.").unwrap();
/// assert_eq!(code, "fr");
/// assert!(sure > 0.5);
/// ```
#[must_use]
pub fn identify_language(text: &str) -> Option<(&'static str, f32)> {
    use whatlang::Lang;
    let end = text.char_indices().nth(2_000).map_or(text.len(), |(at, _)| at);
    let info = whatlang::detect(text.get(..end)?)?;
    let code = match info.lang() {
        Lang::Fra => "fr",
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        _ => return None,
    };
    Some((code, info.confidence() as f32))
}
