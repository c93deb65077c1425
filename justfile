# Everyday commands. `just` lists them.

default:
    @just --list

# Everything that CI does
ci:
    .ci/run

# Tests of one crate: just test selon-reading
test crate:
    cargo test -p {{crate}}

# Scores on the development texts, by the shared scorer
score set="french.dev":
    scripts/score {{set}}

# Formatting and lints, mended where they can be
tidy:
    cargo fmt --all
    cargo clippy --workspace --all-targets --fix --allow-dirty

# Speed of the reading
bench:
    cargo bench -p selon-reading

# Speed of the trained network on one core, by the instructions that this processor has
speed:
    cargo run --release -p selon-model --example speed

# Licences and known holes of what is built in
deny:
    cargo deny check
