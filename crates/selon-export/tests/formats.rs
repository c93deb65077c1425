//! The formats of other programs: what is put out is what the files in `golden/` hold, which programs of others read in `tests/outside`.
//!
//! After a change that is meant, `SELON_GOLDEN=write cargo test -p selon-export --test formats` writes them anew; look at what changed.

#[path = "formats/sample.rs"]
mod sample;
mod samples;

use samples::{crossing, empty, full, hostile};
use selon_export::{Format, Settings, exporter};
use selon_reading::Reading;
use selon_text::Document;
use std::fs;
use std::path::PathBuf;

const TEXTS: [(Format, &str); 10] = [
    (Format::WebAnnotation, "annotations.jsonld"),
    (Format::Gexf, "graph.gexf"),
    (Format::GraphMl, "graph.graphml"),
    (Format::SchemaOrg, "schemaorg.jsonld"),
    (Format::ClaimReview, "claimreview.jsonld"),
    (Format::Prov, "prov.json"),
    (Format::Ftm, "entities.ftm.json"),
    (Format::Csl, "csl.json"),
    (Format::Spacy, "spacy.jsonl"),
    (Format::Tei, "tei.xml"),
];

fn put_out(format: Format, readings: &[(Document, Reading)], claims: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut exporter = exporter(format, Settings::default(), Box::new(&mut out));
    if claims {
        exporter.claim(&sample::claim()).expect("writing to memory");
    }
    for (document, reading) in readings {
        exporter.document(document, reading).expect("writing to memory");
    }
    exporter.finish().expect("writing to memory");
    drop(exporter);
    out
}

fn all() -> Vec<(Document, Reading)> {
    vec![sample::relayed(), full(), hostile(), crossing(), empty()]
}

fn compare(name: &str, found: &[u8]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("SELON_GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&path, found).expect("the folder of golden files is there");
    }
    let wanted = fs::read(&path).unwrap_or_default();
    assert!(wanted == found, "{name} is not what it was:\n{}", String::from_utf8_lossy(found));
}

#[test]
fn texts_are_what_they_were() {
    for (format, name) in TEXTS {
        compare(name, &put_out(format, &all(), true));
    }
}

#[test]
fn one_document_is_a_tei_of_its_own() {
    compare("tei-one.xml", &put_out(Format::Tei, &[sample::relayed()], false));
}

#[test]
fn brats_files_are_what_they_were() {
    let archive = put_out(Format::Brat, &all(), false);
    compare("brat.tar", &archive);
    let mut marks = String::new();
    let mut archive = tar::Archive::new(archive.as_slice());
    for file in archive.entries().expect("an archive") {
        let mut file = file.expect("a file");
        let name = file.path().expect("a name").display().to_string();
        if name.starts_with("rade") && name.ends_with(".ann") {
            std::io::Read::read_to_string(&mut file, &mut marks).expect("UTF-8");
        }
    }
    compare("brat.ann", marks.as_bytes());
}

#[test]
fn nothing_is_a_whole_file_too() {
    for (format, _) in TEXTS {
        let text = String::from_utf8(put_out(format, &[], false)).expect("UTF-8");
        let lines = matches!(format, Format::Ftm | Format::Spacy);
        assert_eq!(text.is_empty(), lines, "{format:?}: {text}");
    }
}

#[test]
fn the_same_speaker_of_a_database_is_one_node() {
    let twice = [sample::relayed(), sample::relayed()].map(|(mut document, reading)| {
        document.canonical = None;
        document.url = None;
        (document, reading)
    });
    let [first, (mut second, reading)] = twice;
    second.id = "another".into();
    let readings = [first, (second, reading)];
    for (id, wanted) in [("urn:selon:speaker:3", 1), ("s3", 2)] {
        let readings = readings.clone().map(|(document, mut reading)| {
            reading.speakers.iter_mut().filter(|who| who.id == "s3").for_each(|who| who.id = id.into());
            reading.statements.iter_mut().for_each(|said| {
                said.speaker = said.speaker.take().map(|who| if who == "s3" { id.into() } else { who });
            });
            (document, reading)
        });
        let graph = String::from_utf8(put_out(Format::Gexf, &readings, false)).expect("UTF-8");
        assert_eq!(graph.matches("label=\"Son porte-parole\"").count(), wanted, "{graph}");
    }
}

#[test]
fn a_rating_is_never_filled_in() {
    let drafts = put_out(Format::ClaimReview, &all(), true);
    let drafts: serde_json::Value = serde_json::from_slice(&drafts).expect("JSON");
    let drafts = drafts["@graph"].as_array().expect("drafts");
    assert!(!drafts.is_empty());
    for draft in drafts {
        assert_eq!((&draft["reviewRating"]["ratingValue"], &draft["author"]["name"]), (&"".into(), &"".into()));
    }
    // What is denied is nobody's claim.
    let words: Vec<&str> = drafts.iter().filter_map(|draft| draft["claimReviewed"].as_str()).collect();
    assert!(!words.contains(&"l'accord"), "{words:?}");
}

#[test]
fn the_file_names_of_an_archive_stay_in_its_folder() {
    let ids = ["../../etc/passwd", "/abs", "..", "", "a/b", "a_b"];
    let documents: Vec<_> = ids.map(|id| (Document::from_text(id, "Non."), Reading::default())).into();
    let archive = put_out(Format::Brat, &documents, false);
    let mut archive = tar::Archive::new(archive.as_slice());
    let names: Vec<String> = archive
        .entries()
        .expect("an archive")
        .map(|file| file.expect("a file").path().expect("a name").display().to_string())
        .collect();
    assert!(names.iter().all(|name| !name.contains('/') && !name.starts_with('.')), "{names:?}");
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "{names:?}");
}
