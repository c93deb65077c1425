//! A small reader with random weights, written as its two files are: fast to load, and sees statements everywhere.

use super::file::File;
use selon_model::{Nibbles, Reader, Weights};
use serde_json::{Value, json};

/// A configuration that fits [`weights`].
pub(crate) fn config() -> Value {
    let encoder = json!({"hidden": 32, "heads": 2, "inner": 32, "layers": 1, "epsilon": 1e-12});
    json!({
        "encoder": encoder,
        "second": encoder,
        "features": [6, 3, 3, 4, 4, 3],
        "schemes": [{"name": "guide", "least_anchor": 0.01, "least": 0.01}, {"name": "other", "least_anchor": 0.5, "least": 0.3}],
        "entities": ["Person", "Date"],
        "labels": [["kind", ["direct", "indirect", "free"]], ["nested", ["no", "yes"]]],
        "before": 12, "after": 20, "window": 60, "overlap": 12, "token": 8,
    })
}

/// The vocabulary of `data/pieces.weights` with random embeddings, others for each `seed`; [`weights`] goes with seed 0.
pub(crate) fn words(columns: usize, seed: u32) -> Weights {
    let pieces = Weights::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pieces.weights").as_ref()).unwrap();
    let mut made = Made { seed, ..Made::default() };
    let text = pieces.list::<u8>("pieces.text").unwrap();
    let (ends, slots) = (pieces.list::<u32>("pieces.ends").unwrap(), pieces.list::<u32>("pieces.slots").unwrap());
    let scores = pieces.list::<f32>("pieces.scores").unwrap();
    made.file.tensor("pieces.text", "u8", &[text.len()], &text);
    made.file.tensor("pieces.ends", "u32", &[ends.len()], &bytes(ends.iter().map(|x| x.to_le_bytes())));
    made.file.tensor("pieces.slots", "u32", &[slots.len()], &bytes(slots.iter().map(|x| x.to_le_bytes())));
    made.file.tensor("pieces.scores", "f32", &[scores.len()], &bytes(scores.iter().map(|x| x.to_le_bytes())));
    made.nibbles("words", ends.len(), columns);
    open("words", made.file)
}

/// All else, in the shapes that `config` gives, but for the tensors whose name `without` is; the file says `told` of it.
pub(crate) fn weights(config: &Value, told: &Value, without: &str) -> Weights {
    let size = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let list = |name: &str| config[name].as_array().unwrap().clone();
    let (hidden, second) = (size(&config["encoder"]["hidden"]), size(&config["second"]["hidden"]));
    let schemes = list("schemes").len();
    let mut made = Made { without: without.to_owned(), ..Made::default() };
    made.sample(hidden);
    made.floats("places", &[size(&config["window"]) + 2, hidden]);
    made.norm("norm", hidden);
    for (number, count) in list("features").iter().enumerate() {
        made.floats(&format!("features.{number}"), &[size(count), hidden]);
    }
    for name in ["encoder", "second"] {
        made.stack(name, hidden, size(&config[name]["inner"]), size(&config[name]["layers"]));
    }
    made.dense("anchors", hidden, 3 * schemes);
    made.dense("entities", hidden, 1 + 2 * list("entities").len());
    made.linear("token", hidden, second);
    made.linear("anchor", hidden, second);
    made.floats("distance", &[size(&config["before"]) + size(&config["after"]) + 1, second]);
    made.floats("sketch", &[5, second]);
    made.floats("scheme", &[2 * schemes, second]);
    made.norm("second.norm", second);
    made.dense("roles", second, 4);
    made.floats("moves", &[4, 4]);
    made.dense("valid", second, 2);
    for label in list("labels") {
        made.dense(&format!("labels.{}", label[0].as_str().unwrap()), second, label[1].as_array().unwrap().len());
    }
    made.file.config = told.clone();
    open("reader", made.file)
}

/// A reader of [`config`].
pub(crate) fn reader() -> Reader {
    let config = config();
    Reader::load(&words(32, 0), &weights(&config, &config, "")).unwrap()
}

fn open(name: &str, file: File) -> Weights {
    Weights::copied(name, &file.finish()).unwrap()
}

fn bytes<const N: usize>(numbers: impl Iterator<Item = [u8; N]>) -> Vec<u8> {
    numbers.flatten().collect()
}

/// A file being filled with random numbers, always the same.
#[derive(Default)]
struct Made {
    file: File,
    without: String,
    seed: u32,
}

impl Made {
    fn next(&mut self) -> u32 {
        self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.seed >> 8
    }

    fn tensor(&mut self, name: &str, kind: &str, shape: &[usize], data: &[u8]) {
        if name != self.without {
            self.file.tensor(name, kind, shape, data);
        }
    }

    /// Floats from -1 to 1.
    fn floats(&mut self, name: &str, shape: &[usize]) {
        let count: usize = shape.iter().product();
        let data = bytes((0..count).map(|_| (self.next() as f32 / (1 << 23) as f32 - 1.0).to_le_bytes()));
        self.tensor(name, "f32", shape, &data);
    }

    /// A few of the embeddings of [`words`].
    fn sample(&mut self, hidden: usize) {
        let table = Nibbles::load(&words(hidden, 0), "words", hidden).unwrap();
        let mut row = vec![0.0; hidden];
        let mut data = Vec::new();
        for number in 0..4 {
            table.read(number * table.rows() / 4, &mut row).unwrap();
            data.extend(bytes(row.iter().map(|x: &f32| x.to_le_bytes())));
        }
        self.tensor("words.sample", "f32", &[4, hidden], &data);
    }

    fn nibbles(&mut self, name: &str, rows: usize, columns: usize) {
        let blocks = rows * columns / 32;
        // 0x2c00 is 1/16 in half precision.
        let data: Vec<u8> =
            (0..blocks).flat_map(|_| [0x00, 0x2c].into_iter().chain([0; 16].map(|_: u8| self.next() as u8))).collect();
        self.tensor(name, "q4", &[rows, columns], &data);
    }

    fn linear(&mut self, name: &str, inputs: usize, outputs: usize) {
        let whole: Vec<u8> = (0..inputs * outputs).map(|_| (self.next() % 129).wrapping_sub(64) as u8).collect();
        self.tensor(&format!("{name}.weight"), "q8", &[outputs, inputs], &whole);
        let scales = bytes((0..outputs).map(|_| 0.01_f32.to_le_bytes()));
        self.tensor(&format!("{name}.scale"), "f32", &[outputs], &scales);
        self.floats(&format!("{name}.bias"), &[outputs]);
    }

    fn dense(&mut self, name: &str, inputs: usize, outputs: usize) {
        self.floats(&format!("{name}.weight"), &[outputs, inputs]);
        self.floats(&format!("{name}.bias"), &[outputs]);
    }

    fn norm(&mut self, name: &str, width: usize) {
        self.floats(&format!("{name}.gain"), &[width]);
        self.floats(&format!("{name}.bias"), &[width]);
    }

    fn stack(&mut self, name: &str, hidden: usize, inner: usize, layers: usize) {
        for layer in (0..layers).map(|number| format!("{name}.layers.{number}")) {
            self.linear(&format!("{layer}.query_key_value"), hidden, 3 * hidden);
            self.linear(&format!("{layer}.attended"), hidden, hidden);
            self.linear(&format!("{layer}.widen"), hidden, inner);
            self.linear(&format!("{layer}.narrow"), inner, hidden);
            self.norm(&format!("{layer}.attended_norm"), hidden);
            self.norm(&format!("{layer}.norm"), hidden);
        }
    }
}
