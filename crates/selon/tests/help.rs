//! The definition of the command: everything is documented, help fits on a screen, pages and completions come out.

use assert_cmd::Command;

fn selon(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("selon").expect("the command is built");
    command.args(arguments);
    command
}

fn output(arguments: &[&str]) -> String {
    let output = selon(arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8")
}

fn verbs() -> Vec<String> {
    selon::command().get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}

#[test]
fn every_verb_and_flag_is_documented() {
    fn walk(command: &clap::Command, missing: &mut Vec<String>) {
        if command.get_about().is_none() {
            missing.push(command.get_name().to_owned());
        }
        let undocumented = command.get_arguments().filter(|argument| argument.get_help().is_none());
        missing.extend(undocumented.map(|argument| format!("{} {}", command.get_name(), argument.get_id())));
        command.get_subcommands().for_each(|verb| walk(verb, missing));
    }
    let mut missing = Vec::new();
    walk(&selon::command(), &mut missing);
    assert!(missing.is_empty(), "without help: {missing:?}");
}

#[test]
fn the_definition_is_sound() {
    selon::command().debug_assert();
}

#[test]
fn short_help_fits_on_a_screen() {
    let mut pages = vec![output(&["-h"])];
    pages.extend(verbs().iter().map(|verb| output(&[verb, "-h"])));
    for page in pages {
        assert!(page.lines().count() <= 24, "{} lines:\n{page}", page.lines().count());
        assert!(page.lines().all(|line| line.chars().count() <= 80), "too wide:\n{page}");
        assert!(page.contains("Example"), "no example:\n{page}");
    }
}

#[test]
fn long_help_leads_with_examples() {
    for arguments in [&["--help"][..], &["read", "--help"]] {
        assert!(output(arguments).starts_with("Examples:"), "{arguments:?}");
    }
}

#[test]
fn the_man_pages_come_out() {
    assert!(output(&["man"]).contains(".TH selon"));
    let page = output(&["man", "read"]);
    assert!(page.contains("fail\\-fast") && page.contains(".SH EXAMPLES"), "{page}");
    selon(&["man", "nothing"]).assert().code(2);
}

#[test]
fn completions_come_out_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(output(&["completions", shell]).contains("fail-fast"), "{shell}");
    }
}

#[test]
fn wrong_use_ends_with_2() {
    for arguments in [
        &["nothing"][..],
        &["read", "--nothing"],
        &["read", "--format", "nothing"],
        &["read", "--date", "2026-02-30"],
        &["read", "--lang", "xx"],
        &["completions", "nothing"],
    ] {
        selon(arguments).assert().code(2).stdout("");
    }
}

#[test]
fn no_verb_without_a_terminal_is_wrong_use() {
    let output = selon(&[]).write_stdin("").assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&output).contains("selon read FILE"));
}

#[test]
fn rules_are_explained() {
    let list = output(&["explain"]);
    let id = list.split_whitespace().next().expect("a rule");
    assert!(output(&["explain", id]).contains(id));
    let json: serde_json::Value = serde_json::from_str(&output(&["explain", id, "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["id"], id);
}

#[test]
fn an_unknown_rule_suggests_the_nearest() {
    let list = output(&["explain"]);
    let id = list.split_whitespace().next().expect("a rule");
    let output = selon(&["explain", &format!("{id}x")]).assert().code(2).get_output().stderr.clone();
    assert!(
        String::from_utf8_lossy(&output).contains(&format!("did you mean '{id}'")),
        "{}",
        String::from_utf8_lossy(&output)
    );
}

#[test]
fn the_version_tells_what_results_depend_on() {
    let told = output(&["--version"]);
    let first: Vec<&str> = told.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(first, ["selon", "models:", "languages:", "schemas:"], "{told}");
    assert!(told.contains("base (base-") && told.contains("en, fr (data "), "{told}");
}
