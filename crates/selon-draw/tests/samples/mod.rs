//! Invented rows for drawings: a small affair, names that attack, and many of everything.

use selon_draw::{
    Graph, GraphWords, History, HistoryWords, Label, Lane, Leads, Link, Node, NodeKind, Opened, Point, Stance, Stop,
    Timeline, TimelineWords,
};

/// Names as an attacker would choose them.
pub(crate) const HOSTILE: &[&str] = &[
    "</text></svg><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "'><img src=x onerror=alert(1)>",
    "&amp;&#60;script&#62;",
    "a\u{202e}gnol\u{0}\u{1b}[31m\u{feff}",
    "]]><!--",
    "W\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "MWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMW",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "",
];

pub(crate) const fn label<'l>(id: &'l str, title: &'l str) -> Label<'l> {
    Label { id, title, description: "What is drawn, in a sentence." }
}

pub(crate) const HISTORY: HistoryWords = HistoryWords {
    origin: "origin",
    credited: "the text names where it comes from",
    inferred: "likely, by wording and time",
    stances: ["asserts", "denies", "doubts", "declines to say"],
    more: "{} more that say it again",
    others: "Others",
    all: Some("#all"),
};

pub(crate) const GRAPH: GraphWords = GraphWords {
    outlet: "outlet",
    speaker: "speaker",
    around: "{} around {}",
    apart: "{} others",
    gathered: "several, to be opened",
    quotes: "quotes",
};

pub(crate) const TIMELINE: TimelineWords = TimelineWords { all: "All", said: "said", denied: "denied" };

pub(crate) const NOWHERE: Leads = &|_, _, _| None;

/// A dike that sinks: two origins, copies with and without credit, a denial, numbers that moved.
pub(crate) fn affair() -> Vec<Stop> {
    let stop = |row: &str, hours: i64, day: &str, speaker: &str, words: &str| Stop {
        row: row.into(),
        seconds: 1_927_000_000 + hours * 3600,
        day: day.into(),
        speaker: speaker.into(),
        words: words.into(),
        href: Some("/document/a#s-1".into()),
        ..Stop::default()
    };
    let from = |stop: Stop, from: usize, credited: bool, drift: &[&str], removed: &str, added: &str| Stop {
        from: Some(from),
        credited,
        drift: drift.iter().map(|kind| (*kind).to_owned()).collect(),
        changed: (removed.into(), added.into()),
        ..stop
    };
    let origin = |stop: Stop| Stop { origin: true, ..stop };
    vec![
        origin(stop(
            "La Vigie de Brume",
            0,
            "2031-01-24",
            "un ingénieur du chantier",
            "La digue pourrait céder d'ici 14 mois.",
        )),
        from(
            stop("Le Phare", 5, "2031-01-24", "un ingénieur", "La digue cédera d'ici 14 mois."),
            0,
            true,
            &["hedge lost"],
            "pourrait céder",
            "cédera",
        ),
        from(
            stop("Dike Watch", 20, "2031-01-25", "an engineer", "The dike will give way within 41 months."),
            1,
            false,
            &["translated", "number changed"],
            "14",
            "41",
        ),
        from(
            Stop {
                stance: Stance::Denies,
                ..stop("Préfecture de Brume", 28, "2031-01-25", "Maud Tallec, porte-parole", "La digue ne cédera pas.")
            },
            1,
            true,
            &[],
            "",
            "",
        ),
        from(
            stop("Le Phare", 30, "2031-01-25", "la rédaction", "Selon nos informations, la digue cédera."),
            0,
            false,
            &["truncated"],
            "d'ici 14 mois",
            "",
        ),
        origin(stop(
            "Radio Kerlannec",
            50,
            "2031-01-26",
            "Josse Pradel, armateur",
            "La digue s'enfonce de deux centimètres par mois.",
        )),
        from(
            stop("Le Courrier du Ponant", 50, "2031-01-26", "le journal", "La digue s'enfonce."),
            5,
            true,
            &["truncated"],
            "de deux centimètres par mois",
            "",
        ),
        from(
            Stop {
                stance: Stance::Doubts,
                ..stop("Le blog de Nolwenn", 2400, "2031-05-04", "l'auteure", "On nous dit que la digue cédera.")
            },
            2,
            false,
            &["paraphrased"],
            "",
            "",
        ),
        from(
            Stop {
                stance: Stance::Declines,
                ..stop("Région Brume", 2410, "2031-05-05", "la région", "pas de commentaire")
            },
            1,
            true,
            &[],
            "",
            "",
        ),
    ]
}

