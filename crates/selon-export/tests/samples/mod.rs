//! Readings made by hand, of every kind, over invented texts: what the tests of the exporters put out.

use selon_export::{Format, Settings, exporter};
use selon_reading::{
    Act, Anonymity, AnonymityLevel, Certainty, Conclusion, Conflict, How, Kind, Note, Place, Polarity, Quantity,
    Reading, Reason, Relay, Sourcing, Speaker, SpeakerKind, Statement, Translation, Voice, When,
};
use selon_text::{Block, BlockKind, ByteRange, Document, Link};

const TEXT: &str = "La maire d'Ostrelle, Jeanne Morvan, a annoncé que 🌳 le parc ouvrirait en juin.\n\
« Il sera gratuit. »\n\
Selon Le Matin d'Ostrelle, le préfet n'a pas dit que « la rue » fermerait.\n\
La loi, affirme-t-il, passera <demain>.\n\
Il y aurait trois blessés.\n";

/// The ranges of these words in `text`, each looked for after the one before.
fn find(text: &str, words: &[&str]) -> Vec<ByteRange> {
    let mut from = 0;
    let mut ranges = Vec::new();
    for word in words {
        let start = from + text[from..].find(word).unwrap_or_else(|| panic!("{word} is not in the text"));
        from = start + word.len();
        ranges.push(ByteRange::new(start, from));
    }
    ranges
}

fn statement(id: &str, kind: Kind, text: &str, source: &[&str], cue: &[&str], content: &[&str]) -> Statement {
    let cue_span = find(text, cue).first().copied();
    Statement {
        id: id.to_owned(),
        place: Place::Text,
        kind,
        source: find(text, source),
        cue: find(text, cue),
        cue_lemma: cue.first().map(|cue| (*cue).to_owned()),
        content: find(text, content),
        parent: None,
        continues: None,
        act: Act::Assert,
        polarity: Polarity::Positive,
        score: 0.9,
        rule: "fr/announce".to_owned(),
        why: vec![Reason { step: "cue".to_owned(), because: "a verb of saying".to_owned(), span: cue_span }],
        ..Statement::default()
    }
}

/// A page with everything: nested, negative, cut in pieces, hanging, in the title.
pub(crate) fn full() -> (Document, Reading) {
    let title = "Morvan 😀 promet un parc";
    let mut document = Document::from_text("ostrelle-1", TEXT);
    document.file = Some("pages/ostrelle.html".into());
    document.url = Some("https://matin.example/ostrelle?a=1&b=2".into());
    document.title = Some(title.into());
    document.outlet = Some("Le Matin d'Ostrelle".into());
    document.authors = vec!["Paul Ardan".into()];
    document.published = Some("2026-03-14".into());
    document.sha256 = "ab".repeat(32);
    document.title_apart = true;
    document.notes = vec!["the page names two dates".into()];
    document.links =
        vec![Link { span: find(TEXT, &["Le Matin d'Ostrelle"])[0], href: "https://matin.example/".into() }];
    document.blocks = vec![Block { span: find(TEXT, &["« Il sera gratuit. »"])[0], kind: BlockKind::Quotation }];
    let place = |statement: Statement| Statement { place: Place::Title, act: Act::Commit, ..statement };
    let statements = vec![
        place(statement("000000000001", Kind::Reported, title, &["Morvan"], &["promet"], &["un parc"])),
        statement(
            "000000000002",
            Kind::Indirect,
            TEXT,
            &["La maire d'Ostrelle, Jeanne Morvan"],
            &["a annoncé"],
            &["🌳 le parc ouvrirait en juin"],
        ),
        Statement {
            continues: Some("000000000002".into()),
            ..statement("000000000003", Kind::Direct, TEXT, &[], &[], &["Il sera gratuit."])
        },
        statement(
            "000000000004",
            Kind::Mixed,
            TEXT,
            &["Le Matin d'Ostrelle"],
            &["Selon"],
            &["le préfet n'a pas dit que « la rue » fermerait"],
        ),
        Statement {
            parent: Some("000000000004".into()),
            polarity: Polarity::Negative,
            ..statement("000000000005", Kind::Mixed, TEXT, &["le préfet"], &["n'a pas dit"], &["« la rue » fermerait"])
        },
        Statement {
            source: find(TEXT, &["affirme-t-", "il"])[1..].to_vec(),
            ..statement("000000000006", Kind::Indirect, TEXT, &[], &["affirme"], &["La loi", "passera <demain>"])
        },
        statement("000000000007", Kind::Free, TEXT, &[], &[], &["Il y aurait trois blessés"]),
    ];
    let notes =
        vec![Note { kind: "odd".into(), text: "angle brackets".into(), span: Some(find(TEXT, &["<demain>"])[0]) }];
    (document, whole(read(statements, notes)))
}

fn read(statements: Vec<Statement>, notes: Vec<Note>) -> Reading {
    Reading { language: "fr".into(), model: "lexical-1".into(), statements, notes, ..Reading::default() }
}

