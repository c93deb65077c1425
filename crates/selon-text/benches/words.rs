//! How fast is a text cut into words?

fn main() {
    divan::main();
}
