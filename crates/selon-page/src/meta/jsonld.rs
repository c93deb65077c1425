//! schema.org in JSON-LD: objects of all scripts, whether in a list, a `@graph` or nested, and the one that is the article.

use serde_json::{Map, Value};

/// Most objects that are kept of one page.
const ENOUGH: usize = 500;

/// All objects of a page.
#[derive(Default)]
pub(crate) struct Graph {
    objects: Vec<Map<String, Value>>,
}

/// Reads scripts, mending what pages usually break.
pub(crate) fn read(scripts: &[String]) -> Graph {
    let mut graph = Graph::default();
    for script in scripts {
        if let Some(value) = parse(script) {
            graph.collect(value);
        }
    }
    graph
}

fn parse(script: &str) -> Option<Value> {
    // Comment marks, CDATA and semicolons around it are cut off.
    let bare = script.get(script.find(['{', '['])?..=script.rfind(['}', ']'])?)?;
    serde_json::from_str(bare).or_else(|_| serde_json::from_str(&mended(bare))).ok()
}

/// Control characters become blanks, commas before a closing bracket go, lone surrogates go.
fn mended(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        let c = if c.is_control() { ' ' } else { c };
        if !quoted && matches!(c, '}' | ']') {
            let kept = mended.trim_end().trim_end_matches(',').len();
            mended.truncate(kept);
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        mended.push(c);
    }
    crate::rows::without_lone_surrogates(&mended).into_owned()
}

impl Graph {
    fn collect(&mut self, value: Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.into_iter().rev()),
                Value::Object(object) if self.objects.len() < ENOUGH => {
                    let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "subjectOf"]
                        .iter()
                        .filter_map(|key| object.get(*key));
                    waiting.extend(inner.filter(|value| value.is_object() || value.is_array()).cloned());
                    self.objects.push(object);
                }
                _ => {}
            }
        }
    }

    /// The article, or what comes nearest to it.
    pub(crate) fn article(&self) -> Option<&Map<String, Value>> {
        let best =
            self.objects.iter().enumerate().max_by_key(|(index, object)| (rank(object), std::cmp::Reverse(*index)))?;
        (rank(best.1) > 0).then_some(best.1)
    }

    /// What the article is called among the kinds of schema.org.
    pub(crate) fn genre(&self) -> Option<String> {
        let article = self.article().filter(|article| rank(article) >= 20)?;
        kinds(article).filter(|kind| is_article(kind)).max_by_key(|kind| kind.len()).map(str::to_owned)
    }

    /// Names in a field that holds a string, an object, a reference into the graph or a list of them.
    pub(crate) fn names(&self, object: &Map<String, Value>, field: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut waiting: Vec<&Value> = object.get(field).into_iter().collect();
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) if names.len() < 50 => waiting.extend(values.iter().rev()),
                Value::String(name) => names.push(name.clone()),
                Value::Object(person) => names.extend(self.name_of(person)),
                _ => {}
            }
        }
        names.iter().map(|name| unescaped(name.trim())).filter(|name| !name.is_empty()).collect()
    }

    /// Whether the author is said to be a person, and not the site.
    pub(crate) fn by_person(&self, article: &Map<String, Value>) -> bool {
        let is_person = |object: &Map<String, Value>| kinds(object).any(|kind| kind == "Person");
        let author =
            article.get("author").map(|author| author.as_array().and_then(|authors| authors.first()).unwrap_or(author));
        let Some(Value::Object(author)) = author else { return false };
        let id = author.get("@id").and_then(Value::as_str);
        is_person(author)
            || id.is_some_and(|id| {
                self.objects
                    .iter()
                    .any(|object| object.get("@id").and_then(Value::as_str) == Some(id) && is_person(object))
            })
    }

    fn name_of(&self, person: &Map<String, Value>) -> Vec<String> {
        let own = |person: &Map<String, Value>| match person.get("name") {
            Some(Value::String(name)) => vec![in_full(name, person)],
            Some(Value::Array(names)) => names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        };
        let named = own(person);
        if !named.is_empty() {
            return named;
        }
        let id = person.get("@id").and_then(Value::as_str);
        let other = id.and_then(|id| {
            self.objects
                .iter()
                .find(|object| object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name"))
        });
        other.map(own).unwrap_or_default()
    }

    /// The name of the site, where an object of its own says it.
    pub(crate) fn site(&self) -> Option<String> {
        let named = |kind: &str| {
            self.objects
                .iter()
                .find(|object| kinds(object).any(|known| known == kind))
                .and_then(|object| text(object, "name"))
        };
        named("NewsMediaOrganization").or_else(|| named("WebSite"))
    }

    pub(crate) fn objects(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.objects.iter()
    }
}

