//! The completion script for bash.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::path::Path;
use std::process::Command;

/// What bash offers for the last of the words.
fn offers(bash: &Path, words: &[&str]) -> Vec<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/completion/virt.bash");
    let virt = env!("CARGO_BIN_EXE_virt");
    let program = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
                   _virt virt \"${COMP_WORDS[COMP_CWORD]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let done = Command::new(bash)
        .args(["--norc", "-c", program, "bash", script, virt])
        .args(words)
        .env("VIRT_DEFAULT_URI", "test:///default")
        .output()
        .unwrap();
    let text = String::from_utf8(done.stdout).unwrap();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_offers_what_virt_knows() {
    let Some(bash) = virt_testkit::needs::program("bash") else { return };
    let rows: [(&[&str], &[&str]); 8] = [
        (&["doms"], &["domstate"]),
        (&["domstate", "t"], &["test"]),
        (&["domstate", "--"], &["--domain", "--reason"]),
        (&["-c", "test:///default", "domstate", "--domain", ""], &["test"]),
        (&["--connect=test:///default", "shutdown", "test", "--mode", "ac"], &["acpi"]),
        (&["-q", "event", "--event", "rt"], &["rtc-change"]),
        (&["--ver"], &["--version"]),
        (&["nonsense", ""], &[]),
    ];
    for (words, expected) in rows {
        assert_eq!(offers(&bash, words), expected, "{words:?}");
    }
}
