//! `search`, `trace` and `who`: questions to a database, which stays as it is.

use crate::answers::{AppearanceTold, ClaimTold, Count, Kept, SearchAnswer, SpeakerTold, TraceAnswer, WhoAnswer};
use crate::pages::{Page, cut};
use crate::questions::{Search, Trace, Who};
use selon_corpus::{AtOdds, Facet, Hit, Namesake, Order, Query, Step, Store, StoreError, Tracing, seconds};
use selon_reading::Act;

/// Others of one name, contradictions, counts: so many of each.
const MOST_BESIDE: usize = 10;

/// Looks for statements.
pub(crate) fn search(store: &Store, asked: &Search) -> Result<SearchAnswer, String> {
    let page = Page::asked(asked.limit, asked.next.as_deref())?;
    let act = match asked.act.as_deref() {
        None => None,
        Some(name) => Some(Act::named(name).ok_or_else(|| {
            let names: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
            format!("«{name}» is no act: there are {}", names.join(", "))
        })?),
    };
    for day in [&asked.since, &asked.until].into_iter().flatten() {
        if day.len() != 10 || seconds(day).is_none() {
            return Err(format!("«{day}» is no day: write YYYY-MM-DD"));
        }
    }
    let speakers: Vec<i64> = match &asked.speaker {
        Some(name) => store.namesakes(name).map_err(told)?.into_iter().map(|speaker| speaker.id).collect(),
        None => Vec::new(),
    };
    if asked.speaker.is_some() && speakers.is_empty() {
        return Ok(SearchAnswer { total: 0, statements: vec![], speakers: vec![], outlets: vec![], next: None });
    }
    let query = Query {
        words: asked.words.clone().unwrap_or_default(),
        speakers,
        outlet: asked.outlet.clone(),
        act,
        language: asked.language.clone(),
        since: asked.since.clone(),
        until: asked.until.clone(),
        anonymous: asked.anonymous,
        order: Order::NewestFirst,
        limit: page.limit,
        skip: page.skip,
        ..Query::default()
    };
    let found = store.search(&query).map_err(told)?;
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let counts = |facets: &[Facet]| facets.iter().take(MOST_BESIDE).map(count).collect();
    Ok(SearchAnswer {
        total,
        // Beyond what is looked at nothing more is given in order.
        next: page.next(total.min(found.looked_at)),
        speakers: counts(&found.facets.speakers),
        outlets: counts(&found.facets.outlets),
        statements: found.hits.into_iter().map(kept).collect(),
    })
}

/// Tells where claims come from.
pub(crate) fn trace(store: &Store, asked: &Trace) -> Result<TraceAnswer, String> {
    let page = Page::asked(asked.limit, asked.next.as_deref())?;
    let found = store.trace(&asked.what).map_err(told)?;
    let total = found.iter().map(|tracing| tracing.appearances.len()).sum();
    let (mut skip, mut left, mut claims) = (page.skip, page.limit, Vec::new());
    for tracing in &found {
        let there = tracing.appearances.len();
        let taken = tracing.appearances.iter().skip(skip).take(left);
        let appearances: Vec<AppearanceTold> = taken.map(appearance).collect();
        skip = skip.saturating_sub(there);
        left -= appearances.len();
        if !appearances.is_empty() {
            claims.push(claim(tracing, appearances));
        }
    }
    Ok(TraceAnswer { total, claims, next: page.next(total) })
}

/// Tells what one speaker said.
pub(crate) fn who(store: &Store, asked: &Who) -> Result<WhoAnswer, String> {
    let page = Page::asked(asked.limit, asked.next.as_deref())?;
    let mut bearers = store.namesakes(&asked.name).map_err(told)?.into_iter();
    let Some(speaker) = bearers.next() else {
        return Ok(WhoAnswer { speaker: None, others: vec![], statements: vec![], at_odds: vec![], next: None });
    };
    let query = Query { speakers: vec![speaker.id], limit: page.limit, skip: page.skip, ..Query::default() };
    let found = store.search(&query).map_err(told)?;
    let at_odds = store.at_odds(speaker.id).map_err(told)?;
    let odd = |pair: &AtOdds| {
        cut(&format!("{}: «{}» – {}: «{}» ({})", pair.first_day, pair.first, pair.second_day, pair.second, pair.about))
    };
    Ok(WhoAnswer {
        next: page.next(found.looked_at),
        speaker: Some(named(speaker)),
        others: bearers.take(MOST_BESIDE).map(named).collect(),
        statements: found.hits.into_iter().map(kept).collect(),
        at_odds: at_odds.iter().take(MOST_BESIDE).map(odd).collect(),
    })
}

/// What went wrong, with what to do about it.
pub(crate) fn told(error: StoreError) -> String {
    match &error.hint {
        Some(hint) => format!("{error} ({hint})"),
        None => error.to_string(),
    }
}

fn count(facet: &Facet) -> Count {
    Count { name: facet.name.clone(), count: facet.count }
}

fn kept(hit: Hit) -> Kept {
    Kept {
        id: hit.id,
        document: hit.doc,
        outlet: hit.outlet,
        url: hit.url,
        title: hit.title.as_deref().map(cut),
        day: hit.day,
        language: hit.language,
        speaker: hit.speaker.or(hit.called),
        source: cut(&hit.source),
        anonymous: hit.anonymous,
        act: hit.act,
        polarity: hit.polarity,
        certainty: hit.certainty,
        content: cut(&hit.content),
        relays: hit.relays,
        claim: hit.claim,
    }
}

fn named(speaker: Namesake) -> SpeakerTold {
    SpeakerTold {
        name: speaker.name,
        kind: speaker.kind,
        roles: speaker.roles.into_iter().take(MOST_BESIDE).collect(),
        names: speaker.names.into_iter().take(MOST_BESIDE).collect(),
        reference: speaker.reference,
        statements: speaker.statements,
    }
}

fn claim(tracing: &Tracing, appearances: Vec<AppearanceTold>) -> ClaimTold {
    let against = tracing.contradictions.iter().take(MOST_BESIDE);
    ClaimTold {
        claim: tracing.claim.clone(),
        origins: tracing.origins.iter().take(MOST_BESIDE).cloned().collect(),
        independent_origins: tracing.independent,
        appearances,
        contradictions: against.map(|other| cut(&format!("«{}»: {}", other.other, other.why.join("; ")))).collect(),
    }
}

fn appearance(step: &Step) -> AppearanceTold {
    AppearanceTold {
        document: step.doc.clone(),
        outlet: step.outlet.clone(),
        url: step.url.clone(),
        published: step.published.clone(),
        language: step.language.clone(),
        speaker: step.speaker.clone(),
        words: cut(&step.quote),
        stance: step.stance.clone(),
        taken_from: step.from.clone(),
        credited: step.credited,
        drift: step.drift.iter().map(ToString::to_string).collect(),
        why: step.why.iter().take(MOST_BESIDE).map(|why| cut(why)).collect(),
    }
}
