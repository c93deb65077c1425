//! Scores language identification on a table.
#![allow(clippy::print_stdout)]
fn main() {
    let data = std::fs::read_to_string(std::env::args().nth(1).expect("file")).expect("data");
    let t = std::time::Instant::now();
    let (mut good, mut all) = (0, 0);
    for (c, x) in data.lines().filter_map(|l| l.split_once('\t')) {
        let told = selon_text::identify_language(x);
        all += 1;
        if told.is_some_and(|t| t.0 == c) { good += 1 } else { println!("{c} {x} {told:?}") }
    }
    println!("{good}/{all} {:?}", t.elapsed());
    for x in ["Premier odmówił komentarza w sprawie rozmów, które odbyły się we wtorek w stolicy kraju.", "Statsministern vägrade kommentera samtalen som hölls på tisdagen i huvudstaden.", "Премиерът отказа да коментира разговорите, които се проведоха във вторник в столицата на страната."] {
        println!("{:?}", selon_text::identify_language(x));
    }
}
