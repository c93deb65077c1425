//! Are languages told apart? Invented sentences only.

use selon_text::identify_language;

fn code(text: &str) -> Option<&'static str> {
    identify_language(text).map(|told| told.0)
}

#[test]
fn a_sentence_tells_its_language() {
    let sentences = [
        ("fr", "La maire de Valbourg a déclaré mardi que le pont resterait fermé."),
        ("en", "The mayor of Sallow said on Tuesday that the bridge would stay closed."),
        ("de", "Die Bürgermeisterin von Orlau sagte am Dienstag, die Brücke bleibe gesperrt."),
        ("es", "La alcaldesa de Orla dijo el martes que el puente seguirá cerrado."),
        ("it", "La sindaca di Orla ha detto martedì che il ponte resterà chiuso."),
        ("pt", "A prefeita de Orla disse na terça-feira que a ponte continuará fechada."),
        ("nl", "De burgemeester van Orle zei dinsdag dat de brug gesloten blijft."),
        ("ru", "Мэр Орлы заявила во вторник, что мост останется закрытым."),
        ("uk", "Мерка Орли заявила у вівторок, що міст залишиться закритим."),
    ];
    for (language, sentence) in sentences {
        assert_eq!(code(sentence), Some(language), "{sentence}");
    }
}

#[test]
fn a_headline_tells_its_language() {
    for (language, headline) in [
        ("fr", "Orle attend son pont"),
        ("en", "Bridge to stay closed"),
        ("de", "Brücke bleibt gesperrt"),
        ("ru", "Мост закрыт"),
    ] {
        assert_eq!(code(headline), Some(language), "{headline}");
    }
}

#[test]
fn another_language_is_not_taken_for_one_of_ours() {
    assert_eq!(code("Premier odmówił komentarza w sprawie rozmów, które odbyły się we wtorek."), Some("pl"));
    assert_eq!(code("Borgmästaren vägrade kommentera samtalen som hölls på tisdagen i Orlaby."), Some("sv"));
    assert_eq!(code("Кметът отказа да коментира разговорите, които се проведоха във вторник в Орла."), Some("bg"));
}

#[test]
fn too_few_letters_tell_nothing() {
    assert_eq!(code(""), None);
    assert_eq!(code("3,5 % !"), None);
}

#[test]
fn only_the_beginning_counts() {
    let text = format!("{} {}", "Le pont est fermé depuis hier.".repeat(100), "The bridge is closed.".repeat(1_000));
    assert_eq!(code(&text), Some("fr"));
}
