//! What pages ask of the database: who quotes whom, what an outlet does with words, how statements lie in time, page after page.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samples;

use samples::{add, article, scratch};
use selon_corpus::{Lanes, Order, Query, Store};
use selon_text::Document;

const DENIAL: &str = "Le préfet, Noé Tallec, a démenti que la digue de Brume céderait avant 2047.";
const ALARM: &str = "L'ingénieure Odile Varron a affirmé que la digue de Brume céderait avant 2047.";

fn of(outlet: &str, number: usize, text: &str) -> Document {
    let url = Some(format!("https://{}.example/{number}", outlet.to_lowercase().replace([' ', '\''], "-")));
    Document { outlet: Some(outlet.into()), url, ..article(number, text) }
}

/// The Phare quotes both, the Écho one of them and the Phare.
fn small() -> (tempfile::TempDir, Store) {
    let (folder, _, mut store) = scratch();
    let relayed = "Odile Varron a affirmé que la digue de Brume céderait avant 2047, selon Le Phare. Selon Le Phare, tout va bien.";
    add(&mut store, &[of("Le Phare", 1, &format!("{ALARM} {DENIAL}")), of("L'Écho", 2, relayed)]);
    (folder, store)
}

#[test]
fn who_quotes_whom_has_an_outlet_that_is_quoted_once() {
    let (_folder, store) = small();
    let quoting = store.quoting().unwrap();
    let number = |name: &str| {
        let named: Vec<usize> = (0..quoting.nodes.len()).filter(|n| quoting.nodes[*n].name == name).collect();
        assert_eq!(named.len(), 1, "{name}: {quoting:?}");
        named[0]
    };
    assert!(quoting.nodes[number("Le Phare")].is_outlet && !quoting.nodes[number("Odile Varron")].is_outlet);
    let quotes =
        |from: &str, to: &str| quoting.links.iter().any(|link| link.from == number(from) && link.to == number(to));
    assert!(quotes("Le Phare", "Odile Varron") && quotes("Le Phare", "Noé Tallec") && quotes("L'Écho", "Le Phare"));
    assert!(!quotes("L'Écho", "Noé Tallec"));
}

#[test]
fn an_outlet_tells_from_whom_it_takes_and_who_takes_from_it() {
    let (_folder, store) = small();
    let (phare, echo) = (store.outlet("le phare").unwrap().unwrap(), store.outlet("L'Écho").unwrap().unwrap());
    assert_eq!((phare.documents, phare.statements, phare.taken), (1, 2, 0));
    assert_eq!(phare.taken_by.iter().map(|passed| passed.outlet.as_str()).collect::<Vec<_>>(), ["L'Écho"]);
    assert_eq!(
        echo.takes_from.first().map(|passed| (passed.outlet.as_str(), passed.credited > 0)),
        Some(("Le Phare", true))
    );
    assert!(phare.speakers.iter().any(|facet| facet.name == "Noé Tallec"));
    assert_eq!(store.outlet("Le Phare de nulle part").unwrap(), None);
}

#[test]
fn statements_lie_in_time_by_speaker_and_by_outlet() {
    let (_folder, store) = small();
    let by_speaker = store.spread(&Query::default(), Lanes::Speakers).unwrap();
    let counted = by_speaker.cells.iter().map(|cell| cell.count).sum::<usize>();
    assert_eq!(counted, by_speaker.looked_at);
    let prefect = by_speaker.lanes.iter().position(|name| name == "Noé Tallec").unwrap();
    let denials: Vec<_> = by_speaker.cells.iter().filter(|cell| cell.denied > 0).collect();
    assert_eq!(denials.iter().map(|cell| (cell.lane, cell.denied)).collect::<Vec<_>>(), [(Some(prefect), 1)]);
    let by_outlet = store.spread(&Query { words: "digue".into(), ..Query::default() }, Lanes::Outlets).unwrap();
    assert_eq!(by_outlet.lanes, ["Le Phare", "L'Écho"]);
}

#[test]
fn page_after_page_every_statement_is_met_once() {
    let (_folder, _, mut store) = scratch();
    let articles: Vec<Document> = (1..40)
        .map(|n| of("Le Phare", n, &format!("Odile Varron a affirmé que la digue numéro {n} céderait.")))
        .collect();
    add(&mut store, &articles);
    for order in [Order::NewestFirst, Order::OldestFirst] {
        let mut query = Query { words: "digue".into(), limit: 7, order, ..Query::default() };
        let mut days = Vec::new();
        let mut ids = std::collections::BTreeSet::new();
        loop {
            let found = store.search(&query).unwrap();
            assert_eq!(found.total, 39);
            days.extend(found.hits.iter().map(|hit| hit.day.clone()));
            ids.extend(found.hits.iter().map(|hit| hit.doc.clone()));
            query.after = found.next;
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!((days.len(), ids.len()), (39, 39));
        let mut sorted = days.clone();
        sorted.sort();
        if order == Order::NewestFirst {
            sorted.reverse();
        }
        assert_eq!(days, sorted);
    }
}

#[test]
fn offices_and_subjects_of_a_speaker_are_told_in_order() {
    let (_folder, _, mut store) = scratch();
    let before =
        of("Le Phare", 1, "La maire de Brume, Odile Varron, a affirmé que la digue de Brume céderait avant 2047.");
    let again = of("L'Écho", 2, "Odile Varron a affirmé que la digue de Brume céderait avant 2047.");
    let after = of("Le Phare", 9, "La ministre, Odile Varron, a annoncé que le port serait dragué.");
    add(&mut store, &[before, again, after]);
    let speaker = store.namesakes("Odile Varron").unwrap()[0].id;
    let offices = store.offices(speaker).unwrap();
    let told: Vec<(bool, bool, &str)> = offices
        .iter()
        .map(|office| (office.role.contains("maire"), office.role.contains("ministre"), office.first_day.as_str()))
        .collect();
    assert_eq!(told, [(true, false, "2031-02-02"), (false, true, "2031-02-10")]);
    let subjects = store.subjects(speaker).unwrap();
    let first = &subjects[0];
    assert!(first.words.contains("2047") && first.statements == 2, "{subjects:?}");
    assert_eq!((first.first_day.as_str(), first.last_day.as_str()), ("2031-02-02", "2031-02-03"));
}
