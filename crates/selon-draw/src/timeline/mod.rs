//! When was it said, and by whom? A bar for each day, month or year, and beneath it a row for each speaker or outlet.

mod paint;
mod periods;

use crate::svg::{Label, Svg};
use periods::Periods;

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Whose it is.
    pub name: String,
    /// Their page: an address of this site.
    pub href: Option<String>,
}

/// How much was said in one row on one day.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// The row's number; one that is not there counts above only.
    pub lane: usize,
    /// The day: ISO, ten figures. Others are left out.
    pub day: String,
    /// How many statements.
    pub count: usize,
    /// How many of them deny.
    pub denied: usize,
}

/// The words of the drawing, in the reader's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimelineWords<'w> {
    /// The first row: all together.
    pub all: &'w str,
    /// Statements that don't deny.
    pub said: &'w str,
    /// Statements that deny.
    pub denied: &'w str,
}

/// Where a place of the drawing leads: the row (all where `None`), first and last day. An address of this site.
pub type Leads<'l> = &'l dyn Fn(Option<usize>, &str, &str) -> Option<String>;

/// A timeline to be drawn.
///
/// ```
/// use selon_draw::{Label, Lane, Point, Timeline, TimelineWords};
/// let lanes = [Lane { name: "Maud Tallec".into(), href: None }];
/// let points = [Point { day: "2031-02-03".into(), count: 2, ..Point::default() }];
/// let drawing = Timeline { label: Label::default(), lanes: &lanes, points: &points, leads: &|_, _, _| None, words: TimelineWords::default() };
/// assert!(drawing.svg().contains("Maud Tallec"));
/// ```
#[derive(Clone, Copy)]
pub struct Timeline<'t> {
    /// How it is announced.
    pub label: Label<'t>,
    /// The rows, from above.
    pub lanes: &'t [Lane],
    /// How much was said where, in any order.
    pub points: &'t [Point],
    /// Where places of the drawing lead.
    pub leads: Leads<'t>,
    /// The words.
    pub words: TimelineWords<'t>,
}

impl std::fmt::Debug for Timeline<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Timeline").field("label", &self.label).field("lanes", &self.lanes).finish_non_exhaustive()
    }
}

/// What stands in one row within one period.
#[derive(Clone, Copy, Default)]
struct Cell {
    count: usize,
    denied: usize,
}

/// The cells of all rows: those of all together first.
struct Cells {
    periods: Periods,
    all: Vec<Cell>,
    lanes: Vec<Vec<Cell>>,
}

impl Timeline<'_> {
    /// The drawing.
    #[must_use]
    pub fn svg(&self) -> String {
        let cells = self.cells();
        let plan = paint::plan(self, &cells);
        let mut svg = Svg::new(&self.label, plan.width, plan.height);
        paint::paint(&mut svg, self, &cells, &plan);
        svg.finish()
    }

    fn cells(&self) -> Cells {
        let periods = Periods::over(self.points.iter().map(|point| point.day.as_str()));
        let row = vec![Cell::default(); periods.len()];
        let mut cells = Cells { all: row.clone(), lanes: vec![row; self.lanes.len()], periods };
        for point in self.points {
            let Some(at) = cells.periods.of(&point.day) else { continue };
            cells.all[at].add(point);
            if let Some(lane) = cells.lanes.get_mut(point.lane) {
                lane[at].add(point);
            }
        }
        cells
    }
}

impl Cell {
    const fn add(&mut self, point: &Point) {
        self.count += point.count;
        self.denied += point.denied;
    }

    const fn said(self) -> usize {
        self.count.saturating_sub(self.denied)
    }
}
