//! `selon read` as a person at a terminal sees it, through a pseudo-terminal.
#![cfg(unix)]

use rustix_openpty::openpty;
use rustix_openpty::rustix::termios::Winsize;
use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const NOTE: &str = "La maire d'Ostrelle, Jeanne Morvan, a annoncé que le parc ouvrirait en juin, que les bancs seraient repeints et que la fontaine coulerait.\n";

/// What the command shows at a terminal of that width, when it does what it is asked.
fn shown(width: u16, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let (shown, code) = ended(width, arguments, environment);
    assert_eq!(code, Some(0), "{shown}");
    shown
}

/// What it shows, and its exit code.
fn ended(width: u16, arguments: &[&str], environment: &[(&str, &str)]) -> (String, Option<i32>) {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("note.txt"), NOTE).expect("a file");
    let size = Winsize { ws_row: 24, ws_col: width, ws_xpixel: 0, ws_ypixel: 0 };
    let terminal = openpty(None, Some(&size)).expect("a pseudo-terminal");
    let side = || Stdio::from(terminal.user.try_clone().expect("a descriptor"));
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("selon"));
    command.current_dir(folder.path()).args(arguments).env_clear().env("TERM", "xterm").env("HOME", folder.path());
    let child = command.envs(environment.iter().copied()).stdin(side()).stdout(side()).stderr(Stdio::null()).spawn();
    let mut child = child.expect("it runs");
    drop(terminal.user);
    drop(command);
    let mut shown = Vec::new();
    // The end of a pseudo-terminal is told as an error.
    let _ = File::from(terminal.controller).read_to_end(&mut shown);
    let code = child.wait().expect("it ends").code();
    (String::from_utf8(shown).expect("UTF-8").replace("\r\n", "\n"), code)
}

#[test]
fn a_terminal_gets_colour_and_layout() {
    let shown = shown(80, &["read", "note.txt"], &[]);
    assert!(shown.contains('\u{1b}') && shown.contains("No."), "{shown}");
}

#[test]
fn no_color_is_kept_to_and_signs_stay() {
    for environment in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let shown = shown(80, &["read", "note.txt"], &[environment]);
        assert!(!shown.contains('\u{1b}') && shown.contains("{1 La maire"), "{environment:?}: {shown}");
    }
}

#[test]
fn the_layout_keeps_to_the_width() {
    for width in [40, 60, 80, 120] {
        let shown = shown(width, &["read", "--color", "never", "note.txt"], &[]);
        let widest = shown.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= usize::from(width), "{widest} columns of {width}:\n{shown}");
    }
}

#[test]
fn a_width_that_is_given_wins() {
    let shown = shown(120, &["read", "--color", "never", "--width", "50", "note.txt"], &[]);
    assert!(shown.lines().all(|line| line.chars().count() <= 50), "{shown}");
}

#[test]
fn without_inputs_a_person_gets_help() {
    assert!(shown(80, &[], &[]).contains("selon read article.html"));
    let (help, code) = ended(80, &["read"], &[]);
    assert!(help.contains("--fail-fast"));
    assert_eq!(code, Some(2), "a verb without inputs is a wrong use");
}