/// The reading of the full page with everything that goes beyond statements.
fn whole(mut reading: Reading) -> Reading {
    let at = |word: &str| find(TEXT, &[word])[0];
    let when = When {
        value: "2026-06".into(),
        granularity: "month".into(),
        from: "document_date".into(),
        span: Some(at("juin")),
        anchor: Some("2026-03-14".into()),
    };
    let speaker = Speaker {
        id: "s1".into(),
        name: "Paul Ardan".into(),
        kind: SpeakerKind::Person,
        roles: vec!["préfet".into()],
        mentions: vec![at("le préfet"), at("il, pass")],
        ..Speaker::default()
    };
    let third = &mut reading.statements[5];
    third.speaker = Some("s1".into());
    third.voice = Some("v1".into());
    third.relays = vec![Relay { voice: "v0".into(), how: How::Paraphrased, link: None }];
    third.certainty = Certainty::Probable;
    third.when = Some(When { span: None, ..when.clone() });
    third.anonymous = true;
    third.anonymity =
        Some(Anonymity { level: AnonymityLevel::Position, position: Some("préfet".into()), ..Anonymity::default() });
    third.addressee = vec![at("La loi")];
    third.medium = vec![at("Le Matin")];
    let why = third.why.clone();
    let link = Some("https://matin.example/".to_owned());
    let relayed = Voice {
        id: "v1".into(),
        parent: Some("v0".into()),
        name: Some("Le Matin".into()),
        how: Some(How::Linked),
        translated: Some(Translation::Hinted),
        link,
        spans: vec![at("Selon")],
    };
    reading.voices = vec![Voice { id: "v0".into(), ..Voice::default() }, relayed];
    reading.speakers = vec![speaker];
    reading.dates = vec![when];
    reading.quantities = vec![Quantity {
        span: at("trois"),
        value: 3.0,
        upper: None,
        unit: Some("blessés".into()),
        precision: "exact".into(),
        compared: None,
        statement: Some("000000000007".into()),
    }];
    reading.conclusions = vec![Conclusion {
        span: at("Il y aurait trois blessés."),
        markers: vec![at("aurait")],
        certainty: Certainty::Certain,
        rests_on: vec!["000000000006".into()],
        stronger_than: vec!["000000000006".into()],
        why,
    }];
    let both = ["000000000002", "000000000005"].map(str::to_owned);
    let [first, second] = both;
    reading.conflicts = vec![Conflict {
        kind: "denial".into(),
        first,
        second,
        about: "one opens what the other closes".into(),
        spans: vec![at("le parc"), at("la rue")],
    }];
    reading.sourcing = Sourcing {
        statements: 7,
        named: 4,
        anonymous: 1,
        unattributed: 2,
        by_kind: [("person".to_owned(), 1)].into(),
        by_relays: [(1, 1)].into(),
        ..Sourcing::default()
    };
    reading
}

/// A text in which nothing is said.
pub(crate) fn empty() -> (Document, Reading) {
    (Document::from_text("empty", ""), Reading::default())
}

/// Text that would steer a terminal, break a page or run as a formula.
pub(crate) fn hostile() -> (Document, Reading) {
    let text = "\u{1b}[31m=HYPERLINK(\"x\") <script>alert(1)</script> dit \u{202e}non & \u{9b}2J\r\n";
    let mut document = Document::from_text("<b>\u{1b}]0;owned\u{7}", text);
    document.title = Some("</title><script>alert(2)</script>".into());
    document.url = Some("javascript:alert(3)".into());
    document.published = Some("=1+1".into());
    let statement = statement(
        "000000000008",
        Kind::Indirect,
        text,
        &["=HYPERLINK(\"x\") <script>alert(1)</script>"],
        &["dit"],
        &["\u{202e}non & \u{9b}2J"],
    );
    (document, read(vec![statement], vec![]))
}

/// Contents that cross one another, over the end of a line.
pub(crate) fn crossing() -> (Document, Reading) {
    let text = "un deux trois\nquatre cinq\n";
    let document = Document::from_text("crossing", text);
    let statements = vec![
        statement("00000000000a", Kind::Block, text, &[], &[], &["deux trois\nquatre"]),
        statement("00000000000b", Kind::Block, text, &[], &[], &["trois\nquatre cinq"]),
    ];
    (document, read(statements, vec![]))
}

/// What the exporter puts out for these.
#[allow(dead_code, reason = "the tests of checks put out otherwise")]
pub(crate) fn export(format: Format, settings: Settings, readings: &[(Document, Reading)]) -> String {
    let mut out = Vec::new();
    let mut exporter = exporter(format, settings, Box::new(&mut out));
    for (document, reading) in readings {
        exporter.document(document, reading).expect("writing to memory");
    }
    exporter.finish().expect("writing to memory");
    drop(exporter);
    String::from_utf8(out).expect("UTF-8")
}
