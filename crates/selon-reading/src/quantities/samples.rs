//! Every example of the languages' quantities, read.

use super::find;
use crate::passage::Passage;
use crate::whole::Quantity;

fn shown(quantity: &Quantity) -> String {
    let precision = if quantity.precision == "exact" { String::new() } else { format!("{} ", quantity.precision) };
    let upper = quantity.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
    let unit = quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{precision}{}{upper}{unit}", (quantity.value * 100.0).round() / 100.0)
}

fn read(code: &str, text: &str) -> Vec<(String, Option<String>)> {
    let passage = Passage::new(text, selon_language::language(code).unwrap(), &[], &[]);
    let compared = |quantity: &Quantity| quantity.compared.map(|span| span.of(text).to_owned());
    let times = crate::times::label(None, &passage, &mut []);
    find(&passage, &[], &times.stretches).iter().map(|quantity| (shown(quantity), compared(quantity))).collect()
}

#[test]
fn every_example_reads_as_it_says() {
    let mut failures = Vec::new();
    for code in ["fr", "en"] {
        let table = &selon_language::load(code).unwrap().tables.quantity;
        assert!(table.examples().len() >= 80, "{code} has {} examples", table.examples().len());
        for example in table.examples() {
            let got: Vec<String> = read(code, &example.text).into_iter().map(|(shown, _)| shown).collect();
            if got != example.reads {
                failures.push(format!("{code}: «{}» is {:?}, read as {got:?}", example.text, example.reads));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_a_quantity_is_compared_with_is_kept() {
    let compared = |code, text: &str| read(code, text).remove(0).1;
    let told = "Il livre 100 000 obus, moins que ce que l'armée dépense en deux jours.";
    assert_eq!(compared("fr", told).as_deref(), Some("ce que l'armée dépense en deux jours"));
    assert_eq!(
        compared("en", "They sold 300 boats, fewer than last year's total.").as_deref(),
        Some("last year's total")
    );
    assert_eq!(compared("en", "They sold 300 boats and two ducks."), None);
}

#[test]
fn a_million_digits_are_no_trouble() {
    assert!(read("fr", &"9".repeat(100_000)).is_empty());
    assert!(read("en", &"1 - 2 ".repeat(10_000)).len() <= 20_000);
    assert!(read("fr", &"cent mille ".repeat(10_000)).len() <= 10_000);
}
