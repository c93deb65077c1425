//! Whom a source refers to: mentions of one document resolved to speakers.

mod anonymity;
mod cast;
mod describe;
pub(crate) mod fold;
mod names;
mod phrase;
mod publish;
mod recent;
mod resolver;
mod roles;
#[cfg(test)]
mod samples;
mod walk;

use crate::Alias;
use crate::build::Told;
use crate::passage::Passage;
use crate::statement::{Kind, Place};
use crate::tag::NameTag;
use crate::whole::Speaker;
use cast::Cast;
use phrase::Page;
use resolver::{Found, Resolver};
use std::collections::HashMap;

/// How many steps a chain of «goes on speaking» or of nested words is followed.
const STEPS: usize = 32;

/// Resolves the sources of the title's and the text's statements to the document's speakers. Names that a tagger saw are
/// given beside each passage.
pub(crate) fn resolve(
    aliases: &[Alias],
    title: Option<(&Passage, &[NameTag])>,
    text: (&Passage, &[NameTag]),
    told: &mut [Told],
) -> Vec<Speaker> {
    let pages: Vec<Page> = title.into_iter().chain([text]).map(|(passage, tags)| page(passage, tags)).collect();
    let mut resolver = Resolver { cast: cast_of(&pages), ..Resolver::default() };
    pages.iter().for_each(|page| give_roles(&mut resolver, page));
    let mut found = Vec::with_capacity(told.len());
    let in_title = told.iter().filter(|told| told.statement.place == Place::Title).count();
    let counts: Vec<usize> = if pages.len() == 2 { vec![in_title, told.len() - in_title] } else { vec![told.len()] };
    let mut at = 0;
    for (page, &count) in pages.iter().zip(&counts) {
        found.extend(walk::walk(&mut resolver, page, &mut told[at..at + count]));
        at += count;
    }
    follow(told, &mut found);
    let became = publish::apply(&mut resolver.cast, aliases, &text.0.language.tables.person);
    let pages: Vec<(&Page, usize)> = pages.iter().zip(counts).collect();
    publish::publish(&resolver, &became, &pages, told, &found)
}

fn page<'p>(passage: &'p Passage<'p>, tags: &[NameTag]) -> Page<'p> {
    Page { passage, table: &passage.language.tables.person, names: names::find(passage, tags) }
}

fn cast_of(pages: &[Page]) -> Cast {
    let texts = |page: &Page, name: &names::Name| page.passage.original(name.tokens).to_owned();
    let names: Vec<_> =
        pages.iter().flat_map(|page| page.names.iter().map(move |name| (name, texts(page, name)))).collect();
    let Some(page) = pages.first() else { return Cast::default() };
    Cast::new(&names, page.table)
}

/// Reads the offices that stand with names.
fn give_roles(resolver: &mut Resolver, page: &Page) {
    for index in 0..page.names.len() {
        let bearer = match resolver.cast.bearers(&page.names[index].words) {
            [only] => *only,
            _ => continue,
        };
        if let Some(role) = page.own_noun(index) {
            resolver.add_role(bearer, role);
        }
        for role in page.roles(index) {
            resolver.add_role(bearer, role);
        }
    }
}

/// Speakers of words that name none: those that go on, hang, or say «je» inside somebody's words.
fn follow(told: &[Told], found: &mut [Found]) {
    let index: HashMap<&str, usize> =
        told.iter().enumerate().map(|(at, told)| (told.statement.id.as_str(), at)).collect();
    let at = |id: &Option<String>| id.as_ref().and_then(|id| index.get(id.as_str()).copied());
    for statement in 0..told.len() {
        if matches!(found[statement], Found::Who(..)) {
            continue;
        }
        let mut other = statement;
        for _ in 0..STEPS {
            let from = &told[other].statement;
            let next = match found[other] {
                Found::Speaker => at(&from.parent),
                Found::Nobody => at(&from.continues),
                Found::Who(..) => None,
            };
            let Some(next) = next else { break };
            other = next;
        }
        if let Found::Who(entity, _) = found[other] {
            let because = match found[statement] {
                Found::Speaker => "who says the words that it stands in",
                _ => "who goes on speaking here",
            };
            found[statement] = Found::Who(entity, because.to_owned());
        } else if hangs(&told[statement])
            && let Some(entity) = spoke_before(found, statement)
        {
            found[statement] = Found::Who(entity, "who spoke last before this quotation".to_owned());
        }
    }
}

/// A quotation or a free sentence that is tied to nobody.
fn hangs(told: &Told) -> bool {
    let statement = &told.statement;
    statement.cue.is_empty() && statement.source.is_empty() && matches!(statement.kind, Kind::Direct | Kind::Free)
}

fn spoke_before(found: &[Found], statement: usize) -> Option<usize> {
    match found.get(statement.checked_sub(1)?) {
        Some(Found::Who(entity, _)) => Some(*entity),
        _ => None,
    }
}
