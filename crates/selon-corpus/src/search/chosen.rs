//! Which statements a query asks for, in SQL.

use super::Query;
use super::expression::{self, Expression};
use crate::error::StoreError;
use crate::store::Store;
use rusqlite::types::Value;

/// Statements of current readings, in SQL.
pub(crate) struct Chosen {
    /// `FROM` and `WHERE`; the statements are `s`, and `w` the full text where words are asked for.
    pub(crate) from: String,
    /// What its question marks stand for.
    pub(crate) values: Vec<Value>,
}

/// The index that has all that is counted of a statement: far fewer pages are read than where the rows are, each with its words.
pub(super) const COUNTED: &str = "INDEXED BY statements_counted";

impl Chosen {
    /// The statements that match an expression of the full text, and a query's days and claim; looked up `by` an index, or in their rows
    /// where that is empty.
    pub(super) fn of(words: Option<&str>, query: &Query, by: &str) -> Self {
        let mut conditions = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        if let Some(words) = words {
            conditions.push("words MATCH ?");
            values.push(words.to_owned().into());
        }
        for (condition, day) in [("s.day >= ?", &query.since), ("s.day <= ?", &query.until)] {
            if let Some(day) = day {
                conditions.push(condition);
                values.push(day.clone().into());
            }
        }
        if let Some(claim) = &query.claim {
            conditions.push(
                "s.id IN (SELECT a.statement FROM appearances a JOIN claims c ON c.id = a.claim WHERE c.name = ?)",
            );
            values.push(claim.clone().into());
        }
        conditions.push("s.current");
        let (before, on) = if words.is_some() { ("words w CROSS JOIN ", " ON s.id = w.rowid") } else { ("", "") };
        Self { from: format!("FROM {before}statements s {by}{on} WHERE {}", conditions.join(" AND ")), values }
    }
}

impl Store {
    /// What the full text is asked for a query.
    pub(super) fn expression(&self, query: &Query) -> Result<Expression, StoreError> {
        let outlets = match &query.outlet {
            Some(name) => match self.outlets_named(name)? {
                found if found.is_empty() => return Ok(Expression::Nothing),
                found => found,
            },
            None => Vec::new(),
        };
        Ok(expression::of(query, &outlets))
    }

    /// All that a query asks for, whatever its order, limit and skip; `None` where it can be nothing.
    pub(crate) fn chosen(&self, query: &Query) -> Result<Option<Chosen>, StoreError> {
        Ok(match self.expression(query)? {
            Expression::Nothing => None,
            Expression::Everything => Some(Chosen::of(None, query, "")),
            Expression::Match(words) => Some(Chosen::of(Some(&words), query, "")),
        })
    }
}
