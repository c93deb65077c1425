//! All drawings over invented rows on one page, to be looked at: `cargo run -p selon-draw --example gallery > gallery.html`.

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/samples/mod.rs"]
mod samples;

use samples::{affair, copies, graph, history, hostile_stops, lanes, points, press, timeline};
use selon_draw::{Opened, STYLE};
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "<!doctype html><meta charset=utf-8><style>{STYLE}</style>")?;
    for stops in [affair(), copies(300, 12), hostile_stops()] {
        writeln!(out, "{}", history(&stops).svg())?;
    }
    let rows = lanes(&["Maud Tallec", "Josse Pradel", "Préfecture de Brume"]);
    for days in
        [&["2031-01-24", "2031-01-25", "2031-02-02"][..], &["2029-03-01", "2031-02-02", "2030-12-24", "2030-01-01"]]
    {
        writeln!(out, "{}", timeline(&rows, &points(days, 3)).svg())?;
    }
    for (count, opened) in
        [(50, Opened::Whole), (5000, Opened::Whole), (5000, Opened::Around(0, 0)), (5000, Opened::Apart(0))]
    {
        let (nodes, links) = press(count);
        writeln!(out, "{}", graph(&nodes, &links, opened).drawn().svg)?;
    }
    Ok(())
}