/// A first name with the family name that the person's description begins with: «Ada», «Ada Lund writes on bridges».
fn in_full(name: &str, person: &Map<String, Value>) -> String {
    let description = person.get("description").and_then(Value::as_str).filter(|_| !name.contains(' '));
    let family = description.and_then(|words| {
        words.strip_prefix(name)?.strip_prefix(' ')?.split(|c: char| !c.is_alphabetic() && c != '-').next()
    });
    match family.filter(|family| family.chars().next().is_some_and(char::is_uppercase)) {
        Some(family) => format!("{name} {family}"),
        None => name.to_owned(),
    }
}

/// A field that holds a string, with its entities resolved.
pub(crate) fn text(object: &Map<String, Value>, field: &str) -> Option<String> {
    let value = match object.get(field)? {
        Value::Array(values) => values.first()?.as_str()?,
        value => value.as_str()?,
    };
    let value = unescaped(value.trim());
    (!value.is_empty()).then_some(value)
}

/// Pages put HTML's entities into JSON; twice at times.
fn unescaped(words: &str) -> String {
    if !words.contains('&') && !words.contains('<') {
        return words.to_owned();
    }
    let (dom, _) = crate::html::parse::parse(words);
    dom.text(crate::html::dom::NodeId::ROOT)
}

fn kinds(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match object.get("@type") {
        Some(Value::String(kind)) => (Some(kind.as_str()), None),
        Some(Value::Array(kinds)) => (None, Some(kinds)),
        _ => (None, None),
    };
    one.into_iter()
        .chain(many.into_iter().flatten().filter_map(Value::as_str))
        .map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

fn is_article(kind: &str) -> bool {
    ["Article", "Posting", "Review", "Report", "Blog", "Recipe", "HowTo", "Analysis", "Background"]
        .iter()
        .any(|end| kind.contains(end))
}

/// How likely an object is the article: by its kind, then by what it tells.
fn rank(object: &Map<String, Value>) -> u32 {
    let kind = kinds(object)
        .map(|kind| {
            if is_article(kind) {
                20
            } else if kind.ends_with("Page") || kind.ends_with("Object") || kind == "CreativeWork" {
                5
            } else {
                0
            }
        })
        .max()
        .unwrap_or(0);
    let told = ["headline", "datePublished", "author", "articleBody"]
        .iter()
        .filter(|field| object.contains_key(**field))
        .count();
    if kind == 0 { 0 } else { kind + u32::try_from(told).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(json: &str) -> Graph {
        read(&[json.to_owned()])
    }

    #[test]
    fn authors_come_as_string_object_list_or_reference() {
        for author in [
            r#""Ada Lund""#,
            r#"{"name": "Ada Lund"}"#,
            r#"[{"@type": "Person", "name": "Ada Lund"}]"#,
            r##"{"@id": "#p"}"##,
        ] {
            let graph = graph(&format!(
                r##"{{"@graph": [{{"@type": "NewsArticle", "headline": "x", "author": {author}}}, {{"@id": "#p", "@type": "Person", "name": "Ada Lund"}}]}}"##
            ));
            assert_eq!(graph.names(graph.article().unwrap(), "author"), ["Ada Lund"], "{author}");
        }
    }

    #[test]
    fn the_genre_is_the_kind_of_article() {
        assert_eq!(
            graph(r#"[{"@type": "WebPage"}, {"@type": ["Article", "OpinionNewsArticle"]}]"#).genre().as_deref(),
            Some("OpinionNewsArticle")
        );
        assert_eq!(graph(r#"{"@type": "WebPage", "headline": "x"}"#).genre(), None);
    }

    #[test]
    fn broken_json_is_mended() {
        assert!(graph("<!-- {\"@type\": \"Article\", \"headline\": \"a\nb\", } -->;").article().is_some());
        assert!(graph(r#"{"@type": "Article", "headline": "\ud800"}"#).article().is_some());
        assert!(graph("no json").article().is_none());
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        assert!(graph(&"[".repeat(100_000)).article().is_none());
    }
}
