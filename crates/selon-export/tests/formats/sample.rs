//! A reading made by hand in which people speak for others, through others, named and unnamed; and a claim that went on from it.

use selon_corpus::{Step, Tracing};
use selon_reading::{
    Act, Certainty, How, Kind, Polarity, Reading, Relay, Speaker, SpeakerKind, Stance, Statement, Voice, When,
};
use selon_text::{Block, BlockKind, ByteRange, Document};

const TEXT: &str = "Selon Le Fanal, la ministre Odile Brandt a dit lundi que « le 🚢 bac rouvrira ».\r\n\
\r\n\
Son porte-parole n'a pas démenti l'accord ; une source proche du dossier évoque mars.\r\n\
> Le bac est sûr.\r\n\
> Il l'a toujours été.\r\n";

/// An article of which everything that formats of others ask for is known.
pub(crate) fn relayed() -> (Document, Reading) {
    let document = Document {
        url: Some("https://rade.example/bac?id=1&x=é".into()),
        canonical: Some("https://rade.example/bac".into()),
        title: Some("Le bac & la ministre".into()),
        outlet: Some("La Rade".into()),
        authors: vec!["Ève Lanoë".into(), "Agence Trois Caps".into()],
        published: Some("2031-03-11T08:00:00+01:00".into()),
        modified: Some("2031-03-12".into()),
        fetched: Some("2031-03-13T10:00:00Z".into()),
        language: Some("fr".into()),
        genre: Some("NewsArticle".into()),
        translated_from: Some("br".into()),
        sha256: "cd".repeat(32),
        blocks: vec![Block { span: at("> Le bac est sûr."), kind: BlockKind::Quotation }],
        ..Document::from_text("rade/bac 1", TEXT)
    };
    let reading = Reading {
        language: "fr".into(),
        model: "base-2".into(),
        statements: vec![paper(), minister(), spokesman(), source(), block()],
        voices: vec![
            Voice { id: "v0".into(), name: Some("Ève Lanoë".into()), ..Voice::default() },
            Voice {
                id: "v1".into(),
                parent: Some("v0".into()),
                name: Some("Le Fanal".into()),
                how: Some(How::Paraphrased),
                link: Some("https://fanal.example/1".into()),
                ..Voice::default()
            },
        ],
        speakers: speakers(),
        ..Reading::default()
    };
    (document, reading)
}

/// A claim that the article took from another one.
pub(crate) fn claim() -> Tracing {
    let first = Step {
        doc: "fanal-7".into(),
        url: Some("https://fanal.example/1".into()),
        outlet: Some("Le Fanal".into()),
        published: Some("2031-03-10".into()),
        quote: "le bac devrait rouvrir".into(),
        stance: "asserts".into(),
        ..Step::default()
    };
    let second = Step {
        doc: "rade/bac 1".into(),
        url: Some("https://rade.example/bac".into()),
        outlet: Some("La Rade".into()),
        published: Some("2031-03-11T08:00:00+01:00".into()),
        statement: Some("0000000000b2".into()),
        quote: "le 🚢 bac rouvrira".into(),
        stance: "asserts".into(),
        from: Some("fanal-7".into()),
        credited: true,
        strength: Some(0.87),
        drift: vec!["hedge_lost".into()],
        ..Step::default()
    };
    Tracing {
        claim: "00ff00ff00ff00ff".into(),
        origins: vec!["fanal-7".into()],
        independent: 1,
        appearances: vec![first, second],
        ..Tracing::default()
    }
}

fn speakers() -> Vec<Speaker> {
    let speaker = |id: &str, name: &str, kind, roles: &[&str]| Speaker {
        id: id.into(),
        name: name.into(),
        kind,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        ..Speaker::default()
    };
    vec![
        speaker("s1", "Le Fanal", SpeakerKind::Media, &[]),
        Speaker {
            aliases: vec!["O. Brandt".into()],
            reference: Some("Wikidata:Q4242424242".into()),
            ..speaker("s2", "Odile Brandt", SpeakerKind::Person, &["ministre"])
        },
        speaker("s3", "Son porte-parole", SpeakerKind::Person, &["porte-parole"]),
        Speaker { anonymous: true, ..speaker("s4", "une source proche du dossier", SpeakerKind::Unknown, &[]) },
    ]
}

fn at(words: &str) -> ByteRange {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words} is not in the text"));
    ByteRange::new(start, start + words.len())
}

fn said(id: &str, kind: Kind, source: &str, cue: &str, content: &str, speaker: &str) -> Statement {
    let span = |words: &str| if words.is_empty() { Vec::new() } else { vec![at(words)] };
    Statement {
        id: id.into(),
        kind,
        source: span(source),
        cue: span(cue),
        content: span(content),
        speaker: Some(speaker.to_owned()).filter(|speaker| !speaker.is_empty()),
        voice: Some("v0".into()),
        relays: vec![Relay { voice: "v0".into(), how: How::Paraphrased, link: None }],
        score: 0.75,
        rule: "fr/announce".into(),
        ..Statement::default()
    }
}

fn paper() -> Statement {
    let content = "la ministre Odile Brandt a dit lundi que « le 🚢 bac rouvrira »";
    said("0000000000b1", Kind::Mixed, "Le Fanal", "Selon", content, "s1")
}

fn minister() -> Statement {
    Statement {
        parent: Some("0000000000b1".into()),
        voice: Some("v1".into()),
        relays: vec![
            Relay { voice: "v0".into(), how: How::Paraphrased, link: None },
            Relay { voice: "v1".into(), how: How::Quoted, link: Some("https://fanal.example/1".into()) },
        ],
        when: Some(When {
            value: "2031-03-10".into(),
            granularity: "day".into(),
            from: "document_date".into(),
            span: Some(at("lundi")),
            anchor: None,
        }),
        ..said("0000000000b2", Kind::Direct, "la ministre Odile Brandt", "a dit", "le 🚢 bac rouvrira", "s2")
    }
}

fn spokesman() -> Statement {
    Statement {
        act: Act::Deny,
        polarity: Polarity::Negative,
        speaker_for: Some("s2".into()),
        ..said("0000000000b3", Kind::Reported, "Son porte-parole", "n'a pas démenti", "l'accord", "s3")
    }
}

fn source() -> Statement {
    Statement {
        anonymous: true,
        stance: Stance::Distances,
        certainty: Certainty::Possible,
        when: Some(When {
            value: "2031-03".into(),
            granularity: "month".into(),
            from: "stated".into(),
            span: None,
            anchor: None,
        }),
        ..said("0000000000b4", Kind::Reported, "une source proche du dossier", "évoque", "mars", "s4")
    }
}

/// Over two lines, by nobody who is told, in two pieces.
fn block() -> Statement {
    let pieces = vec![at("Le bac est sûr.\r\n> Il"), at("l'a toujours été.")];
    Statement { content: pieces, ..said("0000000000b5", Kind::Block, "", "", "", "") }
}
