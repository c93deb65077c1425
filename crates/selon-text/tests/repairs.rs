//! What does the view mend, and does it find the way back? Invented people and places only.

mod sample;

use sample::{english, french, paragraphs, sentences};
use selon_text::{ByteRange, RepairKind, View};

fn view(text: &str) -> String {
    View::new(text, &french()).text().to_owned()
}

/// The original that a stretch of the view stands for.
fn back(text: &str, stretch: &str) -> String {
    let view = View::new(text, &french());
    let start = view.text().find(stretch).expect("the view has it");
    view.to_original(ByteRange::new(start, start + stretch.len())).of(text).to_owned()
}

fn kinds(text: &str) -> Vec<RepairKind> {
    View::new(text, &french()).repairs().iter().map(|repair| repair.kind).collect()
}

#[test]
fn odd_spaces_are_spaces() {
    assert_eq!(view("Non\u{a0}! 3\u{202f}000\u{2009}pommes"), "Non ! 3 000 pommes");
    assert_eq!(back("Non\u{a0}! Oui", "! Oui"), "! Oui");
    assert!(kinds("Non\u{a0}!").is_empty());
}

#[test]
fn invisible_characters_are_left_out() {
    let text = "\u{feff}La mai\u{ad}rie de \u{200e}Val\u{200b}bourg";
    assert_eq!(view(text), "La mairie de Valbourg");
    assert_eq!(back(text, "mairie"), "mai\u{ad}rie");
    assert_eq!(kinds(text), [RepairKind::Invisible; 3]);
}

#[test]
fn a_word_cut_at_a_line_end_is_joined() {
    assert_eq!(view("Le gouver-\nnement tient."), "Le gouvernement tient.");
    assert_eq!(back("Le gouver-\nnement tient.", "gouvernement"), "gouver-\nnement");
    assert_eq!(view("Le gouver\u{ad}\nnement"), "Le gouvernement");
}

#[test]
fn a_compound_cut_at_a_line_end_keeps_its_hyphen() {
    assert_eq!(
        view("Le porte-parole dit : le porte-\nparole ment, dit-\nil."),
        "Le porte-parole dit : le porte-parole ment, dit-il."
    );
}

#[test]
fn a_line_end_within_a_sentence_is_a_space() {
    assert_eq!(view("La mairie\nde Valbourg"), "La mairie de Valbourg");
    assert_eq!(view("La mairie\r\nde Valbourg"), "La mairie de Valbourg");
    assert_eq!(kinds("La mairie\nde"), [RepairKind::Wrap]);
}

#[test]
fn a_full_line_is_wrapped_even_before_a_capital() {
    let text = "Le conseil de la petite ville de Valbourg a voté hier soir, en présence de\n\
        Madame Odile Vern, une rallonge de deux millions pour la halle de\n\
        Saint-Orle. Le maire a salué un vote attendu par tous les habitants depuis\n\
        longtemps.\n\
        La suite demain.";
    assert_eq!(paragraphs(text, &french()).len(), 2);
}

#[test]
fn headlines_stay_apart() {
    let text = "Valbourg vote la rallonge\nLe conseil a voté hier soir.\nOrle attend son pont\n";
    assert_eq!(paragraphs(text, &french()).len(), 3);
}

#[test]
fn headlines_of_one_width_stay_apart() {
    let text = "Valbourg vote une rallonge de deux millions pour la halle\n\
        Orle attend toujours la réouverture de son vieux pont\n\
        Vaux retrouve enfin son train du matin vers la vallée";
    assert_eq!(paragraphs(text, &french()).len(), 3);
}

#[test]
fn a_blank_line_breaks() {
    assert_eq!(paragraphs("Valbourg vote\n\nLe conseil a voté.\n\n\nFin", &french()).len(), 3);
}

#[test]
fn a_sentence_cut_over_paragraphs_is_one() {
    let text = "Hier, le ministre Loup\u{a0} \n\na déclaré que\u{a0} \u{a0}la ville tiendrait bon malgré tout.";
    assert_eq!(sentences(text, &french()).len(), 1);
    assert_eq!(kinds(text), [RepairKind::CutSentence]);
    assert_eq!(sentences("Le porte-parole de la mairie, Luc Vern\u{a0}\n\n, a déclaré que non.", &french()).len(), 1);
}

#[test]
fn a_menu_in_lower_case_stays_a_menu() {
    assert_eq!(paragraphs("accueil\n\nsport\n\nculture", &french()).len(), 3);
}

#[test]
fn a_full_stop_alone_belongs_to_the_line_before() {
    assert_eq!(view("La ville se tait avant l'hiver\n.\n\nFin"), "La ville se tait avant l'hiver .\nFin");
}

#[test]
fn glued_words_are_parted() {
    assert_eq!(view("il a déclaréque la ville"), "il a déclaré que la ville");
    assert_eq!(view("il a affirméqu'elle"), "il a affirmé qu'elle");
    assert_eq!(back("il a déclaréque", "que"), "que");
    assert_eq!(back("il a déclaréque", "déclaré"), "déclaré");
    assert_eq!(kinds("il a déclaréque"), [RepairKind::GluedWords]);
    assert_eq!(view("la pastèque"), "la pastèque");
}

#[test]
fn a_space_missing_after_a_full_stop_is_put_in() {
    assert_eq!(view("la fin.Le début"), "la fin. Le début");
    assert_eq!(view("M.Vernois part"), "M. Vernois part");
    for kept in ["U.S. Army", "www.Exemple.test", "exemple.test", "Exemple.Com", "J.K. Rudd", "https://x.test/a.Le"] {
        assert_eq!(view(kept), kept);
    }
}

#[test]
fn a_compound_broken_by_a_no_break_space_is_joined() {
    assert_eq!(view("les Îles\u{a0}-Vertes"), "les Îles-Vertes");
}

#[test]
fn remnants_of_html_are_characters() {
    assert_eq!(view("Vern &amp; fils&nbsp;: &laquo;&nbsp;oui&nbsp;&raquo; l&#39;an"), "Vern & fils : « oui » l'an");
}

#[test]
fn apostrophes_within_words_have_one_spelling() {
    assert_eq!(view("l’an d’Odile"), "l'an d'Odile");
    assert_eq!(back("l’an d’Odile", "l'"), "l’");
}

#[test]
fn english_glue_is_parted_too() {
    assert_eq!(View::new("he saidthat it", &english()).text(), "he said that it");
}

#[test]
fn wrongly_decoded_characters_are_what_was_meant() {
    assert_eq!(view("lâ€™Ã©tÃ© Ã\u{a0} Valbourg"), "l'été à Valbourg");
    assert_eq!(view("l\u{92}an \u{93}oui\u{94} voil\u{e0}\u{85}"), "l'an “oui” voilà…");
    assert_eq!(view("Orl\u{c3}\u{83}\u{c2}\u{a9}"), "Orlé");
    assert_eq!(back("lâ€™Ã©tÃ©", "été"), "Ã©tÃ©");
    assert_eq!(kinds("Ã©tÃ©"), [RepairKind::Charset; 2]);
    for kept in ["CAFÉ»", "IRMÃ» disse", "âge", "Âme", "château"] {
        assert_eq!(view(kept), kept);
    }
}

#[test]
fn letters_in_pieces_and_ligatures_are_letters() {
    assert_eq!(view("de\u{301}clare\u{301} o\u{fb03}ciel"), "déclaré officiel");
    assert_eq!(back("de\u{301}clare\u{301} non", "déclaré"), "de\u{301}clare\u{301}");
    assert!(kinds("e\u{301}").is_empty());
}
