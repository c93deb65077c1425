//! What a page says of itself: title, authors, outlet, dates, address, language, kind.

mod authors;
mod clippings;
mod jsonld;
mod published;
mod title;

use crate::html::absolute;
use crate::html::dom::Dom;
pub(crate) use published::dateline;

use clippings::Clippings;
use url::Url;

/// The metadata of one page.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<String>,
    /// A guess at it, for want of better.
    pub(crate) guessed: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) genre: Option<String>,
    pub(crate) translated_from: Option<String>,
    /// What relative links are relative to.
    pub(crate) base: Option<Url>,
    /// The article as JSON-LD repeats it, for pages that show nothing without their scripts.
    pub(crate) body: Option<String>,
}

/// Reads the metadata of a page that came from `address`, where that is known.
pub(crate) fn read(dom: &Dom, address: Option<&str>) -> Meta {
    let clippings = Clippings::gather(dom);
    let address = address.and_then(|address| Url::parse(address).ok());
    let canonical = canonical(&clippings, address.as_ref());
    let base = base(&clippings, address, canonical.as_deref());
    let outlet = outlet(&clippings);
    let article = clippings.graph.article();
    let published = published::published(dom, &clippings, canonical.as_deref().or(base.as_ref().map(Url::as_str)));
    Meta {
        title: title::title(&clippings, outlet.as_deref()),
        authors: authors::authors(dom, &clippings, outlet.as_deref()),
        published: published.as_ref().ok().cloned(),
        guessed: published.err().flatten(),
        modified: published::modified(&clippings),
        language: language(&clippings),
        genre: clippings.graph.genre(),
        translated_from: translated_from(&clippings),
        body: article
            .and_then(|article| jsonld::text(article, "articleBody").or_else(|| jsonld::text(article, "text"))),
        canonical,
        outlet,
        base,
    }
}

fn canonical(clippings: &Clippings, address: Option<&Url>) -> Option<String> {
    let said = [clippings.canonical.as_deref(), clippings.tag(&["og:url"])];
    said.into_iter().flatten().find_map(|said| absolute(said, address))
}

fn base(clippings: &Clippings, address: Option<Url>, canonical: Option<&str>) -> Option<Url> {
    let page = address.or_else(|| Url::parse(canonical?).ok());
    match clippings.base.as_deref().and_then(|base| absolute(base, page.as_ref())) {
        Some(base) => Url::parse(&base).ok(),
        None => page,
    }
}

fn outlet(clippings: &Clippings) -> Option<String> {
    let graph = &clippings.graph;
    let publisher = graph.article().and_then(|article| graph.names(article, "publisher").into_iter().next());
    let tagged = clippings
        .tag(&[
            "og:site_name",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "application-name",
            "apple-mobile-web-app-title",
        ])
        .map(str::to_owned);
    let name = clippings
        .tag(&["og:site_name"])
        .map(str::to_owned)
        .or(publisher)
        .or_else(|| graph.site())
        .or_else(|| title::site(clippings))
        .or(tagged)?;
    (name.len() < 120 && !name.starts_with("http")).then_some(name)
}

/// The two letters of a language tag.
pub(crate) fn two_letters(tag: &str) -> Option<String> {
    let code: String = tag.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    (code.len() == 2).then(|| code.to_ascii_lowercase())
}

fn language(clippings: &Clippings) -> Option<String> {
    let of_article = clippings.graph.article().and_then(|article| jsonld::text(article, "inLanguage"));
    let tags = [
        clippings.language.as_deref(),
        of_article.as_deref(),
        clippings.tag(&["og:locale"]),
        clippings.tag(&["content-language", "language", "dc.language", "dcterms.language", "inlanguage"]),
    ];
    tags.into_iter().flatten().find_map(two_letters)
}

/// Read from schema.org's `translationOfWork`, and from the tag `fr-x-mtfrom-en` that Google's translation leaves.
fn translated_from(clippings: &Clippings) -> Option<String> {
    if let Some((_, from)) = clippings.language.as_deref().and_then(|tag| tag.split_once("-x-mtfrom-")) {
        return two_letters(from);
    }
    let work = clippings.graph.article()?.get("translationOfWork")?;
    let work = work.as_array().and_then(|works| works.first()).unwrap_or(work);
    jsonld::text(work.as_object()?, "inLanguage").as_deref().and_then(two_letters)
}
