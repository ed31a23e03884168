//! libvirt's own virsh sessions against the test driver, where `VIRT_CORPUS` says that they are.
//!
//! A session that uses a command of virsh which this version has not got is out of scope, and
//! counted. Every other one must print what virsh prints.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What virt says of a command that only virsh has.
const OUT_OF_SCOPE: &str = "has not got it";

/// Sessions that print virsh's own descriptions of its commands, whose words are not ours to use.
const OTHER_WORDS: &[&str] = &["help-option"];

#[test]
fn sessions_print_what_virsh_prints() {
    let Some(corpus) = virt_testkit::needs::corpus() else { return };
    let folder = corpus.join("virsh");
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();

    let mut counts = [0; 2];
    let mut failures = String::new();
    for case in manifest["cases"].as_array().unwrap() {
        let (output, expected) = run(&corpus, &folder, case);
        let id = case["id"].as_str().unwrap();
        if output.contains(OUT_OF_SCOPE) || OTHER_WORDS.contains(&id) {
            counts[1] += 1;
        } else if output == expected {
            counts[0] += 1;
        } else {
            failures += &format!("--- {id}\nexpected:\n{expected}\nfound:\n{output}\n");
        }
    }
    let [equal, out_of_scope] = counts;
    println!("virsh sessions: {equal} equal, {out_of_scope} out of scope");
    assert!(failures.is_empty(), "{failures}");
    assert!(equal >= 31, "only {equal} sessions are equal");
}

/// What the session prints, and what it should.
fn run(corpus: &Path, folder: &Path, case: &Value) -> (String, String) {
    let args = &case["args"];
    let host = corpus.join("support/test/testnode.xml");
    let uri = match args["uri"].as_str() {
        Some("custom") => format!("test://{}", host.display()),
        _ => "test:///default".to_owned(),
    };
    let mut command = Command::new("/bin/sh");
    // Standard output and error in the order in which they are written.
    command.args(["-c", "exec \"$@\" 2>&1", "sh", env!("CARGO_BIN_EXE_virt"), "--connect", &uri]);
    for word in args["argv"].as_array().unwrap() {
        let here = folder.display().to_string();
        command.arg(word.as_str().unwrap().replace("@SRCDIR@", &here));
    }
    if let Some(script) = case["script"].as_str() {
        command.arg(fs::read_to_string(folder.join(script)).unwrap());
    }
    let done = command.env("LANG", "C").stdin(Stdio::null()).output().unwrap();
    let mut output = String::from_utf8(done.stdout).unwrap();
    if let Some(filter) = args["filter"].as_str() {
        output = without(&output, filter);
    }
    if !done.status.success() {
        output += &format!("\n## Exit code: {}\n", done.status.code().unwrap());
    }
    (output, fs::read_to_string(folder.join(case["output"].as_str().unwrap())).unwrap())
}

/// `text` without each `filter` and what follows it on its line.
fn without(text: &str, filter: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(filter) {
        kept += &rest[..at];
        let after = &rest[at + filter.len()..];
        rest = after.find('\n').map_or("", |end| &after[end..]);
    }
    kept + rest
}
