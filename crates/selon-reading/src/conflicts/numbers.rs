//! Two numbers for one thing.

use crate::build::Told;
use crate::whole::Quantity;
use std::collections::HashMap;

/// What a statement counts: the unit, and the value from its lower to its upper end.
struct Count {
    unit: String,
    low: f64,
    high: f64,
}

/// The exact numbers of each statement.
pub(super) struct Numbers {
    of: Vec<Vec<Count>>,
}

/// How many numbers of one statement are compared.
const MOST: usize = 6;

impl Numbers {
    pub(super) fn new(told: &[Told], quantities: &[Quantity]) -> Self {
        let index: HashMap<&str, usize> =
            told.iter().enumerate().map(|(index, told)| (told.statement.id.as_str(), index)).collect();
        let mut of: Vec<Vec<Count>> = told.iter().map(|_| Vec::new()).collect();
        for quantity in quantities.iter().filter(|quantity| matches!(quantity.precision.as_str(), "exact" | "about")) {
            let place = quantity.statement.as_deref().and_then(|id| index.get(id));
            if let (Some(&place), Some(unit)) = (place, &quantity.unit) {
                let high = quantity.upper.unwrap_or(quantity.value);
                of[place].push(Count { unit: unit.to_lowercase(), low: quantity.value, high });
            }
        }
        Self { of }
    }

    /// How the two count one thing differently, where they do and agree on no number.
    pub(super) fn differ(&self, first: usize, second: usize) -> Option<String> {
        let pairs = || {
            let others = self.of[second].iter().take(MOST);
            self.of[first].iter().take(MOST).flat_map(move |one| others.clone().map(move |other| (one, other)))
        };
        let of_one_thing = || pairs().filter(|(one, other)| one.unit == other.unit);
        let apart = |(one, other): &(&Count, &Count)| one.high < other.low || other.high < one.low;
        let (one, other) = of_one_thing().find(apart)?;
        let agree = of_one_thing().any(|pair| !apart(&pair));
        (!agree).then(|| format!("one says {} {}, the other {}", one.low, one.unit, other.low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Statement;

    fn told(id: &str) -> Told {
        Told { statement: Statement { id: id.to_owned(), ..Statement::default() }, ..Told::default() }
    }

    fn quantity(statement: &str, value: f64, unit: &str) -> Quantity {
        Quantity {
            span: selon_text::ByteRange::new(0, 0),
            value,
            upper: None,
            unit: Some(unit.to_owned()),
            precision: "exact".to_owned(),
            compared: None,
            statement: Some(statement.to_owned()),
        }
    }

    #[test]
    fn two_numbers_of_one_unit_differ_and_of_two_units_do_not() {
        let told = [told("a"), told("b"), told("c")];
        let counted = [quantity("a", 3.0, "boats"), quantity("b", 5.0, "boats"), quantity("c", 5.0, "ducks")];
        let numbers = Numbers::new(&told, &counted);
        assert_eq!(numbers.differ(0, 1).as_deref(), Some("one says 3 boats, the other 5"));
        assert_eq!(numbers.differ(1, 2), None);
    }
}