/// One origin, and copies of copies in `outlets` outlets.
pub(crate) fn copies(count: usize, outlets: usize) -> Vec<Stop> {
    let stop = |n: usize| Stop {
        row: format!("Gazette {}", n % outlets),
        seconds: 1_927_000_000 + (n as i64) * 977,
        day: format!("2031-01-{:02}", 1 + n / 90 % 28),
        speaker: format!("Témoin numéro {n}"),
        words: "La digue cédera.".into(),
        origin: n == 0,
        from: n.checked_sub(1).map(|before| before / 3 / 7),
        credited: n.is_multiple_of(2),
        drift: vec!["verbatim".into()],
        ..Stop::default()
    };
    (0..count).map(stop).collect()
}

pub(crate) fn hostile_stops() -> Vec<Stop> {
    let stop = |(n, name): (usize, &&str)| Stop {
        row: (*name).into(),
        seconds: if n % 2 == 0 { i64::MIN } else { i64::MAX },
        day: (*name).into(),
        speaker: (*name).into(),
        words: (*name).into(),
        href: Some(format!("javascript:{name}")),
        from: Some(n.wrapping_sub(1)),
        drift: vec![(*name).into(); 3],
        changed: ((*name).into(), (*name).into()),
        ..Stop::default()
    };
    HOSTILE.iter().enumerate().map(stop).collect()
}

pub(crate) fn history(stops: &[Stop]) -> History<'_> {
    History { label: label("history", "How it travelled"), stops, words: HISTORY }
}

/// Outlets that quote speakers, a few of them very often.
pub(crate) fn press(count: usize) -> (Vec<Node>, Vec<Link>) {
    let outlets = (count / 6).max(2);
    let node = |n: usize| Node {
        name: if n < outlets { format!("Le Courrier de Ker{n}") } else { format!("Témoin Numéro{n}") },
        kind: if n < outlets { NodeKind::Outlet } else { NodeKind::Speaker },
        href: Some(format!("/speaker/{n}")),
    };
    let mut links = Vec::new();
    for speaker in outlets..count {
        let rank = speaker - outlets + 1;
        for step in 0..=(count / rank / 8).min(outlets - 1).max(rank % 2) {
            links.push(Link {
                from: (speaker * 7 + step * step) % outlets,
                to: speaker,
                count: 1 + count / rank / (step + 1),
            });
        }
    }
    for outlet in 1..outlets {
        links.push(Link { from: outlet, to: outlet / 3, count: 3 });
    }
    ((0..count).map(node).collect(), links)
}

pub(crate) fn graph<'g>(nodes: &'g [Node], links: &'g [Link], opened: Opened) -> Graph<'g> {
    Graph {
        label: label("graph", "Who quotes whom"),
        nodes,
        links,
        opened,
        leads: &|opened| Some(address(opened)),
        words: GRAPH,
    }
}

pub(crate) fn address(opened: Opened) -> String {
    match opened {
        Opened::Whole => "/graph".into(),
        Opened::Around(node, from) => format!("/graph?open={node}&from={from}"),
        Opened::Apart(from) => format!("/graph?open=apart&from={from}"),
    }
}

pub(crate) fn lanes(names: &[&str]) -> Vec<Lane> {
    names.iter().map(|name| Lane { name: (*name).into(), href: Some("/speaker/1".into()) }).collect()
}

pub(crate) fn points(days: &[&str], lanes: usize) -> Vec<Point> {
    let point = |n: usize| Point {
        lane: n % (lanes + 1),
        day: days[n % days.len()].into(),
        count: 1 + n * n % 17,
        denied: usize::from(n.is_multiple_of(3)),
    };
    (0..days.len() * 3).map(point).collect()
}

pub(crate) fn timeline<'t>(lanes: &'t [Lane], points: &'t [Point]) -> Timeline<'t> {
    Timeline { label: label("timeline", "When it was said"), lanes, points, leads: NOWHERE, words: TIMELINE }
}
