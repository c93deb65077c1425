//! `--aliases`: a table of names that the person knows to be one speaker's, as CSV.

use crate::failure::Failure;
use csv::StringRecord;
use selon_reading::Alias;
use std::fs::File;
use std::io::Read;
use std::path::Path;

const HINT: &str =
    "a row holds a name, another name of the same speaker and, if you like, a reference: Jeanne Morvan,la Morvan,Q42";

/// Reads the file.
pub(crate) fn load(path: &Path) -> Result<Vec<Alias>, Failure> {
    let file = File::open(path).map_err(|error| Failure::io(path.display(), &error))?;
    read(file).map_err(|reason| Failure::usage(format!("{}: {reason}", path.display())).with_hint(HINT))
}

/// Where each column stands.
struct Columns {
    name: usize,
    alias: usize,
    reference: Option<usize>,
}

/// The order where the file has no heading.
const USUAL: Columns = Columns { name: 0, alias: 1, reference: Some(2) };

fn read(table: impl Read) -> Result<Vec<Alias>, String> {
    let rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(table);
    let mut columns = USUAL;
    let mut aliases = Vec::new();
    for (index, row) in rows.into_records().enumerate() {
        let row = row.map_err(|error| unreadable(&error))?;
        match heading(&row).filter(|_| index == 0) {
            Some(heading) => columns = heading?,
            None => aliases.push(alias(&row, &columns)?),
        }
    }
    Ok(aliases)
}

/// The columns by their heading; nothing where the row is no heading.
fn heading(row: &StringRecord) -> Option<Result<Columns, String>> {
    let cells: Vec<String> = row.iter().map(|cell| cell.trim_start_matches('\u{feff}').to_lowercase()).collect();
    let at = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
    let (name, alias, reference) = (at(&["name"]), at(&["alias"]), at(&["reference", "wikidata"]));
    match (name, alias) {
        (Some(name), Some(alias)) => Some(Ok(Columns { name, alias, reference })),
        (None, None) => None,
        (Some(_), None) => Some(Err("the heading has no column 'alias'".to_owned())),
        (None, Some(_)) => Some(Err("the heading has no column 'name'".to_owned())),
    }
}

fn alias(row: &StringRecord, columns: &Columns) -> Result<Alias, String> {
    let line = row.position().map_or(0, csv::Position::line);
    let cell = |at: usize| row.get(at).map(|cell| cell.trim_start_matches('\u{feff}')).filter(|cell| !cell.is_empty());
    match (cell(columns.name), cell(columns.alias)) {
        (Some(name), Some(alias)) => Ok(Alias {
            name: name.to_owned(),
            alias: alias.to_owned(),
            reference: columns.reference.and_then(cell).map(str::to_owned),
        }),
        (None, _) => Err(format!("line {line}: the name is missing")),
        (_, None) => Err(format!("line {line}: the other name is missing")),
    }
}

fn unreadable(error: &csv::Error) -> String {
    let line = error.position().map(|position| format!("line {}: ", position.line())).unwrap_or_default();
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => format!("{line}this is no UTF-8 text"),
        _ => format!("{line}this row can't be read as CSV"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(table: &str) -> Result<Vec<(String, String, Option<String>)>, String> {
        let rows = read(table.as_bytes())?;
        Ok(rows.into_iter().map(|row| (row.name, row.alias, row.reference)).collect())
    }

    fn row(name: &str, alias: &str, reference: Option<&str>) -> (String, String, Option<String>) {
        (name.to_owned(), alias.to_owned(), reference.map(str::to_owned))
    }

    #[test]
    fn a_heading_is_optional_and_tells_the_order() {
        let plain = told("Jeanne Morvan, la Morvan, Q42\nPaul Ardan,Ardan\n");
        assert_eq!(plain, Ok(vec![row("Jeanne Morvan", "la Morvan", Some("Q42")), row("Paul Ardan", "Ardan", None)]));
        let headed = told("\u{feff}wikidata,Alias,Name\nQ42,la Morvan,Jeanne Morvan\n");
        assert_eq!(headed, Ok(vec![row("Jeanne Morvan", "la Morvan", Some("Q42"))]));
    }

    #[test]
    fn a_bad_row_is_told_by_its_line() {
        assert_eq!(told("Jeanne Morvan,Morvan\nPaul Ardan\n"), Err("line 2: the other name is missing".to_owned()));
        assert_eq!(told("name,alias\n,Morvan\n"), Err("line 2: the name is missing".to_owned()));
        assert_eq!(told("name,wikidata\nx,Q1\n"), Err("the heading has no column 'alias'".to_owned()));
    }
}
